"""Desks in a real browser: a served site of one's own, and a page that is signed in."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

from digest.domain.sign_in import SignIn
from digest.store import writing
from tests.support import servers, sites
from tests.support.people import COOKIE, a_user


@contextmanager
def desk(folder: Path, name: str = "editor") -> Iterator[tuple[str, str]]:
    """The address of the site in `folder`, served, and the secret of the user `name` signed in there."""
    with sites.site(folder) as app, app.app_context():
        user = a_user(name)
        with writing() as session:
            secret = SignIn.begin(session, session.merge(user), app.extensions["digest"].clock())
    with servers.serving(folder) as address:
        yield address, secret


def sign_in(page: Page, address: str, secret: str) -> Page:
    """Give the browser of `page` the cookie of a sign-in."""
    page.context.add_cookies([{"name": COOKIE, "value": secret, "url": address}])
    return page
