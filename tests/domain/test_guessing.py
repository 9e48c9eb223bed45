"""Guessing has an end, and the owner is never kept out by somebody else's."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from digest.domain.failed_sign_in import FailedSignIn
from digest.domain.guessing import ADDRESS_MOST, Guess, TooManyGuessesError, network
from digest.store import writing
from tests.support.factories import NOW

HERE, ELSEWHERE = "192.0.2.1", "198.51.100.7"
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    with app.app_context(), writing() as session:
        yield session


def fail(session: Session, times: int, email: str = "kikuno@example.jp", address: str = HERE) -> None:
    for _ in range(times):
        Guess.of(email, address).begin(session, NOW)


def wait(
    session: Session, email: str = "kikuno@example.jp", address: str = HERE, at: timedelta = SECOND
) -> int:
    """How many seconds somebody would have to wait."""
    try:
        Guess.of(email, address).begin(session, NOW + at)
    except TooManyGuessesError as error:
        return error.seconds
    return 0


def test_a_few_errors_cost_nothing(session: Session) -> None:
    fail(session, 5)
    assert wait(session) == 0


def test_after_the_sixth_one_waits_a_minute(session: Session) -> None:
    fail(session, 6)
    assert wait(session) == 59
    assert wait(session, at=MINUTE) == 0


def test_each_further_one_doubles_the_wait(session: Session) -> None:
    fail(session, 6)
    at, waits = timedelta(0), []
    for _ in range(4):
        waits.append(wait(session, at=at))
        at += timedelta(seconds=waits[-1])
        assert wait(session, at=at) == 0
    assert waits == [60, 120, 240, 480]


def test_nobody_gets_more_than_ten_tries_in_a_quarter_of_an_hour(session: Session) -> None:
    tries = sum(wait(session, at=n * SECOND) == 0 for n in range(15 * 60))
    assert 6 <= tries <= 10


def test_what_was_refused_is_not_counted(session: Session) -> None:
    fail(session, 6)
    for _ in range(50):
        assert wait(session) > 0
    assert session.scalar(select(func.count(FailedSignIn.id))) == 6


def test_the_owner_gets_in_from_elsewhere(session: Session) -> None:
    fail(session, 6)
    assert wait(session, address=ELSEWHERE) == 0


def test_another_account_is_another_matter(session: Session) -> None:
    fail(session, 6)
    assert wait(session, email="minato@example.jp") == 0


def test_capitals_make_no_other_account(session: Session) -> None:
    fail(session, 6)
    assert wait(session, email=" Kikuno@Example.JP ") > 0


def test_success_clears_this_pair_and_no_other(session: Session) -> None:
    fail(session, 6)
    fail(session, 6, "minato@example.jp")
    Guess.of("kikuno@example.jp", HERE).succeeded(session)
    assert wait(session) == 0
    assert wait(session, "minato@example.jp") > 0


def test_one_address_has_a_hundred_an_hour_whatever_the_accounts(session: Session) -> None:
    for number in range(ADDRESS_MOST):
        fail(session, 1, f"user{number}@example.jp")
    assert wait(session, "another@example.jp") == 3599
    assert wait(session, "another@example.jp", ELSEWHERE) == 0
    assert wait(session, "another@example.jp", at=timedelta(hours=1)) == 0


def test_old_rows_are_removed_in_passing(session: Session) -> None:
    fail(session, 5)
    wait(session, "another@example.jp", ELSEWHERE, at=timedelta(hours=1))
    assert session.scalar(select(func.count(FailedSignIn.id))) == 1


def test_no_e_mail_is_kept(session: Session) -> None:
    fail(session, 1)
    row = session.scalars(select(FailedSignIn)).one()
    assert "kikuno" not in row.account
    assert len(row.account) == 64


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", "unknown"),
        ("192.0.2.1\nforged", "unknown"),
        ("999.1.1.1", "unknown"),
    ],
)
def test_a_place_is_an_address_or_what_one_customer_has(address: str, place: str) -> None:
    assert network(address) == place
