"""Refusals of the domain, said beside the field that they are about."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask_babel import gettext
from wtforms import Field

from digest.domain.refusal import Refusal
from digest.store.pictures import PictureError


def tell(field: Field, error: Refusal | PictureError) -> None:
    """Let `field` say what `error` says."""
    field.errors = [*field.errors, words(error)]


def words(error: Refusal | PictureError) -> str:
    """What `error` says, in the language of the page."""
    # Without params the text is taken as it stands: a stray per cent sign is no place for one.
    return str(gettext(error.message) % error.params if error.params else gettext(error.message))


@contextmanager
def told_at(field: Field) -> Iterator[None]:
    """What is refused within is said at `field`, and still refused."""
    try:
        yield
    except Refusal as error:
        tell(field, error)
        raise
