"""New articles: from scratch and as a copy; each form makes one, and nobody writes in another's name."""

from flask import Flask
from sqlalchemy import func, select

from digest.domain.article import Article
from digest.domain.audit import AuditEntry
from digest.domain.revision import Revision
from digest.domain.topic import OTHER_SLUG, Topic
from digest.store import db, writing
from digest.web.site import session
from tests.support.factories import an_article
from tests.support.people import NAMES, Person


def articles(app: Flask) -> list[tuple[str, str, str]]:
    """Title, topic and author of each article, the oldest first."""
    with app.app_context():
        found = session().scalars(select(Article).order_by(Article.id))
        return [(each.draft.tree.title, each.topic.name, each.author.name) for each in found]


def test_an_article_begins_from_scratch(app: Flask, author: Person) -> None:
    with app.app_context(), writing() as writer:
        topic = Topic.called(writer, "宇宙").id
    answer = author.post("/editor/articles", data={"title": "月の裏", "topic": topic, "once": "k"})
    assert answer.status_code == 303
    assert articles(app) == [("月の裏", "宇宙", NAMES["author"])]
    assert author.get(answer.location).status_code == 200


def test_without_a_choice_it_has_no_topic_yet(app: Flask, author: Person) -> None:
    author.post("/editor/articles", data={"title": ""})
    with app.app_context():
        assert session().scalar(select(Article)).topic.slug == OTHER_SLUG  # type: ignore[union-attr]


def test_it_begins_with_a_history_and_in_the_audit_log(app: Flask, author: Person) -> None:
    author.post("/editor/articles", data={"title": "月の裏"})
    with app.app_context():
        assert session().scalar(select(func.count()).select_from(Revision)) == 1
        assert session().scalars(select(AuditEntry.action)).all() == ["article.create"]


def test_a_form_that_comes_twice_makes_one_article(app: Flask, author: Person) -> None:
    form = {"title": "月の裏", "once": "the same"}
    first, second = (author.post("/editor/articles", data=form) for _ in range(2))
    assert first.location == second.location
    assert len(articles(app)) == 1


def test_an_editor_may_begin_for_somebody_else(app: Flask, editor: Person, author: Person) -> None:
    with app.app_context():
        number = an_article(slug="x", author=NAMES["author"]).author_id
    editor.post("/editor/articles", data={"title": "頼まれた話", "author": number})
    assert articles(app)[-1][2] == NAMES["author"]


def test_an_author_may_not(app: Flask, author: Person) -> None:
    with app.app_context():
        number = an_article(slug="x", author="誰か").author_id
    answer = author.post("/editor/articles", data={"title": "他人の話", "author": number})
    assert answer.status_code == 400
    assert "他人の話" in answer.text
    assert len(articles(app)) == 1


def test_a_copy_has_an_address_and_a_title_of_its_own(app: Flask, editor: Person) -> None:
    with app.app_context():
        source = an_article(slug="source", title="元の話", tags=("札",)).id
    answer = editor.post(f"/editor/articles/{source}/copies", data={"once": "k"})
    assert answer.status_code == 303
    assert articles(app)[1][0] not in ("", "元の話")
    with app.app_context():
        copy = session().scalars(select(Article).order_by(Article.id.desc())).first()
        assert copy is not None
        assert copy.slug != "source"
        assert copy.published_at is None
        assert copy.author.name == NAMES["editor"]
        assert [tag.name for tag in copy.tags] == ["札"]


def test_an_author_copies_only_their_own(app: Flask, author: Person) -> None:
    with app.app_context():
        source = an_article(slug="source", author="誰か").id
    assert author.post(f"/editor/articles/{source}/copies").status_code == 403
    assert len(articles(app)) == 1


def test_what_can_be_copied_is_found_by_its_title(app: Flask, editor: Person) -> None:
    with app.app_context():
        an_article(slug="a", title="桜の話")
        an_article(slug="b", title="月の話")
    page = editor.get("/editor/articles/new?q=桜").text
    assert "桜の話" in page
    assert "月の話" not in page


def test_a_title_that_misleads_is_refused(app: Flask, author: Person) -> None:
    for title in ("右\u202eから", "長" * 201):
        answer = author.post("/editor/articles", data={"title": title})
        assert answer.status_code == 422
    assert author.post("/editor/articles", data={"title": "題", "role": "admin"}).status_code == 400
    assert articles(app) == []


def test_what_is_too_large_is_refused_unread(app: Flask, author: Person) -> None:
    data = {"text": "a" * (9 * 1024 * 1024)}
    assert author.post("/editor/articles/pastes", data=data).status_code == 413
    with app.app_context():
        assert db.session.scalar(select(Article)) is None
