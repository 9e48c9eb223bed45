"""The one way in which a new tree gets into a draft."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from digest.domain import mention
from digest.domain.article import Draft
from digest.domain.hand import Hand
from digest.domain.refusal import Refusal
from digest.domain.revision import Revision
from digest.domain.search_text import folded
from digest.domain.tree import Tree

TRIES = 3

R = TypeVar("R")


class DraftGoneError(Refusal):
    """The article was deleted while somebody worked on it."""


class BusyError(Refusal):
    """The draft was changed by somebody else in the same moment: trying again helps."""


def locked(session: Session, article_id: int) -> Draft:
    """The draft as it is now, for this transaction alone. Raises DraftGoneError.

    Inside of writing() SQLite has given this transaction the only right to write (BEGIN IMMEDIATE);
    PostgreSQL locks the row (FOR UPDATE), and whoever comes second reads what the first has committed.
    """
    wanted = select(Draft).where(Draft.article_id == article_id).with_for_update()
    # What this session has read before it had the lock is not believed.
    draft = session.scalar(wanted.execution_options(populate_existing=True))
    if draft is None:
        raise DraftGoneError("This article has been deleted.")
    return draft


def change(session: Session, draft: Draft, tree: Tree, hand: Hand, note: str = "") -> None:
    """Make `tree` the draft's text: next version, its history, and what is derived from it.

    Nothing happens if it is the text already. The version stands in the condition of the UPDATE as well:
    should a caller ever come with a draft that it did not lock, this refuses it (BusyError) and overwrites
    nothing.
    """
    if tree == draft.tree:
        return
    before = Revision.of_state(draft)
    new = {"tree": tree, "title": folded(tree.title), "version": draft.version + 1, "updated_at": hand.at}
    as_read = (Draft.article_id == draft.article_id, Draft.version == draft.version)
    written = update(Draft).where(*as_read).values(**new).returning(Draft.article_id)
    if session.execute(written.execution_options(synchronize_session=False)).one_or_none() is None:
        raise BusyError("Somebody else is saving just now. Please try again in a moment.")
    for name, value in new.items():
        set_committed_value(draft, name, value)
    Revision.remember(session, draft, before, hand, note)
    mention.update(session, draft.article_id, tree)


def persistently(session: Session, article_id: int, deed: Callable[[Draft], R]) -> R:
    """What `deed` makes of the locked draft; tried anew with the draft as it is then, if it came too late.

    With the lock held nobody comes too late. Should the lock fail us, three tries are made before the person
    is asked to save again (BusyError, which the desk answers with 503 and the typed text).
    """
    for _ in range(TRIES - 1):
        try:
            return deed(locked(session, article_id))
        except BusyError:
            continue
    return deed(locked(session, article_id))
