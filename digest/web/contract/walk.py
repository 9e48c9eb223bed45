"""The walk: from everything that is live and along every link, each answer held against the rules once."""

import re
from collections import deque
from collections.abc import Callable, Collection, Container, Iterable, Iterator

from flask import current_app

from digest.domain.contract import census, copies, linked_data, rules, stored
from digest.domain.contract.answers import Answer, place
from digest.domain.contract.faults import Breach, Faults, Found
from digest.domain.contract.ledger import Ledger, Seen
from digest.domain.contract.page import Page
from digest.domain.contract.page_rules import ON_PAGES, ON_PIECES
from digest.domain.contract.report import Report
from digest.domain.contract.robots import robots
from digest.domain.contract.site_maps import FILES, LISTED, NEWS_AGE, NEWS_MOST
from digest.web.contract import books
from digest.web.contract.addresses import Addresses, is_private
from digest.web.contract.books import Books, picture_key
from digest.web.headers import PRIVATE_PATHS
from digest.web.site import now, session, site

Ask = Callable[[str], Answer]
Told = Callable[[int, int], None]


# A page of a digest, which everybody should find.
_DIGEST = re.compile(r"/articles/[^/.]+(/[0-9]+)?\Z")
_COPY = re.compile(r"/articles/[^/.]+\.(json|txt)\Z")
_PUBLIC = (
    "/",
    "/articles/a",
    "/articles/a/2",
    "/topics/a",
    "/tags/a",
    "/authors/a",
    "/archive",
    "/pictures/a",
)


