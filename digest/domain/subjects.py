"""Subjects of the audit log: what "article:12" or "user:3" is called today."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from digest.domain.article import Draft
from digest.domain.people import Author, Speaker
from digest.domain.picture import Picture
from digest.domain.publisher import Publisher
from digest.domain.source import Source
from digest.domain.topic import Tag, Topic
from digest.domain.user import User


def titles(session: Session, subjects: Iterable[str]) -> dict[str, str]:
    """The name of each of `subjects` that is still there; one statement for each kind of them."""
    numbers: dict[str, set[int]] = defaultdict(set)
    for subject in subjects:
        kind, _, number = subject.partition(":")
        if kind in _NAMED and number.isascii() and number.isdigit() and len(number) < 10:
            numbers[kind].add(int(number))
    return {
        f"{kind}:{number}": name
        for kind, wanted in numbers.items()
        for number, name in session.execute(_named(kind, wanted))
        if name
    }


_NAMED = {
    "article": (Draft.article_id, Draft.title),
    "user": (User.id, Author.name),
    "topic": (Topic.id, Topic.name),
    "tag": (Tag.id, Tag.name),
    "speaker": (Speaker.id, Speaker.name),
    "publisher": (Publisher.id, Publisher.name),
    "picture": (Picture.id, Picture.alt),
    "source": (Source.id, Source.title),
}


def _named(kind: str, numbers: set[int]) -> Select[int, str]:
    number, name = _NAMED[kind]
    named = select(number, name).where(number.in_(numbers))
    return named.join(User.author) if kind == "user" else named
