"""Secret links: what they show, to whom, and when they stop."""

import re
import secrets
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from digest.domain.article import Article
from digest.domain.audit import AuditEntry
from digest.domain.hand import Hand
from digest.domain.preview_link import PreviewLink
from digest.domain.publishing import Order, publish
from digest.domain.secret import hash_of
from digest.domain.user import User
from digest.store import db, writing
from digest.web.printing import SitePress
from tests.support import sites
from tests.support.drafts import a_rich_draft, shared
from tests.support.factories import NOW, an_article
from tests.support.people import Person, signed_in

ALTERED = 1000
DAY = timedelta(days=1)


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(migrated_folder: Path, tmp_path: Path, clock: Clock) -> Iterator[Flask]:
    """A site of its own whose clock the test sets."""
    folder = Path(shutil.copytree(migrated_folder, tmp_path / "instance"))
    with sites.site(folder, clock=clock) as app:
        yield app


@pytest.fixture
def draft(app: Flask) -> int:
    """The number of an article with everything in its draft."""
    with app.app_context():
        return a_rich_draft().id


def a_link(person: Person, article: int, days: str = "7") -> str:
    """The path of a link that `person` makes."""
    answer = person.post(f"/editor/articles/{article}/previews", data={"days": days})
    assert answer.status_code == 200, answer.text
    found = re.search(r"/preview/[\w-]{43}", answer.text)
    assert found
    return found[0]


def publish_at(app: Flask, number: int, at: datetime) -> None:
    order, hand = Order(at, unchecked=True), Hand(None, "", NOW)
    with app.app_context(), writing() as session:
        publish(session, session.get_one(Article, number), order, SitePress(), hand)


def test_a_link_shows_the_page_that_will_be_public(
    app: Flask, client: FlaskClient, editor: Person, draft: int
) -> None:
    link = a_link(editor, draft)
    seen = [client.get(link).text, client.get(f"{link}/2").text]
    publish_at(app, draft, NOW)
    public = [client.get("/articles/rich").text, client.get("/articles/rich/2").text]
    for early, late in zip(seen, public, strict=True):
        assert shared(early, link, f"{link}/pictures") == shared(late, "/articles/rich", "/pictures")


def test_the_band_says_what_it_is_and_until_when(client: FlaskClient, editor: Person, draft: int) -> None:
    text = client.get(a_link(editor, draft, "1")).text
    assert '<aside class="preview-band"' in text
    # Its address is a secret: there is nothing to save or to share.
    assert "reader-tools" not in text
    assert "2026年7月2日 12:00" in text


def test_later_pages_load_in_place(client: FlaskClient, editor: Person, draft: int) -> None:
    link = a_link(editor, draft)
    assert f'data-hx-get="{link}/pieces/2"' in client.get(link).text
    piece = client.get(f"{link}/pieces/2", headers={"HX-Request": "true"})
    assert 'id="page-2"' in piece.text


def test_a_link_is_kept_by_nobody_and_told_to_nobody(client: FlaskClient, editor: Person, draft: int) -> None:
    link = a_link(editor, draft)
    for path in (link, f"{link}/2", f"{link}/3", f"{link}x"):
        answer = client.get(path)
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert not {"Set-Cookie", "ETag", "Last-Modified", "CDN-Cache-Control"} & set(answer.headers.keys())
    assert link not in client.get("/").text


def test_a_signed_in_browser_gets_no_cookie_either(editor: Person, draft: int) -> None:
    assert "Set-Cookie" not in editor.get(a_link(editor, draft)).headers


def test_the_secret_has_256_bits_and_only_its_hash_is_kept(app: Flask, editor: Person, draft: int) -> None:
    made = {a_link(editor, draft).rpartition("/")[2] for _ in range(3)}
    assert {len(secret) for secret in made} == {43}
    with app.app_context():
        kept = set(db.session.scalars(select(PreviewLink.secret_hash)))
        tables = (PreviewLink.__table__, AuditEntry.__table__)
        dump = repr([db.session.execute(select(table)).all() for table in tables])
    assert kept == {hash_of(secret) for secret in made}
    assert not any(secret in dump for secret in made)


def test_no_altered_secret_opens_anything(client: FlaskClient, editor: Person, draft: int) -> None:
    secret = a_link(editor, draft).rpartition("/")[2]
    missing = client.get("/preview/none")
    choice = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    bare = client.application.test_client()
    bare.__class__ = (
        FlaskClient  # what all answers have been checked for once need not be checked a thousand times
    )
    for _ in range(ALTERED):
        place, sign = secrets.randbelow(len(secret)), secrets.choice(choice)
        altered = f"{secret[:place]}{sign}{secret[place + 1 :]}"
        if altered == secret:
            altered = secret[:-1]
        answer = bare.get(f"/preview/{altered}")
        assert (answer.status_code, answer.data) == (404, missing.data), altered
    assert client.get(f"/preview/{secret}").status_code == 200


