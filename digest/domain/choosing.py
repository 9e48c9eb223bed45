"""Choosing an article by what somebody types: its address, any of its links, or its title."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from digest.domain.article import Article, Draft
from digest.domain.desk_listing import open_to, title_of_draft
from digest.domain.edition import Edition, live
from digest.domain.former_name import FormerName, NameKind
from digest.domain.listing import batch, everything
from digest.domain.names import is_article_slug
from digest.domain.permission import Somebody
from digest.domain.refusal import Refusal
from digest.domain.relating import alike
from digest.domain.search.finding import title_hits
from digest.domain.search.folding import folded_for_search
from digest.domain.search_text import folded
from digest.domain.standing import was_public

# Of drafts, the titles of so many are looked at that were changed last; public digests are all found.
RECENT_MOST, SAME_MOST = 300, 50
NAMED_MOST, OFFERED_MOST = 3, 60
_ON_THE_DESK = re.compile(r"/editor/articles/([0-9]{1,9})(?:[/?#]|\Z)")
_IN_PUBLIC = re.compile(r"/articles/([^/?#]+)")


class ChoiceError(Refusal):
    """Words that do not tell one article."""


@dataclass(frozen=True, slots=True)
class Known:
    """An article as a form names it."""

    slug: str
    title: str


def chosen(session: Session, typed: str, user: Somebody, at: datetime) -> int:
    """The number of the article that `user` means. Raises ChoiceError.

    What neither is public nor theirs to work on is not found: its title is nobody else's business.
    """
    number = _by_address(session, typed, user, at)
    if number is not None:
        return number
    found = _by_title(session, typed, user, at)
    if len(found) > 1:
        addresses = session.scalars(select(Article.slug).where(Article.id.in_(sorted(found)[:NAMED_MOST])))
        raise ChoiceError(
            "Several articles have this title. Please give the address of one: %(addresses)s",
            addresses=", ".join(sorted(addresses)),
        )
    if not found:
        raise ChoiceError("No article has this address or this title.")
    return found.pop()


def known(session: Session, ids: Collection[int], user: Somebody, at: datetime) -> dict[int, Known]:
    """What articles are called, by number; without the title of what `user` may not see."""
    title = select(Draft.article_id, title_of_draft()).join(Draft.article).where(_seen_by(user, at))
    titles = dict(session.execute(title.where(Article.id.in_(ids))).all())
    rows = session.execute(select(Article.id, Article.slug).where(Article.id.in_(ids)))
    return {number: Known(slug, titles.get(number, "")) for number, slug in rows}


def offered(session: Session, article: Article, at: datetime) -> list[Known]:
    """Public digests that `article` may belong to: those that are most like it, then the newest."""
    like = alike(session, article)
    newest = [edition.article_id for edition in batch(session, everything(at), size=OFFERED_MOST).editions]
    found = session.execute(
        live(at)
        .where(Article.id.in_({*like, *newest} - {article.id}))
        .with_only_columns(Article.id, Article.slug, Edition.title, maintain_column_froms=True)
        .options()
    )
    rows = {number: Known(slug, title) for number, slug, title in found}
    return [rows[number] for number in dict.fromkeys((*like, *newest)) if number in rows]


def _seen_by(user: Somebody, at: datetime) -> ColumnElement[bool]:
    return or_(open_to(user), was_public(at))


def _by_address(session: Session, typed: str, user: Somebody, at: datetime) -> int | None:
    seen = select(Article.id).where(_seen_by(user, at))
    if desk := _ON_THE_DESK.search(typed):
        return session.scalar(seen.where(Article.id == int(desk[1])))
    public = _IN_PUBLIC.search(typed)
    slug = public[1] if public else typed
    if not is_article_slug(slug):
        return None
    former = FormerName.holder(NameKind.ARTICLE, slug).scalar_subquery()
    # Today's address goes before one that something had before.
    found = seen.where(or_(Article.slug == slug, Article.id == former)).order_by(Article.slug != slug)
    return session.scalar(found.limit(1))


def _by_title(session: Session, typed: str, user: Somebody, at: datetime) -> set[int]:
    """The articles with exactly this title: public ones, and drafts among those that were changed last."""
    recent = (
        select(Draft.article_id, Draft.title)
        .join(Draft.article)
        .where(_seen_by(user, at))
        .order_by(Draft.updated_at.desc(), Draft.article_id.desc())
        .limit(RECENT_MOST)
        .subquery()
    )
    found = set(session.scalars(select(recent.c.article_id).where(recent.c.title == folded(typed))))
    same = folded_for_search(typed)
    public: list[Edition] = [*title_hits(session, typed, at, SAME_MOST)]
    return found | {e.article_id for e in public if folded_for_search(e.title) == same}
