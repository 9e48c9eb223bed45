"""次のページを読む ⇒ and what follows it, and the foot of a page with its sources and related digests."""

from digest.domain.digest_text.lenient.blocks import UNPLACED_NOTE
from digest.domain.digest_text.lenient.chrome import is_furniture
from digest.domain.digest_text.lenient.lines import fold, signature
from digest.domain.digest_text.lenient.marks import Item, Mark
from digest.domain.digest_text.lenient.signs import PAGE_COUNT
from digest.domain.digest_text.lenient.sources import find_urls
from digest.domain.digest_text.lenient.speech import is_sentence
from digest.domain.digest_text.lenient.walk import Walker
from digest.domain.digest_text.report import Role

FOOT_NOTE = "Stands under the digest and was taken for a part of the site."


def turn_page(walker: Walker) -> None:
    """Read the mark of the next page with its title, which may stand behind it or below."""
    mark = walker.items[walker.at]
    title = _without_count(mark.value)
    walker.take(mark, Role.NEXT_PAGE)
    _skip_site(walker)
    below = walker.signs.at(walker.at)
    if title:
        walker.open_page(title)
        if walker.signs.is_question(walker.at):
            walker.section.heading = title
            walker.place = "heading"
    elif below is not None and _may_be_title(walker, below):
        _take_title(walker, below)
    elif below is not None and below.mark not in (Mark.NEXT, Mark.TAIL):
        walker.open_page("")


def read_foot(walker: Walker) -> None:
    """Take what stands under a digest, until the next page or a section comes after all."""
    walker.take(walker.items[walker.at], Role.CHROME)
    while walker.at < len(walker.items):
        item = walker.items[walker.at]
        if item.mark is Mark.NEXT or walker.signs.is_section_ahead(walker.at):
            return
        if item.mark is Mark.CONTENTS:
            walker.contents(item)
        else:
            _take_foot(walker, item)


def _take_foot(walker: Walker, item: Item) -> None:
    """Known addresses stand there twice, unknown ones are kept, and the rest is the site's."""
    urls = find_urls(item.whole)
    if urls and not walker.urls.issuperset(urls):
        walker.section.write(item.whole)
        walker.take(item, Role.TEXT, UNPLACED_NOTE)
    elif urls:
        walker.take(item, Role.REPEATED)
    else:
        known = is_furniture(item.whole) or not is_sentence(item.whole)
        walker.take(item, Role.CHROME, "" if known else FOOT_NOTE)


def _take_title(walker: Walker, item: Item) -> None:
    """The title of the page, which is the heading of its first section too if a question follows."""
    walker.open_page(item.value)
    walker.take(item, Role.PAGE_TITLE)
    if walker.signs.is_page_count(walker.at):
        walker.take(walker.items[walker.at], Role.CHROME)
    if walker.signs.is_question(walker.at) and not _stands_again(walker, item):
        walker.section.heading = item.value
        walker.place = "heading"


def _stands_again(walker: Walker, item: Item) -> bool:
    below = walker.items[walker.at]
    return below.mark is Mark.PLAIN and signature(below.value) == signature(item.value)


def _may_be_title(walker: Walker, item: Item) -> bool:
    return item.mark is Mark.PLAIN and "。" not in item.key and len(item.value) <= 160


def _skip_site(walker: Walker) -> None:
    """Pass over the count of pages, and over the site's own head where a next page was copied with it."""
    while (item := walker.signs.at(walker.at)) is not None:
        if item.mark in (Mark.CONTROL, Mark.CONTENTS) or walker.signs.is_page_count(walker.at):
            walker.take(item, Role.CHROME)
        elif item.mark is not Mark.PLAIN or walker.signs.is_question(walker.at + 1):
            return
        elif signature(item.value) in walker.names and walker.at + 1 < len(walker.items):
            walker.take(item, Role.REPEATED)
        elif is_furniture(item.value) and walker.at + 1 < len(walker.items):
            walker.take(item, Role.CHROME)
        else:
            return


def _without_count(text: str) -> str:
    """The title behind the mark, without 2 / 3 at either end."""
    key = fold(text)
    if found := PAGE_COUNT.match(key):
        text, key = text[found.end() :], key[found.end() :]
    parts = list(PAGE_COUNT.finditer(key))
    if parts and parts[-1].end() == len(key.rstrip()):
        text = text[: parts[-1].start()]
    return text.strip(" \u3000⇒→>»›:：|｜・")
