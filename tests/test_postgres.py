"""The same models, migrations and pages on SQLite and on PostgreSQL."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import create_engine, inspect, text

from digest.store import Base, db
from digest.store.search_index import is_mapped
from tests.support import postgres, sites
from tests.support.answers import Answer
from tests.support.crawl import visit


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgres.cluster() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """A site whose database has nothing in it, not even tables."""
    changes: dict[str, Any] = {}
    if request.param == "postgresql":
        changes = {"database_url": new_database(request.getfixturevalue("server"), tmp_path.name)}
    with sites.site(tmp_path, **changes) as app, app.app_context():
        yield app


def new_database(server: str, name: str) -> str:
    engine = create_engine(server.format(name="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    engine.dispose()
    return server.format(name=name)


def differences() -> list[object]:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": is_mapped})
        return list(compare_metadata(context, Base.metadata))


def test_migrations_make_what_the_models_say(empty: Flask) -> None:
    upgrade()
    assert differences() == []


def test_a_model_without_migration_would_be_seen(empty: Flask) -> None:
    upgrade()
    with db.engine.begin() as connection:
        connection.execute(text("DROP TABLE edition_page"))
    assert len(differences()) == 1


def test_migrations_go_down_and_up_again(empty: Flask) -> None:
    upgrade()
    downgrade(revision="base")
    assert inspect(db.engine).get_table_names() == ["alembic_version"]
    upgrade()
    assert differences() == []


def test_every_constraint_has_a_name(empty: Flask) -> None:
    upgrade()
    found = inspect(db.engine)
    for table in found.get_table_names():
        named = [*found.get_unique_constraints(table), *found.get_foreign_keys(table)]
        assert all(each["name"] for each in [*named, *found.get_check_constraints(table)]), table


def test_the_demo_is_read_on_postgresql_as_on_sqlite(server: str, tmp_path: Path, demo_site: Flask) -> None:
    url = new_database(server, "demo")
    with sites.site(tmp_path, database_url=url) as app:
        with app.app_context():
            upgrade()
        sites.load_demo(app)
        here, there = visit(app.test_client(), most=60), visit(demo_site.test_client(), most=60)
    assert list(map(read, here)) == list(map(read, there))


def read(answer: Answer) -> tuple[str, int, bytes]:
    """What was read. An article's name in feeds is made of the instant when it was made, each site's own."""
    return answer.path, answer.status, re.sub(rb"urn:uuid:[0-9a-f-]{36}", b"urn:uuid:", answer.data)
