"""The checklist: what stands in the way of publishing a draft, and where it can be mended."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from digest.domain.checks import rules
from digest.domain.checks.blocks import check_block, filled
from digest.domain.checks.key_points import check_key_points
from digest.domain.checks.pictures import Stored, check_picture
from digest.domain.checks.quotation import check_quotation
from digest.domain.checks.rules import Finding, Severity
from digest.domain.checks.support import check_support
from digest.domain.likeness import Earlier
from digest.domain.quotation import Limits
from digest.domain.source_mix import SourceMix
from digest.domain.support import Coverage, cover
from digest.domain.tree import Card, Figure, Section, Tree

__all__ = ["Facts", "Finding", "Severity", "findings"]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is to be known of an article besides its tree.

    `stored_pictures` are those of the tree that are in the library, by key; `similar` are published
    digests that are almost the same; `mix` is where the sources come from; `source_texts` are what was
    retrieved of the cards' sources, by card, and `limits` are those of the quotation check. `confirmed` are
    the fingerprints of the statements that somebody confirmed, by their ids.
    """

    slug: str
    topic: str
    author: str
    stored_pictures: Mapping[str, Stored] = field(default_factory=dict)
    similar: Sequence[Earlier] = ()
    mix: SourceMix = field(default_factory=SourceMix)
    source_texts: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    confirmed: Mapping[str, str] = field(default_factory=dict)

    def coverage(self, tree: Tree) -> Coverage:
        """What the statements of `tree` rest on."""
        return cover(tree, self.source_texts, self.confirmed)


def findings(tree: Tree, facts: Facts, coverage: Coverage | None = None) -> tuple[Finding, ...]:
    """Everything that stands in the way of publishing `tree`: errors first, then in reading order.

    Whoever has the coverage of `tree` already gives it.
    """
    quoted = check_quotation(tree, facts.source_texts, facts.limits)
    rested = check_support(coverage or facts.coverage(tree), facts.source_texts)
    found = (*_head(tree, facts), *_opening(tree, facts), *_pages(tree, facts), *rested, *quoted)
    return tuple(sorted(found, key=lambda finding: finding.severity is not Severity.ERROR))


def _head(tree: Tree, facts: Facts) -> Iterator[Finding]:
    if not tree.title:
        yield rules.TITLE_MISSING.at("head")
    if (count := len(tree.title)) > rules.TITLE_MOST:
        yield rules.TITLE_LONG.at("head", tree.title, count=count, most=rules.TITLE_MOST)
    if not facts.slug:
        yield rules.SLUG_MISSING.at("head")
    if not facts.topic:
        yield rules.TOPIC_MISSING.at("head")
    if not facts.author:
        yield rules.AUTHOR_MISSING.at("head")
    for earlier in facts.similar:
        yield rules.SIMILAR.at("head", earlier.title, earlier.slug, title=earlier.title)
    if facts.mix.one_origin:
        first = tree.cards()[0]
        yield rules.ONE_ORIGIN.at(first.id, first.publisher, count=facts.mix.sources)


def _opening(tree: Tree, facts: Facts) -> Iterator[Finding]:
    if not tree.lead:
        yield rules.LEAD_MISSING.at("lead")
    if tree.picture:
        yield from check_picture("picture", tree.picture, facts.stored_pictures)
    yield from check_key_points(tree)


def _pages(tree: Tree, facts: Facts) -> Iterator[Finding]:
    if not any(page.sections for page in tree.pages):
        yield rules.NO_SECTION.at(tree.pages[0].id if tree.pages else "intro")
        return
    cards = frozenset(card.id for card in tree.cards())
    for number, page in enumerate(tree.pages, start=1):
        # What leads to such a page leads to nothing.
        if not any(map(_readable, page.sections)):
            yield rules.PAGE_DEAD.at(page.id, page.title, number=number)
        for section in page.sections:
            yield from _section(section, cards, facts)


def _section(section: Section, cards: frozenset[str], facts: Facts) -> Iterator[Finding]:
    if not _readable(section):
        yield rules.SECTION_EMPTY.at(section.id)
    elif not section.question:
        yield rules.SECTION_WITHOUT_QUESTION.at(section.id, section.heading)
    elif not section.answer:
        yield rules.SECTION_WITHOUT_ANSWER.at(section.id, section.question)
    for block in section.blocks:
        yield from check_block(block, cards)
        if isinstance(block, Card | Figure) and block.picture:
            yield from check_picture(block.id, block.picture, facts.stored_pictures)


def _readable(section: Section) -> bool:
    said = section.heading or section.question or section.answer
    return bool(said) or any(map(filled, section.blocks))
