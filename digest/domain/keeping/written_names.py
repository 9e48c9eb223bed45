"""Names of speakers and publishers as they stand written out in drafts: where, and changing them there."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from digest.domain.drafting import change, locked
from digest.domain.hand import Hand
from digest.domain.mention import Mention, MentionKind
from digest.domain.people import Speaker
from digest.domain.publisher import Publisher
from digest.domain.tree import Card, Comment, Node, Tree, children

Change = Callable[[Node], Node]


def mentioned(
    session: Session, kind: MentionKind, rows: Sequence[Speaker] | Sequence[Publisher]
) -> Mapping[int, int]:
    """How many drafts name each of `rows`."""
    names = {row.name: row.id for row in rows}
    these = (Mention.kind == kind, Mention.name.in_(names))
    counted = select(Mention.name, func.count()).where(*these).group_by(Mention.name)
    return {names[name]: count for name, count in session.execute(counted)}


def rewrite(session: Session, kind: MentionKind, old: str, new: str, hand: Hand) -> None:
    """Let every draft that names `old` name `new`; its history shows who did it."""
    naming = session.scalars(Mention.articles(kind, old).order_by(Mention.article_id)).all()
    for article_id in naming:
        draft = locked(session, article_id)
        change(session, draft, _with_nodes(draft.tree, _CHANGES[kind](old, new)), hand)


def _with_nodes(tree: Tree, changed: Change) -> Tree:
    return replace(tree, pages=tuple(_with(page, changed) for page in tree.pages))


def _with(node: Any, changed: Change) -> Any:
    """`node` and all below it as `changed` makes them; what stays the same is the same object."""
    below = children(node)
    new = tuple(_with(child, changed) for child in below)
    if any(one is not other for one, other in zip(new, below, strict=True)):
        node = replace(node, **{node.below: new})
    return changed(node)


def _of_comments(old: str, new: str) -> Change:
    def changed(node: Node) -> Node:
        return replace(node, speaker=new) if isinstance(node, Comment) and node.speaker == old else node

    return changed


def _of_cards(old: str, new: str) -> Change:
    def changed(node: Node) -> Node:
        return replace(node, publisher=new) if isinstance(node, Card) and node.publisher == old else node

    return changed


_CHANGES = {MentionKind.SPEAKER: _of_comments, MentionKind.PUBLISHER: _of_cards}
