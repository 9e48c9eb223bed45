"""Finding the one thing that an address names."""

from typing import Any, TypeVar

from flask import abort
from sqlalchemy import Select

from digest.web.site import session

T = TypeVar("T")


def found_or_404(wanted: Select[tuple[T]]) -> T:
    """The one row of `wanted`, or the page for what is not there."""
    row: Any = session().scalars(wanted).unique().one_or_none()
    return row if row is not None else abort(404)
