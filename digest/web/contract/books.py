"""Books: what is remembered of feeds, sitemaps, translations and pictures, to be held against what lives."""

from collections.abc import Container, Iterable, Iterator
from datetime import datetime

from digest.domain.contract import feeds, linked_data, rules
from digest.domain.contract.answers import Answer, place
from digest.domain.contract.faults import Breach, Faults, Found, Rule
from digest.domain.contract.feed_book import FeedBook, rule_of
from digest.domain.contract.page import Page
from digest.domain.contract.site_maps import FILES, INDEX, NEWS, MapBook

Read = tuple[Rule, list[Breach], list[str]]


class Books:
    """What was told so far by feeds, sitemaps and the heads of pages."""

    def __init__(self, base: str, at: datetime) -> None:
        self._base, self._at = base, at
        self.feeds, self.maps = FeedBook(base), MapBook(base)
        self._shown: dict[str, str] = {}
        self._translated: dict[str, dict[str, str]] = {}

    def read(self, answer: Answer) -> Read | None:
        """What is wrong with a feed or sitemap, and where it leads; nothing of other answers."""
        if feeds.is_feed(answer):
            faults, following = self.feeds.read(answer)
            return rule_of(answer.path), faults, [following] if following else []
        if answer.path in (INDEX, NEWS) or answer.path.startswith(FILES):
            faults, files = self.maps.read(answer, self._at)
            return rules.NEWS if answer.path == NEWS else rules.SITEMAP, faults, files
        return None

    def note(self, page: Page) -> list[str]:
        """Note the pictures of previews and the translations of a page; the addresses of the pictures."""
        links = [*page.meta.get("og:image", []), *linked_data.pictures(page)]
        shown = [found.address for link in links if (found := place(link, page.address, page.base))]
        for address in shown:
            self._shown.setdefault(address, page.address)
        others = {
            link.get("hreflang", ""): found.address
            for link in page.related("alternate")
            if link.get("hreflang") and (found := place(link.get("href", ""), page.address, page.base))
        }
        if others:
            self._translated[page.address] = others
        return shown

    @property
    def translations(self) -> int:
        """How many pages name a translation."""
        return len(self._translated)

    def lost_pictures(self, refused: Container[str], kept: Container[str]) -> Iterator[Found]:
        """Pictures of previews and data that are not there; those `kept` are looked at as files."""
        for address, page in self._shown.items():
            if address in refused and picture_key(address) not in kept:
                fault = Breach("The picture %(link)s is not there.", address, link=address)
                yield Found(rules.SHARE.code, page, fault)

    def is_shown(self, address: str) -> bool:
        """Whether it is a picture of a preview or of data."""
        return address in self._shown

    def one_sided(self, is_read: Container[str]) -> Iterator[Found]:
        """Pages that name a translation which does not name them."""
        for page, others in self._translated.items():
            for language, other in others.items():
                back = self._translated.get(other, {})
                if language != "x-default" and other in is_read and page not in back.values():
                    fault = Breach("%(link)s does not name it as its translation.", other, link=other)
                    yield Found(rules.HREFLANG.code, page, fault)


def hreflang(page: Page) -> Faults:
    """Where a page names translations, it names itself among them, and each language once."""
    said = [link for link in page.related("alternate") if link.get("hreflang")]
    languages = [link.get("hreflang", "") for link in said]
    if len(set(languages)) < len(languages):
        yield Breach("It names two translations into one language.")
    if said and page.url not in [link.get("href") for link in said]:
        yield Breach("It names translations and not itself.")


def share_picture(page: Page) -> Faults:
    """A page has one picture for previews, on this site and of the size that it says."""
    said = page.meta.get("og:image", [])
    if len(said) != 1 or not said[0].startswith(f"{page.base}/"):
        yield Breach("There should be one picture for previews, on this site.")
    size = [page.meta.get(f"og:image:{side}", []) for side in ("width", "height")]
    if size != [["1200"], ["630"]]:
        yield Breach("The picture for previews should say that it has 1200×630 pixels.")


def picture_key(address: str) -> str:
    """The key of the stored picture that a file is of."""
    name = address.removeprefix("/pictures/")
    return name.partition("-")[0] if name != address else ""


def recent(digests: Iterable[tuple[str, datetime | None]], since: datetime, most: int) -> list[str]:
    """The digests that were published after `since`, at most so many, newest first."""
    found = [(published, address) for address, published in digests if published and published > since]
    return [address for _, address in sorted(found, reverse=True)[:most]]
