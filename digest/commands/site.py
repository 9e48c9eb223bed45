"""flask site: work on the whole site."""

import json
import sys
from time import monotonic

import click
from flask.cli import AppGroup
from flask_babel import gettext, ngettext
from sqlalchemy import select

from digest.commands.answers import note, refuse
from digest.domain import library, mention
from digest.domain.article import Article, Draft
from digest.domain.drafting import locked
from digest.domain.edition import Edition
from digest.domain.publishing import reprint
from digest.domain.relating import relate
from digest.domain.search import index
from digest.domain.site_check import SiteCheck
from digest.store import writing
from digest.web.contract.running import check as check_site
from digest.web.contract.words import Line, as_data, holds, lines, text
from digest.web.printing import SitePress
from digest.web.site import now, session, site

group = AppGroup("site", help="Work on the whole site.")


@group.command("sweep")
def sweep() -> None:
    """Remove picture files that nothing names, and all drawn ones; say which pictures lack files."""
    site().drawn.clear()
    swept = library.sweep(site().files, now())
    for key in swept:
        click.echo(key)
    note(ngettext("%(num)s picture was removed.", "%(num)s pictures were removed.", len(swept)))
    if lacking := library.incomplete(session(), site().files):
        keys = ", ".join(picture.key for picture in lacking)
        refuse(gettext("Files are missing of these pictures: %(keys)s", keys=keys))


@group.command("reprint")
def reprint_all() -> None:
    """Make anew what is derived from texts: each edition's HTML, related digests, what drafts mention."""
    numbers = session().scalars(select(Edition.id).order_by(Edition.id)).all()
    for number in numbers:
        # One transaction each: readers and editors never wait for the whole.
        with writing() as writer:
            reprint(writer, writer.get_one(Edition, number), SitePress())
    published = select(Article.id).where(Article.published_at.is_not(None))
    for number in session().scalars(published.order_by(Article.id)).all():
        with writing() as writer:
            relate(writer, writer.get_one(Article, number))
            index.update(writer, number, now())
    for number in session().scalars(select(Draft.article_id).order_by(Draft.article_id)).all():
        with writing() as writer:
            mention.update(writer, number, locked(writer, number).tree)
    click.echo(len(numbers))


@group.command("check")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="For people, or for programs.",
)
@click.option("--most", type=click.IntRange(min=1), help="Ask for at most so many addresses: a sample.")
def check(form: str, most: int | None) -> None:
    """Hold every public address against the publish contract, and keep the result for the desk.

    Prints a line for each rule with how often it was tried and broken, then each fault with its address. The
    exit status is 1 if a rule is broken; what is only a warning breaks nothing.
    """
    done = check_site(most, _Progress())
    if form == "json":
        click.echo(json.dumps(as_data(done), ensure_ascii=False, indent=2))
    else:
        _print(done)
    if not holds(done):
        refuse(gettext("The publish contract is broken."))
    note(gettext("The publish contract holds."))


class _Progress:
    """Says on stderr how far a long walk is."""

    SECONDS = 2.0

    def __init__(self) -> None:
        self._said = monotonic()

    def __call__(self, asked: int, known: int) -> None:
        if monotonic() - self._said < self.SECONDS:
            return
        self._said = monotonic()
        line = gettext("%(asked)s addresses of %(known)s known so far", asked=asked, known=known)
        click.echo(f"\r{line}" if sys.stderr.isatty() else line, nl=not sys.stderr.isatty(), err=True)


def _print(done: SiteCheck) -> None:
    found = lines(done)
    for line in found:
        click.echo(f"{_word(line)}\t{line.tried}\t{line.rule.code}\t{line.name}")
    for line in found:
        for failure in line.failures:
            click.echo(f"\n{line.rule.code}\t{failure['address']}\n\t{text(failure)}")
        if line.unshown:
            click.echo(f"\n{line.rule.code}\t" + gettext("%(count)s more", count=line.unshown))
    seconds = done.milliseconds / 1000
    click.echo()
    click.echo(
        gettext(
            "%(addresses)s addresses in %(seconds)s seconds: %(broken)s of %(rules)s rules broken.",
            addresses=done.addresses,
            seconds=f"{seconds:.1f}",
            broken=sum(line.state == "failure" for line in found),
            rules=len(found),
        )
    )
    if not done.whole:
        click.echo(gettext("This was a sample: what only a whole walk can say was left out."))


def _word(line: Line) -> str:
    """How a rule fared: a word, or how often it was broken."""
    if line.state == "untried":
        return "–"
    return f"{line.failed}" + ("!" if line.state == "failure" else "?") if line.failed else "ok"
