"""Paste mode: a copied text is shown with its report first, then becomes a draft that can be published."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from digest.domain.article import Article
from digest.domain.digest_text.reading import read
from digest.domain.importing import export_manuscript
from digest.domain.mention import Mention
from digest.domain.people import Author, Speaker
from digest.domain.phrases import phrases
from digest.domain.publishing import Order, publish
from digest.domain.reading_time import texts
from digest.domain.topic import Topic
from digest.domain.tree_json import dump_json
from digest.store import writing
from digest.web.printing import SitePress
from digest.web.site import session
from tests.support.factories import NOW, an_article
from tests.support.people import NAMES, Person

SAMPLES = sorted((Path(__file__).parents[2] / "domain" / "samples").glob("*.txt"))
PASTED = """月の裏の話

月の裏には何がある？

💡 裏は見えません。

見ていきましょう。

裏の地形

菊子：

不思議ですね。
"""


def only_article(app: Flask) -> Article:
    article = session().scalars(select(Article)).one()
    assert app
    return article


def paste(person: Person, text: str, **more: str) -> str:
    """Paste and accept; the address that this leads to."""
    assert person.post("/editor/articles/pastes", data={"text": text}).status_code == 200
    answer = person.post("/editor/articles", data={"text": text} | more)
    assert answer.status_code == 303, answer.text
    return answer.location or ""


def plain(html: str) -> str:
    """The words of a page, without marks and spaces."""
    words = re.sub(r"<[^>]*>", "", html)
    return re.sub(r"[\s\u200b]+", "", words)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_a_sample_is_pasted_accepted_and_published_whole(app: Flask, editor: Person, sample: Path) -> None:
    text = sample.read_text("utf-8")
    paste(editor, text)
    tree = read(text).manuscript.tree.readable()
    with app.app_context(), writing() as writer:
        article = writer.scalars(select(Article)).one()
        publish(writer, article, Order(NOW, unchecked=True), SitePress())
        slug = article.slug
    shown = "".join(
        editor.get(f"/articles/{slug}" + (f"/{number}" if number > 1 else "")).text
        for number in range(1, len(tree.pages) + 1)
    )
    page = plain(shown)
    missing = [
        each for each in texts(tree) if each and plain(str(phrases(plain_prose(each), "ja"))) not in page
    ]
    assert missing == []
    assert all(f'id="{node.id}"' in shown for node in tree.nodes() if node.prefix in "sc")


def plain_prose(text: str) -> str:
    """Author text without the little Markdown that it may have."""
    return re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", text).replace("**", "").replace("\n", "")


def test_the_report_stands_beside_the_result(editor: Person) -> None:
    page = editor.post("/editor/articles/pastes", data={"text": PASTED}).text
    assert 'class="report' in page
    assert "paste-pages" in page
    assert "不思議ですね。" in page


def test_nothing_is_kept_before_it_is_accepted(app: Flask, editor: Person) -> None:
    editor.post("/editor/articles/pastes", data={"text": PASTED})
    with app.app_context():
        assert session().scalar(select(Article)) is None
        assert session().scalar(select(Speaker)) is None


def test_the_text_can_be_changed_and_read_again(editor: Person) -> None:
    page = editor.post("/editor/articles/pastes", data={"text": PASTED}).text
    assert "月の裏の話\n" in page.split("<textarea")[1]


def test_a_text_in_which_nothing_is_found_is_given_back(editor: Person) -> None:
    answer = editor.post("/editor/articles/pastes", data={"text": "%digest 1\n題名: 話\n？？\n続き"})
    assert answer.status_code == 422
    assert 'data-line="3"' in answer.text
    assert "続き" in answer.text


def test_an_empty_text_is_refused(editor: Person) -> None:
    assert editor.post("/editor/articles/pastes", data={"text": ""}).status_code == 422


def test_a_hidden_sign_is_refused_with_its_line(app: Flask, editor: Person) -> None:
    for path in ("/editor/articles/pastes", "/editor/articles"):
        answer = editor.post(path, data={"text": "一行目\n右\u202eから\n"})
        assert answer.status_code == 422
        assert "2" in answer.text
    with app.app_context():
        assert session().scalar(select(Article)) is None


def test_a_form_that_comes_twice_makes_one_article(app: Flask, editor: Person) -> None:
    assert paste(editor, PASTED, once="k") == paste(editor, PASTED, once="k")
    with app.app_context():
        assert len(session().scalars(select(Article)).all()) == 1


def test_what_the_text_names_is_made_and_can_be_found(app: Flask, editor: Person) -> None:
    paste(editor, PASTED)
    with app.app_context():
        names = set(session().scalars(select(Mention.name)))
        assert "菊子" in names


def test_an_exported_article_comes_back_by_file(app: Flask, editor: Person) -> None:
    with app.app_context():
        source = an_article(slug="source", tags=("札",))
        exported = dump_json(export_manuscript(session(), source))
    data = {"file": (BytesIO(exported.encode()), "source.json")}
    page = editor.post("/editor/articles/pastes", data=data)
    assert page.status_code == 200
    paste(editor, exported)
    with app.app_context():
        first, second = session().scalars(select(Article).order_by(Article.id)).all()
        assert second.draft.tree == first.draft.tree
        assert second.slug != first.slug


def test_json_that_cannot_be_is_refused(editor: Person) -> None:
    for text in ('{"format": "other"}', "{", '{"format": "chrysanthemum-digest/1", "tree": 3}'):
        answer = editor.post("/editor/articles/pastes", data={"text": text})
        assert answer.status_code == 422


def test_an_author_cannot_write_in_anothers_name_or_add_a_topic(app: Flask, author: Person) -> None:
    with app.app_context():
        an_article(slug="x", author="誰か")
    text = "%digest 1\n題名: 話\n話題: 新しい話題\n筆者: 誰か\n\n【ページ】\n\n【見出し】 節\n"
    paste(author, text)
    with app.app_context():
        made = session().scalars(select(Article).order_by(Article.id.desc())).first()
        assert made is not None
        assert made.author.name == NAMES["author"]
        assert session().scalar(select(Topic).where(Topic.name == "新しい話題")) is None


def test_an_editor_can(app: Flask, editor: Person) -> None:
    with app.app_context():
        an_article(slug="x", author="誰か")
    text = "%digest 1\n題名: 話\n話題: 新しい話題\n筆者: 誰か\n\n【ページ】\n\n【見出し】 節\n"
    paste(editor, text)
    with app.app_context():
        made = session().scalars(select(Article).order_by(Article.id.desc())).first()
        assert made is not None
        assert (made.author.name, made.topic.name) == ("誰か", "新しい話題")


def test_a_name_that_nobody_has_makes_no_author(app: Flask, editor: Person) -> None:
    text = "%digest 1\n題名: 話\n筆者: 知らない人\n\n【ページ】\n\n【見出し】 節\n"
    paste(editor, text)
    with app.app_context():
        assert session().scalar(select(Author).where(Author.name == "知らない人")) is None


def test_pictures_that_are_not_there_are_named(editor: Person) -> None:
    text = "%digest 1\n題名: 話\n画像: photo.jpg\n\n【ページ】\n\n【見出し】 節\n"
    assert "photo.jpg" in editor.post("/editor/articles/pastes", data={"text": text}).text


def test_of_a_very_long_text_only_the_beginning_is_shown(app: Flask, editor: Person) -> None:
    pages = "".join(f"【ページ】 題{number}\n\n【見出し】 節{number}号\n問: 何？\n\n" for number in range(40))
    page = editor.post("/editor/articles/pastes", data={"text": f"%digest 1\n題名: 長い話\n\n{pages}"}).text
    assert "節5号" in page.split("paste-pages")[1]
    assert "節39号" not in page.split("paste-pages")[1]
