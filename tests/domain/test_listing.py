"""Lists are read by key, each by an index of its own."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import text

from digest.domain import listing
from digest.domain.listing import Key, Series, batch, newest_first
from digest.store import db
from tests.support.factories import NOW, an_article

LISTS: dict[str, Callable[[datetime], Series]] = {
    "everything": listing.everything,
    "topic": lambda at: listing.of_topic(1, at),
    "tag": lambda at: listing.of_tag(1, at),
    "author": lambda at: listing.of_author(1, at),
    "month": lambda at: listing.of_month("2026-07", at),
    "source": lambda at: listing.citing(1, at),
}


@pytest.mark.parametrize("name", LISTS)
def test_walking_a_list_meets_each_digest_once_newest_first(app: Flask, name: str) -> None:
    with app.app_context():
        # Three share an instant: then the number decides.
        for number, hours in enumerate((5, 1, 1, 1, 0, 3)):
            an_article(slug=f"a{number}", at=NOW - timedelta(hours=hours), tags=("お札",))
        seen: list[str] = []
        before: Key | None = None
        while True:
            found = batch(db.session(), LISTS[name](NOW), before, size=2)
            seen += [edition.slug for edition in found.editions]
            before = found.after
            if before is None:
                break
    assert seen == ["a4", "a3", "a2", "a1", "a5", "a0"]


@pytest.mark.parametrize("name", [name for name in LISTS if name != "source"])
def test_a_list_is_read_in_the_order_of_its_index(app: Flask, name: str) -> None:
    with app.app_context():
        wanted = newest_first(LISTS[name](NOW), Key(NOW, 1)).limit(21)
        sql = str(wanted.compile(db.engine, compile_kwargs={"literal_binds": True}))
        plan = [row[3] for row in db.session.execute(text("EXPLAIN QUERY PLAN " + sql.replace(":", r"\:")))]
    assert not any("TEMP B-TREE" in step for step in plan), plan
    assert "_newest (" in plan[0], plan


def test_the_day_of_a_digest_is_the_sites_day(app: Flask) -> None:
    zone = app.extensions["digest"].settings.zone
    with app.app_context():
        an_article(slug="late", at=datetime(2026, 6, 30, 14, 59, tzinfo=NOW.tzinfo))
        an_article(slug="next", at=datetime(2026, 6, 30, 15, 0, tzinfo=NOW.tzinfo))
        days = batch(db.session(), listing.everything(NOW)).by_day(zone)
    assert [(f"{day:%m-%d}", [e.slug for e in some]) for day, some in days] == [
        ("07-01", ["next"]),
        ("06-30", ["late"]),
    ]
