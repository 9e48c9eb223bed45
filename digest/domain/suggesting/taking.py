"""Taking up a suggestion: the sentence becomes a line of the draft, to be reworded by whoever took it."""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from digest.domain.article import Draft
from digest.domain.drafting.changing import change, persistently
from digest.domain.hand import Hand
from digest.domain.part import KeyPoints, PartGoneError, part_of, with_part
from digest.domain.rearranging import FullError
from digest.domain.refusal import Refusal
from digest.domain.suggesting.offers import offered_key_points, texts_of
from digest.domain.suggesting.picks import Suggestion, suggestion_at
from digest.domain.tree import Card, KeyPoint, Point, Tree

POINTS_MOST, KEY_POINTS_MOST = 100, 20


@dataclass(frozen=True, slots=True)
class Pick:
    """A sentence that was shown: it begins at `start` of the source of a card, and `mark` tells which it is.

    The page may have been read anew since, or the card cites another one. Without a mark any will do.
    """

    card: str
    start: int
    mark: str = ""


def take_point(session: Session, article_id: int, pick: Pick, hand: Hand) -> int:
    """Make the sentence `pick` a point of its card, resting on itself; which of its lines that is.

    One that is a point already stays the only one. Raises PartGoneError, FullError, Refusal.
    """

    def deed(draft: Draft) -> int:
        card = _card(draft.tree, pick.card)
        sentence = _sentence(session, card, pick).text
        for at, point in enumerate(card.points):
            if sentence in (point.text, point.passage):
                return at
        if len(card.points) >= POINTS_MOST:
            raise FullError("A card can have at most %(limit)s points.", limit=POINTS_MOST)
        told = replace(card, points=(*card.points, Point(text=sentence, passage=sentence)))
        change(session, draft, with_part(draft.tree, pick.card, told), hand)
        return len(card.points)

    return persistently(session, article_id, deed)


def take_key_point(session: Session, article_id: int, pick: Pick, hand: Hand) -> int:
    """Make the sentence `pick` a key point that names its cards; which line it is.

    Raises PartGoneError, FullError, Refusal.
    """

    def deed(draft: Draft) -> int:
        sentence = _sentence(session, _card(draft.tree, pick.card), pick).text
        for at, point in enumerate(draft.tree.key_points):
            if point.text == sentence:
                return at
        if len(draft.tree.key_points) >= KEY_POINTS_MOST:
            raise FullError("An article can have at most %(limit)s key points.", limit=KEY_POINTS_MOST)
        offers = offered_key_points(session, draft.tree) or ()
        same = (each.cards for each in offers if each.suggestion.text == sentence)
        added = KeyPoint(text=sentence, cards=next(same, (pick.card,)))
        told = KeyPoints((*draft.tree.key_points, added))
        change(session, draft, with_part(draft.tree, "key-points", told), hand)
        return len(told.points) - 1

    return persistently(session, article_id, deed)


def _card(tree: Tree, card_id: str) -> Card:
    part = part_of(tree, card_id)
    if not isinstance(part, Card):
        raise PartGoneError("This part is no longer in the draft.")
    return part


def _sentence(session: Session, card: Card, pick: Pick) -> Suggestion:
    found = suggestion_at(texts_of(session, [card]).get(card.id, ""), pick.start)
    if found is None or pick.mark not in ("", found.mark):
        raise Refusal("The text of the source has changed meanwhile. Please look at the suggestions again.")
    return found
