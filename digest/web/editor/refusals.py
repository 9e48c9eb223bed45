"""Refusals of the domain, said beside the field that they are about."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask_babel import gettext
from wtforms import Field

from digest.domain.refusal import Refusal
from digest.store.pictures import PictureError


def tell(field: Field, error: Refusal | PictureError) -> None:
    """Let `field` say what `error` says."""
    # Without params the text is taken as it stands: a stray per cent sign is no place for one.
    text = gettext(error.message) % error.params if error.params else gettext(error.message)
    field.errors = [*field.errors, text]


@contextmanager
def told_at(field: Field) -> Iterator[None]:
    """What is refused within is said at `field`, and still refused."""
    try:
        yield
    except Refusal as error:
        tell(field, error)
        raise
