"""About: the address, topic, tags and author of an article, changed with care."""

import pytest
from flask import Flask
from sqlalchemy import select

from digest.domain.article import Article
from digest.domain.audit import AuditEntry
from digest.domain.topic import Topic
from digest.store import writing
from digest.web.editor.about import tag_names
from digest.web.site import session
from tests.support.factories import NOW, an_article
from tests.support.people import NAMES, Person

PATH = "/editor/articles/1/about"


@pytest.fixture
def facts(app: Flask, editor: Person) -> dict[str, str]:
    """The form of an article that was never published, as its page sends it."""
    with app.app_context():
        article = an_article(slug="notes", at=None, author=NAMES["author"])
        topic, author = str(article.topic_id), str(article.author_id)
    return {"slug": "notes", "topic": topic, "tags": "", "author": author, "version": version(editor)}


def version(person: Person) -> str:
    return person.get(PATH).text.split('name="version" value="')[1].split('"')[0]


def article() -> Article:
    return session().scalars(select(Article).order_by(Article.id)).all()[0]


@pytest.mark.parametrize("text", ["札,日銀", "札、日銀", "札，\n日銀\n", " 札 、札,, 日銀"])
def test_tags_stand_between_commas_of_any_kind(text: str) -> None:
    assert tag_names(text) == ("札", "日銀")


def test_the_facts_are_changed_and_kept_in_the_audit_log(
    app: Flask, editor: Person, facts: dict[str, str]
) -> None:
    with app.app_context(), writing() as writer:
        topic = Topic.called(writer, "宇宙").id
    data = facts | {"slug": "far-side", "topic": str(topic), "tags": "月、裏側"}
    assert editor.post(PATH, data=data).status_code == 303
    with app.app_context():
        assert (article().slug, article().topic.name) == ("far-side", "宇宙")
        assert [tag.name for tag in article().tags] == ["月", "裏側"]
        actions = session().scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
        assert set(actions) == {"article.readdress", "article.topic", "article.tags"}


def test_saving_it_unchanged_is_no_deed(app: Flask, editor: Person, facts: dict[str, str]) -> None:
    assert editor.post(PATH, data=facts).status_code == 303
    with app.app_context():
        assert session().scalar(select(AuditEntry)) is None


def test_two_people_do_not_overwrite_each_other(
    app: Flask, editor: Person, colleague: Person, facts: dict[str, str]
) -> None:
    assert colleague.post(PATH, data=facts | {"tags": "同僚の札"}).status_code == 303
    answer = editor.post(PATH, data=facts | {"tags": "私の札"})
    assert answer.status_code == 409
    assert "同僚の札" in answer.text
    assert "私の札" in answer.text
    with app.app_context():
        assert [tag.name for tag in article().tags] == ["同僚の札"]
    again = answer.text.split('name="version" value="')[1].split('"')[0]
    assert editor.post(PATH, data=facts | {"tags": "私の札", "version": again}).status_code == 303


@pytest.mark.parametrize("slug", ["", "Großes", "a--b", "-a", "a/b", "taken", "x" * 81, "new"])
def test_an_address_that_cannot_be_is_refused(
    app: Flask, editor: Person, facts: dict[str, str], slug: str
) -> None:
    with app.app_context():
        an_article(slug="taken")
    answer = editor.post(PATH, data=facts | {"slug": slug, "tags": "札"})
    assert answer.status_code == (303 if slug == "new" else 422)
    with app.app_context():
        assert article().slug == ("new" if slug == "new" else "notes")


def test_the_old_address_of_a_published_article_leads_on(app: Flask, editor: Person) -> None:
    with app.app_context():
        topic = str(an_article(slug="notes", at=NOW, tags=("札",)).topic_id)
    data = {"slug": "far-side", "topic": topic, "tags": "札、月", "version": version(editor)}
    assert editor.post(PATH, data=data).status_code == 303
    old = editor.get("/articles/notes")
    assert (old.status_code, old.location) == (301, "/articles/far-side")
    assert "/articles/far-side" in editor.get("/tags/月").text


def test_an_author_changes_their_own_but_not_whose_it_is(
    app: Flask, author: Person, facts: dict[str, str]
) -> None:
    with app.app_context():
        other = an_article(slug="x", author="誰か").author_id
    assert author.post(PATH, data=facts | {"author": str(other)}).status_code == 400
    mine = {name: value for name, value in facts.items() if name != "author"}
    assert author.post(PATH, data=mine | {"tags": "札"}).status_code == 303
    with app.app_context():
        assert article().author.name == NAMES["author"]


def test_without_a_topic_it_is_not_chosen_yet(app: Flask, editor: Person, facts: dict[str, str]) -> None:
    editor.post(PATH, data=facts | {"topic": ""})
    assert '<option selected value="">' in editor.get(PATH).text


@pytest.mark.parametrize(
    "more",
    [
        {"topic": "999"},
        {"author": "x"},
        {"tags": "札、" * 30 + "月" * 41},
        {"tags": "右\u202e"},
        {"tags": "\0"},
        {"slug": "長" * 100},
        {"role": "admin"},
    ],
)
def test_hostile_fields_change_nothing(
    app: Flask, editor: Person, facts: dict[str, str], more: dict[str, str]
) -> None:
    assert 400 <= editor.post(PATH, data=facts | more).status_code < 500
    with app.app_context():
        assert article().tags == []
        assert session().scalar(select(AuditEntry)) is None
