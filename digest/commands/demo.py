"""flask demo: the digests that come with the program."""

import tomllib
from collections.abc import Collection
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup
from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from digest.commands.answers import note, said
from digest.commands.article import pictures_in
from digest.config import ROOT
from digest.domain import outlets
from digest.domain.article import Article
from digest.domain.digest_text.reading import read
from digest.domain.importing import Shelf, import_manuscript
from digest.domain.linking import follow, translate
from digest.domain.people import Author
from digest.domain.publisher import Publisher, host_of
from digest.domain.publishing import Order, publish
from digest.domain.relating import relate
from digest.domain.topic import Topic
from digest.domain.tree import PictureRef
from digest.store import writing
from digest.web.printing import SitePress
from digest.web.site import site

group = AppGroup("demo", help="The digests that come with the program.")

FOLDER = ROOT / "digest" / "demo"


@group.command("load")
def load() -> None:
    """Add the demo's digests that are not there yet; what is there stays as it is."""
    texts = sorted((FOLDER / "articles").glob("*.digest.txt"))
    with writing() as writer:
        _introduce(writer)
    added = [slug for path in texts if (slug := _load(path))]
    with writing() as writer:
        _link(writer, added)
    click.echo(gettext("Added %(added)s of %(all)s digests.", added=len(added), all=len(texts)))


def _load(path: Path) -> str:
    """The address of the digest, if it was not there yet."""
    manuscript = read(path.read_bytes()).manuscript
    shelf = _shelf()
    with writing() as writer:
        if writer.scalar(select(Article.id).where(Article.slug == manuscript.slug)):
            return ""
        article = import_manuscript(writer, manuscript, shelf, site().settings.zone)
        publish(writer, article, Order(manuscript.published or site().clock(), unchecked=True), SitePress())
    for name, error in shelf.missing.items():
        note(gettext("Picture %(name)s: %(why)s", name=name, why=said(error)))
    return manuscript.slug


def _link(writer: Session, added: Collection[str]) -> None:
    """Let those that were added belong to others as the demo says, if these are there."""
    for entry in _entries("link"):
        if entry["article"] not in added:
            continue
        article = writer.scalars(Article.at(entry["article"])).one()
        number = select(Article.id).where(Article.slug == entry.get("follows", entry.get("original")))
        (follow if "follows" in entry else translate)(writer, article, writer.scalar(number))
        relate(writer, article)


def _introduce(writer: Session) -> None:
    """Make the topics, publishers and authors that the digests name, where there are none."""
    for entry in _entries("topic"):
        if writer.scalar(select(Topic.id).where(Topic.slug == entry["slug"])) is None:
            known = {name: entry[name] for name in ("name", "slug", "description", "tint", "sign")}
            writer.add(Topic(**known))
    for entry in _entries("publisher"):
        publisher = Publisher.called(writer, entry["name"])
        publisher.url = publisher.url or entry["url"]
        hosts = [host_of(host) for host in entry["hosts"]]
        outlets.complete(writer, publisher, entry["kind"], hosts)
    shelf = _shelf()
    for entry in _entries("author"):
        if writer.scalar(Author.at(entry["slug"])) is None:
            portrait = shelf.take(writer, PictureRef(entry["portrait"], alt=entry["name"]))
            writer.add(Author(name=entry["name"], slug=entry["slug"], bio=entry["bio"], portrait=portrait))
    writer.flush()


def _entries(name: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = tomllib.loads((FOLDER / f"{name}s.toml").read_text("utf-8"))[name]
    return entries


def _shelf() -> Shelf:
    return Shelf(site().files, pictures_in(FOLDER))
