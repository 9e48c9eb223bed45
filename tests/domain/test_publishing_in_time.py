"""Publishing as time: scheduling, kinds of change, the checklist, ending and coming back."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from flask import Flask
from sqlalchemy import select

from digest.domain import standing
from digest.domain.article import Article
from digest.domain.audit import AuditEntry
from digest.domain.drafting import change, locked
from digest.domain.edition import Edition, Kind, live, live_named
from digest.domain.hand import Hand
from digest.domain.preview_link import PreviewLink
from digest.domain.publishing import (
    ChangedError,
    NotReadyError,
    Order,
    call_off,
    end_at,
    publish,
    restore,
    withdraw,
)
from digest.domain.revision import Revision
from digest.domain.tree import Card, KeyPoint, Page, Point, Section, Tree
from digest.store import FOREVER, db, writing
from digest.web.printing import SitePress
from tests.support.factories import NOW, an_article
from tests.support.people import a_user

HOUR = timedelta(hours=1)
GOOD = Tree(
    title="新しいお札",
    lead="三つのお札が新しくなりました。",
    key_points=(
        KeyPoint(text="三つの額面が変わりました。", cards=("c1",)),
        KeyPoint(text="古いお札も使えます。", cards=("c1",)),
    ),
    pages=(
        Page(
            sections=(
                Section(
                    question="何が新しい？",
                    answer="肖像が回る。",
                    blocks=(
                        Card(
                            id="c1",
                            title="特徴",
                            url="https://www.npb.go.jp/",
                            publisher="国立印刷局",
                            published=NOW.date(),
                            points=(Point(text="肖像が動いて見えます。"),),
                        ),
                    ),
                ),
            )
        ),
    ),
)


@pytest.fixture
def article(app: Flask) -> Iterator[Article]:
    """A draft with which the checklist is content."""
    with app.app_context():
        made = an_article(at=None)
        say(made, GOOD)
        yield made


def hand(at: datetime) -> Hand:
    return Hand(None, "秋山 菊乃", at)


def say(article: Article, tree: Tree, at: datetime = NOW) -> None:
    with writing() as session:
        change(session, locked(session, article.id), tree, hand(at))


def retitle(article: Article, title: str) -> None:
    say(article, replace(article.draft.tree, title=title))


def order(article: Article, at: datetime, now: datetime = NOW, **more: object) -> Edition:
    given = {"note": "数え直したため。", "before": "二つ", "after": "三つ"} | more
    with writing() as session:
        return publish(session, article, Order(at, **given), SitePress(), hand(now))  # type: ignore[arg-type]


def cancel(article: Article, now: datetime = NOW) -> list[Edition]:
    with writing() as session:
        return call_off(session, article, SitePress(), hand(now))


def public(at: datetime) -> Edition | None:
    return db.session.scalar(live_named("notes", at))


def test_a_change_that_is_scheduled_leaves_the_present_text_until_then(article: Article) -> None:
    order(article, NOW)
    retitle(article, "改めた題")
    order(article, NOW + HOUR, kind=Kind.UPDATE)
    titles = [e.title if (e := public(NOW + HOUR * n)) else None for n in (0, 0.99, 1, 2)]
    assert titles == ["新しいお札", "新しいお札", "改めた題", "改めた題"]


@pytest.mark.parametrize("end", [FOREVER, NOW + 5 * HOUR, NOW + HOUR, NOW + HOUR / 2])
def test_calling_off_gives_the_present_edition_its_own_end_back(article: Article, end: datetime) -> None:
    first = order(article, NOW, live_until=end)
    retitle(article, "改めた題")
    order(article, NOW + HOUR, kind=Kind.UPDATE, live_until=NOW + 2 * HOUR)
    assert [e.number for e in cancel(article, NOW + HOUR / 4)] == [2]
    assert first.live_until == end
    assert standing.of(db.session, article, NOW + HOUR / 4).changed


def test_calling_off_twice_is_calling_off_once(article: Article) -> None:
    order(article, NOW + HOUR)
    assert cancel(article)
    assert cancel(article) == []
    assert article.draft.published_version is None
    assert article.published_at is None


def test_a_second_schedule_takes_the_place_of_the_first(article: Article) -> None:
    first = order(article, NOW)
    retitle(article, "二つ目")
    order(article, NOW + HOUR, kind=Kind.TYPO)
    retitle(article, "三つ目")
    order(article, NOW + 3 * HOUR, kind=Kind.TYPO)
    assert public(NOW + 2 * HOUR) is first
    cancel(article)
    assert first.live_until == FOREVER


def test_publishing_now_takes_the_place_of_what_was_scheduled(article: Article) -> None:
    order(article, NOW)
    retitle(article, "改めた題")
    order(article, NOW + HOUR, kind=Kind.UPDATE)
    edition = order(article, NOW + HOUR / 2, NOW + HOUR / 2, kind=Kind.TYPO)
    assert public(NOW + 9 * HOUR) is edition
    assert edition.updated_at is None


def test_a_typo_leaves_no_trace_and_a_correction_is_dated(article: Article) -> None:
    order(article, NOW)
    retitle(article, "誤字を直した題")
    typo = order(article, NOW + HOUR, NOW + HOUR, kind=Kind.TYPO)
    assert (typo.updated_at, typo.corrected_at, typo.note, typo.before) == (None, None, "", "")
    retitle(article, "訂正した題")
    correction = order(article, NOW + 2 * HOUR, NOW + 2 * HOUR, kind=Kind.CORRECTION)
    assert correction.updated_at == correction.corrected_at == NOW + 2 * HOUR
    assert (correction.note, correction.before, correction.after) == ("数え直したため。", "二つ", "三つ")


def test_a_correction_that_was_called_off_dates_nothing(article: Article) -> None:
    order(article, NOW)
    retitle(article, "改めた題")
    order(article, NOW + HOUR, kind=Kind.CORRECTION)
    cancel(article)
    assert order(article, NOW + HOUR / 2, NOW + HOUR / 2, kind=Kind.TYPO).updated_at is None


@pytest.mark.parametrize(
    ("missing", "kind"),
    [
        ("note", Kind.UPDATE),
        ("note", Kind.CORRECTION),
        ("before", Kind.CORRECTION),
        ("after", Kind.CORRECTION),
    ],
)
def test_readers_are_owed_an_explanation(article: Article, missing: str, kind: Kind) -> None:
    order(article, NOW)
    retitle(article, "改めた題")
    with pytest.raises(NotReadyError) as refused:
        order(article, NOW + HOUR, NOW + HOUR, kind=kind, **{missing: " \n"})
    assert refused.value.field == missing
    assert public(NOW + HOUR).title == "新しいお札"  # type: ignore[union-attr]


def test_a_live_article_is_not_published_for_the_first_time(article: Article) -> None:
    order(article, NOW)
    retitle(article, "改めた題")
    with pytest.raises(NotReadyError):
        order(article, NOW + HOUR, NOW + HOUR)


def test_what_readers_have_already_is_not_published_again(article: Article) -> None:
    order(article, NOW)
    with pytest.raises(NotReadyError):
        order(article, NOW + HOUR, NOW + HOUR, kind=Kind.UPDATE)


@pytest.mark.parametrize("times", [{"at": NOW - HOUR}, {"at": NOW, "live_until": NOW}])
def test_a_time_that_has_passed_is_refused(article: Article, times: dict[str, datetime]) -> None:
    with pytest.raises(NotReadyError):
        order(article, **times)  # type: ignore[arg-type]


def test_an_error_of_the_checklist_stops_it(article: Article) -> None:
    say(article, replace(GOOD, lead=""))
    with pytest.raises(NotReadyError) as refused:
        order(article, NOW)
    assert [finding.code for finding in refused.value.findings] == ["lead-missing"]


def test_a_warning_needs_a_reason_and_it_is_kept(article: Article) -> None:
    retitle(article, "長い" * 40)
    with pytest.raises(NotReadyError) as refused:
        order(article, NOW, reasons={"title-long:head": " "})
    assert [finding.key for finding in refused.value.findings] == ["title-long:head"]
    edition = order(article, NOW, reasons={"title-long:head": "法律の正式な名前なので。", "none": "?"})
    assert edition.overrides == [
        {
            "key": "title-long:head",
            "code": "title-long",
            "part": "head",
            "reason": "法律の正式な名前なので。",
            "by": "秋山 菊乃",
        }
    ]


def test_a_draft_that_changed_since_it_was_looked_at_is_not_published(article: Article) -> None:
    version = article.draft.version
    retitle(article, "改めた題")
    with pytest.raises(ChangedError):
        order(article, NOW, version=version)
    assert public(NOW) is None


def test_publishing_ends_the_links_to_the_draft_and_marks_its_history(article: Article) -> None:
    with writing() as session:
        for name, expires in (("a", NOW + 9 * HOUR), ("b", NOW + HOUR / 2)):
            session.add(PreviewLink(article_id=article.id, secret_hash=name, expires_at=expires))
    order(article, NOW + HOUR)
    links = db.session.scalars(select(PreviewLink).order_by(PreviewLink.id)).all()
    assert [(link.expires_at, link.ended_at) for link in links] == [
        (NOW + HOUR, None),
        (NOW + HOUR / 2, None),
    ]
    order(article, NOW + HOUR / 4, NOW + HOUR / 4)
    assert {link.ended_at for link in links} == {NOW + HOUR / 4}
    newest = db.session.scalars(Revision.of_article(article.id)).first()
    assert newest
    assert (newest.note, newest.version) == ("published", article.draft.version)


def test_a_withdrawn_article_comes_back_as_it_was_and_without_a_trace(article: Article) -> None:
    order(article, NOW)
    retitle(article, "改めた題")
    with writing() as session:
        withdraw(session, article, NOW + HOUR, SitePress(), "誤りがあったため。", hand(NOW + HOUR))
    assert article.withdrawal_note == "誤りがあったため。"
    with writing() as session:
        back = restore(session, article, SitePress(), hand(NOW + 2 * HOUR))
    assert (back.title, back.kind, back.updated_at) == ("新しいお札", Kind.RESTORED, None)
    assert public(NOW + 3 * HOUR) is back
    assert standing.of(db.session, article, NOW + 3 * HOUR).changed
    assert article.published_at == NOW


def test_a_draft_takes_the_place_of_an_expired_text_without_a_trace(article: Article) -> None:
    order(article, NOW, live_until=NOW + HOUR)
    retitle(article, "改めた題")
    assert order(article, NOW + 2 * HOUR, NOW + 2 * HOUR).kind == Kind.RESTORED


def test_restoring_keeps_what_is_scheduled(article: Article) -> None:
    order(article, NOW, live_until=NOW + HOUR)
    retitle(article, "改めた題")
    coming = order(article, NOW + 9 * HOUR, NOW + 2 * HOUR)
    with writing() as session:
        restore(session, article, SitePress(), hand(NOW + 3 * HOUR))
    assert public(NOW + 8 * HOUR).title == "新しいお札"  # type: ignore[union-attr]
    assert public(NOW + 9 * HOUR) is coming


def test_only_what_was_public_and_is_not_can_be_restored(article: Article) -> None:
    for _ in range(2):
        with pytest.raises(NotReadyError), writing() as session:
            restore(session, article, SitePress(), hand(NOW + HOUR))
        if not article.draft.published_version:
            order(article, NOW)


def test_the_end_can_be_changed_later(article: Article) -> None:
    edition = order(article, NOW)
    for until in (NOW + 2 * HOUR, FOREVER):
        with writing() as session:
            end_at(session, article, until, hand(NOW + HOUR))
        assert edition.live_until == until
    with pytest.raises(NotReadyError), writing() as session:
        end_at(session, article, NOW + HOUR, hand(NOW + HOUR))


def test_withdrawing_again_only_changes_the_reason(article: Article) -> None:
    order(article, NOW)
    for step, reason in enumerate(("一つ目の理由", "二つ目の理由"), start=1):
        with writing() as session:
            withdraw(session, article, NOW + step * HOUR, SitePress(), reason)
    assert (article.withdrawn_at, article.withdrawal_note) == (NOW + HOUR, "二つ目の理由")


def test_every_deed_is_recorded(app: Flask, article: Article) -> None:
    number = a_user("editor").id
    by = Hand(number, "秋山 菊乃", NOW)
    with writing() as session:
        publish(session, article, Order(NOW + HOUR), SitePress(), by)
        call_off(session, article, SitePress(), by)
        publish(session, article, Order(NOW), SitePress(), by)
        end_at(session, article, NOW + HOUR, by)
        withdraw(session, article, NOW, SitePress(), "理由", by)
    entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    mine = [e.action for e in entries if e.subject == f"article:{article.id}" and e.user_id == number]
    assert mine == [
        "article.schedule",
        "article.call-off",
        "article.publish",
        "article.end",
        "article.withdraw",
    ]


def test_through_200_orders_and_clocks_that_step_nothing_is_early_and_nothing_twice(article: Article) -> None:
    """The clock goes on, stands still and steps back, as it may on a machine that is set right."""
    luck, now, promised = random.Random(7), NOW, dict[int, datetime]()
    for turn in range(200):
        now += luck.choice((HOUR, 5 * HOUR, timedelta(0), -HOUR / 3, timedelta(microseconds=1)))
        at = now + luck.choice((timedelta(0), HOUR, 3 * HOUR, 40 * HOUR))
        until = luck.choice((FOREVER, at + 2 * HOUR))
        deed = luck.choice(("publish", "publish", "publish", "cancel", "withdraw"))
        if deed == "publish":
            say(article, replace(GOOD, title=f"題{turn}"))
            with writing() as session:
                edition = publish(
                    session,
                    article,
                    Order(at, until, luck.choice(KINDS), unchecked=True),
                    SitePress(),
                    hand(now),
                )
                promised[edition.number] = at
        elif deed == "cancel":
            cancel(article, now)
        else:
            with writing() as session:
                withdraw(session, article, now, SitePress(), "理由", hand(now))
    editions = db.session.scalars(select(Edition).order_by(Edition.live_from)).all()
    assert len(editions) > 80
    assert all(edition.live_from == promised[edition.number] for edition in editions)
    real = [edition for edition in editions if edition.live_from < edition.live_until]
    assert all(one.live_until <= next_.live_from for one, next_ in pairwise(real))
    for at in {instant for e in real for instant in (e.live_from, e.live_until) if instant < FOREVER}:
        for instant in (at - timedelta(microseconds=1), at):
            assert len(db.session.scalars(live(instant)).all()) <= 1


KINDS = (Kind.TYPO, Kind.UPDATE, Kind.CORRECTION)
