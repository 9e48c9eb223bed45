"""Finding the one thing that an address names."""

from typing import TypeVar

from flask import abort
from sqlalchemy import Select

from digest.web.site import session

T = TypeVar("T")


def found_or_404(wanted: Select[T]) -> T:
    """The one row of `wanted`, or the page for what is not there."""
    row = session().scalars(wanted).unique().one_or_none()
    if row is None:
        abort(404)
    return row
