"""Where pictures are used: in drafts, in editions of any time, and as portraits."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import JSON, CompoundSelect, Select, func, literal, select, type_coerce, union
from sqlalchemy.orm import Session

from digest.domain.article import Article, Draft
from digest.domain.edition import Edition, edition_picture
from digest.domain.mention import Mention, MentionKind
from digest.domain.people import Author, Speaker
from digest.domain.picture import Picture

SHOWN_MOST = 50


class UseKind(StrEnum):
    """What shows a picture."""

    DRAFT = "draft"
    EDITION = "edition"
    AUTHOR = "author"
    SPEAKER = "speaker"


@dataclass(frozen=True, slots=True)
class Use:
    """One place that shows a picture: an article's draft or editions, an author or a speaker.

    `number` is that of the article or person, `slug` their public address if they have one.
    """

    kind: UseKind
    number: int
    name: str
    slug: str = ""


def uses(session: Session, picture: Picture) -> Sequence[Use]:
    """The places that show `picture`, at most SHOWN_MOST of each kind."""
    found: list[Use] = []
    for kind, places in _places(picture).items():
        rows = session.execute(places.limit(SHOWN_MOST)).all()
        found += (Use(kind, number, name, slug) for number, name, slug in rows)
    return found


def is_used(session: Session, picture: Picture) -> bool:
    """Whether anything shows `picture`."""
    return bool(use_counts(session, (picture,))[picture.id])


def use_counts(session: Session, pictures: Collection[Picture]) -> dict[int, int]:
    """In how many places each of `pictures` is used; an article counts once. One statement for all."""
    counts = dict.fromkeys((picture.id for picture in pictures), 0)
    if counts:
        used = _users(list(counts)).subquery()
        counted = select(used.c.picture_id, func.count()).group_by(used.c.picture_id)
        counts.update((row[0], row[1]) for row in session.execute(counted))
    return counts


def _users(numbers: list[int]) -> CompoundSelect[int, str, int]:
    """Who shows the pictures with these numbers: each pair of a picture and a user once."""
    article, author, speaker = literal("article"), literal("author"), literal("speaker")
    mentioned = (
        select(Picture.id.label("picture_id"), article.label("user"), Mention.article_id.label("number"))
        .join(Mention, Mention.name == Picture.key)
        .where(Mention.kind == MentionKind.PICTURE, Picture.id.in_(numbers))
    )
    shown = (
        select(edition_picture.c.picture_id, article, Edition.article_id)
        .join(Edition, Edition.id == edition_picture.c.edition_id)
        .where(edition_picture.c.picture_id.in_(numbers))
    )
    covers = select(Edition.picture_id, article, Edition.article_id).where(Edition.picture_id.in_(numbers))
    signing = select(Author.portrait_id, author, Author.id).where(Author.portrait_id.in_(numbers))
    speaking = select(Speaker.portrait_id, speaker, Speaker.id).where(Speaker.portrait_id.in_(numbers))
    return union(mentioned, shown, covers, signing, speaking)


def _places(picture: Picture) -> dict[UseKind, Select[int, str, str]]:
    """By kind: the number, the name and the address of each place."""
    title = type_coerce(Draft.tree, JSON)["title"].as_string()
    drafts = (
        select(Article.id, title, Article.slug)
        .join(Article.draft)
        .join(Mention, Mention.article_id == Article.id)
        .where(Mention.kind == MentionKind.PICTURE, Mention.name == picture.key)
        .order_by(Article.id.desc())
    )
    shown = select(edition_picture.c.edition_id).where(edition_picture.c.picture_id == picture.id)
    newest = (
        select(func.max(Edition.id))
        .where((Edition.picture_id == picture.id) | Edition.id.in_(shown))
        .group_by(Edition.article_id)
    )
    editions = (
        select(Article.id, Edition.title, Article.slug)
        .join(Edition.article)
        .where(Edition.id.in_(newest))
        .order_by(Article.id.desc())
    )
    authors = select(Author.id, Author.name, Author.slug).where(Author.portrait_id == picture.id)
    speakers = select(Speaker.id, Speaker.name, literal("")).where(Speaker.portrait_id == picture.id)
    return {
        UseKind.DRAFT: drafts,
        UseKind.EDITION: editions,
        UseKind.AUTHOR: authors.order_by(Author.id),
        UseKind.SPEAKER: speakers.order_by(Speaker.id),
    }
