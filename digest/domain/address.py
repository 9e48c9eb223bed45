"""Addresses of articles: which are sound, and which are taken, now or from before."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from digest.domain.article import Article
from digest.domain.former_name import FormerName, NameKind
from digest.domain.names import is_article_slug
from digest.domain.refusal import Refusal
from digest.store import one_at_a_time


class AddressError(Refusal):
    """An address that an article cannot have."""


def check_address(session: Session, slug: str, article_id: int | None = None) -> None:
    """Refuse `slug` for an article (with this number, if it has one already). Raises AddressError.

    An address that another article had before still leads to that one, so it is not free either.
    """
    if not is_article_slug(slug):
        raise AddressError(
            "%(slug)s: an address is made of small letters a-z, digits and single hyphens", slug=slug
        )
    one_at_a_time(session, "addresses")
    if session.scalar(select(Article.id).where(Article.slug == slug)) not in (None, article_id):
        raise AddressError("%(slug)s: there is an article with this address already", slug=slug)
    if session.scalar(FormerName.holder(NameKind.ARTICLE, slug)) not in (None, article_id):
        raise AddressError(
            "%(slug)s: another article had this address before, and it still leads there", slug=slug
        )
