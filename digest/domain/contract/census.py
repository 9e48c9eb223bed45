"""The census: everything that is live at an instant, in batches by key, for the walk to look for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Exists, Select, and_, func, select
from sqlalchemy.orm import Session, undefer

from digest.domain.article import Article, article_tag
from digest.domain.correction import corrections
from digest.domain.edition import Citation, Edition, edition_picture, live
from digest.domain.listing import month_counts, topic_counts
from digest.domain.people import Author
from digest.domain.picture import Picture
from digest.domain.source import Source, State
from digest.domain.standing import Standing, standing_is
from digest.domain.topic import Tag

BATCH = 200


@dataclass(frozen=True, slots=True)
class LiveArticle:
    """A live article, as far as its addresses go."""

    slug: str
    pages: int
    published_at: datetime | None = None


def articles(session: Session, at: datetime) -> Iterator[LiveArticle]:
    """Every live article, newest first; nothing stays open between two batches."""
    before: int | None = None
    wanted = (
        live(at)
        .options()
        .with_only_columns(Article.id, Article.slug, Edition.page_count, Article.published_at)
    )
    while True:
        some = wanted.order_by(Article.id.desc()).limit(BATCH)
        rows = session.execute(some.where(Article.id < before) if before else some).all()
        session.rollback()
        for before, slug, pages, published_at in rows:  # noqa: B007 -- the last one is where the next batch begins
            yield LiveArticle(slug, pages, published_at)
        if len(rows) < BATCH:
            return


def editions(session: Session, at: datetime) -> Iterator[Sequence[Edition]]:
    """Every live edition with its tree, in batches."""
    last = 0
    while True:
        some = live(at).where(Edition.id > last).order_by(Edition.id).limit(BATCH)
        found = session.scalars(some.options(undefer(Edition.tree))).unique().all()
        yield found
        if len(found) < BATCH:
            session.rollback()
            return
        last = found[-1].id
        session.expunge_all()
        session.rollback()


def lists(session: Session, at: datetime) -> dict[str, list[dict[str, Any]]]:
    """What lists there are with live digests: the values of their addresses, by the first word of these."""
    months = [name for name, _ in session.execute(month_counts(at)) if name]
    found: dict[str, list[dict[str, Any]]] = {
        "topics": [{"slug": topic.slug} for topic, _ in session.execute(topic_counts(at))],
        "tags": [{"slug": slug} for slug in session.scalars(_tags(at))],
        "authors": [{"slug": slug} for slug in session.scalars(_authors(at))],
        "archive": [{"year": name[:4], "month": name[5:]} for name in months],
        "sources": [{"source_id": number} for number in session.scalars(_sources(at))],
    }
    session.rollback()
    return found


def hidden(session: Session, at: datetime) -> Iterator[str]:
    """The slug of every article that is not live, in batches."""
    last = 0
    while True:
        some = select(Article.id, Article.slug).where(~standing_is(Standing.LIVE, at), Article.id > last)
        rows = session.execute(some.order_by(Article.id).limit(BATCH)).all()
        session.rollback()
        for last, slug in rows:  # noqa: B007 -- the last one is where the next batch begins
            yield slug
        if len(rows) < BATCH:
            return


def pictures(session: Session, at: datetime) -> Iterator[Picture]:
    """Every picture that a live edition shows or signs with."""
    shown = live(at).join(edition_picture).where(edition_picture.c.picture_id == Picture.id)
    signed = live(at).join(Article.author).where(Author.portrait_id == Picture.id)
    for public in (_exists(shown, Picture), _exists(signed, Picture)):
        yield from session.scalars(select(Picture).where(public).order_by(Picture.id))
    session.rollback()


def sources(session: Session, at: datetime) -> Iterator[tuple[int, str, str, bool]]:
    """The sources that live editions cite: number, address, title, and whether nothing is left."""
    lost = and_(Source.state == State.GONE, Source.archive_url == "")
    cited = select(Source.id, Source.url, Source.title, lost).where(_cited(at)).order_by(Source.id)
    for number, url, title, is_lost in session.execute(cited):
        yield number, url, title, bool(is_lost)
    session.rollback()


def feed_sizes(session: Session, at: datetime) -> dict[str, int]:
    """How many entries the feeds have, by the page that each is of, such as "/topics/snow"."""
    found = {f"/topics/{topic.slug}": count for topic, count in session.execute(topic_counts(at))}
    found[""] = sum(found.values())
    tagged = live(at).join(article_tag, article_tag.c.article_id == Article.id)
    by_tag = tagged.join(Tag, Tag.id == article_tag.c.tag_id)
    by_author = live(at).join(Article.author)
    for word, noun, editions in (("tags", Tag, by_tag), ("authors", Author, by_author)):
        counted = editions.options().with_only_columns(noun.slug, func.count(), maintain_column_froms=True)
        found |= {f"/{word}/{slug}": count for slug, count in session.execute(counted.group_by(noun.slug))}
    found["/corrections"] = _corrections(session, at)
    session.rollback()
    return found


def _corrections(session: Session, at: datetime) -> int:
    some = corrections(session, at, size=BATCH)
    count = len(some.found)
    while some.after:
        some = corrections(session, at, some.after, BATCH)
        count += len(some.found)
    return count


def numbered(session: Session, at: datetime) -> list[tuple[int, str]]:
    """Every live edition, by number, with the slug of its article."""
    wanted = live(at).options().with_only_columns(Edition.id, Article.slug, maintain_column_froms=True)
    return [(number, slug) for number, slug in session.execute(wanted.order_by(Edition.id))]


def kept_pictures(session: Session, at: datetime) -> set[str]:
    """The keys of the pictures that live editions show."""
    return {picture.key for picture in pictures(session, at)}


def _tags(at: datetime) -> Select[str]:
    tagged = live(at).join(article_tag, article_tag.c.article_id == Article.id)
    return select(Tag.slug).where(_exists(tagged.where(article_tag.c.tag_id == Tag.id), Tag)).order_by(Tag.id)


def _authors(at: datetime) -> Select[str]:
    signed = _exists(live(at).where(Article.author_id == Author.id), Author)
    return select(Author.slug).where(signed).order_by(Author.id)


def _sources(at: datetime) -> Select[int]:
    return select(Source.id).where(_cited(at)).order_by(Source.id)


def _cited(at: datetime) -> Exists:
    return _exists(live(at).join(Edition.citations).where(Citation.source_id == Source.id), Source)


def _exists(found: Select[Edition], of: Any) -> Exists:
    only = found.options().with_only_columns(Edition.id, maintain_column_froms=True)
    return only.correlate(of).exists()
