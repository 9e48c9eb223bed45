"""Programs from outside that some tests need: without them a test is skipped, except where CI is set."""

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).parent.parent.parent
MODULES = ROOT / "node_modules"


def program(*names: str, hint: str = "") -> Path:
    """The first of the programs `names` (or files, with a glob below /) that this machine has."""
    for name in names:
        if name.startswith("/"):
            if found := sorted(Path("/").glob(name[1:])):
                return found[-1]
        elif path := shutil.which(name):
            return Path(path)
    return _without(names[0], hint)


def module(name: str) -> Path:
    """A file below node_modules."""
    path = MODULES / name
    if not path.exists():
        _without(name, "npm ci --ignore-scripts")
    return path


def _without(name: str, hint: str) -> NoReturn:
    message = f"{name} is not installed" + (f" ({hint})" if hint else "")
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)
