"""Checking sources: which are due, what is asked of the network, and what readers then see on the card."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text

from digest.domain.article import Article
from digest.domain.edition import Edition, EditionPage
from digest.domain.hand import Hand
from digest.domain.mention import Mention
from digest.domain.source import Concern, Source, State
from digest.domain.survival import by_hand
from digest.domain.survival.checking import (
    CutOffError,
    Kit,
    check_all,
    check_asked,
    check_due,
    due,
    keep,
)
from digest.domain.survival.citing import citers, is_cited
from digest.domain.survival.looking import look
from digest.domain.survival.queue import listed
from digest.domain.survival.rules import Outcome, Verdict
from digest.domain.survival.saving import ask_copies, save_next
from digest.store import db, writing
from digest.store.fetch import Answer, Trouble
from digest.web.printing import SitePress
from tests.support.factories import NOW, an_article
from tests.support.fake_fetch import FakeFetch, a_page

URL = "https://www.npb.go.jp/1の1"
GATE = "https://archive.example/web/"
ASKED = f"{GATE}https://www.npb.go.jp/1%E3%81%AE1"
COPY = "https://archive.example/web/20260630000000/https://www.npb.go.jp/1"
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Someone:
    """A user as permission asks for one."""

    role: str
    author_id: int = 0


class Clock:
    """A clock that stands until it is put forward."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


class Round:
    """Rounds of checks, some days apart, over a network that answers as it is told."""

    def __init__(self) -> None:
        self.fetch, self.clock = FakeFetch(), Clock()
        self.kit = Kit(self.fetch, SitePress(), self.clock, GATE)

    def at(self, days: float, answer: Any = None, **more: Any) -> list[tuple[str, str]]:
        """What is checked so many days after NOW, if the source answers so."""
        self.clock.now = NOW + days * DAY
        if answer is not None:
            self.fetch.tell(URL, answer)
        return [(each.word, each.url) for each in check_due(self.kit, 10)]


@pytest.fixture
def rounds(app: Flask) -> Iterator[Round]:
    """A site with one public article, which cites one source."""
    with app.app_context():
        an_article()
        yield Round()


def source() -> Source:
    db.session.rollback()
    db.session.expire_all()
    return db.session.scalars(select(Source)).one()


def card() -> str:
    db.session.rollback()
    return str(db.session.scalars(select(EditionPage.html)).first())


def told(**values: Any) -> None:
    with writing() as session:
        for name, value in values.items():
            setattr(session.scalars(select(Source)).one(), name, value)


def test_404_three_times_over_six_days_is_gone_with_an_archive_link(rounds: Round) -> None:
    tree = db.session.scalars(select(Edition)).one().tree
    told(confirmed_at=NOW - 9 * DAY, published=None)
    rounds.fetch.tell(ASKED, Answer(COPY, 200, {"memento-datetime": "Tue, 30 Jun 2026 00:00:00 GMT"}))
    assert rounds.at(0, 404) == [("failing", URL)]
    assert rounds.at(1) == rounds.at(2.9) == []
    assert rounds.at(3) == [("failing", URL)]
    assert COPY not in card()
    assert rounds.at(6) == [("gone", URL)]
    assert (source().state, source().archive_url, source().strikes) == (State.GONE, COPY, 3)
    shown = card()
    assert shown.index(COPY) < shown.index(f'href="{URL}"')
    assert "2026年6月22日" in shown
    assert db.session.scalars(select(Edition)).one().tree == tree
    assert rounds.fetch.headers[-1]["Accept-Datetime"].startswith("Mon, 22 Jun 2026")
    # Once a month it is looked at again, and comes back with one success.
    assert rounds.at(35) == []
    rounds.fetch.tell(URL, a_page("特徴"))
    assert rounds.at(36) == [("alive", URL)]
    assert COPY not in card()
    assert source().archive_url == COPY


def test_one_success_between_resets_and_time_outs_never_count(rounds: Round) -> None:
    for days, answer in ((0, 404), (3, 404), (6, a_page("特徴")), (13, 404), (16, 404)):
        assert len(rounds.at(days, answer)) == 1
    assert (source().state, source().strikes) == (State.ALIVE, 2)
    for number in range(12):
        rounds.at(19 + 3 * number, Trouble.SLOW)
    assert (source().state, source().strikes, source().concern) == (State.ALIVE, 2, Concern.FAILING)
    assert rounds.fetch.headers == []


