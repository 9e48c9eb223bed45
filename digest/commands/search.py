"""flask search: what search knows of the digests."""

import sys

import click
from flask.cli import AppGroup
from flask_babel import gettext

from digest.commands.answers import refuse
from digest.domain.search.rebuilding import rebuild
from digest.store.search_index import RebuildError
from digest.web.site import now

group = AppGroup("search", help="What search knows of the digests.")


@group.command("rebuild")
def rebuild_all() -> None:
    """Make the search index anew, while the site runs; prints of how many articles."""
    try:
        click.echo(rebuild_with_bar())
    except RebuildError:
        refuse(gettext("Another rebuild has begun meanwhile; this one has stopped."))


def rebuild_with_bar() -> int:
    """Make the search index anew, with a bar on stderr; of how many articles. Raises RebuildError."""
    done = 0
    with click.progressbar(length=1, label=gettext("Search index"), file=sys.stderr) as bar:
        for done, total in rebuild(now):
            bar.length = total
            bar.update(done - bar.pos)
    return done
