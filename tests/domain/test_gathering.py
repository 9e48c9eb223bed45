"""Gatherings: a draft is composed of its links once, when all have ended, and never over what was written."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from flask import Flask

from digest.domain import gathering
from digest.domain.drafting import save_part
from digest.domain.gathering import LINKS_MOST, Gathering, LinksError, advance, gather, links_of, read_again
from digest.domain.part import Lead, part_of, version_of
from digest.domain.publisher import Publisher
from digest.domain.retrieval import Progress, Retrieval
from digest.domain.retrieving import do_next
from digest.domain.source import Source
from digest.domain.suggesting import offered_points
from digest.domain.tree import Card, Tree
from digest.store import db, writing
from tests.support.factories import NOW
from tests.support.hands import a_hand, draft_tree, history
from tests.support.links import FakePages, a_page
from tests.support.marked_articles import marked_articles
from tests.support.people import a_user

URLS = [f"https://news.example/{number}" for number in range(4)]
TEXTS = {article.name: article.text for article in marked_articles()}


@pytest.fixture(autouse=True)
def inside(app: Flask) -> object:
    with app.app_context():
        yield


def gathered(*urls: str) -> int:
    hand, author = a_hand("editor"), a_user("editor").author_id
    with writing() as session:
        return gather(session, urls, hand, author_id=author, language="ja", zone=ZoneInfo("Asia/Tokyo")).id


def ended(article: int, url: str, text: str = "", failed: bool = False, source_url: str = "") -> bool:
    """Let the page at `url` be read, with its source, or fail; whether the draft was composed then."""
    with writing() as session:
        one = session.scalars(Retrieval.of_article(article).where(Retrieval.url == url)).one()
        one.progress, one.ended_at = (Progress.FAILED if failed else Progress.DONE), NOW
        if not failed:
            address = source_url or url
            one.source = Source.at(session, address) or Source(
                url=address,
                canonical_url=address,
                title=f"{address}の題",
                publisher=Publisher.called(session, "例の新聞"),
                published=date(2024, 7, 3),
                text=text,
            )
        return advance(session, article, NOW)


def cards(article: int) -> list[list[Card]]:
    """The cards of the draft, by section."""
    sections = [section for page in draft_tree(article).pages for section in page.sections]
    return [[block for block in section.blocks if isinstance(block, Card)] for section in sections]


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("https://a.jp/1", ("https://a.jp/1",)),
        (
            " https://a.jp/1\n\nhttp://b.jp  https://c.jp/ ",
            ("https://a.jp/1", "http://b.jp", "https://c.jp/"),
        ),
        ("https://a.jp/1 https://A.jp/1?utm_source=x#top", ("https://a.jp/1",)),
    ],
)
def test_links_stand_between_spaces_each_source_once(text: str, urls: tuple[str, ...]) -> None:
    assert links_of(text) == urls


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "お札",
        "https://a.jp お札",
        "javascript:alert(1)",
        "ftp://a.jp/",
        "https://u:p@a.jp/",
        " ".join(f"https://a.jp/{number}" for number in range(LINKS_MOST + 1)),
    ],
)
def test_what_is_no_list_of_links_is_refused(text: str) -> None:
    with pytest.raises(LinksError):
        links_of(text)


def test_the_draft_is_composed_by_whoever_ends_last() -> None:
    article = gathered(*URLS[:3])
    assert draft_tree(article) == Tree()
    assert not ended(article, URLS[1], failed=True)
    assert not ended(article, URLS[2], TEXTS["hot-summer"])
    assert ended(article, URLS[0], TEXTS["new-notes"])
    first, failed, last = (section[0] for section in cards(article))
    told = Card(first.id, f"{URLS[0]}の題", URLS[0], "例の新聞", date(2024, 7, 3), credit="例の新聞")
    assert first == told, "filled, with nothing that an editor has to say"
    assert failed == Card(failed.id, url=URLS[1])
    assert last.url == URLS[2]
    retrievals = db.session.scalars(Retrieval.of_article(article)).all()
    assert [each.card_id for each in retrievals] == [first.id, failed.id, last.id]
    assert history(article)[0].note == "gathered"


def test_it_is_composed_once() -> None:
    article = gathered(URLS[0])
    assert ended(article, URLS[0], TEXTS["new-notes"])
    before = draft_tree(article)
    assert not ended(article, URLS[0], TEXTS["new-notes"])
    assert draft_tree(article) == before


def test_near_duplicates_share_a_section_and_one_source_a_card() -> None:
    article = gathered(*URLS)
    text = TEXTS["new-notes"]
    ended(article, URLS[0], text)
    ended(article, URLS[1], TEXTS["hot-summer"])
    ended(article, URLS[2], "\n".join(text.split("\n")[:5]))
    assert ended(article, URLS[3], source_url=URLS[1])
    assert [[card.url for card in section] for section in cards(article)] == [[URLS[0], URLS[2]], [URLS[1]]]
    retrievals = db.session.scalars(Retrieval.of_article(article)).all()
    assert retrievals[3].card_id == retrievals[1].card_id != ""


def test_nothing_is_put_into_a_draft_that_somebody_wrote_in() -> None:
    article = gathered(URLS[0])
    hand = a_hand("editor")
    with writing() as session:
        save_part(session, article, "lead", Lead("もう書いた。"), version_of(Lead()), hand)
    written = draft_tree(article)
    assert not ended(article, URLS[0], TEXTS["new-notes"])
    assert draft_tree(article) == written
    assert part_of(written, "lead") == Lead("もう書いた。")
    assert db.session.scalars(Gathering.of_article(article)).one().composed_at == NOW


def test_an_article_that_was_not_begun_from_links_is_left_alone() -> None:
    with writing() as session:
        assert not gathering.advance(session, 999, NOW)


def test_a_draft_comes_of_links_that_are_worked_off_beside_requests() -> None:
    texts = [TEXTS["new-notes"], TEXTS["hot-summer"]]
    pages = {url: a_page(url, f"{at}の題", text=texts[at]) for at, url in enumerate(URLS[:2])}
    article = gathered(*URLS[:3])
    while do_next(FakePages(pages), lambda: NOW):
        pass
    filled, other, failed = (section[0] for section in cards(article))
    assert (filled.title, filled.publisher, other.title) == ("0の題", "あさひ新報", "1の題")
    assert failed == Card(failed.id, url=URLS[2])
    assert suggested(filled)
    assert suggested(other)
    assert suggested(failed) is None


def suggested(card: Card) -> object:
    return offered_points(db.session(), card)


def test_a_page_that_failed_is_read_again_until_the_draft_is_made() -> None:
    article, hand = gathered(*URLS[:2]), a_hand("editor")
    ended(article, URLS[0], failed=True)
    with writing() as session:
        failed, waiting = session.scalars(Retrieval.of_article(article))
        assert read_again(session, article, waiting.id, hand) == ""
        assert read_again(session, article, failed.id, hand) == URLS[0]
        assert failed.progress == Progress.WAITING
    ended(article, URLS[0], failed=True)
    assert ended(article, URLS[1], failed=True)
    with writing() as session:
        assert read_again(session, article, failed.id, hand) == ""


def test_marks_that_nobody_sees_are_no_part_of_a_link() -> None:
    assert links_of("\u202ahttps://a.jp/1\u202c \ufeffhttps://b.jp/") == ("https://a.jp/1", "https://b.jp/")
    assert links_of("ｈｔｔｐｓ：／／ａ．ｊｐ／１") == ("https://a.jp/1",)