def test_a_live_source_is_left_alone_for_a_week_and_asked_by_head(rounds: Round) -> None:
    rounds.at(0, a_page("特徴"))
    assert rounds.fetch.asked == [("HEAD", URL), ("PAGE", URL)]
    assert rounds.at(6.9) == []
    rounds.at(7)
    assert rounds.fetch.asked[2:] == [("HEAD", URL)]
    rounds.at(14)
    rounds.at(21)
    rounds.at(28)
    assert rounds.fetch.asked[5:] == [("HEAD", URL), ("PAGE", URL)]


@pytest.mark.parametrize(
    ("head", "get", "asked", "verdict"),
    [
        (405, 200, ["HEAD", "GET"], "alive"),
        (501, 200, ["HEAD", "GET"], "alive"),
        (404, 200, ["HEAD", "GET"], "alive"),
        (404, 404, ["HEAD", "GET"], "strike"),
        (403, 403, ["HEAD", "GET"], "failing"),
        (503, 503, ["HEAD", "GET"], "strike"),
        (Trouble.SLOW, 200, ["HEAD", "GET"], "alive"),
        (Trouble.BROKEN, Trouble.BROKEN, ["HEAD", "GET"], "strike"),
        (Trouble.UNREACHABLE, 200, ["HEAD"], "strike"),
        (Trouble.CERTIFICATE, 200, ["HEAD"], "failing"),
        (200, 404, ["HEAD"], "alive"),
    ],
)
def test_get_follows_a_head_that_says_nothing(head: Any, get: Any, asked: list[str], verdict: str) -> None:
    fetch, known = FakeFetch(), Source(url=URL, title="題", concern="", compared_at=NOW)
    fetch.tell(URL, head, "HEAD")
    fetch.tell(URL, get, "GET")
    assert look(fetch, known, NOW).verdict == verdict
    assert fetch.asked == [(method, URL) for method in asked]


@pytest.mark.parametrize("trouble", [Trouble.ROBOTS, Trouble.LARGE, Trouble.NOT_A_PAGE])
def test_a_page_that_may_not_be_read_is_taken_at_its_word(trouble: Trouble) -> None:
    fetch, known = (
        FakeFetch(),
        Source(url=URL, title="題", text="文", concern="", retrieved_at=NOW - 90 * DAY),
    )
    fetch.tell(URL, 200)
    fetch.tell(URL, trouble, "PAGE")
    found = look(fetch, known, NOW)
    assert (found.verdict, found.compared) == (Verdict.ALIVE, True)


def test_a_soft_404_is_suspected_and_shown_with_its_copy_and_is_not_gone(rounds: Round) -> None:
    rounds.fetch.tell(ASKED, Answer(COPY, 200, {"memento-datetime": "Tue, 30 Jun 2026 00:00:00 GMT"}))
    for number in range(5):
        assert rounds.at(7 * number, a_page("お探しのページは見つかりません")) == [("doubtful", URL)]
    assert (source().state, source().trouble, source().strikes) == (State.ALIVE, "not-found", 0)
    assert COPY in card()
    rounds.at(35, a_page("特徴"))
    assert COPY not in card()


def test_a_permanent_redirect_is_moved_and_one_to_the_home_page_doubtful(rounds: Round) -> None:
    new = "https://www.npb.go.jp/archive/1"
    assert rounds.at(0, Answer(new, 200, moved=new)) == [("moved", URL)]
    assert (source().state, source().moved_url) == (State.MOVED, new)
    assert "card-missed" not in card()
    home = "https://www.npb.go.jp/"
    assert rounds.at(7, Answer(home, 200, moved=home)) == [("doubtful", URL)]


def test_the_archive_is_asked_once_a_month_until_it_knows_something(rounds: Round) -> None:
    for days in (0, 3, 6, 36, 66, 96):
        rounds.at(days, 404)
    assert len(rounds.fetch.headers) == 4
    told(archive_url="https://editor.example/copy")
    rounds.fetch.tell(ASKED, Answer(COPY, 200, {"memento-datetime": "Tue, 30 Jun 2026 00:00:00 GMT"}))
    rounds.at(126)
    assert len(rounds.fetch.headers) == 4
    assert source().archive_url == "https://editor.example/copy"


def test_an_archive_that_is_away_spoils_nothing(rounds: Round) -> None:
    rounds.fetch.tell(ASKED, Trouble.SLOW)
    for days in (0, 3, 6):
        rounds.at(days, 404)
    assert (source().state, source().archive_url) == (State.GONE, "")


def test_what_an_editor_wrote_is_never_changed_by_a_check(rounds: Round) -> None:
    facts = (source().title, source().publisher_id, source().published, source().primary, source().url)
    for days, answer in ((0, 404), (3, 404), (6, 404), (36, a_page("別の題", "別の文。" * 40))):
        rounds.at(days, answer)
        kept = (source().title, source().publisher_id, source().published, source().primary, source().url)
        assert kept == facts


