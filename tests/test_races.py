"""Several people save in the same instant, and a saving process dies: nothing that was typed is lost.

With real connections, on SQLite and on PostgreSQL. The numbers are those of the promise: 200 races of two
people on one part, 20 of ten, 200 on different parts; fewer on PostgreSQL.
"""

import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import create_engine, text

from digest.domain.article import Draft
from digest.domain.drafting import Hand, Outcome, Result, save_part
from digest.domain.mention import Mention, mentions_of
from digest.domain.part import Head, Lead, PartValue, part_of, version_of
from digest.domain.receipt import give, taken
from digest.domain.revision import Revision
from digest.domain.search_text import folded
from digest.domain.set_aside import SetAside
from digest.store import db, writing
from tests.support import postgres, sites
from tests.support.factories import an_article
from tests.support.hands import a_hand, draft_tree
from tests.support.programs import ROOT

PEOPLE = 10


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgres.cluster() as url:
        yield url


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def racing(
    request: pytest.FixtureRequest, migrated_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    folder = Path(shutil.copytree(migrated_folder, tmp_path_factory.mktemp("races") / "instance"))
    url = f"sqlite:///{folder / 'digest.db'}"
    if request.param == "postgresql":
        url = new_database(request.getfixturevalue("server"), "races")
    with sites.site(folder, database_url=url) as app, app.app_context():
        upgrade()
        yield app


def new_database(server: str, name: str) -> str:
    engine = create_engine(server.format(name="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    engine.dispose()
    return server.format(name=name)


def share(app: Flask, number: int) -> int:
    """The whole number of races on SQLite, a tenth on PostgreSQL."""
    return number if db.engine.dialect.name == "sqlite" else number // 10


def race(app: Flask, pool: ThreadPoolExecutor, deeds: list[Callable[[], Outcome]]) -> list[Outcome]:
    """What comes of `deeds`, begun in the same instant, each with a connection of its own."""
    start = threading.Barrier(len(deeds))

    def run(deed: Callable[[], Outcome]) -> Outcome:
        with app.app_context():
            start.wait()
            return deed()

    return list(pool.map(run, deeds))


def saving(article: int, part: str, value: PartValue, version: str, hand: Hand) -> Callable[[], Outcome]:
    def deed() -> Outcome:
        with writing() as session:
            return save_part(session, article, part, value, version, hand)

    return deed


@pytest.mark.parametrize(("people", "races"), [(2, 200), (10, 20)])
def test_one_of_those_who_save_a_part_at_once_wins_and_every_other_text_is_kept(
    racing: Flask, people: int, races: int
) -> None:
    article = an_article(f"one-part-{people}", at=None).id
    hands = [a_hand(f"person{n}") for n in range(people)]
    lost, kept, lead = [], [], draft_tree(article).lead
    with ThreadPoolExecutor(people) as pool:
        for number in range(share(racing, races)):
            texts = [f"{number}の{n}" for n in range(people)]
            version = version_of(Lead(lead))
            found = race(
                racing,
                pool,
                [saving(article, "lead", Lead(t), version, h) for t, h in zip(texts, hands, strict=True)],
            )
            kinds = [outcome.kind for outcome in found]
            assert sorted(kinds) == [Result.CONFLICT] * (people - 1) + [Result.SAVED]
            lead = texts[kinds.index(Result.SAVED)]
            assert {outcome.current for outcome in found} == {Lead(lead)}
            lost += [words for words in texts if words != lead]
            kept.append(lead)
    assert draft_tree(article).lead == lead
    assert sorted(aside.text for aside in db.session.scalars(SetAside.of_article(article))) == sorted(lost)
    assert db.session.get_one(Draft, article).version == len(kept) + 1
    assert draft_is_whole(article)


def test_those_who_save_different_parts_at_once_do_not_meet(racing: Flask) -> None:
    article = an_article("two-parts", at=None).id
    first, second = a_hand("person0"), a_hand("person1")
    with ThreadPoolExecutor(2) as pool:
        for number in range(share(racing, 200)):
            tree = draft_tree(article)
            values: list[tuple[str, PartValue, Hand]] = [
                ("lead", Lead(f"リード{number}"), first),
                ("head", Head(f"題{number}"), second),
            ]
            deeds = [
                saving(article, part, value, version_of(part_of(tree, part)), hand)
                for part, value, hand in values
            ]
            assert [outcome.kind for outcome in race(racing, pool, deeds)] == [Result.SAVED] * 2
            tree = draft_tree(article)
            assert (tree.lead, tree.title) == (f"リード{number}", f"題{number}")
    assert db.session.scalars(SetAside.of_article(article)).all() == []
    assert draft_is_whole(article)


def test_a_form_that_comes_ten_times_at_once_is_done_once(racing: Flask) -> None:
    article, hand = an_article("often", at=None).id, a_hand()

    def deed() -> str:
        with writing() as session:
            before = taken(session, "key", hand.user_id or 0)
            if before is None:
                session.get_one(Draft, article).version += 1
                give(session, "key", hand.user_id or 0, "/editor/", hand.at)
            return before or "done"

    with ThreadPoolExecutor(PEOPLE) as pool:
        found = race(racing, pool, [deed] * PEOPLE)  # type: ignore[arg-type, list-item]
    assert sorted(found) == ["/editor/"] * (PEOPLE - 1) + ["done"]  # type: ignore[type-var, comparison-overlap]


def draft_is_whole(article: int) -> bool:
    """Whether all that is derived from a draft agrees with it."""
    db.session.rollback()
    draft = db.session.get_one(Draft, article)
    newest = db.session.scalars(Revision.of_article(article).limit(1)).one()
    named = db.session.query(Mention.kind, Mention.name).filter(Mention.article_id == article)
    return (
        (newest.version, newest.tree) == (draft.version, draft.tree)
        and draft.title == folded(draft.tree.title)
        and {(kind, name) for kind, name in named} == mentions_of(draft.tree)
    )


def test_no_answered_save_is_lost_when_the_process_is_killed(racing: Flask) -> None:
    article = an_article("killed", at=None).id
    *_, answered, too_early = kill_savers(racing, article, kills=share(racing, 30) + 3)
    tree = draft_tree(article)
    assert tree.title in (f"第{answered}回", f"第{answered + 1}回")
    assert tree.title.strip("第回") == tree.key_points[0].text
    assert tree.title != f"第{too_early}回"
    assert draft_is_whole(article)
    assert database_faults() == []


def kill_savers(app: Flask, article: int, kills: int) -> list[int]:
    """The last number that each saver was answered before it was killed."""
    given = app.extensions["digest"].settings
    told = [given.instance_path, given.database_url, article, kills]
    command = [sys.executable, "-m", "tests.support.saver", *map(str, told)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    answered = list(map(int, done.stdout.split()))
    assert len(answered) == kills + 1
    assert answered == sorted(answered)
    return answered


def database_faults() -> list[str]:
    """What SQLite finds wrong with its file; PostgreSQL itself did not die."""
    if db.engine.dialect.name != "sqlite":
        return []
    found = [row[0] for row in db.session.execute(text("PRAGMA integrity_check")) if row[0] != "ok"]
    return [*found, *(str(row) for row in db.session.execute(text("PRAGMA foreign_key_check")))]
