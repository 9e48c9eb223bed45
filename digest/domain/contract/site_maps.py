"""Sitemaps (sitemaps.org/protocol.html), read as search engines do, and held against what is live."""

import re
from collections.abc import Container, Iterable, Iterator
from datetime import date, datetime, timedelta

from digest.domain.contract import rules
from digest.domain.contract.answers import Answer, place
from digest.domain.contract.faults import Breach, Faults, Found
from digest.domain.contract.xml import Element, parsed, said

INDEX, NEWS, FILES = "/sitemap.xml", "/sitemap-news.xml", "/sitemaps/"
ADDRESSES_MOST, BYTES_MOST = 50_000, 50 * 1024 * 1024
NEWS_AGE, NEWS_MOST = timedelta(hours=48), 1_000
_MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
# What every sitemap of all pages has to have.
LISTED = re.compile(
    r"/((articles|topics|tags|authors)/[^/.]+(/[0-9]+)?|archive(/[0-9]{4}/[0-9]{2})?|corrections)?\Z"
)


class MapBook:
    """What sitemaps name."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._files: dict[str, bool] = {}
        self._named: dict[str, str] = {}
        self._news: set[str] | None = None

    def read(self, answer: Answer, at: datetime) -> tuple[list[Breach], list[str]]:
        """What is wrong with one file by itself, and the files that it names."""
        root = parsed(answer.body)
        wanted = "sitemapindex" if answer.path == INDEX else "urlset"
        if root is None or root.tag != f"{_MAP}{wanted}":
            return [Breach("It is no sitemap that can be read.")], []
        entries = root.findall(f"{_MAP}sitemap" if wanted == "sitemapindex" else f"{_MAP}url")
        named = [self._place(entry, answer) for entry in entries]
        faults = [*_form(answer, entries), *_dates(entries)]
        faults += [Breach("An entry names no address of this site.")] if "" in named else []
        if answer.path == INDEX:
            self._files = dict.fromkeys(named, False)
            return faults, named
        if answer.path == NEWS:
            self._news = set(named)
            return [*faults, *_news(entries, at)], []
        self._files[answer.path] = True
        for address in named:
            self._named.setdefault(address, answer.path)
        return faults, []

    @property
    def is_read(self) -> bool:
        """Whether every file that the index names was read."""
        return bool(self._files) and all(self._files.values())

    def missing(self, listed: Iterable[str]) -> Iterator[Found]:
        """Pages that search engines may list and no sitemap names."""
        for address in listed:
            if address not in self._named:
                fault = Breach("%(link)s is missing.", address, link=address)
                yield Found(rules.SITEMAP.code, INDEX, fault)

    def strangers(self, live: Container[str]) -> Iterator[Found]:
        """What sitemaps name and is not live."""
        for address, file in self._named.items():
            if address not in live:
                yield Found(rules.SITEMAP.code, file, _stranger(address))

    def news_faults(self, recent: Iterable[str], live: Container[str]) -> Iterator[Found]:
        """What the news sitemap lacks of what is `recent`, and what it names that is not live."""
        if self._news is None:
            return
        for address in recent:
            if address not in self._news:
                fault = Breach("%(link)s is missing.", address, link=address)
                yield Found(rules.NEWS.code, NEWS, fault)
        for address in self._news:
            if address not in live:
                yield Found(rules.NEWS.code, NEWS, _stranger(address))

    def _place(self, entry: Element, answer: Answer) -> str:
        found = place(said(entry, f"{_MAP}loc"), answer.address, self._base)
        return found.address if found else ""


def _stranger(address: str) -> Breach:
    return Breach("%(link)s is named and is not public.", address, link=address)


def _form(answer: Answer, entries: list[Element]) -> Faults:
    if len(entries) > ADDRESSES_MOST or len(answer.body) > BYTES_MOST:
        yield Breach("The file is larger than search engines read: %(count)s addresses.", count=len(entries))


def _dates(entries: list[Element]) -> Faults:
    for entry in entries:
        changed = said(entry, f"{_MAP}lastmod")
        if changed and _day(changed) is None:
            yield Breach("%(text)s is no date.", text=changed)


def _news(entries: list[Element], at: datetime) -> Faults:
    if len(entries) > NEWS_MOST:
        yield Breach("The file is larger than search engines read: %(count)s addresses.", count=len(entries))
    for entry in entries:
        news = entry.find(f"{_NEWS}news")
        told = said(news, f"{_NEWS}publication_date") if news is not None else ""
        title = said(news, f"{_NEWS}title") if news is not None else ""
        published = _instant(told)
        if not (title and published):
            yield Breach("The entry %(title)s lacks its id, title, address or day.", title=title or told)
        elif not at - NEWS_AGE - timedelta(hours=1) < published:
            yield Breach("%(title)s is no longer news.", title=title)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _instant(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None
