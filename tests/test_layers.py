"""Web asks, domain decides, store remembers: imports go that way only."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.programs import ROOT

# Each layer with what it may import of this program. Only create_app() knows them all.
MAY_IMPORT = {
    "digest.store": {"digest.store"},
    "digest.domain": {"digest.domain", "digest.store"},
    "digest.web": {"digest.web", "digest.domain", "digest.store", "digest.config"},
    "digest.config": {"digest.config_values"},
    "digest.config_values": set[str](),
}
# What belongs to HTTP and HTML, and no business of the layers below.
OF_THE_WEB = {"flask", "werkzeug", "jinja2", "flask_babel", "htmx_flask", "wtforms", "click"}
# SQL is the domain's and the store's; a view holds a session and calls named queries.
NOT_IN_WEB = {"flask_sqlalchemy", "sqlite3", "psycopg", "bleach"}


def modules(layer: str, root: Path = ROOT) -> list[Path]:
    path = root / layer.replace(".", "/")
    return sorted(path.rglob("*.py")) if path.is_dir() else [path.with_suffix(".py")]


def imported(source: str) -> Iterator[str]:
    """The full name of everything that `source` imports, inside functions too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports here are written in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def trespasses(layer: str, source: str) -> list[str]:
    """What `source`, a module of `layer`, imports and must not."""
    return [name for name in imported(source) if not _allowed(layer, name)]


def _allowed(layer: str, name: str) -> bool:
    package = name.partition(".")[0]
    if package == "digest":
        return any(name == part or name.startswith(f"{part}.") for part in MAY_IMPORT[layer])
    if layer == "digest.web":
        return package not in NOT_IN_WEB
    return package not in OF_THE_WEB


@pytest.mark.parametrize("layer", MAY_IMPORT)
def test_imports_go_from_web_to_domain_to_store(layer: str) -> None:
    found = {str(path.relative_to(ROOT)): trespasses(layer, path.read_text()) for path in modules(layer)}
    assert found
    assert not {path: names for path, names in found.items() if names}


@pytest.mark.parametrize(
    ("layer", "line"),
    [
        ("digest.store", "from digest.domain.tree import Tree"),
        ("digest.store", "import flask"),
        ("digest.domain", "from digest.web import site"),
        ("digest.domain", "from digest import web"),
        ("digest.domain", "def f():\n    from flask import abort"),
        ("digest.domain", "import werkzeug.exceptions"),
        ("digest.web", "from digest.commands.article import group"),
        ("digest.web", "from flask_sqlalchemy import SQLAlchemy"),
        ("digest.config", "import digest.store"),
    ],
)
def test_an_import_the_wrong_way_is_seen(layer: str, line: str) -> None:
    assert trespasses(layer, line)


@pytest.mark.parametrize(
    ("layer", "line"),
    [
        ("digest.store", "from flask_sqlalchemy import SQLAlchemy"),
        ("digest.domain", "from digest.store import writing"),
        ("digest.web", "from digest.domain.edition import live"),
        ("digest.web", "from flask import abort"),
    ],
)
def test_an_import_the_right_way_is_not(layer: str, line: str) -> None:
    assert trespasses(layer, line) == []
