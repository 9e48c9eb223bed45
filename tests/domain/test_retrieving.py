"""From a link to a card: claimed once, read outside of transactions, one source, and never over a text."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from digest.domain.article import Article
from digest.domain.drafting import delete, save_part
from digest.domain.part import PartGoneError, part_of, version_of
from digest.domain.publisher import Publisher, PublisherKind
from digest.domain.rearranging import MAX_CARDS, FullError
from digest.domain.retrieval import LEASE, TRIES_MOST, Progress, Retrieval
from digest.domain.retrieving import (
    FAULT,
    HOME,
    LINKS_MOST,
    LinkError,
    ask_again,
    ask_for_cards,
    claim,
    do_next,
    facts_for,
    finish,
    reading,
    working,
)
from digest.domain.retrieving.reading import read
from digest.domain.retrieving.sources import LEFT_ALONE
from digest.domain.source import Concern, Source, State
from digest.domain.survival import by_hand
from digest.domain.tree import Card, Page, Point, Section, Tree
from digest.store import db, writing
from digest.store.fetch import FetchError, Trouble
from tests.support.factories import NOW, a_tree, an_article
from tests.support.hands import a_hand, draft_tree, history
from tests.support.links import A_LINK, SENTENCES, FakePages, a_page, cards_of, work_off

B_LINK = "https://b.example/2"
FILLED = Card("c1", "新しいお札の印刷が始まる", A_LINK, "あさひ新報", date(2026, 6, 30), (), "あさひ新報")


@pytest.fixture(autouse=True)
def inside(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


@pytest.fixture
def article() -> int:
    """The number of an article whose draft has nothing but a title."""
    number = an_article(at=None).id
    with writing() as session:
        session.get_one(Article, number).draft.tree = Tree(title="題")
    return number


def card(article: int, name: str = "c1") -> Card:
    return next(each for each in draft_tree(article).cards() if each.id == name)


def write(article: int, value: Card) -> None:
    """Somebody writes into a card."""
    version, hand = version_of(part_of(draft_tree(article), value.id)), a_hand("colleague")
    with writing() as session:
        save_part(session, article, value.id, value, version, hand)


def retrievals(article: int) -> list[Retrieval]:
    db.session.rollback()
    return list(db.session.scalars(Retrieval.of_article(article)))


def source(url: str = A_LINK) -> Source:
    db.session.rollback()
    found = Source.at(db.session(), url)
    assert found
    return found


def a_publisher(name: str, *hosts: str) -> None:
    with writing() as session:
        session.add(Publisher(name=name, host_names=" ".join(hosts)))


def count(noun: type) -> int:
    return db.session.scalar(select(func.count()).select_from(noun)) or 0


def test_links_become_cards_at_once_and_fill_when_their_pages_were_read(article: int) -> None:
    assert cards_of(article, a_hand(), A_LINK, B_LINK) == ("c1", "c2")
    assert [each.url for each in draft_tree(article).cards()] == [A_LINK, B_LINK]
    pages = FakePages()
    assert work_off(pages) == 2
    assert pages.asked == [A_LINK, B_LINK]
    assert card(article) == FILLED
    assert card(article, "c2") == Card("c2", "", B_LINK, "b.example", credit="b.example")
    found, missed = retrievals(article)
    assert (found.progress, found.source_id, found.trouble) == (Progress.DONE, source().id, "")
    assert (missed.progress, missed.source_id, missed.trouble) == (Progress.FAILED, None, "unreachable")
    assert work_off(pages) == 0


def test_the_history_says_who_asked_for_what_was_filled_in(article: int) -> None:
    cards_of(article, a_hand(), A_LINK)
    write(article, Card("c1", url=A_LINK, title=""))
    work_off(FakePages(), later=timedelta(minutes=30))
    newest = history(article)[0]
    assert newest.user
    assert (newest.user.name, newest.tree.cards()[0].title) == ("秋山 菊乃", FILLED.title)


def test_what_was_read_is_kept_as_a_source_with_its_private_text(article: int) -> None:
    cards_of(article, a_hand(), A_LINK)
    work_off(FakePages())
    kept = source()
    assert (kept.title, kept.published, kept.language) == (FILLED.title, FILLED.published, "ja")
    assert kept.publisher
    assert kept.publisher.name == "あさひ新報"
    assert (kept.state, kept.concern, kept.status) == (State.ALIVE, Concern.NONE, 200)
    assert kept.retrieved_at == kept.confirmed_at == kept.checked_at == NOW
    assert kept.check_after == NOW + LEFT_ALONE
    assert all(sentence in kept.text for sentence in SENTENCES)
    assert kept.suggested
    assert {kept.text[start:end] for start, end in kept.suggested} <= set(SENTENCES)


def test_every_address_of_a_page_leads_to_its_one_source(article: int) -> None:
    pasted, final, own = (f"https://{host}.b-shinpo.jp/1" for host in ("m", "www2", "www"))
    cards_of(article, a_hand(), f"{pasted}?utm_source=x", B_LINK)
    page = a_page(final, canonical=own)
    work_off(FakePages({f"{pasted}?utm_source=x": page, B_LINK: page}))
    assert {source(url).id for url in (pasted, final, own, B_LINK)} == {1}
    assert source(own).canonical_url == own
    assert [each.url for each in draft_tree(article).cards()] == [own, own]
    assert count(Source) == 1


def test_a_source_that_another_digest_cites_is_used_and_brought_up_to_date(article: int) -> None:
    a_publisher("国立印刷局", "a-shinpo.jp")
    an_article("other", at=NOW - timedelta(days=30))
    with writing() as session:
        old = session.scalars(select(Source)).one()
        old.canonical_url, old.state, old.concern, old.strikes = A_LINK, State.GONE, Concern.GONE, 3
        number = old.id
    cards_of(article, a_hand(), A_LINK)
    work_off(FakePages({A_LINK: a_page(canonical="https://www.a-shinpo.jp/news/1")}))
    kept = source()
    assert (kept.id, kept.title, kept.state, kept.concern, kept.strikes) == (
        number,
        FILLED.title,
        State.ALIVE,
        Concern.NONE,
        0,
    )
    assert source("https://www.a-shinpo.jp/news/1").id == number
    assert count(Source) == 1


def test_what_an_editor_said_of_a_source_by_hand_stays(article: int) -> None:
    with writing() as session:
        session.add(
            Source(url=A_LINK, canonical_url=A_LINK, title="題", text="", declared="gone", state=State.GONE)
        )
    cards_of(article, a_hand(), A_LINK)
    work_off(FakePages())
    assert (source().state, source().title) == (State.GONE, FILLED.title)


def test_a_record_that_an_editor_has_changed_is_not_overwritten_when_its_page_is_read_anew(
    article: int,
) -> None:
    hand = a_hand()
    cards_of(article, hand, A_LINK)
    work_off(FakePages())
    with writing() as session:
        kept = Source.at(session, A_LINK)
        ours = Publisher.called(session, "別の名の新聞")
        values = {"title": "直した題", "publisher_id": ours.id}
        by_hand.describe(session, kept, values, by_hand.version(kept), hand)
        ask_again(session, article, "c1", hand)
    work_off(FakePages())
    assert (source().title, source().publisher.name) == ("直した題", "別の名の新聞")
    assert source().text


def test_the_publisher_is_known_by_host_then_by_name(article: int) -> None:
    for name, host in {"国立印刷局": "a.jp", "あさひ新報": "", "毎朝新聞": "maiasa.jp"}.items():
        a_publisher(name, *filter(None, [host]))
    said = {
        "https://www.a.jp/1": ("あさひ新報", "国立印刷局"),
        "https://b.jp/1": ("あさひ新報", "あさひ新報"),
        "https://c.jp/1": ("新しい新聞", "新しい新聞"),
        # Anybody can call a page by the name of a known outlet.
        "https://d.jp/1": ("毎朝新聞", "d.jp"),
        "https://www.e.jp/1": ("", "e.jp"),
    }
    cards_of(article, a_hand(), *said)
    work_off(FakePages({url: a_page(url, publisher=name) for url, (name, _) in said.items()}))
    shown = [shown for _, shown in said.values()]
    assert [(each.publisher, each.credit) for each in draft_tree(article).cards()] == [(n, n) for n in shown]


def test_a_site_that_shows_the_reports_of_others_is_known_for_one(article: int) -> None:
    link = "https://news.nifty.com/article/1"
    cards_of(article, a_hand(), link)
    work_off(FakePages({link: a_page(link)}))
    assert source(link).publisher.kind == PublisherKind.AGGREGATOR


def test_a_card_that_somebody_has_begun_to_write_is_not_touched(article: int) -> None:
    links = [f"https://h{n}.a-shinpo.jp/1" for n in range(3)]
    names = cards_of(article, a_hand(), *links)
    begun = [{"title": "わたしの題"}, {"points": (Point("v1", "要点"),)}, {"url": B_LINK}]
    mine = [
        replace(card(article, name), **said)  # type: ignore[arg-type]
        for name, said in zip(names, begun, strict=True)
    ]
    pages, waiting = FakePages({link: a_page(link) for link in links}), list(mine)
    pages.meanwhile = lambda: write(article, waiting.pop(0))
    assert work_off(pages) == 3
    assert [card(article, name) for name in names] == mine
    assert {each.progress for each in retrievals(article)} == {Progress.DONE}
    offered = facts_for(db.session(), mine[0])[1]
    assert [fact.name for fact in offered] == ["title", "publisher", "published", "credit"]
    assert offered[2].value == "2026-06-30"
    assert facts_for(db.session(), replace(FILLED, url=links[0]))[1] == ()
    assert facts_for(db.session(), Card(url="https://unread.example/")) == (None, ())


def test_a_card_or_an_article_that_went_away_meanwhile_is_no_trouble(article: int) -> None:
    pages, hand = FakePages(), a_hand("colleague")

    def remove_card() -> None:
        with writing() as session:
            delete(session, article, "c1", hand)

    cards_of(article, a_hand(), A_LINK)
    pages.meanwhile = remove_card
    assert work_off(pages) == 1
    assert retrievals(article)[0].progress == Progress.DONE

    def remove_article() -> None:
        with writing() as session:
            session.delete(session.get_one(Article, article))

    cards_of(article, a_hand(), B_LINK)
    pages.meanwhile = remove_article
    assert work_off(pages) == 1
    assert count(Retrieval) == 0


def test_a_retry_fills_a_card_that_was_left_as_the_failure_left_it(article: int) -> None:
    cards_of(article, a_hand(), A_LINK)
    work_off(FakePages({A_LINK: FetchError(Trouble.STATUS, 503)}))
    failed = retrievals(article)[0]
    assert (failed.trouble, failed.status, card(article).publisher) == ("status", 503, "a-shinpo.jp")
    hand, other = a_hand(), a_hand("colleague")
    with writing() as session:
        first = ask_again(session, article, "c1", hand)
        assert ask_again(session, article, "c1", other) is first
    work_off(FakePages())
    assert card(article) == FILLED
    assert [each.progress for each in retrievals(article)] == [Progress.FAILED, Progress.DONE]


def test_a_publisher_that_somebody_typed_is_no_trace_of_a_failure(article: int) -> None:
    cards_of(article, a_hand(), A_LINK)
    typed = Card("c1", url=A_LINK, publisher="a-shinpo.jp", credit="a-shinpo.jp")
    write(article, typed)
    work_off(FakePages())
    assert card(article) == typed


def test_what_was_read_before_is_used_where_the_page_cannot_be_had_now(article: int) -> None:
    cards_of(article, a_hand(), A_LINK)
    work_off(FakePages())
    other = an_article("other", at=None).id
    new = cards_of(other, a_hand(), A_LINK)
    work_off(FakePages({A_LINK: FetchError(Trouble.ROBOTS)}))
    assert card(other, new[0]).title == FILLED.title
    assert retrievals(other)[0].trouble == "robots"


def test_a_link_that_a_card_has_already_is_said_and_not_doubled(article: int) -> None:
    cards_of(article, a_hand(), A_LINK)
    work_off(FakePages({A_LINK: a_page(canonical="https://www.a-shinpo.jp/news/1")}))
    urls, hand = [B_LINK, f"{A_LINK}#part", "https://www.a-shinpo.jp/news/1"], a_hand()
    with writing() as session:
        asked = ask_for_cards(session, article, urls, "", hand)
    assert (asked.new, asked.known) == (("c2",), ("c1",))
    assert len(draft_tree(article).cards()) == 2


def test_cards_stand_in_order_behind_the_part_that_was_named(article: int) -> None:
    with writing() as session:
        session.get_one(Article, article).draft.tree = a_tree()
    cards_of(article, a_hand(), A_LINK, B_LINK, after="b1")
    names = [block.id for block in draft_tree(article).pages[0].sections[0].blocks]
    assert names == ["b1", "c2", "c3", "c1", "b2"]


def test_what_cannot_be_asked_for_is_refused_and_changes_nothing(article: int) -> None:
    many, hand = [f"https://a-shinpo.jp/{n}" for n in range(LINKS_MOST + 1)], a_hand()
    full = Section(blocks=tuple(Card(url=f"https://b.example/{n}") for n in range(MAX_CARDS)))
    with writing() as session:
        session.get_one(Article, article).draft.tree = Tree(pages=(Page(sections=(full,)),))
    for error, urls, after in (
        (LinkError, [], ""),
        (LinkError, many, ""),
        (PartGoneError, [A_LINK], "b9"),
        (FullError, [A_LINK], ""),
    ):
        with pytest.raises(error), writing() as session:
            ask_for_cards(session, article, urls, after, hand)
    with pytest.raises(PartGoneError), writing() as session:
        ask_again(session, article, "c9999", hand)
    assert len(draft_tree(article).cards()) == MAX_CARDS
    assert count(Retrieval) == 0


def test_a_card_without_an_address_cannot_be_read(article: int) -> None:
    cards_of(article, a_hand(), A_LINK)
    write(article, Card("c1", title="題だけ"))
    hand = a_hand()
    with pytest.raises(LinkError), writing() as session:
        ask_again(session, article, "c1", hand)


def test_a_report_that_leads_to_the_home_page_is_not_taken_for_it() -> None:
    for asked, came, trouble in (
        (A_LINK, "https://a-shinpo.jp/", HOME),
        (A_LINK, "https://a-shinpo.jp/index.html", HOME),
        ("https://a-shinpo.jp/", "https://www.a-shinpo.jp/", ""),
        (A_LINK, "https://a-shinpo.jp/news/1/", ""),
    ):
        found = read(FakePages({asked: a_page(came)}), asked, NOW)
        assert getattr(found, "trouble", "") == trouble


def test_a_page_that_nobody_foresaw_fails_by_itself(
    article: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RecursionError

    cards_of(article, a_hand(), A_LINK, B_LINK)
    with monkeypatch.context() as patch:
        patch.setattr(reading, "read_page", broken)
        do_next(FakePages(), lambda: NOW)
    with monkeypatch.context() as patch:
        patch.setattr(working, "kept", broken)
        do_next(FakePages({B_LINK: a_page(B_LINK)}), lambda: NOW)
    assert [(each.progress, each.trouble) for each in retrievals(article)] == [(Progress.FAILED, FAULT)] * 2
    assert "could not be read" in caplog.text
    assert "could not be ended" in caplog.text


def test_one_worker_at_a_time_asks_a_host_and_the_others_turn_to_other_hosts(article: int) -> None:
    same = [f"https://a-shinpo.jp/{n}" for n in range(2)]
    cards_of(article, a_hand(), *same, B_LINK)
    with writing() as session:
        claimed = [claim(session, NOW) for _ in range(3)]
    assert [job.url if job else "" for job in claimed] == [same[0], B_LINK, ""]
    assert work_off(FakePages(), later=LEASE + timedelta(seconds=1)) == 3


def test_what_a_killed_worker_left_behind_is_begun_anew_and_ends_once(article: int) -> None:
    cards_of(article, a_hand(), A_LINK)
    with writing() as session:
        killed = claim(session, NOW)
    assert killed
    assert work_off(FakePages(), later=LEASE) == 0
    assert work_off(FakePages(), later=LEASE + timedelta(seconds=1)) == 1
    assert card(article) == FILLED
    write(article, replace(FILLED, title="直した題"))
    # It was not dead after all; but what it found is no longer asked for.
    with writing() as session:
        late = read(FakePages({A_LINK: a_page(title="遅れて来た題")}), A_LINK, NOW)
        assert not finish(session, killed, late, NOW + LEASE)
    assert (card(article).title, source().title) == ("直した題", FILLED.title)
    assert len(retrievals(article)) == 1


def test_what_kills_each_of_its_workers_is_given_up(article: int) -> None:
    cards_of(article, a_hand(), A_LINK)
    at = NOW
    for _ in range(TRIES_MOST):
        with writing() as session:
            assert claim(session, at)
        at += LEASE + timedelta(seconds=1)
    pages = FakePages()
    assert work_off(pages, at) == 1
    assert pages.asked == []
    assert (retrievals(article)[0].progress, retrievals(article)[0].trouble) == (Progress.FAILED, FAULT)
