"""Links between articles on the About page: what one goes on from, and what it is a translation of."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from digest.domain.article import Article
from digest.domain.audit import AuditEntry
from digest.domain.readdress import readdress
from digest.domain.user import User
from digest.store import writing
from digest.web.printing import SitePress
from digest.web.site import session
from tests.support.factories import NOW, an_article
from tests.support.hands import a_hand
from tests.support.kindred import follow, translate
from tests.support.people import NAMES, Person
from tests.web.editor.test_about import PATH, version

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def numbers(app: Flask) -> dict[str, int]:
    """An author's draft, three public digests of which two have one title, and somebody's draft."""
    with app.app_context():
        return {
            "mine": an_article("mine", "続報", at=None, author=NAMES["author"]).id,
            "first": an_article("first", "新しいお札の発行", at=NOW - DAY).id,
            "same": an_article("same", "うるう秒の話", at=NOW - DAY).id,
            "other": an_article("other", "うるう秒の話", at=NOW - DAY).id,
            "hidden": an_article("hidden", "秘密の下書き", at=None).id,
            "english": an_article("english", "New banknotes", language="en").id,
        }


def sent(person: Person, **fields: str) -> dict[str, str]:
    """The form as its page sends it, with other `fields`."""
    with person.application.app_context():
        topic = str(session().get_one(Article, 1).topic_id)
    return {"slug": "mine", "topic": topic, "tags": "", "version": version(person)} | fields


def links(app: Flask, number: int = 1) -> tuple[int | None, int | None]:
    with app.app_context():
        article = session().get_one(Article, number)
        return article.follows_id, article.original_id


@pytest.mark.parametrize(
    "typed",
    [
        "first",
        " first ",
        "新しいお札の発行",
        "https://digest.example.jp/articles/first",
        "http://localhost/articles/first/2?x=1#s1",
        "/articles/first",
        "http://localhost/editor/articles/2/about",
    ],
)
def test_an_article_is_named_by_its_address_or_title(
    app: Flask, author: Person, numbers: dict[str, int], typed: str
) -> None:
    assert author.post(PATH, data=sent(author, follows=typed)).status_code == 303
    assert links(app) == (numbers["first"], None)
    page = author.get(PATH).text
    assert 'name="follows" ' in page
    assert 'value="first"' in page
    assert '<p class="about-linked">新しいお札の発行</p>' in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("nothing", "address"),
        ("そんな題はない", "address"),
        ("うるう秒の話", "other, same"),
        ("hidden", "address"),
        ("秘密の下書き", "address"),
        ("/editor/articles/5", "address"),
        ("mine", "this one"),
        ("月" * 501, "500"),
        ("右\u202e", "direction"),
    ],
)
def test_what_tells_no_article_is_refused_and_kept_in_the_form(
    app: Flask, author: Person, typed: str, said: str
) -> None:
    data = sent(author, follows=typed)
    with app.app_context(), writing() as writer:
        writer.get_one(User, author.user_id).language = "en"
    answer = author.post(PATH, data=data)
    assert answer.status_code == 422
    assert said in answer.text.split('id="follows-error"')[1].split("</p>")[0]
    assert links(app) == (None, None)


def test_an_editor_finds_drafts_of_others_too(app: Flask, editor: Person, numbers: dict[str, int]) -> None:
    for typed in ("秘密の下書き", "hidden"):
        assert editor.post(PATH, data=sent(editor, follows=typed)).status_code == 303
        assert links(app) == (numbers["hidden"], None)
        editor.post(PATH, data=sent(editor, follows=""))
        assert links(app) == (None, None)


def test_a_former_address_still_tells_it(app: Flask, author: Person, numbers: dict[str, int]) -> None:
    with app.app_context():
        hand = a_hand()
        with writing() as writer:
            readdress(writer, writer.get_one(Article, numbers["first"]), "firsts", hand, SitePress())
    author.post(PATH, data=sent(author, follows="first"))
    assert links(app) == (numbers["first"], None)


def test_what_an_editor_has_chosen_stays_though_its_author_may_not_see_it(
    app: Flask, author: Person, numbers: dict[str, int]
) -> None:
    with app.app_context():
        follow(numbers["hidden"], numbers["mine"])
    page = author.get(PATH).text
    assert 'value="hidden"' in page
    assert "秘密の下書き" not in page
    assert author.post(PATH, data=sent(author, follows="hidden", tags="札")).status_code == 303
    assert links(app) == (numbers["hidden"], None)


def test_no_circle_can_be_made(app: Flask, editor: Person, numbers: dict[str, int]) -> None:
    with app.app_context():
        follow(numbers["mine"], numbers["first"], numbers["same"])
    answer = editor.post(PATH, data=sent(editor, follows="same"))
    assert answer.status_code == 422
    assert links(app) == (None, None)
    assert editor.post(PATH, data=sent(editor, follows="other")).status_code == 303


def test_a_translation_of_a_translation_has_the_same_original(
    app: Flask, author: Person, numbers: dict[str, int]
) -> None:
    with app.app_context():
        french = an_article("french", "Billets", language="fr").id
        translate(numbers["english"], french)
    assert author.post(PATH, data=sent(author, original="french")).status_code == 303
    assert links(app) == (None, numbers["english"])


def test_an_original_has_none_and_is_in_another_language(
    app: Flask, author: Person, numbers: dict[str, int]
) -> None:
    assert author.post(PATH, data=sent(author, original="first")).status_code == 422
    with app.app_context():
        translate(numbers["mine"], numbers["english"])
    for named in ("english", "other"):
        assert author.post(PATH, data=sent(author, original=named)).status_code == 422
    assert links(app) == (None, None)


def test_two_people_who_link_at_once_are_told(app: Flask, author: Person, editor: Person) -> None:
    late = sent(author, follows="same")
    assert editor.post(PATH, data=sent(editor, follows="first", original="english")).status_code == 303
    answer = author.post(PATH, data=late)
    assert answer.status_code == 409
    assert "<dd>first</dd>" in answer.text
    assert "<dd>english</dd>" in answer.text
    again = answer.text.split('name="version" value="')[1].split('"')[0]
    assert author.post(PATH, data=late | {"version": again}).status_code == 303
    with app.app_context():
        deeds = session().execute(select(AuditEntry.action, AuditEntry.detail).order_by(AuditEntry.id)).all()
    follows = [(d["before"], d["after"]) for action, d in deeds if action == "article.follow"]
    assert follows == [("", "first"), ("first", "same")]
    assert ("article.original", {"before": "english", "after": ""}) in [tuple(deed) for deed in deeds]


def test_the_form_offers_what_is_most_like_it_first(author: Person, app: Flask) -> None:
    with app.app_context():
        an_article("news", "天気の話題", topic="天気", at=NOW)
        an_article("like", "続報", at=NOW - 9 * DAY, topic="別の話題")
    offered = author.get(PATH).text.split('id="known-articles"')[1].split("</datalist>")[0]
    assert offered.index('value="like"') < offered.index('value="news"')
    assert "hidden" not in offered


def test_a_removed_article_is_named_by_none(app: Flask, editor: Person, numbers: dict[str, int]) -> None:
    with app.app_context():
        follow(numbers["first"], numbers["hidden"], numbers["mine"])
        translate(numbers["hidden"], numbers["english"], numbers["same"])
    removal = f"/editor/articles/{numbers['hidden']}/removal"
    assert editor.post(removal, data={"sure": "y", "once": "r1"}).status_code == 303
    assert links(app) == (numbers["first"], None)
    originals = {links(app, numbers["same"])[1], links(app, numbers["english"])[1]}
    assert originals == {None, min(numbers["same"], numbers["english"])}


def test_an_earlier_digest_like_it_is_proposed_and_taken(
    app: Flask, author: Person, numbers: dict[str, int]
) -> None:
    with app.app_context():
        like = an_article("like", "続報", at=NOW - 9 * DAY).id
    assert "続報</button>" in author.get("/editor/articles/1/subjects").text
    author.post("/editor/articles/1/subjects", data={"follows": str(numbers["hidden"])})
    assert links(app) == (None, None)
    answer = author.post("/editor/articles/1/subjects", data={"follows": str(like)}, htmx=True)
    assert answer.status_code == 200
    assert links(app) == (like, None)
    assert 'name="follows"' not in answer.text
