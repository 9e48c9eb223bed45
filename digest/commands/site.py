"""flask site: work on the whole site."""

import click
from flask.cli import AppGroup
from sqlalchemy import select

from digest.domain import mention
from digest.domain.article import Draft
from digest.domain.drafting import locked
from digest.domain.edition import Edition
from digest.domain.publishing import reprint
from digest.store import writing
from digest.web.printing import SitePress
from digest.web.site import session

group = AppGroup("site", help="Work on the whole site.")


@group.command("reprint")
def reprint_all() -> None:
    """Make anew what is derived from texts: the HTML of every edition, and what each draft mentions."""
    numbers = session().scalars(select(Edition.id).order_by(Edition.id)).all()
    for number in numbers:
        # One transaction each: readers and editors never wait for the whole.
        with writing() as writer:
            reprint(writer, writer.get_one(Edition, number), SitePress())
    for number in session().scalars(select(Draft.article_id).order_by(Draft.article_id)).all():
        with writing() as writer:
            mention.update(writer, number, locked(writer, number).tree)
    click.echo(len(numbers))
