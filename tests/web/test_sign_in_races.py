"""Many at once at the door: limits hold, a link opens once, an admin stays. On both databases."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade

from digest.domain import accounts
from digest.domain.sign_in_link import SignInLink
from digest.domain.user import Role, User
from digest.store import db, writing
from tests.support import postgres, sites
from tests.support.factories import NOW
from tests.support.people import Person, a_user, signed_in

PASSWORD = "three quiet herons 7"


@pytest.fixture(params=["sqlite", "postgresql"], scope="module")
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A site with two admins, one of them with a password."""
    folder: Path = tmp_path_factory.mktemp(request.param)
    if request.param == "sqlite":
        with sites.site(folder, lambda: NOW) as app:
            yield prepared(app)
        return
    with (
        postgres.cluster() as url,
        sites.site(folder, lambda: NOW, database_url=url.format(name="postgres")) as app,
    ):
        yield prepared(app)


def prepared(app: Flask) -> Flask:
    with app.app_context():
        upgrade()
        a_user("second", Role.ADMIN)
        number = a_user("admin").id
        with writing() as session:
            accounts.choose_password(session, session.get_one(User, number), PASSWORD)
    return app


def at_once(*deeds: Callable[[], int]) -> list[int]:
    with ThreadPoolExecutor(len(deeds)) as pool:
        return sorted(done.result() for done in [pool.submit(deed) for deed in deeds])


def someone(app: Flask) -> Person:
    person = Person(app, use_cookies=True)
    person.get("/session/new")
    return person


def test_twenty_guesses_at_once_are_counted_one_by_one(site: Flask) -> None:
    def guess() -> int:
        data = {"email": "admin@example.jp", "password": "wrong"}
        return someone(site).post("/session", data=data).status_code

    assert at_once(*[guess] * 20) == [422] * 6 + [429] * 14


def test_of_eight_who_use_a_link_at_once_one_is_let_in(site: Flask) -> None:
    with site.app_context(), writing() as session:
        link = SignInLink.make(session, session.scalars(User.called("second@example.jp")).one(), NOW)
    assert (
        at_once(*[lambda: someone(site).post(f"/session/links/{link}").status_code] * 8) == [303] + [410] * 7
    )


def test_of_two_admins_who_disable_one_another_one_stays(site: Flask) -> None:
    first, second = signed_in(site, "admin"), signed_in(site, "second", Role.ADMIN)

    def disable(by: Person, whom: Person) -> Callable[[], int]:
        return lambda: by.post(f"/editor/users/{whom.user_id}/disable").status_code

    at_once(disable(first, second), disable(second, first))
    with site.app_context():
        assert len(db.session.scalars(User.admins()).all()) == 1
