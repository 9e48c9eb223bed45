"""The canvas: a draft shown as readers will see it, with the tools for each part."""

import pytest
from flask import Flask

from tests.support.factories import an_article
from tests.support.people import Person


@pytest.fixture
def number(app: Flask) -> int:
    with app.app_context():
        return an_article(pages=2, sections=2, at=None).id


def test_the_canvas_shows_the_draft(editor: Person, number: int) -> None:
    page = editor.get(f"/editor/articles/{number}")
    assert page.status_code == 200
    assert "傾けたくなりますね。" in page.text
