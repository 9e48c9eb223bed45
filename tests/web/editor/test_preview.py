"""The preview room, and proofs in its frames: to the letter what readers get once the draft is published."""

import re

import pytest
from flask import Flask

from digest.domain.article import Article
from digest.domain.publishing import Order, publish
from digest.domain.tree import Card, Page, PictureRef, Section, Text, Tree
from digest.store import db, writing
from digest.web.printing import SitePress
from tests.support.drafts import a_rich_draft, shared
from tests.support.factories import NOW, an_article
from tests.support.people import Person, a_user


@pytest.fixture
def draft(app: Flask) -> int:
    """The number of an article with everything in its draft."""
    with app.app_context():
        return a_rich_draft().id


def publish_now(app: Flask, number: int) -> None:
    with app.app_context(), writing() as session:
        publish(session, session.get_one(Article, number), Order(NOW, unchecked=True), SitePress())


def redraft(app: Flask, number: int, tree: Tree) -> None:
    with app.app_context(), writing() as session:
        session.get_one(Article, number).draft.tree = tree


@pytest.mark.parametrize("page", ["", "/2"])
def test_a_proof_is_the_later_public_page(app: Flask, editor: Person, draft: int, page: str) -> None:
    base = f"/editor/articles/{draft}/proof"
    proof = editor.get(f"{base}{page}").text
    publish_now(app, draft)
    public = editor.get(f"/articles/rich{page}").text
    assert shared(proof, base, "/editor/pictures/files") == shared(public, "/articles/rich", "/pictures")
    assert "お札" in proof


def test_the_next_page_of_a_proof_is_the_later_piece(app: Flask, editor: Person, draft: int) -> None:
    base = f"/editor/articles/{draft}/proof"
    proof = editor.get(f"{base}/pieces/2", htmx=True).text
    publish_now(app, draft)
    public = editor.get("/_/articles/rich/2").text
    assert shared(proof, base, "/editor/pictures/files") == shared(public, "/articles/rich", "/pictures")


def test_a_proof_of_what_is_public_already_is_the_same_page(app: Flask, editor: Person, draft: int) -> None:
    publish_now(app, draft)
    base = f"/editor/articles/{draft}/proof"
    proof, public = editor.get(base).text, editor.get("/articles/rich").text
    assert shared(proof, base, "/editor/pictures/files") == shared(public, "/articles/rich", "/pictures")


def test_a_proof_is_in_the_language_of_the_site_whatever_the_desk_speaks(
    app: Flask, editor: Person, draft: int
) -> None:
    with app.app_context():
        user = a_user("editor")
        with writing() as session:
            session.merge(user).language = "en"
    assert '<html lang="en">' in editor.get(f"/editor/articles/{draft}/preview").text
    assert '<html lang="ja">' in editor.get(f"/editor/articles/{draft}/proof").text


def test_only_links_within_the_draft_stay_in_the_frame(editor: Person, draft: int) -> None:
    text = editor.get(f"/editor/articles/{draft}/proof").text
    assert '<base target="_blank">' in text
    links = re.findall(r"<a [^>]*>", text)
    within = [a for a in links if re.search(r'href="(#|/editor/articles/\d+/proof)', a)]
    assert {'target="_self"' in a for a in within} == {True}
    assert {'target="_self"' in a for a in links if a not in within} == {False}
    assert len(within) > 5


def test_only_proofs_may_be_framed_and_only_by_this_site(editor: Person, draft: int) -> None:
    for path in ("proof", "proof/2"):
        headers = editor.get(f"/editor/articles/{draft}/{path}").headers
        assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
        assert (headers["X-Frame-Options"], headers["Cache-Control"]) == ("SAMEORIGIN", "private, no-store")
        assert headers["X-Robots-Tag"] == "noindex"
    for path in ("preview", "previews", "proof/pieces/2", "preview/version"):
        headers = editor.get(f"/editor/articles/{draft}/{path}", htmx="pieces" in path).headers
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Frame-Options"] == "DENY"
    assert (
        "frame-src 'self'"
        in editor.get(f"/editor/articles/{draft}/preview").headers["Content-Security-Policy"]
    )


def test_the_room_shows_the_widths_that_are_asked_for(editor: Person, draft: int) -> None:
    for width, frames in (("both", 2), ("phone", 1), ("desktop", 1), ("x", 2), ("", 2)):
        assert editor.get(f"/editor/articles/{draft}/preview?width={width}").text.count("<iframe") == frames


def test_the_room_can_ask_whether_the_draft_has_changed(app: Flask, editor: Person, draft: int) -> None:
    before = editor.get(f"/editor/articles/{draft}/preview/version").text
    with app.app_context(), writing() as session:
        session.get_one(Article, draft).draft.version += 1
    assert int(editor.get(f"/editor/articles/{draft}/preview/version").text) == int(before) + 1


@pytest.mark.parametrize(
    "tree",
    [
        Tree(),
        Tree(title="題だけ", picture=PictureRef("0" * 20)),
        Tree(pages=(Page(title="題だけ"),)),
        Tree(
            pages=(Page(sections=(Section(heading="a"), Section())), Page(sections=(Section(question="？"),)))
        ),
        Tree(pages=(Page(sections=(Section(blocks=(Card(), Text(cards=("c9",)))),)),)),
    ],
)
def test_an_unfinished_draft_can_be_looked_at(app: Flask, editor: Person, tree: Tree) -> None:
    with app.app_context():
        number = an_article("unfinished", at=None).id
    redraft(app, number, tree)
    assert editor.get(f"/editor/articles/{number}/preview").status_code == 200
    assert editor.get(f"/editor/articles/{number}/proof").status_code == 200


def test_a_page_that_is_not_there_is_not_found(editor: Person, draft: int) -> None:
    for path in ("proof/3", "proof/1", "proof/0", "proof/pieces/3"):
        assert editor.get(f"/editor/articles/{draft}/{path}").status_code == 404


def test_looking_changes_nothing(app: Flask, editor: Person, draft: int) -> None:
    with app.app_context():
        before = db.session.get_one(Article, draft).draft.version
    editor.get(f"/editor/articles/{draft}/proof")
    with app.app_context():
        assert db.session.get_one(Article, draft).draft.version == before


def test_authors_see_proofs_of_their_own_drafts_alone(app: Flask, author: Person, draft: int) -> None:
    with app.app_context():
        own = an_article("own", at=None, author="若葉 文").id
    for path in ("preview", "preview/version", "proof", "proof/2", "proof/pieces/2", "previews"):
        assert author.get(f"/editor/articles/{draft}/{path}").status_code == 403
    assert author.get(f"/editor/articles/{own}/proof").status_code == 200
