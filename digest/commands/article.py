"""flask article: import, export and list."""

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import click
from flask.cli import AppGroup
from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from digest.commands.answers import note, refuse, said
from digest.domain.article import Article
from digest.domain.digest_text import DigestTextError, format_text
from digest.domain.digest_text.reading import Reading, read
from digest.domain.importing import Shelf, export_manuscript, import_manuscript
from digest.domain.publishing import Order, publish
from digest.domain.refusal import Refusal
from digest.domain.standing import standing_at
from digest.domain.tree_json import dump_json, load_json
from digest.store import writing
from digest.store.pictures import PictureError
from digest.web.printing import SitePress
from digest.web.site import session, site

group = AppGroup("article", help="Import, export and list articles.")


@group.command("import")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--publish", "at_once", is_flag=True, help="Publish what is ready to be read.")
@click.option("--slug", help="The address of the article (for one FILE).")
def import_(files: tuple[Path, ...], at_once: bool, slug: str | None) -> None:
    """Make an article from each FILE: digest text in either form, or exported JSON ('-' reads stdin).

    Prints the slug of each, then the line-by-line report. All that is wrong with one file is said and
    leaves the others alone; the exit status is 1 if any was refused.
    """
    if slug and len(files) > 1:
        raise click.UsageError(gettext("--slug is for one FILE."))
    refused = [path for path in files if not _import(path, at_once, slug)]
    if refused:
        refuse(gettext("Not imported: %(files)s", files=", ".join(map(str, refused))))


def _import(path: Path, at_once: bool, slug: str | None) -> bool:
    try:
        reading = _read(path)
        manuscript = replace(reading.manuscript, slug=slug) if slug else reading.manuscript
        shelf = Shelf(site().files, pictures_in(path.parent))
        with writing() as writer:
            article = import_manuscript(writer, manuscript, shelf, site().settings.zone)
            if at_once:
                publish(
                    writer,
                    article,
                    Order(manuscript.published or site().clock(), unchecked=True),
                    SitePress(),
                )
            found = article.slug
    except (DigestTextError, Refusal) as error:
        note(f"{path}: {said(error)}")
        return False
    except OSError as error:
        note(f"{path}: {error.strerror}")
        return False
    click.echo(found)
    _report(reading, shelf.missing, at_once)
    return True


def _read(path: Path) -> Reading:
    data: bytes = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    if path.suffix == ".json" or data.lstrip()[:1] == b"{":
        return Reading(load_json(data), (), canonical=True)
    return read(data)


def _report(reading: Reading, missing: dict[str, PictureError], at_once: bool) -> None:
    for line in reading.report:
        mark = "!" if line.flagged else " "
        remark = f"  ({gettext(line.note)})" if line.note else ""
        click.echo(f"{mark} {line.number:>5}  {line.role:<12}  {line.text}{remark}")
    for name, error in missing.items():
        note(gettext("Picture %(name)s: %(why)s", name=name, why=said(error)))
    for page in reading.manuscript.tree.pages:
        if at_once and page.blank:
            note(
                gettext(
                    "Kept in the draft and not published, as it has only a title: %(title)s", title=page.title
                )
            )


def pictures_in(folder: Path) -> Callable[[str], bytes | None]:
    """Reads the pictures that a text names from `folder` and below, and from nowhere else."""
    root = folder.resolve()

    def read_picture(name: str) -> bytes | None:
        path = (root / name).resolve()
        return path.read_bytes() if path.is_relative_to(root) and path.is_file() else None

    return read_picture


@group.command("export")
@click.argument("slug")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def export(slug: str, form: str) -> None:
    """Print the draft of the article SLUG as digest text or JSON."""
    article = session().scalar(Article.at(slug))
    if article is None:
        refuse(gettext("%(slug)s: there is no such article", slug=slug))
    manuscript = export_manuscript(session(), article)
    click.echo(format_text(manuscript) if form == "text" else dump_json(manuscript), nl=False)


@group.command("list")
def list_() -> None:
    """Print each article, newest first: slug, standing, first publication and title, with tabs between.

    The standing is one of draft, scheduled, live, expired and withdrawn; not translated, as programs read it.
    """
    standing = standing_at(site().clock())
    newest = select(Article, standing).order_by(Article.created_at.desc(), Article.id.desc())
    for article, word in session().execute(newest.options(joinedload(Article.draft))):
        at = article.published_at.astimezone(site().settings.zone) if article.published_at else None
        first = f"{at:%Y-%m-%d %H:%M}" if at else "-"
        click.echo(f"{article.slug}\t{word}\t{first}\t{article.draft.tree.title}")
