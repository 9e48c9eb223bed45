"""Pages behind links, for tests that do not need a network: what is fetched, or why it is not."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from digest.domain.drafting import Hand
from digest.domain.retrieving import ask_for_cards, do_next
from digest.store import writing
from digest.store.fetch import Answer, FetchError, Trouble
from tests.support.factories import NOW

A_LINK = "https://a-shinpo.jp/news/1"
SENTENCES = (
    "国立印刷局は三日、新しいお札の印刷を始めたと発表しました。",
    "新しいお札には、見る角度によって肖像の向きが変わるホログラムが使われています。",
    "偽造を防ぐ技術としてお札に採用されたのは、世界で初めてです。",
    "日本銀行は、古いお札も引き続き使えると説明しています。",
)


def a_page(
    url: str = A_LINK,
    title: str = "新しいお札の印刷が始まる",
    publisher: str = "あさひ新報",
    published: str = "2026-06-30T09:00:00+09:00",
    canonical: str = "",
    text: str = "",
) -> Answer:
    """What the fetch gives for a page of news, with its facts as JSON-LD."""
    facts = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": published,
        "publisher": {"@type": "Organization", "name": publisher},
    }
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    paragraph = f"<p>{text or ''.join(SENTENCES)}</p>"
    html = (
        f'<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>{title}</title>{link}'
        f'<script type="application/ld+json">{json.dumps(facts, ensure_ascii=False)}</script></head>'
        f"<body><main><article><h1>{title}</h1>{paragraph}</article></main></body></html>"
    )
    return Answer(url, 200, {"content-type": "text/html; charset=utf-8"}, html.encode())


class FakePages:
    """A fetch that gives `pages`, by address, and cannot reach any other; `asked` says what was asked."""

    def __init__(self, pages: Mapping[str, Answer | FetchError] | None = None) -> None:
        self.pages = dict(pages or {A_LINK: a_page()})
        self.asked: list[str] = []
        self.meanwhile: Callable[[], object] = lambda: None

    def page(self, url: str) -> Answer:
        """The page at `url`; what happens `meanwhile` happens first."""
        self.asked.append(url)
        self.meanwhile()
        found = self.pages.get(url, FetchError(Trouble.UNREACHABLE))
        if isinstance(found, FetchError):
            raise found
        return found


def cards_of(article_id: int, hand: Hand, *urls: str, after: str = "") -> tuple[str, ...]:
    """Cards for `urls` in a draft, their pages not read yet."""
    with writing() as session:
        return ask_for_cards(session, article_id, urls, after, hand).new


def work_off(pages: FakePages, at: datetime = NOW, later: timedelta = timedelta()) -> int:
    """Do all that is to be done; how much that was."""
    done = 0
    while do_next(pages, lambda: at + later):
        done += 1
    return done
