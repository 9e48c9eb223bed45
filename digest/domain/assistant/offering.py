"""Offering: the life of a proposal, from the question to what an editor makes of the answer."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from digest.domain.article import Draft
from digest.domain.assistant.brief import Aim, Brief
from digest.domain.assistant.protocol import Wording
from digest.domain.assistant.proving import flags_of
from digest.domain.audit import record
from digest.domain.drafting.changing import change, persistently
from digest.domain.hand import Hand
from digest.domain.part import Lead, PartGoneError, PartName, PartValue, part_of, with_part
from digest.domain.proposal import Fate, Proposal
from digest.domain.refusal import Refusal
from digest.domain.tree import Card, Point, Section, Tree

# A question that has waited for longer was left by a process that is gone; it is asked again.
LEASE = timedelta(seconds=120)


def ask(session: Session, article_id: int, part: PartName, aim: Aim, hand: Hand) -> Proposal:
    """Let the assistant be asked; one question for a part and an aim is open at a time."""
    same = (Proposal.article_id == article_id, Proposal.part == part, Proposal.aim == aim)
    waiting = session.scalar(select(Proposal).where(*same, Proposal.fate == Fate.WAITING).limit(1))
    if waiting:
        return waiting
    asked = Proposal(
        article_id=article_id,
        part=part,
        aim=aim,
        user_id=hand.user_id,
        user_name=hand.name,
        asked_at=hand.at,
    )
    session.add(asked)
    session.flush()
    _record(session, "proposal.ask", asked, hand)
    return asked


def claim(session: Session, at: datetime) -> Proposal | None:
    """The oldest question that nobody is asking: from now on this caller does, and nobody else."""
    free = (Proposal.fate == Fate.WAITING, or_(Proposal.begun_at.is_(None), Proposal.begun_at < at - LEASE))
    oldest = select(Proposal.id).where(*free).order_by(Proposal.id).limit(1).scalar_subquery()
    # The condition is there twice: whoever comes second on PostgreSQL reads the row anew and finds it taken.
    taken = update(Proposal).where(Proposal.id == oldest, *free).values(begun_at=at).returning(Proposal.id)
    number = session.scalar(taken.execution_options(synchronize_session=False))
    return session.get(Proposal, number, populate_existing=True) if number else None


def offered(
    proposal: Proposal, brief: Brief, wordings: tuple[Wording, ...], texts: dict[str, str], at: datetime
) -> None:
    """Let `proposal` offer `wordings`, each with its passage and what does not occur in its source."""
    proposal.wordings = [_offer(each, brief, texts) for each in wordings]
    proposal.fate, proposal.ended_at = Fate.OFFERED, at


def failed(proposal: Proposal, trouble: str, at: datetime) -> None:
    """Say why nothing came of it."""
    proposal.fate, proposal.trouble, proposal.ended_at = Fate.FAILED, trouble, at


def accept(session: Session, article_id: int, number: int, place: int, hand: Hand) -> Proposal:
    """Put the wording at `place` into the draft, verified by whoever takes it.

    Raises Refusal for one that is not there, PartGoneError if its part is not.
    """

    def deed(draft: Draft) -> Proposal:
        proposal = _locked(session, article_id, number)
        if proposal.fate not in (Fate.OFFERED, Fate.ACCEPTED) or not 0 <= place < len(proposal.wordings):
            raise Refusal("This proposal is no longer there.")
        if place in proposal.accepted:
            return proposal
        change(session, draft, _with_wording(draft.tree, proposal, place), hand)
        proposal.accepted = [*proposal.accepted, place]
        proposal.fate, proposal.verified_by, proposal.verified_at = Fate.ACCEPTED, hand.name, hand.at
        _record(session, "proposal.accept", proposal, hand)
        return proposal

    return persistently(session, article_id, deed)


def dismiss(session: Session, article_id: int, number: int, hand: Hand) -> Proposal:
    """Put a proposal aside; what was taken over of it stays known. Raises Refusal."""
    proposal = _locked(session, article_id, number)
    if not proposal.accepted and proposal.fate != Fate.DISMISSED:
        proposal.fate = Fate.DISMISSED
        _record(session, "proposal.dismiss", proposal, hand)
    return proposal


def _locked(session: Session, article_id: int, number: int) -> Proposal:
    wanted = select(Proposal).where(Proposal.id == number, Proposal.article_id == article_id)
    found = session.scalar(wanted.with_for_update().execution_options(populate_existing=True))
    if found is None:
        raise Refusal("This proposal is no longer there.")
    return found


def _offer(wording: Wording, brief: Brief, texts: dict[str, str]) -> dict[str, object]:
    grounds = [brief.grounds[place] for place in wording.grounds]
    # Without a passage of its own it is held against all of them, and the editor is told that it names none.
    sources = [texts.get(g.card, "") for g in grounds] + [g.passage for g in grounds or brief.grounds]
    return {
        "text": wording.text,
        "passage": grounds[0].passage if grounds and not grounds[0].own else "",
        "card": grounds[0].card if grounds else "",
        "flags": [[flag.kind, flag.words] for flag in flags_of(wording.text, *sources)],
    }


def _with_wording(tree: Tree, proposal: Proposal, place: int) -> Tree:
    wording = proposal.wordings[place]
    value = _worded(part_of(tree, proposal.part), Aim(proposal.aim), wording["text"], wording["passage"])
    return with_part(tree, proposal.part, value)


def _worded(now: PartValue, aim: Aim, text: str, passage: str) -> PartValue:
    match now, aim:
        case Card(), Aim.POINTS:
            return replace(now, points=(*now.points, Point(text=text, passage=passage)))
        case Section(), Aim.QUESTION:
            return replace(now, question=text)
        case Section(), Aim.ANSWER:
            return replace(now, answer=text)
        case Lead(), Aim.LEAD:
            return Lead(text)
    raise PartGoneError("This part is no longer in the draft.")


def _record(session: Session, action: str, proposal: Proposal, hand: Hand) -> None:
    record(
        session,
        hand.at,
        action,
        subject=f"article:{proposal.article_id}",
        user_id=hand.user_id,
        user_name=hand.name,
        part=proposal.part,
        aim=proposal.aim,
        proposal=proposal.id,
    )
