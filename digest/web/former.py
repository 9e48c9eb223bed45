"""Former addresses: what has another address now is found there, for good."""

from collections.abc import Callable
from typing import NoReturn, Protocol, TypeVar

from flask import abort, redirect, request, url_for
from sqlalchemy import Select

from digest.domain.former_name import FormerName, NameKind
from digest.web.site import session


class Addressed(Protocol):
    """Something with a page of its own."""

    slug: str


A = TypeVar("A", bound=Addressed)


def found_or_moved(
    wanted: Select[A], kind: NameKind, noun: type[A], endpoint: str, shown: Callable[[A], bool] = bool
) -> A:
    """The one row of `wanted`; if its address is a former one, the way to the page `endpoint` of today.

    `noun` is the class of the row. What was asked for behind the question mark goes along. Nobody is led to a
    row that is not `shown`: its address may be a word that only drafts have.
    """
    row = session().scalars(wanted).unique().one_or_none()
    if row is None:
        _lead_on(kind, noun, endpoint, shown)
    return row


def _lead_on(kind: NameKind, noun: type[A], endpoint: str, shown: Callable[[A], bool]) -> NoReturn:
    moved = FormerName.row(session(), kind, noun, (request.view_args or {}).get("slug", ""))
    if moved is None or not shown(moved):
        abort(404)
    query = request.query_string.decode("ascii", "ignore")
    address = url_for(endpoint, **(request.view_args or {}) | {"slug": moved.slug})
    abort(redirect(f"{address}?{query}" if query else address, 301))
