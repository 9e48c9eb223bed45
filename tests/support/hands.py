"""Hands at work on drafts: people with the instant at which they change something."""

from datetime import timedelta

from digest.domain.article import Draft
from digest.domain.drafting import Hand, save_part
from digest.domain.part import Lead, part_of, version_of
from digest.domain.revision import Revision
from digest.domain.tree import Tree
from digest.store import db, writing
from tests.support.factories import NOW
from tests.support.people import NAMES, a_user


def a_hand(name: str = "editor", minutes: float = 0) -> Hand:
    """The hand of the user `name`, so many minutes after NOW. Needs an application context."""
    return Hand(a_user(name).id, NAMES.get(name, name), NOW + timedelta(minutes=minutes))


def draft_tree(article_id: int) -> Tree:
    """The draft of an article, as it stands in the database."""
    db.session.rollback()
    tree = db.session.get_one(Draft, article_id).tree
    # A reader who stays is in the way of those who write.
    db.session.rollback()
    return tree


def save_lead(article_id: int, text: str, hand: Hand) -> None:
    """Save `text` as the lead of a draft."""
    version = version_of(part_of(draft_tree(article_id), "lead"))
    with writing() as session:
        save_part(session, article_id, "lead", Lead(text), version, hand)


def history(article_id: int) -> list[Revision]:
    """The states of a draft, newest first."""
    db.session.rollback()
    return list(db.session.scalars(Revision.of_article(article_id)))