@pytest.mark.parametrize(
    "change", [str.upper, str.lower, lambda s: s + "=", lambda s: s[1:], lambda s: f"%20{s}"]
)
def test_a_secret_is_taken_to_the_letter(
    client: FlaskClient, editor: Person, draft: int, change: Callable[[str], str]
) -> None:
    secret = a_link(editor, draft).rpartition("/")[2]
    assert client.get(f"/preview/{change(secret)}").status_code == 404


def test_unknown_expired_and_ended_links_are_missing_pages_like_any_other(
    client: FlaskClient, editor: Person, draft: int, clock: Clock
) -> None:
    ended, expired = a_link(editor, draft), a_link(editor, draft, "1")
    editor.post(f"/editor/articles/{draft}/previews/1/end")
    clock.at = NOW + DAY
    answers = [client.get(path) for path in (ended, expired, "/preview/never", "/preview/a/2")]
    assert {answer.status_code for answer in answers} == {404}
    elsewhere = client.get("/nothing-here")
    assert {answer.data for answer in answers} == {elsewhere.data}
    assert len({tuple(sorted(answer.headers.items())) for answer in answers}) == 1


@pytest.mark.parametrize("days", [1, 7, 30])
def test_a_link_holds_for_the_days_that_were_chosen(
    client: FlaskClient, editor: Person, draft: int, clock: Clock, days: int
) -> None:
    link = a_link(editor, draft, str(days))
    clock.at = NOW + days * DAY - timedelta(microseconds=1)
    assert client.get(link).status_code == 200
    clock.at = NOW + days * DAY
    assert client.get(link).status_code == 404


def test_an_ended_link_shows_nothing_from_then_on(client: FlaskClient, editor: Person, draft: int) -> None:
    link = a_link(editor, draft)
    picture = re.findall(rf"{link}/pictures/[\w.-]+", client.get(link).text)[0]
    answer = editor.post(f"/editor/articles/{draft}/previews/1/end")
    assert (answer.status_code, answer.location) == (
        303,
        f"/editor/articles/{draft}/previews?said=link-ended",
    )
    for path in (link, f"{link}/2", f"{link}/pieces/2", picture):
        assert client.get(path, headers={"HX-Request": "true"}).status_code == 404


def test_links_end_when_readers_have_the_text(
    app: Flask, client: FlaskClient, editor: Person, draft: int
) -> None:
    with app.app_context():
        other = an_article("other", at=None).id
    links = [a_link(editor, draft), a_link(editor, draft), a_link(editor, other)]
    publish_at(app, draft, NOW)
    assert [client.get(link).status_code for link in links] == [404, 404, 200]


def test_links_to_a_scheduled_digest_hold_until_it_is_public(
    app: Flask, client: FlaskClient, editor: Person, draft: int, clock: Clock
) -> None:
    link = a_link(editor, draft)
    publish_at(app, draft, NOW + DAY)
    clock.at = NOW + DAY - timedelta(seconds=1)
    assert client.get(link).status_code == 200
    clock.at = NOW + DAY
    assert (client.get(link).status_code, client.get("/articles/rich").status_code) == (404, 200)


def test_a_link_shows_one_article_and_its_pictures_alone(
    app: Flask, client: FlaskClient, editor: Person, draft: int
) -> None:
    with app.app_context():
        other = an_article("other", title="別の下書き", at=None, author="別の人", picture=False)
        second = other.id
    one, two = a_link(editor, draft), a_link(editor, second)
    picture = re.findall(rf"{one}/pictures/([\w.-]+)", client.get(one).text)[0]
    assert "別の下書き" not in client.get(one).text
    assert client.get(f"{one}/pictures/{picture}").status_code == 200
    assert client.get(f"{two}/pictures/{picture}").status_code == 404
    assert client.get(f"/pictures/{picture}").status_code == 404
    for name in (picture.replace("-", "-9"), "x.webp", "../digest.db", "%2e%2e/digest.db", picture[:20]):
        assert client.get(f"{one}/pictures/{name}").status_code == 404


