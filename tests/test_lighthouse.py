"""Lighthouse, which judges as a phone on a slow network sees the site, gives full marks."""

import json
import os
import statistics
import subprocess
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from tests.support.browsers import ARGUMENTS, chromium
from tests.support.programs import module

FULL = ("accessibility", "best-practices", "seo")
FAST = 0.98
TRIES = 5


def report(address: str, folder: Path) -> dict[str, Any]:
    """What Lighthouse says of the page at `address`."""
    path = folder / "report.json"
    flags = " ".join(("--headless=new", "--disable-gpu", *ARGUMENTS))
    command = [str(module(".bin/lighthouse")), address, "--quiet", "--output=json", f"--output-path={path}"]
    command.append(f"--chrome-flags={flags}")
    for _ in range(TRIES):
        done = subprocess.run(
            command,
            env=os.environ | {"CHROME_PATH": chromium()},
            stderr=subprocess.PIPE,
            text=True,
            timeout=240,
        )
        # It lost the browser's record of the visit, says so, and has no opinion of the page.
        if "Please run Lighthouse again" not in done.stderr:
            break
    assert done.returncode == 0, done.stderr
    result: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return result


def score(given: dict[str, Any], category: str) -> float:
    return float(given["categories"][category]["score"] or 0)


def lost_points(given: dict[str, Any]) -> list[str]:
    """The audits that cost points, for whoever has to mend it."""
    return [
        f"{audit['id']}: {audit['title']} {audit.get('displayValue', '')}"
        for audit in given["audits"].values()
        if audit["score"] is not None and audit["score"] < 1
    ]


@pytest.mark.alone
@pytest.mark.parametrize("path", ["/", "/articles/leap-second"], ids=["home", "article of three pages"])
def test_full_marks(server: str, path: str, tmp_path: Path) -> None:
    # The first answer of a fresh process also reads the templates; readers of a running site never meet it.
    with urllib.request.urlopen(f"{server}{path}", timeout=30):
        pass
    found = report(f"{server}{path}", tmp_path)
    assert {name: score(found, name) for name in FULL} == dict.fromkeys(FULL, 1.0), lost_points(found)
    speeds = [score(found, "performance")]
    # Something else may be busy on this machine: one slow measurement says little, the middle of five does.
    while speeds[0] < FAST and len(speeds) < TRIES:
        speeds.append(score(report(f"{server}{path}", tmp_path), "performance"))
    assert statistics.median(speeds) >= FAST, (speeds, lost_points(found))
