"""flask source: how the sources of articles fare."""

from collections.abc import Iterator

import click
from flask.cli import AppGroup
from flask_babel import gettext, ngettext

from digest.commands.answers import note, refuse
from digest.domain.survival.checking import Checked, CutOffError, check_all, check_due
from digest.web.survival import kit

group = AppGroup("source", help="Look after the sources of articles.")

MOST = 200


@group.command("check")
@click.option("--all", "everything", is_flag=True, help="Check every cited source, due or not.")
@click.option(
    "--most", type=click.IntRange(min=1), help=f"Check at most so many (with --all all, else {MOST})."
)
def check(everything: bool, most: int | None) -> None:
    """Check the sources that are due: those never looked at first, then the longest due.

    Prints each with how it fares: alive, moved, failing, doubtful or gone; not translated, as programs read
    it. The exit status is 1 if nothing at all could be reached: then nothing is held against any source.
    """
    checked = check_all(kit(), most) if everything else check_due(kit(), most or MOST)
    try:
        count = _print(checked)
    except CutOffError:
        refuse(gettext("No source could be reached. Is this machine online? Nothing was written down."))
    note(ngettext("%(num)s source was checked.", "%(num)s sources were checked.", count))


def _print(checked: Iterator[Checked]) -> int:
    count = 0
    for count, source in enumerate(checked, start=1):  # noqa: B007 -- the last number is the result
        click.echo(f"{source.word}\t{source.url}")
    return count
