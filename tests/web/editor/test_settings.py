"""What the installation is set to, without its secrets."""

from flask import Flask

from tests.support.factories import an_article
from tests.support.people import Person
from tests.support.sites import KEY


def test_settings_versions_and_numbers_are_shown(app: Flask, admin: Person) -> None:
    with app.app_context():
        an_article()
    page = admin.get("/editor/settings/").text
    for said in ("http://127.0.0.1:5000", "Asia/Tokyo", "DIGEST_LOCALE", "SQLite", "Python", "<dd>1</dd>"):
        assert said in page


def test_no_secret_is(app: Flask, admin: Person) -> None:
    page = admin.get("/editor/settings/").text
    assert KEY not in page
    assert "sqlite:///" not in page
