"""Giving an article another address, without any link to the old one ever going dead."""

from sqlalchemy.orm import Session

from digest.domain.address import check_address
from digest.domain.article import Article
from digest.domain.audit import record
from digest.domain.drafting import locked
from digest.domain.former_name import FormerName, NameKind
from digest.domain.hand import Hand
from digest.domain.press import Press
from digest.domain.publishing.releasing import reprint
from digest.domain.publishing.succession import editions_of, is_real, public_by


def readdress(session: Session, article: Article, slug: str, hand: Hand, press: Press) -> bool:
    """Let `article` be read at `slug`; whether that is new. Raises AddressError.

    The old address is kept if readers may know it. What is live or scheduled is printed anew, for its pages
    carry their address; an earlier text is printed in any case when it comes back.
    """
    locked(session, article.id)
    session.refresh(article)
    old = article.slug
    if slug == old:
        return False
    check_address(session, slug, article.id)
    FormerName.free(session, NameKind.ARTICLE, slug)
    editions = [edition for edition in editions_of(session, article) if is_real(edition)]
    if public_by(editions, hand.at):
        FormerName.keep(session, NameKind.ARTICLE, old, article.id)
    article.slug = slug
    session.flush()
    for edition in editions:
        if edition.live_until > hand.at:
            reprint(session, edition, press)
    record(
        session,
        hand.at,
        "article.readdress",
        subject=f"article:{article.id}",
        user_id=hand.user_id,
        user_name=hand.name,
        old=old,
        new=slug,
    )
    return True
