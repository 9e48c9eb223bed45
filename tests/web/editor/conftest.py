"""Fixtures of the walks over the whole desk: one site with something of everything, and a watch over it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import sites
from tests.support.desk_ground import Ground, Watch, prepare
from tests.support.factories import NOW


@pytest.fixture(scope="module")
def ground(migrated_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    """One site for all walks; whoever changes it makes it as it was."""
    folder = Path(shutil.copytree(migrated_folder, tmp_path_factory.mktemp("walk") / "instance"))
    with sites.site(folder, clock=lambda: NOW, **sites.WITH_ASSISTANT) as app:
        # A fault of ours is an answer of 500 here, and counted like any other.
        app.testing = app.config["PROPAGATE_EXCEPTIONS"] = False
        # What is asked for in the walk stays undone: nothing here may go out to the network.
        app.extensions["digest.background"].stop(0)
        yield prepare(app, folder)


@pytest.fixture
def watch(ground: Ground) -> Iterator[Watch]:
    """Says what has changed. In the end all is as it was."""
    watch = Watch(ground)
    yield watch
    if watch.changed():
        watch.restored()
    watch.close()
