"""The worker: the same task by a queue in a file and by Redis, and on time."""

import importlib
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from types import ModuleType

import pytest
import redis
from flask import Flask

from digest.domain.source import Source
from digest.store import db
from digest.store.fetch import Trouble
from tests.support.factories import an_article
from tests.support.fake_fetch import FakeFetch
from tests.support.programs import program

PATIENCE = 60


@contextmanager
def redis_server() -> Iterator[str]:
    """A Redis of our own, reached by a socket in its folder and gone afterwards; yields its URL."""
    server = program("redis-server", hint="apt install redis-server")
    # Not below pytest's folder: that may be too long for a socket's name.
    with tempfile.TemporaryDirectory(prefix="digest-redis-") as folder:
        socket = f"{folder}/s"
        options = ["--port", "0", "--unixsocket", socket, "--save", "", "--dir", folder]
        process = subprocess.Popen([server, *options], stdout=subprocess.PIPE, text=True)
        try:
            assert process.stdout
            # It says so itself when it can be asked.
            assert any("ready to accept connections" in line.lower() for line in process.stdout)
            yield f"unix://{socket}"
        finally:
            process.terminate()
            process.wait(PATIENCE)
            if process.stdout:
                process.stdout.close()


@pytest.fixture(params=["file", "redis"])
def worker(
    request: pytest.FixtureRequest, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> Iterator[ModuleType]:
    """The worker of the site `app`, with either queue."""
    monkeypatch.setenv("DIGEST_INSTANCE_PATH", str(app.extensions["digest"].settings.instance_path))
    sys.modules.pop("digest.worker", None)
    if request.param == "file":
        yield from _worker(app, monkeypatch)
        return
    with redis_server() as url:
        monkeypatch.setenv("DIGEST_REDIS_URL", url)
        yield from _worker(app, monkeypatch)


def _worker(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    module = importlib.import_module("digest.worker")
    monkeypatch.setattr(module, "application", lambda: app)
    try:
        yield module
    finally:
        sys.modules.pop("digest.worker")


def test_due_sources_are_checked_by_either_queue(app: Flask, worker: ModuleType) -> None:
    fetch = FakeFetch()
    app.extensions["digest"] = replace(app.extensions["digest"], fetch=fetch)
    with app.app_context():
        an_article(sections=3)
        for (url,) in db.session.execute(Source.__table__.select().with_only_columns(Source.url)):
            fetch.tell(url, Trouble.UNREACHABLE)
        db.session.rollback()
    assert ran(worker) is None
    fetch.told.clear()
    clock = app.extensions["digest"].clock
    app.extensions["digest"] = replace(app.extensions["digest"], clock=lambda: clock() + timedelta(hours=1))
    assert ran(worker) == 3


def ran(worker: ModuleType) -> object:
    """What the task gives that went through the queue."""
    worker.check_sources()
    return worker.huey.execute(worker.huey.dequeue())


def test_it_is_time_every_quarter_of_an_hour(worker: ModuleType) -> None:
    due = {
        minute: {task.name for task in worker.huey.read_periodic(datetime(2026, 7, 1, 3, minute))}  # noqa: DTZ001 -- as huey reads a clock
        for minute in range(60)
    }
    assert [minute for minute, tasks in due.items() if "check_sources" in tasks] == [0, 15, 30, 45]
    assert all("tell_feeds" in tasks for tasks in due.values())
    if "redis" in type(worker.huey.storage).__name__.lower():
        assert isinstance(worker.huey.storage.conn, redis.Redis)


def test_a_setting_that_will_not_do_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIGEST_INSTANCE_PATH", str(tmp_path))
    monkeypatch.setenv("DIGEST_REDIS_URL", "http://me:hush@x")
    sys.modules.pop("digest.worker", None)
    with pytest.raises(SystemExit, match=r"^Cannot start: DIGEST_REDIS_URL: ") as stopped:
        importlib.import_module("digest.worker")
    assert "hush" not in str(stopped.value)
