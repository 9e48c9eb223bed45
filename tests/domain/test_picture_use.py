"""A picture is found where it is used, and goes only when nothing shows it; files and rows stay in step."""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import event, select

from digest.domain import library
from digest.domain.article import Article
from digest.domain.audit import AuditEntry
from digest.domain.drafting import change, locked
from digest.domain.library import InUseError, bare_name, batch, take_in
from digest.domain.people import Author, Speaker
from digest.domain.picture import Picture
from digest.domain.picture_use import Use, UseKind, use_counts, uses
from digest.domain.publishing import Order, publish
from digest.domain.tree import PictureRef, Rights
from digest.store import db, writing
from digest.store.pictures import PictureFiles, Stored
from digest.web.printing import SitePress
from digest.web.site import site
from tests.support.factories import NOW, a_picture, an_article
from tests.support.hands import a_hand


@pytest.fixture(autouse=True)
def inside(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


@pytest.fixture
def files() -> PictureFiles:
    return site().files


@pytest.fixture
def picture(files: PictureFiles) -> Picture:
    return take_in(files, a_picture(), "flag.png", a_hand())[0]


def cover(article: int, picture: Picture | None) -> None:
    """Let the draft of an article have `picture` as its cover."""
    key, hand = picture.key if picture else "", a_hand()
    with writing() as session:
        draft = locked(session, article)
        ref = PictureRef(key, alt="旗", credit="本紙", rights=Rights.OWN) if key else None
        change(session, draft, replace(draft.tree, picture=ref), hand)


def publish_now(article: int) -> None:
    with writing() as session:
        publish(session, session.get_one(Article, article), Order(NOW, unchecked=True), SitePress())


def kinds(picture: Picture) -> list[UseKind]:
    db.session.rollback()
    return [use.kind for use in uses(db.session(), picture)]


def test_an_unused_picture_is_used_nowhere(picture: Picture) -> None:
    assert kinds(picture) == []
    assert use_counts(db.session(), (picture,)) == {picture.id: 0}


def test_a_draft_and_every_edition_use_what_they_show(picture: Picture) -> None:
    article = an_article("notes", at=None).id
    cover(article, picture)
    assert kinds(picture) == [UseKind.DRAFT]
    publish_now(article)
    assert kinds(picture) == [UseKind.DRAFT, UseKind.EDITION]
    cover(article, None)
    publish_now(article)
    # The newest edition does not show it, the one before does.
    assert uses(db.session(), picture) == [
        Use(UseKind.EDITION, article, "新しいお札は何が変わった？", "notes")
    ]
    assert use_counts(db.session(), (picture,)) == {picture.id: 1}


def test_portraits_are_uses(picture: Picture) -> None:
    with writing() as session:
        session.add(Author(name="筆 者", slug="hissha", bio="", portrait_id=picture.id))
        session.add(Speaker(name="菊子", role="", portrait_id=picture.id))
    assert kinds(picture) == [UseKind.AUTHOR, UseKind.SPEAKER]


def test_a_whole_shelf_is_counted_in_one_statement(files: PictureFiles) -> None:
    shelf = [take_in(files, a_picture(colour=c), c, a_hand())[0] for c in ("red", "green", "blue")]
    article = an_article("notes", at=None).id
    cover(article, shelf[1])
    publish_now(article)
    seen: list[str] = []
    numbers = [picture.id for picture in shelf]
    event.listen(db.engine, "before_cursor_execute", lambda *given: seen.append(given[2]))
    assert list(use_counts(db.session(), shelf).values()) == [0, 1, 0]
    assert len(seen) == 1, numbers


def test_what_is_used_is_not_deleted(files: PictureFiles, picture: Picture) -> None:
    cover(an_article("notes", at=None).id, picture)
    with pytest.raises(InUseError):
        library.delete(files, picture.id, a_hand())
    assert files.has(picture.key, picture.widths)


def test_what_is_used_no_more_goes_with_its_files(files: PictureFiles, picture: Picture) -> None:
    article = an_article("notes", at=None).id
    cover(article, picture)
    cover(article, None)
    library.delete(files, picture.id, a_hand())
    library.delete(files, 1, a_hand())  # a second press of the button
    assert not list(files.folder.iterdir())
    assert db.session.scalars(select(AuditEntry.action)).all() == ["picture.upload", "picture.delete"]


def test_files_that_go_while_they_are_taken_in_are_made_again(
    files: PictureFiles, picture: Picture, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, kept, keep = picture.id, [], files.keep

    def kept_and_deleted(data: bytes, widths: tuple[int, ...]) -> Stored:
        kept.append(keep(data, widths))
        if len(kept) == 1:
            library.delete(files, number, a_hand())
        return kept[-1]

    monkeypatch.setattr(files, "keep", kept_and_deleted)
    again, new = take_in(files, a_picture(), "flag.png", a_hand())
    assert (len(kept), new) == (2, True)
    assert files.has(again.key, again.widths)


def test_the_sweeper_takes_old_files_without_a_row_alone(files: PictureFiles, picture: Picture) -> None:
    now = datetime.now(UTC)
    stray = files.keep(a_picture(colour="red"), (480,))
    (files.folder / ".x.part").write_bytes(b"")
    assert library.sweep(files, now) == []
    for path in files.folder.iterdir():
        os.utime(path, (0, 0))
    assert library.sweep(files, now) == [stray.key]
    assert files.has(picture.key, picture.widths)
    assert len(list(files.folder.iterdir())) == 4
    assert library.sweep(files, now + timedelta(hours=2)) == []


def test_a_row_without_files_is_reported_and_not_removed(files: PictureFiles, picture: Picture) -> None:
    assert library.incomplete(db.session(), files) == []
    files.path(f"{picture.key}-share.jpg").unlink()
    assert library.incomplete(db.session(), files) == [picture]


def test_pictures_of_one_instant_come_in_order_and_once(files: PictureFiles) -> None:
    for colour in ("red", "green", "blue"):
        take_in(files, a_picture(colour=colour), colour, a_hand())
    first = batch(db.session(), size=2)
    second = batch(db.session(), before=first.after, size=2)
    names = [picture.file_name for picture in (*first.pictures, *second.pictures)]
    assert (names, second.after) == (["blue", "green", "red"], None)


@pytest.mark.parametrize(
    ("given", "name"),
    [("C:\\photos\\旗.png", "旗.png"), ("../../etc/a.png", "a.png"), ("a\r\nb\0\u202e.png", "a b.png")],
)
def test_a_file_name_is_one_clean_line(given: str, name: str) -> None:
    assert bare_name(given) == name


def test_a_description_says_what_changed(picture: Picture) -> None:
    said: dict[str, str | bool] = {"alt": "旗", "credit": "", "rights": "own"}
    hand, number = a_hand(), picture.id
    for _ in range(2):
        with writing() as session:
            library.describe(session, number, said, hand)
    [entry] = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "picture.describe"))
    assert entry.detail == {"alt": "旗", "rights": "own"}
    assert not library.is_described(picture)
    with writing() as session:
        library.describe(session, number, {"credit": "本紙"}, hand)
    assert library.is_described(picture)
