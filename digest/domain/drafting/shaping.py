"""Changing the order of a draft: adding, moving, copying, deleting and bringing back its parts."""

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from digest.domain import rearranging
from digest.domain.article import Draft
from digest.domain.deletion import Deletion
from digest.domain.drafting.changing import change, persistently
from digest.domain.hand import Hand
from digest.domain.part import PartGoneError, PartName
from digest.domain.rearranging import Direction
from digest.domain.set_aside import SetAside
from digest.domain.spot import spots
from digest.domain.tree import Tree


def taken_ids(session: Session, article_id: int) -> frozenset[str]:
    """The ids that no new node of a draft may take: of parts that can come back, and of texts set aside."""
    deleted = session.scalars(Deletion.of_article(article_id)).all()
    aside = session.scalars(select(SetAside.part).where(SetAside.article_id == article_id).distinct())
    return frozenset[str]().union(*(each.removed.ids for each in deleted), aside)


def add(session: Session, article_id: int, kind: str, after: PartName, hand: Hand) -> str:
    """Add an empty page, section or block after a part, and give its id. Raises PartGoneError, FullError."""
    return _new_node(
        session, article_id, hand, lambda tree, taken: rearranging.added(tree, kind, after, taken)
    )


def duplicate(session: Session, article_id: int, node_id: str, hand: Hand) -> str:
    """Add a copy of a node right after it, and give its id. Raises PartGoneError, FullError."""
    return _new_node(
        session, article_id, hand, lambda tree, taken: rearranging.duplicated(tree, node_id, taken)
    )


def move(session: Session, article_id: int, node_id: str, direction: Direction, hand: Hand) -> None:
    """Move a node one step. Raises EdgeError, PartGoneError, FullError."""

    def deed(draft: Draft) -> None:
        change(session, draft, rearranging.moved(draft.tree, node_id, direction), hand)

    persistently(session, article_id, deed)


def place(session: Session, article_id: int, node_id: str, after: PartName, hand: Hand) -> None:
    """Move a node to behind a part. Raises PartGoneError, FullError."""

    def deed(draft: Draft) -> None:
        taken = taken_ids(session, article_id)
        change(session, draft, rearranging.placed(draft.tree, node_id, after, taken), hand)

    persistently(session, article_id, deed)


def delete(session: Session, article_id: int, part: PartName, hand: Hand) -> Deletion:
    """Take a page, section or block out of the draft, so that it can come back. Raises PartGoneError."""

    def deed(draft: Draft) -> Deletion:
        tree, removal = rearranging.removed(draft.tree, part)
        change(session, draft, tree, hand)
        return Deletion.keep(session, article_id, removal, hand)

    return persistently(session, article_id, deed)


def bring_back(session: Session, article_id: int, deletion_id: int, hand: Hand) -> str:
    """Put back what was deleted, and give its id, which is new if another node has it by now.

    Raises PartGoneError if somebody has brought it back already, FullError.
    """

    def deed(draft: Draft) -> str:
        deletion = session.scalar(Deletion.numbered(article_id, deletion_id))
        if deletion is None:
            raise PartGoneError("This has been brought back already.")
        removal = deletion.removed
        before = {node.id for node in draft.tree.nodes()}
        session.delete(deletion)
        tree = rearranging.brought_back(draft.tree, removal, taken_ids(session, article_id))
        change(session, draft, tree, hand)
        kind = type(removal.node)
        return next(node.id for _, node in spots(tree) if node.id not in before and type(node) is kind)

    return persistently(session, article_id, deed)


def _new_node(
    session: Session, article_id: int, hand: Hand, make: Callable[[Tree, frozenset[str]], tuple[Tree, str]]
) -> str:
    def deed(draft: Draft) -> str:
        tree, node_id = make(draft.tree, taken_ids(session, article_id))
        change(session, draft, tree, hand)
        return node_id

    return persistently(session, article_id, deed)
