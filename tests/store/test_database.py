"""SQLite is set up to be trusted, and writes announce themselves."""

import threading
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from digest.domain.topic import Topic
from digest.store import database, db, writing


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 5000)],
)
def test_every_connection_is_careful(app: Flask, pragma: str, value: object) -> None:
    with app.app_context():
        assert db.session.scalar(text(f"PRAGMA {pragma}")) == value


def test_a_write_that_was_not_announced_is_refused(app: Flask) -> None:
    with app.app_context():
        db.session.add(Topic(name="a", slug="a"))
        with pytest.raises(RuntimeError, match="outside of writing"):
            db.session.commit()


def test_an_error_undoes_the_whole_transaction(app: Flask) -> None:
    def fail() -> None:
        with writing() as session:
            session.add(Topic(name="a", slug="a"))
            session.flush()
            raise KeyError

    with app.app_context():
        with pytest.raises(KeyError):
            fail()
        assert db.session.query(Topic).count() == 0


def test_many_writers_that_read_first_all_get_their_turn(app: Flask) -> None:
    """A transaction that reads first fails at once when it did not take the lock at its start."""
    failed: list[BaseException] = []

    def write(name: str) -> None:
        try:
            with app.app_context():
                for number in range(10):
                    with writing() as session:
                        session.query(Topic).count()
                        session.add(Topic(name=f"{name}-{number}", slug=f"{name}-{number}"))
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=write, args=(f"w{n}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    with app.app_context():
        assert db.session.query(Topic).count() == 60


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 52, 0), True),
        ((4, 0, 0), True),
    ],
)
def test_which_versions_have_the_repair(version: tuple[int, ...], safe: bool) -> None:
    assert database.reset_is_safe(version) is safe


def test_an_old_sqlite_never_checkpoints_by_itself_but_under_the_lock(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "reset_is_safe", lambda: False)
    monkeypatch.setattr(database, "CHECKPOINT_BYTES", 1)
    log = Path(f"{app.extensions['digest'].settings.instance_path}/digest.db-wal")
    with app.app_context():
        db.engine.dispose()
        assert db.session.scalar(text("PRAGMA wal_autocheckpoint")) == 0
        with writing() as session:
            session.add(Topic(name="a", slug="a"))
        assert log.stat().st_size == 0
        assert db.session.query(Topic).count() == 1


def test_a_reader_who_stays_does_not_keep_writers_waiting(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Emptying the log waits for readers, and holds the right to write meanwhile."""
    monkeypatch.setattr(database, "reset_is_safe", lambda: False)
    monkeypatch.setattr(database, "CHECKPOINT_BYTES", 1)
    monkeypatch.setattr(database, "BUSY_MS", 3_600_000)

    def write() -> None:
        with app.app_context():
            for number in range(3):
                with writing() as session:
                    session.add(Topic(name=f"{number}", slug=f"{number}"))

    with app.app_context():
        db.engine.dispose()
        db.session.query(Topic).count()
        thread = threading.Thread(target=write, daemon=True)
        thread.start()
        thread.join(60)
        assert not thread.is_alive()


def test_a_foreign_key_that_leads_nowhere_is_refused(app: Flask) -> None:
    statement = text(
        "INSERT INTO draft (article_id, tree, version, updated_at) VALUES (99, '{}', 1, '2026-01-01')"
    )

    def insert() -> None:
        with writing() as session:
            session.execute(statement)

    with app.app_context(), pytest.raises(IntegrityError):
        insert()
