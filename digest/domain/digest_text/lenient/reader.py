"""Reads a pasted text from its head to its foot into a manuscript, with a report on every line."""

from digest.domain.digest_text.lenient.chrome import is_footer, is_furniture
from digest.domain.digest_text.lenient.draft import ArticleDraft
from digest.domain.digest_text.lenient.head import read_head
from digest.domain.digest_text.lenient.lines import Ledger
from digest.domain.digest_text.lenient.marks import Item, Mark, items_of
from digest.domain.digest_text.lenient.opening import Opening
from digest.domain.digest_text.lenient.pages import read_foot, turn_page
from digest.domain.digest_text.lenient.speech import asks, is_sentence, language_of
from digest.domain.digest_text.lenient.walk import Walker
from digest.domain.digest_text.report import ReportLine, Role
from digest.domain.manuscript import Manuscript
from digest.domain.tree import Tree


def read_lenient(text: str) -> tuple[Manuscript, tuple[ReportLine, ...]]:
    """The article that a pasted text shows, and what each of its lines was taken for."""
    ledger = Ledger(text)
    items = items_of(ledger.lines)
    draft = ArticleDraft()
    head = read_head(items, draft, ledger)
    items = _without_footer(items, head.end, ledger)
    opening = Opening(items, head.end, draft, ledger)
    opening.read()
    head.end = opening.at
    walker = Walker(items, head, draft, ledger)
    while walker.at < len(items):
        mark = items[walker.at].mark
        if mark is Mark.NEXT:
            turn_page(walker)
        elif mark is Mark.TAIL:
            read_foot(walker)
        else:
            walker.step()
    ledger.check_length()
    if head.spare:
        _place_spare(head.spare, draft)
    return Manuscript(tree=_tree(draft, ledger), author=draft.author), tuple(ledger.report())


def _tree(draft: ArticleDraft, ledger: Ledger) -> Tree:
    return Tree(
        title=draft.title,
        subtitle=draft.subtitle,
        lead=draft.lead,
        language=language_of([line.text for line in ledger.lines]),
        key_points=draft.tree_key_points(),
        intro=draft.intro,
        pages=draft.tree_pages(),
    )


def _place_spare(spare: list[Item], draft: ArticleDraft) -> None:
    """Lines of the head that had no place there stand first in the text."""
    section = draft.pages[0].section
    placed, section.blocks = section.blocks, []
    for item in spare:
        section.write(item.whole)
    section.blocks += placed


def _without_footer(items: list[Item], start: int, ledger: Ledger) -> list[Item]:
    """The items without the menu and the rights that end a page; an answer or a title stays."""
    end = len(items)
    while end > start and _is_footer(items, end - 1):
        end -= 1
        for line in items[end].lines:
            ledger.take(line, Role.CHROME)
    return items[:end]


def _is_footer(items: list[Item], at: int) -> bool:
    item = items[at]
    if item.mark is Mark.CONTROL:
        return True
    if item.mark is not Mark.TAIL and (item.mark is not Mark.PLAIN or is_sentence(item.value)):
        return False
    above = items[at - 1] if at else None
    if above is None or above.mark in (Mark.NEXT, Mark.QUESTION) or asks(above.value):
        return False
    return is_footer(item.value) or (item.mark is Mark.PLAIN and is_furniture(item.value))
