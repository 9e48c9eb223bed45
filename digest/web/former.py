"""Former addresses: what has another address now is found there, for good."""

from typing import NoReturn, Protocol, TypeVar

from flask import abort, redirect, request, url_for
from sqlalchemy import Select

from digest.domain.former_name import FormerName, NameKind
from digest.web.site import session


class Addressed(Protocol):
    """Something with a page of its own."""

    slug: str


A = TypeVar("A", bound=Addressed)


def found_or_moved(wanted: Select[A], kind: NameKind, noun: type[A], endpoint: str) -> A:
    """The one row of `wanted`; if its address is a former one, the way to the page `endpoint` of today.

    `noun` is the class of the row. What was asked for behind the question mark goes along.
    """
    row = session().scalars(wanted).unique().one_or_none()
    if row is None:
        _lead_on(kind, noun, endpoint)
    return row


def _lead_on(kind: NameKind, noun: type[A], endpoint: str) -> NoReturn:
    moved = _holder(kind, noun, (request.view_args or {}).get("slug", ""))
    if moved is None:
        abort(404)
    query = request.query_string.decode("ascii", "ignore")
    address = url_for(endpoint, slug=moved.slug)
    abort(redirect(f"{address}?{query}" if query else address, 301))


def _holder(kind: NameKind, noun: type[A], slug: str) -> A | None:
    number = session().scalar(FormerName.holder(kind, slug))
    return None if number is None else session().get(noun, number)