def test_every_picture_of_a_previewed_page_is_there(client: FlaskClient, editor: Person, draft: int) -> None:
    link = a_link(editor, draft)
    for path in (link, f"{link}/2"):
        for picture in re.findall(r"/[\w/-]*pictures/[\w.-]+\.webp", client.get(path).text):
            answer = client.get(picture)
            assert (answer.status_code, answer.mimetype) == (200, "image/webp"), picture
            assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_link_opens_no_more_than_its_maker_may(app: Flask, client: FlaskClient, author: Person) -> None:
    with app.app_context():
        own = an_article("own", at=None, author="若葉 文").id
        others = an_article("others", at=None, author="別の人").author_id
    link = a_link(author, own)
    assert client.get(link).status_code == 200
    with app.app_context(), writing() as session:
        session.get_one(Article, own).author_id = others
    assert client.get(link).status_code == 404


def test_links_of_a_disabled_user_are_closed(app: Flask, client: FlaskClient, draft: int) -> None:
    link = a_link(signed_in(app, "colleague"), draft)
    with app.app_context(), writing() as session:
        session.scalars(select(User).where(User.email == "colleague@example.jp")).one().disabled_at = NOW
    assert client.get(link).status_code == 404
    with app.app_context():
        editor = signed_in(app, "editor")
    assert (
        "無効" in (text := editor.get(f"/editor/articles/{draft}/previews").text) or "No longer valid" in text
    )


def test_what_was_done_with_links_is_recorded(app: Flask, editor: Person, draft: int) -> None:
    a_link(editor, draft)
    for _ in range(2):
        editor.post(f"/editor/articles/{draft}/previews/1/end")
    with app.app_context():
        entries = db.session.scalars(select(AuditEntry).where(AuditEntry.action.startswith("preview-link")))
        found = [(e.action, e.subject, e.user_id, e.detail.get("link")) for e in entries]
    subject = f"article:{draft}"
    assert found == [
        ("preview-link.make", subject, editor.user_id, 1),
        ("preview-link.end", subject, editor.user_id, 1),
    ]


def test_a_form_that_comes_twice_makes_one_link_and_shows_it_once(
    app: Flask, editor: Person, draft: int
) -> None:
    address = f"/editor/articles/{draft}/previews"
    first = editor.post(address, data={"days": "7", "once": "k"})
    second = editor.post(address, data={"days": "7", "once": "k"})
    assert "/preview/" in first.text
    assert (second.status_code, second.location) == (303, f"{address}?said=link-was-shown")
    assert not re.search(r"/preview/[\w-]{43}", editor.get(second.location).text)
    with app.app_context():
        assert len(db.session.scalars(select(PreviewLink)).all()) == 1


def test_the_page_that_shows_a_link_makes_another(editor: Person, draft: int) -> None:
    address = f"/editor/articles/{draft}/previews"
    made, page = [], editor.get(address).text
    for _ in range(2):
        once = re.findall(r'name="once" value="([^"]+)"', page)[0]
        page = editor.post(address, data={"days": "7", "once": once}).text
        made += re.findall(r"/preview/[\w-]{43}", page)
    assert len(set(made)) == 2


@pytest.mark.parametrize("days", ["", "0", "2", "-1", "31", "7.0", "９", "1000000", "x" * 5000])
def test_a_link_for_another_time_is_refused(app: Flask, editor: Person, draft: int, days: str) -> None:
    assert editor.post(f"/editor/articles/{draft}/previews", data={"days": days}).status_code == 422
    with app.app_context():
        assert db.session.scalars(select(PreviewLink)).all() == []


def test_a_link_is_ended_at_its_own_article_alone(
    app: Flask, editor: Person, author: Person, draft: int
) -> None:
    with app.app_context():
        own = an_article("own", at=None, author="若葉 文").id
    a_link(editor, draft)
    assert author.post(f"/editor/articles/{own}/previews/1/end").status_code == 404
    assert author.post(f"/editor/articles/{draft}/previews/1/end").status_code == 403
    assert editor.post(f"/editor/articles/{draft}/previews/9/end").status_code == 404
    with app.app_context():
        assert db.session.get_one(PreviewLink, 1).ended_at is None


def test_the_list_says_who_made_each_link_and_what_became_of_it(
    app: Flask, editor: Person, draft: int, clock: Clock
) -> None:
    for days in ("1", "7", "30"):
        a_link(editor, draft, days)
    editor.post(f"/editor/articles/{draft}/previews/2/end")
    clock.at = NOW + DAY
    text = signed_in(app, "admin").get(f"/editor/articles/{draft}/previews").text
    assert text.count("秋山 菊乃") == 3
    assert re.findall(r"/previews/(\d+)/end", text) == ["3"]
