"""Asking for pages: cards that have nothing but a link yet, and that their pages are to be read."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from digest.domain.drafting import change, locked, taken_ids
from digest.domain.hand import Hand
from digest.domain.part import PartGoneError, PartName, with_part
from digest.domain.rearranging import added
from digest.domain.refusal import Refusal
from digest.domain.retrieval import UNFINISHED, Progress, Retrieval
from digest.domain.source import Source, canonical_url
from digest.domain.tree import Card, Tree

LINKS_MOST = 20


class LinkError(Refusal):
    """Links that no card can be made of."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The ids of the `new` cards in reading order, and those of the cards that had such a link already."""

    new: tuple[str, ...]
    known: tuple[str, ...] = ()


def ask(session: Session, article_id: int, url: str, hand: Hand, card_id: str = "") -> Retrieval:
    """That the page at `url` is to be read for a card; what is asked for and not yet done is not doubled."""
    same = (Retrieval.article_id == article_id, Retrieval.card_id == card_id, Retrieval.url == url)
    waiting = session.scalar(select(Retrieval).where(*same, Retrieval.progress.in_(UNFINISHED)))
    if waiting is not None:
        return waiting
    asked = Retrieval(
        article_id=article_id,
        card_id=card_id,
        url=url,
        progress=Progress.WAITING,
        user_id=hand.user_id,
        user_name=hand.name,
        asked_at=hand.at,
    )
    session.add(asked)
    session.flush()
    return asked


def ask_for_cards(
    session: Session, article_id: int, urls: Sequence[str], after: PartName, hand: Hand
) -> Asked:
    """Add a card for each of `urls` behind the part `after`, unless a card of the draft cites it already.

    Raises LinkError, PartGoneError, FullError.
    """
    if not urls:
        raise LinkError("There is no link in this text. Links begin with https:// or http://.")
    if len(urls) > LINKS_MOST:
        raise LinkError("At most %(most)s links at once, please.", most=LINKS_MOST)
    draft = locked(session, article_id)
    citing = _citing(session, draft.tree.cards(), urls)
    new = [url for url in urls if url not in citing]
    tree, names = _with_cards(draft.tree, new, after, taken_ids(session, article_id))
    change(session, draft, tree, hand)
    for url, name in zip(new, names, strict=True):
        ask(session, article_id, url, hand, name)
    return Asked(names, tuple(dict.fromkeys(citing.values())))


def ask_again(session: Session, article_id: int, card_id: str, hand: Hand) -> Retrieval:
    """That the page of a card is to be read, anew or for the first time. Raises PartGoneError, LinkError."""
    cards = {card.id: card for card in locked(session, article_id).tree.cards()}
    if card_id not in cards:
        raise PartGoneError("This part is no longer in the draft.")
    url = cards[card_id].url
    if canonical_url(url) is None:
        raise LinkError("This card has no address of a web page yet.")
    return ask(session, article_id, url, hand, card_id)


def _citing(session: Session, cards: Sequence[Card], urls: Sequence[str]) -> dict[str, str]:
    """Which of `urls` are cited already, each with the id of the card that does so."""
    asked = {url: canonical_url(url) or url for url in urls}
    held = {card.id: canonical for card in cards if (canonical := canonical_url(card.url))}
    sources = Source.by_address(session, sorted({*asked.values(), *held.values()}))

    def same(address: str) -> object:
        return sources[address].id if address in sources else address

    by_source = {same(address): card for card, address in reversed(held.items())}
    return {url: by_source[same(address)] for url, address in asked.items() if same(address) in by_source}


def _with_cards(
    tree: Tree, urls: Sequence[str], after: PartName, taken: Collection[str]
) -> tuple[Tree, tuple[str, ...]]:
    names: list[str] = []
    for url in urls:
        tree, name = added(tree, Card.kind, names[-1] if names else after, taken)
        tree = with_part(tree, name, Card(url=url))
        names.append(name)
    return tree, tuple(names)