def test_only_what_is_cited_is_checked_and_each_by_one_process(rounds: Round) -> None:
    with writing() as session:
        session.execute(text("UPDATE edition SET live_until = live_from"))
    assert len(list(db.session.scalars(select(Source.id).where(is_cited(NOW))))) == 1
    with writing() as session:
        session.query(Mention).delete()
    assert rounds.at(0, 200) == []
    with writing() as session:
        session.execute(text("UPDATE edition SET live_until = '2030-01-01 00:00:00.000000'"))
    first, second = check_due(rounds.kit, 10), check_due(rounds.kit, 10)
    assert len(list(first)) == 1
    assert list(second) == []


def test_what_was_read_within_the_week_was_there(rounds: Round) -> None:
    told(retrieved_at=NOW - 2 * DAY)
    assert rounds.at(0, 200) == rounds.at(4.9) == []
    assert rounds.at(5) == [("alive", URL)]


def test_every_source_can_be_checked_whether_it_is_due_or_not(rounds: Round) -> None:
    rounds.at(0, 200)
    assert [each.word for each in check_all(rounds.kit)] == ["alive"]
    assert list(check_all(rounds.kit, 0)) == []


def test_a_machine_that_is_cut_off_blames_no_source(rounds: Round) -> None:
    an_article("more", sections=3)
    sources = list(db.session.scalars(select(Source)))
    assert len(sources) == 3
    for each in sources:
        rounds.fetch.tell(each.url, Trouble.UNREACHABLE)
    with pytest.raises(CutOffError):
        rounds.at(0)
    db.session.rollback()
    assert db.session.scalars(select(Source.strikes)).all() == [0, 0, 0]
    rounds.fetch.tell(sources[2].url, 200)
    assert sorted(word for word, _ in rounds.at(1)) == ["alive", "failing", "failing"]


def test_what_the_desk_asks_for_is_checked_once(rounds: Round) -> None:
    assert not check_asked(rounds.kit)
    rounds.at(0, 200)
    with writing() as session:
        by_hand.ask_check(session, session.scalars(select(Source)).one(), Hand(None, "", NOW))
    asked = len(rounds.fetch.asked)
    assert check_asked(rounds.kit)
    assert not check_asked(rounds.kit)
    assert len(rounds.fetch.asked) == asked + 1


def test_copies_are_asked_for_once_and_kept_if_the_archive_says_where(rounds: Round) -> None:
    save = "https://archive.example/save/"
    edition = db.session.scalars(select(Edition.id)).one()
    with writing() as session:
        ask_copies(session, edition, NOW)
    rounds.fetch.tell(
        f"{save}https://www.npb.go.jp/1%E3%81%AE1", Answer(COPY, 200, {"memento-datetime": "x"})
    )
    assert save_next(rounds.fetch, save)
    assert not save_next(rounds.fetch, save)
    assert source().archive_url == COPY
    with writing() as session:
        ask_copies(session, edition, NOW)
    assert not save_next(rounds.fetch, save)


def test_a_source_that_was_deleted_meanwhile_is_passed_over(rounds: Round) -> None:
    assert keep(rounds.kit, 999, Outcome(Verdict.ALIVE)) is None


def test_drafts_and_editions_that_cite_a_source_are_named(rounds: Round) -> None:
    found = citers(db.session(), [source().id], NOW, Someone("editor"))[source().id]
    article = db.session.scalars(select(Article)).one()
    assert citers(db.session(), [source().id], NOW, Someone("author")) == {}
    assert [(each.kind, each.article_id) for each in found] == [
        ("edition", article.id),
        ("draft", article.id),
    ]


@pytest.mark.parametrize(
    ("query", "index"),
    [
        (lambda: due(NOW)[0].limit(9), "ix_source_due"),
        (lambda: due(NOW)[1].limit(9), "ix_source_due"),
        (lambda: listed(Concern.GONE, before=9).limit(9), "ix_source_concern"),
        (lambda: listed(None, before=9).limit(9), "INTEGER PRIMARY KEY"),
    ],
)
def test_lists_are_read_in_the_order_of_an_index(app: Flask, query: Callable[[], Any], index: str) -> None:
    with app.app_context():
        compiled = query().compile(db.engine, compile_kwargs={"literal_binds": True})
        steps = db.session.execute(text(f"EXPLAIN QUERY PLAN {compiled}".replace(":", r"\:")))
        said = " ".join(step[3] for step in steps)
    assert index in said
    assert "TEMP B-TREE FOR ORDER BY" not in said
    assert "ix_mention_named" in said or "exists" not in str(compiled).lower()
