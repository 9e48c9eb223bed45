"""flask site: work on the whole site."""

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
from digest.store import writing
from digest.web.printing import SitePress
from digest.web.site import now, session, site

group = AppGroup("site", help="Work on the whole site.")


@group.command("sweep")
def sweep() -> None:
    """Remove picture files that nothing names, and say which pictures lack files of theirs."""
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
