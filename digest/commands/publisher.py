"""flask publisher: those who publish the sources."""

import click
from flask.cli import AppGroup
from flask_babel import ngettext

from digest.commands.answers import note
from digest.domain import outlets
from digest.store import writing

group = AppGroup("publisher", help="Those who publish the sources.")


@group.command("introduce")
def introduce() -> None:
    """Add the outlets that the program knows and that are not there yet; what is there stays as it is."""
    with writing() as writer:
        added = outlets.introduce(writer)
    click.echo(added)
    note(ngettext("%(num)s publisher was added.", "%(num)s publishers were added.", added))
