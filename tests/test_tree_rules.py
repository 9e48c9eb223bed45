"""Rules for the files of the project themselves."""

import hashlib
import json
import re
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

from tests.support.programs import ROOT
from tools import messages

TEMPLATES = ROOT / "templates"
VENDOR = ROOT / "static" / "vendor"


@cache
def template(path: Path) -> str:
    """A template without its comments, and with its expressions blanked out of the markup."""
    text = re.sub(r"\{#.*?#\}", "", path.read_text("utf-8"), flags=re.DOTALL)
    return re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "§", text, flags=re.DOTALL)


def templates() -> list[Path]:
    return sorted(TEMPLATES.rglob("*.html"))


def inline_code(text: str) -> Iterator[str]:
    """What the content security policy would stop."""
    yield from re.findall(r"<style\b|\sstyle\s*=|\son[a-z]+\s*=|javascript:", text, re.IGNORECASE)
    for opening in re.findall(r"<script\b[^>]*>", text, re.IGNORECASE):
        if "src=" not in opening and "application/ld+json" not in opening:
            yield opening


def bare_htmx(text: str) -> Iterator[str]:
    """htmx's own attribute names, which are not valid HTML, and the one that needs eval."""
    yield from re.findall(r"\shx-[a-z-]+|\sdata-hx-on\S*|\sdata-hx-vals\s*=\s*[\"']js:", text)


def inherited_htmx(text: str) -> Iterator[str]:
    """Attributes that only act on elements further in: each element says what it does itself."""
    for tag in re.findall(r"<[a-z][^<>]*\sdata-hx-[^<>]*>", text, re.DOTALL):
        if not re.search(r"\sdata-hx-(get|post|put|patch|delete)=", tag):
            yield tag


@pytest.mark.parametrize("path", templates(), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_a_template_keeps_to_the_rules(path: Path) -> None:
    text = template(path)
    assert [*inline_code(text), *bare_htmx(text), *inherited_htmx(text)] == []


@pytest.mark.parametrize(
    ("rule", "markup"),
    [
        (inline_code, '<p style="color: red">'),
        (inline_code, "<STYLE>p {}</STYLE>"),
        (inline_code, '<a onclick="go()">'),
        (inline_code, '<a href="javascript:go()">'),
        (inline_code, "<script>go()</script>"),
        (bare_htmx, '<a hx-get="/_/menu">'),
        (bare_htmx, '<a data-hx-on:click="go()">'),
        (bare_htmx, "<a data-hx-vals='js:{a: 1}'>"),
        (inherited_htmx, '<ul data-hx-target="#menu">'),
    ],
)
def test_a_broken_template_is_seen(rule: Callable[[str], Iterator[str]], markup: str) -> None:
    assert list(rule(markup))


def test_templates_are_named_for_what_includes_them() -> None:
    """What another template includes is a piece, and a piece's name says so."""
    text = "\n".join(path.read_text("utf-8") for path in templates())
    included = re.findall(r"\{%-?\s*include\s+[\"']([^\"']+)[\"']", text)
    assert included
    assert [name for name in included if not name.rpartition("/")[2].startswith("_")] == []


def test_every_included_template_is_there_and_every_piece_is_used() -> None:
    sources = chain(templates(), sorted((ROOT / "digest").rglob("*.py")))
    text = "\n".join(path.read_text("utf-8") for path in sources)
    names = {str(path.relative_to(TEMPLATES)) for path in sorted(TEMPLATES.rglob("*.*"))}
    named = set(re.findall(r"[\"']((?:[a-z_]+/)+_?[a-z0-9_]+\.(?:html|xml)|[a-z]+/_[a-z]+\.svg)[\"']", text))
    assert named - names == set()
    assert {name for name in names - named if not name.startswith("blocks/")} == set()


def test_every_text_is_translated() -> None:
    assert messages.untranslated("ja") == []


def test_translations_have_the_places_of_their_texts() -> None:
    wrong = [
        message.id
        for language in messages.LANGUAGES
        for message in messages.catalogue(language)
        if message.id and places(message.string) and places(message.id) != places(message.string)
    ]
    assert wrong == []


def places(text: object) -> set[str]:
    """The names that are filled in, in any form of a text."""
    forms = text if isinstance(text, tuple | list) else [text]
    return set(re.findall(r"%\((\w+)\)s", "\n".join(map(str, forms))))


def vendored() -> list[dict[str, str]]:
    found: list[dict[str, str]] = tomllib.loads((VENDOR / "VENDORED.toml").read_text("utf-8"))["vendored"]
    return found


@pytest.mark.parametrize("entry", vendored(), ids=lambda entry: str(entry["name"]))
def test_a_vendored_file_is_as_it_was_published(entry: dict[str, str]) -> None:
    data = (VENDOR / entry["file"]).read_bytes()
    assert hashlib.sha256(data).hexdigest() == entry["sha256"]
    assert (VENDOR / entry["licence_file"]).read_text("utf-8").strip()
    assert entry["version"] in entry["file"]


def test_every_vendored_file_is_recorded() -> None:
    recorded = {entry[key] for entry in vendored() for key in ("file", "licence_file")} | {"VENDORED.toml"}
    assert {str(path.relative_to(VENDOR)) for path in VENDOR.rglob("*") if path.is_file()} == recorded


def test_locked_packages_come_from_the_public_registries() -> None:
    npm = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    hosts = {str(each["resolved"]).split("/")[2] for each in npm.values() if "resolved" in each}
    assert hosts == {"registry.npmjs.org"}
    lock = (ROOT / "uv.lock").read_text("utf-8")
    assert set(re.findall(r"https?://([^/\"]+)", lock)) == {"pypi.org", "files.pythonhosted.org"}
