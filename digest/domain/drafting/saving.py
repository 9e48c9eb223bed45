"""Saving what somebody typed: one part of a draft, or its whole text."""

from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from sqlalchemy.orm import Session, undefer

from digest.domain.article import Draft
from digest.domain.audit import record
from digest.domain.deletion import Deletion
from digest.domain.drafting.changing import change, persistently
from digest.domain.hand import Hand
from digest.domain.part import (
    PartGoneError,
    PartName,
    PartValue,
    part_from_json,
    part_names,
    part_of,
    part_text,
    part_to_json,
    version_of,
    with_part,
)
from digest.domain.revision import Note, Revision
from digest.domain.set_aside import WHOLE_TEXT, Reason, SetAside
from digest.domain.tree import Tree
from digest.domain.tree_json import tree_from_json, tree_to_json

# How far back to look for who changed a part: each step reads a whole state.
LOOK_BACK = 6


class Result(StrEnum):
    """What became of a save."""

    SAVED = "saved"
    SAME = "same"  # this is what the draft says already
    CONFLICT = "conflict"  # somebody else changed it meanwhile; the text was set aside
    GONE = "gone"  # the part is no longer there; the text was set aside


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a save, and how things stand now.

    `current` is the part as the draft has it (none if it is gone, or if the whole text was meant) and
    `version` its version. `tree` is the whole text now, `draft_version` the draft's version. In a conflict
    `by` says who changed or deleted it, as far as that is known, and `set_aside_id` where the text is kept.
    """

    kind: Result
    current: PartValue | None
    version: str
    tree: Tree
    draft_version: int
    by: str = ""
    set_aside_id: int = 0

    @property
    def kept(self) -> bool:
        """Whether the draft says now what was to be saved."""
        return self.kind in (Result.SAVED, Result.SAME)


def save_part(
    session: Session, article_id: int, part: PartName, value: PartValue, version: str, hand: Hand
) -> Outcome:
    """Save `value` as the part `part`, by somebody who started from its `version`.

    Only that part counts: what others do elsewhere in the article is no conflict. A text that the part has
    already is the "same", whatever the version: so a save that is repeated because its answer got lost
    harms nothing. What cannot be saved is set aside in this transaction, and nothing else changes.
    """

    def deed(draft: Draft) -> Outcome:
        outcome = _saved_part(session, draft, part, value, version, hand)
        if outcome.kept:
            SetAside.forget(session, _aside(draft, part, value, Reason.CONFLICT, hand))
            return outcome
        reason = Reason.GONE if outcome.kind is Result.GONE else Reason.CONFLICT
        aside = SetAside.keep(session, _aside(draft, part, value, reason, hand))
        return replace(outcome, set_aside_id=aside)

    return persistently(session, article_id, deed)


def replace_tree(
    session: Session, article_id: int, tree: Tree, version: int, hand: Hand, note: str = ""
) -> Outcome:
    """Make `tree` the whole text of the draft, by somebody who started from the draft's `version`.

    Here every change since then is a conflict, wherever it was; the whole text is then set aside.
    """

    def deed(draft: Draft) -> Outcome:
        outcome = _saved_tree(session, draft, tree, version, hand, note)
        if outcome.kept:
            return outcome
        return replace(outcome, set_aside_id=SetAside.keep(session, _tree_aside(draft, tree, hand)))

    return persistently(session, article_id, deed)


def restore(session: Session, article_id: int, state: Revision, version: int, hand: Hand) -> Outcome:
    """Make an earlier state the draft again, by somebody who saw the draft's `version`.

    The state that it replaces stays in the history. In a conflict nothing has to be set aside: the earlier
    state is in the history too, and whoever wants it looks once more at what the draft says by now.
    """

    def deed(draft: Draft) -> Outcome:
        outcome = _saved_tree(session, draft, state.tree, version, hand, Note.RESTORED)
        if outcome.kind is Result.SAVED:
            record(
                session,
                hand.at,
                "draft.restore",
                subject=f"article:{article_id}",
                user_id=hand.user_id,
                user_name=hand.name,
                revision=state.id,
            )
        return outcome

    return persistently(session, article_id, deed)


def use_text(session: Session, article_id: int, aside_id: int, version: str, hand: Hand) -> Outcome:
    """Save a text that was set aside where it was meant to go, by somebody who saw `version` there.

    Then it is no longer set aside; otherwise it stays as it is. Raises PartGoneError if it was used already.
    """

    def deed(draft: Draft) -> Outcome:
        aside = session.scalar(SetAside.numbered(article_id, aside_id))
        if aside is None:
            raise PartGoneError("This text is no longer set aside: somebody has used it.")
        if aside.part == WHOLE_TEXT:
            seen = int(version) if version.isdecimal() and len(version) < 11 else 0
            outcome = _saved_tree(session, draft, tree_from_json(aside.value), seen, hand)
        else:
            value = part_from_json(aside.part, aside.value)
            outcome = _saved_part(session, draft, aside.part, value, version, hand)
        if outcome.kept:
            session.delete(aside)
        return outcome

    return persistently(session, article_id, deed)


def _saved_part(
    session: Session, draft: Draft, part: PartName, value: PartValue, version: str, hand: Hand
) -> Outcome:
    now = _part_now(draft, part, value)
    if now is None:
        by = _who_deleted(session, draft, part)
        return Outcome(Result.GONE, None, "", draft.tree, draft.version, by)
    current = version_of(now)
    if version_of(value) == current:
        return Outcome(Result.SAME, now, current, draft.tree, draft.version)
    if version != current:
        by = _who_changed(session, draft, part, current)
        return Outcome(Result.CONFLICT, now, current, draft.tree, draft.version, by)
    change(session, draft, with_part(draft.tree, part, value), hand)
    now = part_of(draft.tree, part)
    return Outcome(Result.SAVED, now, version_of(now), draft.tree, draft.version, hand.name)


def _saved_tree(
    session: Session, draft: Draft, tree: Tree, version: int, hand: Hand, note: str = ""
) -> Outcome:
    kind, by = Result.SAME, ""
    if tree != draft.tree and version != draft.version:
        kind, by = Result.CONFLICT, Revision.last_hand(session, draft.article_id)
    elif tree != draft.tree:
        change(session, draft, tree, hand, note)
        kind, by = Result.SAVED, hand.name
    return Outcome(kind, None, str(draft.version), draft.tree, draft.version, by)


def _part_now(draft: Draft, part: PartName, value: PartValue) -> PartValue | None:
    """The part as the draft has it; none if it is gone, also if something else has its name by now."""
    try:
        now = part_of(draft.tree, part)
    except PartGoneError:
        return None
    return now if type(now) is type(value) else None


def _aside(draft: Draft, part: PartName, value: PartValue, reason: Reason, hand: Hand) -> SetAside:
    return SetAside(
        article_id=draft.article_id,
        user_id=hand.user_id,
        at=hand.at,
        part=part,
        reason=reason,
        value=part_to_json(value),
        text=part_text(value),
    )


def _tree_aside(draft: Draft, tree: Tree, hand: Hand) -> SetAside:
    return SetAside(
        article_id=draft.article_id,
        user_id=hand.user_id,
        at=hand.at,
        part=WHOLE_TEXT,
        reason=Reason.CONFLICT,
        value=tree_to_json(tree),
        text="\n".join(filter(None, (part_text(part_of(tree, name)) for name in part_names(tree)))),
    )


def _who_changed(session: Session, draft: Draft, part: PartName, version: str) -> str:
    """Who gave a part its present text: whoever left the oldest of the newest states that have it."""
    states = Revision.of_article(draft.article_id).options(undefer(Revision.tree)).limit(LOOK_BACK)
    for newer, older in pairwise(session.scalars(states).all()):
        if _version_in(older.tree, part) != version:
            return newer.user.name if newer.user else ""
    return ""


def _version_in(tree: Tree, part: PartName) -> str:
    try:
        return version_of(part_of(tree, part))
    except PartGoneError:
        return ""


def _who_deleted(session: Session, draft: Draft, part: PartName) -> str:
    for deletion in session.scalars(Deletion.of_article(draft.article_id)):
        if part in deletion.removed.ids:
            return deletion.user.name if deletion.user else ""
    return ""
