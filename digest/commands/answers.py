"""How commands answer: results on stdout, notes on stderr, one clear line for a refusal."""

from typing import NoReturn, Protocol

import click
from flask_babel import gettext


class Sayable(Protocol):
    """An error that knows its sentence in the catalogue."""

    message: str
    params: dict[str, object]


def said(error: Sayable) -> str:
    """What `error` says, in the language of the site."""
    line = getattr(error, "line", None)
    # With no params the text is taken as it stands: a stray per cent sign is no place for one.
    text: str = gettext(error.message) % error.params if error.params else gettext(error.message)
    if line:
        return str(gettext("line %(line)s: %(text)s", line=line, text=text))
    path = getattr(error, "path", None)
    return f"{path}: {text}" if path else text


def note(text: str) -> None:
    """Say something that is not the result."""
    click.echo(text, err=True)


def refuse(text: str) -> NoReturn:
    """Stop with a stated failure (exit status 1)."""
    note(text)
    raise click.exceptions.Exit(1)
