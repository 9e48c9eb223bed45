"""What the form of a part offers to choose from: names that are known, and the cards of the article."""

from typing import Any, NamedTuple

from sqlalchemy import select

from digest.domain.people import Speaker
from digest.domain.publisher import Publisher
from digest.domain.tree import Tree
from digest.web.site import session

NAMES_MOST = 200


class CardName(NamedTuple):
    """A card by its number."""

    number: int
    name: str


def offers(kind: str, tree: Tree) -> dict[str, Any]:
    """What the form of a part of `kind` offers."""
    match kind:
        case "comment":
            known = session().scalars(select(Speaker.name).order_by(Speaker.name).limit(NAMES_MOST))
            return {"speakers": _once(filter(None, tree.speakers()), known)}
        case "card":
            known = session().scalars(select(Publisher.name).order_by(Publisher.name).limit(NAMES_MOST))
            return {"publishers": _once((c.publisher for c in tree.cards() if c.publisher), known)}
        case "text" | "key-points":
            return {"cards": [CardName(*each) for each in enumerate(map(_card_name, tree.cards()), start=1)]}
    return {}


def _once(*names: Any) -> list[str]:
    return list(dict.fromkeys(name for some in names for name in some))


def _card_name(card: Any) -> str:
    return str(card.title or card.publisher or card.url or card.id)
