"""Returning: a part that was deleted while somebody wrote in it comes back with what they wrote."""

from sqlalchemy.orm import Session

from digest.domain.deletion import Deletion
from digest.domain.drafting import Outcome, add, bring_back, locked, save_part
from digest.domain.hand import Hand
from digest.domain.part import (
    PartGoneError,
    PartName,
    PartValue,
    part_from_json,
    part_names,
    part_of,
    part_to_json,
    version_of,
)
from digest.domain.set_aside import WHOLE_TEXT, SetAside


def return_part(
    session: Session, article_id: int, part: PartName, value: PartValue, hand: Hand
) -> tuple[Outcome, PartName]:
    """Bring back `part` with the text `value`, and say what it is called now.

    What can no longer come back is added anew at the end. If somebody has brought it back already, that is a
    conflict like any other. Raises FullError.
    """
    version = ""
    if not _is_there(session, article_id, part):
        part = _brought_back(session, article_id, part, hand)
        if not _is_there(session, article_id, part):
            part = add(session, article_id, part_to_json(value)["kind"], "", hand)
        version = version_of(part_of(locked(session, article_id).tree, part))
    return save_part(session, article_id, part, value, version, hand), part


def return_text(session: Session, article_id: int, aside_id: int, hand: Hand) -> Outcome:
    """Bring back the part that a text set aside belongs to, with that text, which is then no longer aside.

    Raises PartGoneError if the text was used already, FullError.
    """
    aside = session.scalar(SetAside.numbered(article_id, aside_id))
    if aside is None or aside.part == WHOLE_TEXT:
        raise PartGoneError("This text is no longer set aside: somebody has used it.")
    value = part_from_json(aside.part, aside.value)
    outcome, _ = return_part(session, article_id, aside.part, value, hand)
    # Its writer's own text has gone with the save.
    if outcome.kept and aside in session:
        session.delete(aside)
    return outcome


def _is_there(session: Session, article_id: int, part: PartName) -> bool:
    return part in part_names(locked(session, article_id).tree)


def _brought_back(session: Session, article_id: int, part: PartName, hand: Hand) -> PartName:
    """The name of what has come back: `part`, unless that is somebody else's name by now."""
    for deletion in session.scalars(Deletion.of_article(article_id)).all():
        if part in deletion.removed.ids:
            name = bring_back(session, article_id, deletion.id, hand)
            return name if deletion.removed.node.id == part else part
    return part
