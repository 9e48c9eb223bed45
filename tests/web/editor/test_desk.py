"""The desk's list: what stands in it, in which order, for whom, and in how many statements."""

from datetime import timedelta

import pytest
from flask import Flask

from digest.domain.drafting import change, locked
from digest.domain.hand import Hand
from digest.domain.presence import Presence
from digest.store import writing
from tests.support.factories import NOW, a_tree, an_article
from tests.support.people import NAMES, Person
from tests.web.test_statements import counted


def draft(slug: str, title: str, days: float = 0, **more: str) -> int:
    """A draft that was last changed so many days ago."""
    article = an_article(slug=slug, title=title, at=None, **more)
    with writing() as session:
        session.merge(article).draft.updated_at = NOW - timedelta(days=days)
    return article.id


def test_an_empty_desk_explains_the_first_step(editor: Person) -> None:
    page = editor.get("/editor/").text
    assert "first-step" in page
    assert "/editor/articles/new" in page


def test_the_newest_change_stands_first(app: Flask, editor: Person) -> None:
    with app.app_context():
        draft("older", "古い話", days=2)
        draft("newer", "新しい話", days=1)
    page = editor.get("/editor/").text
    assert page.index("新しい話") < page.index("古い話")


def test_an_author_sees_only_their_own(app: Flask, author: Person) -> None:
    with app.app_context():
        draft("mine", "私の話", author=NAMES["author"])
        draft("theirs", "他人の話")
    for path in ("/editor/", "/editor/?q=話", "/editor/?state=draft"):
        page = author.get(path).text
        assert "私の話" in page
        assert "他人の話" not in page


def test_an_editor_may_ask_for_their_own(app: Flask, editor: Person) -> None:
    with app.app_context():
        draft("mine", "私の話", author=NAMES["editor"])
        draft("theirs", "他人の話", author="誰か")
    assert "他人の話" in editor.get("/editor/").text
    assert "他人の話" not in editor.get("/editor/?mine=1").text


def test_a_state_that_there_is_not_leads_nowhere(editor: Person) -> None:
    assert editor.get("/editor/?state=nonsense").status_code == 404
    assert editor.get("/editor/?before=nonsense").status_code == 404


def test_the_list_goes_on_in_place_and_as_a_page(app: Flask, editor: Person) -> None:
    with app.app_context():
        for number in range(23):
            draft(f"n{number}", f"話{number:02}", days=number)
    first = editor.get("/editor/").text
    way = first.split('class="more-link" href="')[1].split('"')[0].replace("&amp;", "&")
    piece, page = editor.get(way, htmx=True), editor.get(way)
    assert "<html" not in piece.text
    assert "話22" in piece.text
    assert "話22" in page.text
    assert "話19" in first
    assert "話19" not in piece.text


def test_a_row_says_who_changed_it_and_who_is_at_it(app: Flask, editor: Person, author: Person) -> None:
    with app.app_context():
        number = draft("mine", "私の話")
        with writing() as session:
            hand = Hand(author.user_id, NAMES["author"], NOW)
            change(session, locked(session, number), a_tree("私の話の続き"), hand)
            session.add(Presence(article_id=number, user_id=author.user_id, seen_at=NOW))
    page = editor.get("/editor/").text
    assert page.count(NAMES["author"]) == 2


def test_a_row_says_when_it_goes_live(app: Flask, editor: Person) -> None:
    with app.app_context():
        an_article(slug="soon", at=NOW + timedelta(hours=5))
    page = editor.get("/editor/?state=scheduled").text
    assert "2026年7月1日 17:00" in page
    assert "/articles/soon" not in page


def test_a_live_article_leads_to_its_public_page(app: Flask, editor: Person) -> None:
    with app.app_context():
        an_article(slug="public")
    assert 'href="/articles/public"' in editor.get("/editor/").text


def test_what_needs_attention_is_shown_and_nothing_else(app: Flask, editor: Person) -> None:
    with app.app_context():
        draft("idle", "放っておいた話", days=20)
    page = editor.get("/editor/").text
    assert page.count('class="matter"') == 1
    assert "matters" not in editor.get("/editor/?state=draft").text


def test_a_title_cannot_break_the_page(app: Flask, editor: Person) -> None:
    with app.app_context():
        draft("evil", "<b>太字</b>&amp;")
    assert "&lt;b&gt;太字&lt;/b&gt;&amp;amp;" in editor.get("/editor/").text


@pytest.mark.parametrize("path", ["/editor/", "/editor/?state=live", "/editor/articles/new"])
def test_the_number_of_statements_does_not_grow(app: Flask, editor: Person, path: str) -> None:
    with app.app_context():
        an_article(slug="one", tags=("札",))
        draft("idle", "放っておいた話", days=20)
    with counted(app) as sent:
        editor.get(path)
        before = len(sent)
    with app.app_context():
        for number in range(22):
            an_article(slug=f"more{number}", tags=("札", f"札{number}"), author=f"著者{number}")
            draft(f"idle{number}", f"話{number}", days=20 + number)
    with counted(app) as sent:
        editor.get(path)
        assert len(sent) == before <= 12
    assert not any("draft.tree AS" in statement for statement in sent)


def test_an_untitled_draft_can_be_opened(app: Flask, editor: Person) -> None:
    with app.app_context():
        number = draft("untitled", "")
        assert number
    assert "無題" in editor.get("/editor/").text or "Untitled" in editor.get("/editor/").text
