"""A form that comes twice is done once."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask

from digest.domain.receipt import KEPT, KEY_MOST, Receipt, give, taken
from digest.store import db, writing
from tests.support.factories import NOW
from tests.support.people import a_user


@pytest.fixture(autouse=True)
def inside(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


def come(key: str, who: str = "editor", days: float = 0) -> str | None:
    user = a_user(who).id
    with writing() as session:
        before = taken(session, key, user)
        if before is None:
            give(session, key, user, f"/editor/{who}", NOW + timedelta(days=days))
    return before


def test_a_form_is_new_once() -> None:
    assert [come("k1"), come("k1"), come("k2")] == [None, "/editor/editor", None]


def test_the_key_of_somebody_else_is_another_key() -> None:
    assert [come("k1"), come("k1", "colleague")] == [None, None]


@pytest.mark.parametrize("key", ["", "k" * (KEY_MOST + 1)])
def test_what_is_no_key_leaves_no_trace(key: str) -> None:
    assert [come(key), come(key)] == [None, None]
    assert db.session.query(Receipt).count() == 0


def test_what_is_a_week_old_is_forgotten() -> None:
    come("k1")
    come("k2", days=KEPT.days + 1)
    assert [receipt.key for receipt in db.session.query(Receipt)] == ["k2"]
