"""The desk's list in the domain: states that the clock changes, the order, and the index behind it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import text

from digest.domain.article import Article
from digest.domain.attention import Why, matters
from digest.domain.desk_listing import State, Wish, listed, rows
from digest.domain.drafting import change, locked
from digest.domain.hand import Hand
from digest.domain.publishing import Order, publish, withdraw
from digest.domain.set_aside import Reason, SetAside
from digest.store import db, writing
from digest.web.printing import SitePress
from digest.web.site import session, site
from tests.support import postgres, sites
from tests.support.factories import NOW, a_tree, an_article
from tests.support.people import a_user

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Someone:
    """A user as the list asks for one."""

    id: int = 0
    role: str = "editor"
    author_id: int = 0


@pytest.fixture(params=["sqlite", "postgresql"], scope="module")
def installed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A site on either database, for all tests here."""
    folder: Path = tmp_path_factory.mktemp(request.param)
    if request.param == "sqlite":
        with sites.site(folder, clock=lambda: NOW) as app, app.app_context():
            upgrade()
            yield app
        return
    with (
        postgres.cluster() as url,
        sites.site(folder, lambda: NOW, database_url=url.format(name="postgres")) as app,
        app.app_context(),
    ):
        upgrade()
        yield app


@pytest.fixture
def desk(installed: Flask) -> Iterator[Flask]:
    """The same, with nothing in it."""
    db.session.rollback()
    with writing() as writer:
        for table in ("set_aside", "edition", "article"):
            writer.execute(text(f"DELETE FROM {table}"))
    yield installed
    db.session.rollback()


def slugs(state: State | None = None, at: datetime = NOW, **more: object) -> list[str]:
    return [row.slug for row in rows(session(), Wish(Someone(), state, **more), at).rows]  # type: ignore[arg-type]


def touch(article: Article, at: datetime) -> None:
    with writing() as writer:
        writer.merge(article).draft.updated_at = at


def test_the_clock_alone_moves_an_article_through_its_states(desk: Flask) -> None:
    an_article(slug="a", at=NOW + DAY, until=NOW + 3 * DAY)
    for days, state in ((0, State.SCHEDULED), (1, State.LIVE), (2, State.LIVE), (3, State.EXPIRED)):
        found = [each for each in State if slugs(each, NOW + days * DAY)]
        assert found == [state]


def test_a_draft_a_changed_and_a_withdrawn_article_stand_where_they_should(desk: Flask) -> None:
    an_article(slug="draft", at=None)
    changed, gone = an_article(slug="changed"), an_article(slug="gone")
    with writing() as writer:
        change(writer, locked(writer, changed.id), a_tree("改"), Hand(None, "", NOW))
        article = writer.merge(gone)
        withdraw(writer, article, NOW, SitePress())
        article.withdrawn_at = NOW
    assert slugs(State.DRAFT) == ["draft"]
    assert slugs(State.CHANGED) == ["changed"]
    assert slugs(State.LIVE) == ["changed"]
    assert slugs(State.WITHDRAWN, NOW + DAY) == ["gone"]


