"""Orders: when and why an edition is published, and what an order must say before it is carried out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from digest.domain.article import Article, Draft
from digest.domain.checklist import Finding, Severity, findings
from digest.domain.edition import Kind
from digest.domain.facts import facts_of
from digest.domain.hand import Hand
from digest.domain.plain import paragraphs
from digest.domain.quotation import Limits
from digest.domain.refusal import Refusal
from digest.domain.standing import Where
from digest.domain.tree import Tree
from digest.store import FOREVER

CHANGES = (Kind.TYPO, Kind.UPDATE, Kind.CORRECTION)


class NotReadyError(Refusal):
    """A draft, or an order, with which nothing can be published yet; `findings` are those that stop it.

    `field` names what of the order has to be said differently, if it is one thing.
    """

    def __init__(
        self, message: str, *, findings: Sequence[Finding] = (), field: str = "", **params: object
    ) -> None:
        super().__init__(message, **params)
        self.findings = tuple(findings)
        self.field = field


class ChangedError(Refusal):
    """The draft is no longer what somebody decided to publish."""


@dataclass(frozen=True, slots=True)
class Order:
    """When and why an edition is published.

    `reasons` say why a warning is overridden, by the finding's key. `version` is the version of the draft
    that was looked at, 0 for whatever it is. `unchecked` publishes without the checklist, for texts that were
    made elsewhere: an import, the demo.
    """

    live_from: datetime
    live_until: datetime = FOREVER
    kind: Kind = Kind.FIRST
    note: str = ""
    before: str = ""
    after: str = ""
    reasons: Mapping[str, str] = field(default_factory=dict)
    version: int = 0
    unchecked: bool = False


def sound(order: Order, draft: Draft, where: Where, was_public: bool, hand: Hand) -> Order:
    """`order` with the kind that it amounts to. Raises NotReadyError, ChangedError."""
    if order.version and order.version != draft.version:
        raise ChangedError("The draft has been changed meanwhile. Please look at it once more.")
    if order.live_from < hand.at:
        raise NotReadyError("That time has passed already.", field="day")
    if order.live_until <= order.live_from:
        raise NotReadyError("The end must come after the beginning.", field="until_day")
    if where.live and where.live.tree == draft.tree.readable():
        raise NotReadyError("The draft says what is public already.")
    return _explained(replace(order, kind=_kind(order.kind, where, was_public)))


def readable(tree: Tree) -> Tree:
    """What of `tree` can be read. Raises NotReadyError if that is nothing."""
    tree = tree.readable()
    if not tree.title:
        raise NotReadyError("the title is missing")
    if not tree.pages:
        raise NotReadyError("no page has a section to read")
    return tree


def overridden(
    session: Session, article: Article, order: Order, limits: Limits, hand: Hand
) -> list[dict[str, Any]]:
    """The warnings that `order` overrides, each with its reason. Raises NotReadyError."""
    found = findings(article.draft.tree, facts_of(session, article, limits))
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    if errors:
        raise NotReadyError("The checklist has errors that need mending first.", findings=errors)
    reasons = {key: paragraphs(reason) for key, reason in order.reasons.items()}
    unexplained = [finding for finding in found if not reasons.get(finding.key)]
    if unexplained:
        raise NotReadyError("Each warning needs a reason, or mending.", findings=unexplained)
    return [
        {"key": f.key, "code": f.code, "part": f.part, "reason": reasons[f.key], "by": hand.name}
        for f in found
    ]


def _kind(kind: Kind, where: Where, was_public: bool) -> Kind:
    if where.live:
        if kind not in CHANGES:
            raise NotReadyError("Please say what kind of change this is.", field="kind")
        return kind
    if not was_public:
        return Kind.FIRST
    return kind if kind in (Kind.UPDATE, Kind.CORRECTION) else Kind.RESTORED


def _explained(order: Order) -> Order:
    """`order` with its words as readers will see them: none for what leaves no public trace."""
    if order.kind not in (Kind.UPDATE, Kind.CORRECTION):
        return replace(order, note="", before="", after="")
    order = replace(
        order,
        note=paragraphs(order.note),
        before=paragraphs(order.before),
        after=paragraphs(order.after),
    )
    if not order.note:
        raise NotReadyError("Please say why, for readers.", field="note")
    if order.kind is Kind.CORRECTION and not order.before:
        raise NotReadyError("Please say what it said before.", field="before")
    if order.kind is Kind.CORRECTION and not order.after:
        raise NotReadyError("Please say what it says now.", field="after")
    return order
