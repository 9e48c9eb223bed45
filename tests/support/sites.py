"""Sites to test: a migrated database that is made once and copied, and one with the demo in it."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

from flask import Flask
from flask_migrate import upgrade
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from werkzeug.routing import Rule

from digest import create_app
from digest.commands.demo import group as demo
from digest.config import Settings
from digest.store import db
from tests.support.checking import CheckingClient

KEY = "a key that everybody may know, for tests"
# An assistant at a port where nobody listens: the desk shows what it shows where there is one.
WITH_ASSISTANT = {"assistant_url": "http://127.0.0.1:9/v1", "assistant_model": "stub"}


class Compiled(BytecodeCache):
    """The templates of all sites in this process, each compiled once: most tests have a site of their own."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code of a template, if this is still its text."""
        bucket.code = self._known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        self._known[bucket.key, bucket.checksum] = bucket.code


COMPILED = Compiled()


class KnownRule(Rule):
    """A rule of the URL map that is compiled once for all sites in this process.

    Nearly all of the time that making an application takes went into that, and each site has the same rules.
    """

    _known: ClassVar[dict[Any, Rule]] = {}

    def compile(self) -> None:
        """Take over what was made of the same rule for another site."""
        same = self._known.setdefault((self.rule, repr(self.defaults)), self)
        if same is self:
            super().compile()
        else:
            for name in ("_parts", "_trace", "_converters", "arguments", "_build", "_build_unknown"):
                setattr(self, name, getattr(same, name))


Flask.url_rule_class = KnownRule


class OneSQLite(SQLiteDialect_pysqlite):
    """SQLite, where a statement is compiled once for all sites in this process, as on a site that runs on.

    What is compiled is kept by dialect, and every engine has one of its own.
    """

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OneSQLite)

    def __hash__(self) -> int:
        return hash(OneSQLite)


STATEMENTS: dict[Any, Any] = {}
registry.register("sqlite", OneSQLite.__module__, OneSQLite.__name__)


def settings(folder: Path, **changes: Any) -> Settings:
    """The settings of a site whose files and database are in `folder`."""
    url = changes.pop("database_url", f"sqlite:///{folder / 'digest.db'}")
    return Settings(instance_path=folder, database_url=url, secret_key=KEY, **changes)


@contextmanager
def site(folder: Path, clock: Callable[[], Any] | None = None, **changes: Any) -> Iterator[Flask]:
    """The application for `folder`; its connections are closed at the end."""
    given = settings(folder, **changes)
    app = create_app(given, clock) if clock else create_app(given)
    app.testing = True
    # Tests say themselves when what waits is worked off: run_all().
    app.extensions["digest.background"].by_itself = False
    app.jinja_env.bytecode_cache = COMPILED
    app.test_client_class = CheckingClient
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            db.engine.update_execution_options(compiled_cache=STATEMENTS)
    try:
        yield app
    finally:
        with app.app_context():
            db.engine.dispose()


def migrated(folder: Path) -> None:
    """Make a database with all tables and nothing in them."""
    with site(folder) as app, app.app_context():
        upgrade()


def with_demo(folder: Path) -> None:
    """Make a database with the digests that come with the program."""
    migrated(folder)
    with site(folder) as app:
        load_demo(app)


def load_demo(app: Flask) -> None:
    """Add the demo's digests."""
    result = app.test_cli_runner().invoke(demo, ["load"], catch_exceptions=False)
    assert result.exit_code == 0, result.output


def made_once(folder: Path, make: Callable[[Path], None]) -> Path:
    """`folder` as `make` leaves it. Several processes may ask at once: one of them makes it.

    An SQLite lock is one that every system has and that a killed process lets go of.
    """
    lock = sqlite3.connect(folder.with_suffix(".lock"), timeout=300, isolation_level=None)
    try:
        lock.execute("BEGIN EXCLUSIVE")
        if not folder.exists():
            unfinished = folder.with_suffix(".unfinished")
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir()
            make(unfinished)
            unfinished.rename(folder)
    finally:
        lock.close()
    return folder