def test_the_list_goes_by_key_also_where_changes_are_simultaneous(desk: Flask) -> None:
    for number in range(7):
        touch(an_article(slug=f"n{number}", at=None), NOW - (number // 3) * DAY)
    seen: list[str] = []
    before, batches = None, 0
    while batches == 0 or before:
        found = rows(session(), Wish(Someone()), NOW, before, size=2)
        seen += [row.slug for row in found.rows]
        before, batches = found.after, batches + 1
    assert seen == ["n2", "n1", "n0", "n5", "n4", "n3", "n6"]
    assert batches == 4


def test_titles_are_found_whatever_their_width_and_case(desk: Flask) -> None:
    an_article(slug="a", title="ＡＩと お札 100%", at=None)
    an_article(slug="b", title="月の裏", at=None)
    assert slugs(words="ai") == ["a"]
    assert slugs(words="お札　Ａｉ") == ["a"]
    assert slugs(words="100%") == ["a"]
    assert slugs(words="%") == ["a"]
    assert slugs(words="桜") == []


def test_the_title_is_shown_as_it_was_written(desk: Flask) -> None:
    an_article(slug="a", title='ＡＩ "と" お札', at=None)
    assert rows(session(), Wish(Someone()), NOW).rows[0].title == 'ＡＩ "と" お札'


def test_authors_see_their_own_and_editors_all(desk: Flask) -> None:
    mine = an_article(slug="mine", author="私", at=None).author_id
    an_article(slug="theirs", author="誰か", at=None)
    author, editor = Someone(role="author", author_id=mine), Someone(author_id=mine)
    found = [[row.slug for row in rows(session(), wish, NOW).rows] for wish in (Wish(author), Wish(editor))]
    assert [set(each) for each in found] == [{"mine"}, {"mine", "theirs"}]
    assert [row.slug for row in rows(session(), Wish(editor, mine=True), NOW).rows] == ["mine"]


def test_the_order_comes_from_the_index(desk: Flask) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL plans by what is in the tables")
    after = rows(session(), Wish(Someone()), NOW).after
    for state in (None, *State):
        wanted = listed(Wish(Someone(), state), NOW, after).limit(21)
        plan = db.engine.dialect.statement_compiler(db.engine.dialect, wanted)
        steps = session().execute(
            text(f"EXPLAIN QUERY PLAN {plan.string.replace('?', ':p')}"), dict.fromkeys(["p"], 1)
        )
        said = " ".join(step[3] for step in steps)
        assert "ix_draft_newest" in said, state
        assert "TEMP B-TREE FOR ORDER BY" not in said.replace("LAST TERM OF ", ""), state


def test_what_needs_attention(desk: Flask) -> None:
    user = a_user("editor")
    me = Someone(user.id, "editor", user.author_id)
    an_article(slug="today", at=NOW + timedelta(hours=11))
    an_article(slug="tomorrow", at=NOW + timedelta(hours=12))
    an_article(slug="ending", at=NOW - DAY, until=NOW + 2 * DAY)
    followed = an_article(slug="followed", at=NOW - DAY, until=NOW + 2 * DAY)
    changed = an_article(slug="changed", at=NOW - 9 * DAY)
    idle, busy = an_article(slug="idle", at=None), an_article(slug="busy", at=None)
    with writing() as writer:
        publish(writer, writer.merge(followed), Order(NOW + 2 * DAY, unchecked=True), SitePress())
        change(writer, locked(writer, changed.id), a_tree("改"), Hand(None, "", NOW - 2 * DAY))
        for who, days in ((user.id, 1), (user.id, 9), (None, 1)):
            writer.add(
                SetAside(
                    article_id=busy.id,
                    user_id=who,
                    at=NOW - days * DAY,
                    part="lead",
                    reason=Reason.CONFLICT,
                    value={"days": days},
                )
            )
    touch(idle, NOW - 15 * DAY)
    touch(busy, NOW)
    found = {
        matter.why: [item.number for item in matter.items]
        for matter in matters(session(), me, NOW, site().settings.zone)
    }
    assert found == {
        Why.TODAY: [session().scalar(Article.at("today")).id],  # type: ignore[union-attr]
        Why.EXPIRING: [session().scalar(Article.at("ending")).id],  # type: ignore[union-attr]
        Why.UNPUBLISHED: [changed.id],
        Why.IDLE: [idle.id],
        Why.ASIDE: [busy.id],
    }
    stranger = Someone(0, "author", 0)
    assert matters(session(), stranger, NOW, site().settings.zone) == []


def test_at_most_five_are_shown_and_that_there_are_more(desk: Flask) -> None:
    for number in range(6):
        touch(an_article(slug=f"n{number}", at=None), NOW - (15 + number) * DAY)
    matter = matters(session(), Someone(), NOW, site().settings.zone)[0]
    assert (matter.why, len(matter.items), matter.more) == (Why.IDLE, 5, True)
