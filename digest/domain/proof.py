"""Proofs: what the public pages of an article would be, were its draft published now. Nothing is written."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from digest.domain.article import Article
from digest.domain.deriving import Around, derive
from digest.domain.edition import Edition, Kind
from digest.domain.picture import Picture
from digest.domain.press import Press
from digest.domain.proposal import Proposal
from digest.domain.publishing.succession import editions_of, public_by
from digest.domain.source import Source
from digest.domain.source_mix import publishers_of
from digest.domain.tree import Page, Tree


def proof(
    session: Session, article: Article, press: Press, at: datetime, tree: Tree | None = None
) -> Edition:
    """The edition that publishing the draft of `article` (or another `tree`) at `at` would make.

    It belongs to no session and is never stored. Unlike publishing it takes a draft however unfinished: what
    is missing is missing, and an article without anything to read has one empty page.
    """
    shown = printable(tree or article.draft.tree)
    editions = editions_of(session, article)
    public = public_by(editions, at)
    edition = Edition(
        article=article,
        number=len(editions) + 1,
        kind=Kind.TYPO if public else Kind.FIRST,
        note="",
        live_from=at,
        updated_at=public[-1].updated_at if public else None,
        tree=shown,
        assisted=Proposal.verifiers(session, article.id),
    )
    publishers = publishers_of(session, shown.cards())
    sources = Source.known(session, shown.cards(), publishers)
    derive(edition, Around.of(session, shown, sources, publishers), press)
    return edition


def printable(tree: Tree) -> Tree:
    """The pages of `tree` that readers would see; the first one, or an empty one, if there are none."""
    return replace(tree, pages=tree.readable().pages or tree.pages[:1] or (Page(),))


def shown_picture(session: Session, article: Article, key: str) -> Picture | None:
    """The picture `key`, if a proof of `article` shows it or a portrait of those who speak or sign in it."""
    tree = printable(article.draft.tree)
    around = Around.of(session, tree, {}, {})
    portrait = article.author.portrait
    shown = [*around.shown(), *([portrait] if portrait else [])]
    return next((picture for picture in shown if picture.key == key), None)