class Walk:
    """One walk over the site: at most `most` addresses, or all. `told` hears how far it is.

    `ask` gives the answer of an address.
    """

    def __init__(self, ask: Ask, most: int | None = None, told: Told = lambda asked, known: None) -> None:
        self._ask, self._most, self._told = ask, most, told
        self._base = site().url
        self._addresses = Addresses(current_app.url_map)
        self._at = now()
        self._asked: set[str] = set()
        self._waiting: deque[str] = deque()
        self.whole = True
        self.report = Report()
        self.ledger = Ledger()
        self.books = Books(self._base, self._at)

    @property
    def asked(self) -> int:
        """How many addresses were asked for."""
        return len(self._asked)

    def run(self) -> Report:
        """Walk, and say what was found; what has passed by at the end is not."""
        self._follow(self._addresses.live(session(), self._at))
        if self.whole:
            self._hidden()
        self._together()
        if self.report.found:
            self._look_again()
        if self.whole:
            for rule, address, faults in self._stored():
                self.report.look(rule, address, faults)
        return self.report

    def _follow(self, seeds: Iterable[str]) -> None:
        """Ask for each of `seeds`, and then for whatever the answers lead to."""
        for address in seeds:
            if self.ledger.expect(address):
                self._visit(address)
        while self._waiting:
            self._visit(self._waiting.popleft())

    def _visit(self, address: str) -> None:
        if address in self._asked:
            return
        if self._most is not None and len(self._asked) >= self._most:
            self.whole = False
            return
        self._asked.add(address)
        answer = self._ask(address)
        self._told(len(self._asked), len(self._asked) + len(self._waiting))
        self._waiting.extend(found for found in self._judged(answer) if self._is_walked(found, answer))

    def _judged(self, answer: Answer) -> list[str]:
        """Hold `answer` against the rules for one answer; the addresses that it leads to."""
        self.ledger.answered(answer)
        if answer.address in self.ledger.live:
            self.report.look(rules.STATUS, answer.address, _answers(answer))
        if answer.status >= 400:
            return []
        self.report.look(rules.COOKIES, answer.address, _is_nobodys(answer))
        if 300 <= answer.status < 400:
            led = place(answer.location, answer.address, self._base)
            return [led.address] if led else []
        if answer.kind == "text/html":
            return self._read(answer)
        if answer.path == "/robots.txt":
            self._robots(answer)
        if _COPY.match(answer.path):
            self.report.look(rules.COPIES, answer.address, copies.sound(answer))
        told = self.books.read(answer)
        if told is None:
            return []
        rule, faults, following = told
        self.report.look(rule, answer.address, faults)
        return following

    def _read(self, answer: Answer) -> list[str]:
        page = Page(answer, self._base)
        for rule, look in ON_PIECES if answer.is_piece else ON_PAGES:
            self.report.look(rule, answer.address, look(page))
        if _DIGEST.match(answer.address):
            self.report.look(rules.LISTED, answer.address, _is_listed(page))
            self.report.look(rules.JSON_LD, answer.address, linked_data.article(page))
            self.report.look(rules.HREFLANG, answer.address, books.hreflang(page))
        if not answer.is_piece:
            self.report.look(rules.JSON_LD, answer.address, linked_data.readable(page))
            self.report.look(rules.SHARE, answer.address, books.share_picture(page))
        if not answer.is_piece and (twin := self.ledger.named_before(page)):
            fault = Breach("It has the same title as %(link)s.", twin, link=twin)
            self.report.add([Found(rules.TITLE.code, answer.address, fault)])
        return [*self.ledger.read(page), *self.books.note(page)]

    def _is_walked(self, address: str, at: Answer) -> bool:
        """Whether a link is followed: not to what is somebody's own, nor from one search to the next."""
        searches = address.startswith("/search?") and at.path == "/search"
        return not (is_private(address) or searches or address in self._asked)

    def _robots(self, answer: Answer) -> None:
        self.report.look(rules.ROBOTS, answer.address, robots(answer, _PUBLIC, [*PRIVATE_PATHS, "/_/menu"]))

    def _hidden(self) -> None:
        for address in self._addresses.hidden(session(), self._at):
            self.report.look(rules.HIDDEN, address, _is_hidden(self._ask(address)))

    def _stored(self) -> stored.Looked:
        yield from stored.pictures(session(), site().files, self._at)
        yield from stored.said_of_pictures(session(), self._at)
        yield from stored.sources(session(), self._at)
        yield from stored.search(session(), self._at)

    def _together(self) -> None:
        """Hold pages against each other."""
        report, ledger = self.report, self.ledger
        report.tried[rules.LINKS.code] = ledger.links
        report.tried[rules.ANCHORS.code] = ledger.anchors
        kept = census.kept_pictures(session(), self._at)
        report.add(
            ledger.dead_links(lambda address: self.books.is_shown(address) or picture_key(address) in kept)
        )
        report.add(ledger.lost_anchors())
        report.add(self.books.lost_pictures(ledger.refused, kept))
        report.add(self.books.one_sided(ledger.is_read))
        report.add(self.books.feeds.incomplete(census.feed_sizes(session(), self._at)))
        if self.whole:
            self._complete(ledger.live)
            read = list(filter(_DIGEST.match, ledger.live))
            report.tried[rules.LINKED.code] = len(read)
            fault = Breach("No page leads to it.")
            lost = ledger.without(Seen.LINKED, iter(read))
            report.add(Found(rules.LINKED.code, address, fault) for address in lost)

    def _read_on(self, address: str) -> None:
        """Read a feed, or all sitemaps, to the end; links are not followed."""
        path = address.partition("?")[0]
        waiting, self._waiting = [*self._waiting], deque()
        for following in waiting:
            if following.partition("?")[0] == path != "/" or following.startswith(FILES):
                self._visit(following)
                self._read_on(following)

    def _unlinked(self, doubted: Iterable[Found], live: Container[str]) -> Iterator[Found]:
        """Digests to which no page led and that are still live."""
        return (found for found in doubted if found.rule == rules.LINKED.code and found.address in live)

    def _complete(self, live: Collection[str]) -> None:
        """Hold what feeds and sitemaps name against everything that is `live`."""
        report, feeds, maps = self.report, self.books.feeds, self.books.maps
        digests = [
            (f"/articles/{each.slug}", each.published_at) for each in census.articles(session(), self._at)
        ]
        report.add(feeds.missing(address for address, _ in digests))
        report.add(feeds.strangers(live))
        if maps.is_read:
            report.add(maps.missing(filter(LISTED.match, live)))
            report.add(maps.strangers(live))
        new = books.recent(digests, self._at - NEWS_AGE, NEWS_MOST)
        report.add(maps.news_faults(new, live))

    def _look_again(self) -> None:
        """Ask once more for whatever a fault is about: a long walk meets changes that are none."""
        doubted = list(self.report.found)
        again = Walk(self._ask)
        live = set(again._addresses.live(session(), again._at))
        for found in doubted:
            for address in (found.fault.about, found.address):
                if address in live:
                    again.ledger.expect(address)
                if found.rule == rules.HIDDEN.code and address not in live:
                    again.report.look(rules.HIDDEN, address, _is_hidden(again._ask(address)))
                elif address.startswith("/"):
                    again._visit(address)
                    again._read_on(address)
        again.whole = False
        again._together()
        again._complete(live)
        again.report.add(self._unlinked(doubted, live))
        standing = {found.key for found in again.report.found}
        self.report.drop([found for found in doubted if found.key not in standing])


def _answers(answer: Answer) -> Faults:
    if answer.status != 200:
        yield Breach("It should answer and does not (%(status)s).", status=answer.status)


def _is_nobodys(answer: Answer) -> Faults:
    if answer.sets_cookie:
        yield Breach("The answer sets a cookie.")
    if not answer.kept:
        yield Breach("The answer does not say how long it may be kept.")


def _is_hidden(answer: Answer) -> Faults:
    if answer.status == 200:
        yield Breach("It should not be there and answers.")


def _is_listed(page: Page) -> Faults:
    if not page.is_listed:
        yield Breach("Search engines may not list this page.")
