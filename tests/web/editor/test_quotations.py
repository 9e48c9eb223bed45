"""The quotation check at the desk: lights in words, the words in both texts, and no more of a source."""

import re
from dataclasses import replace

import pytest
from flask import Flask

from digest.domain.quotation.laws import LAWS
from digest.domain.source import Source
from digest.domain.tree import Card, Point, Quote, Section, Tree
from digest.store import writing
from tests.domain.test_publishing_in_time import GOOD
from tests.domain.test_quotation import COPIED, REPORT, REWORDED
from tests.support.people import Person
from tests.web.editor.test_publications import a_draft, editions, send
from tests.web.test_statements import counted

ROOM = "/editor/articles/1/quotation"
PUBLISHING = "/editor/articles/1/publications"
SECRET = "この一文は、ほかの誰にも見せない本文です。"


def with_points(*texts: str) -> Tree:
    """A tree that the checklist is content with, whose first card makes these points."""
    page = GOOD.pages[0]
    section = page.sections[0]
    blocks = [
        replace(b, points=tuple(Point(text=text) for text in texts)) if isinstance(b, Card) else b
        for b in section.blocks
    ]
    return replace(GOOD, pages=(replace(page, sections=(replace(section, blocks=tuple(blocks)),)),))


def told(app: Flask, tree: Tree, slug: str = "notes") -> None:
    """A draft that says `tree`, whose sources said what the report says, between secrets."""
    a_draft(app, slug, tree)
    with app.app_context(), writing() as session:
        for card in tree.cards():
            if source := Source.cited_by(session, card):
                source.text = f"{SECRET}\n{REPORT}\n{SECRET}"


@pytest.fixture
def copied(app: Flask) -> None:
    """Article 1, whose points are those of its source, word for word."""
    told(app, with_points(*COPIED))


def test_what_is_copied_is_red_and_shown_in_both_texts(copied: None, editor: Person) -> None:
    page = editor.get(ROOM)
    assert page.status_code == 200
    words = COPIED[1].rstrip("。")
    assert f"<mark>{words}</mark>。</p>" in page.text
    assert f'<q class="light-passage"><mark>{words}</mark></q>' in page.text
    assert 'href="/editor/articles/1#part-c1"' in page.text
    assert 'href="/editor/articles/1/parts/c1"' in page.text
    assert 'aria-hidden="true">✕</span>' in page.text


def test_nothing_of_a_source_is_shown_but_the_words_in_common(copied: None, editor: Person) -> None:
    for path in (ROOM, PUBLISHING, "/editor/articles/1", "/editor/articles/1/findings"):
        text = editor.get(path).text
        assert SECRET not in text
        # The first sentence of the report is no point of the card.
        assert "平年より5日早く" not in text


def test_reworded_it_is_in_order(app: Flask, editor: Person) -> None:
    told(app, with_points(*REWORDED))
    assert "✕" not in editor.get(ROOM).text
    assert "▲" not in editor.get(ROOM).text
    assert "quotation-" not in "".join(re.findall(r'name="reason:([^"]*)"', editor.get(PUBLISHING).text))


def test_the_law_behind_each_kind_of_line_is_on_the_page(copied: None, editor: Person) -> None:
    text = editor.get(ROOM).text
    shown = {kind for kind in LAWS if f'id="kind-{kind}"' in text}
    assert {"point", "copied", "page-share", "section-share", "card-facts", "card-use"} <= shown
    assert text.count('<dl class="laws">') == len(shown)


def test_red_lines_need_a_reason_before_publishing(app: Flask, copied: None, editor: Person) -> None:
    page = editor.get(PUBLISHING)
    assert f'href="{ROOM}#kind-' in page.text
    keys = re.findall(r'name="(reason:[^"]*)"', page.text)
    assert [key for key in keys if "quotation" in key] == [
        "reason:quotation-copied:c1",
        "reason:quotation-own-share:s1",
    ]
    assert send(app, editor, 1).status_code == 422
    assert send(app, editor, 1, **dict.fromkeys(keys, "気象庁の発表文です。")).status_code == 303
    assert {each["code"] for each in editions(app)[0].overrides} >= {
        "quotation-copied",
        "quotation-own-share",
    }


def test_the_room_asks_the_database_a_constant_number_of_times(app: Flask, editor: Person) -> None:
    card = GOOD.cards()[0]
    many = tuple(
        Section(answer=f"{n}", blocks=(replace(card, id="", points=(), url=f"https://example.jp/{n}"),))
        for n in range(40)
    )
    told(app, with_points("点"))
    told(app, replace(GOOD, pages=(replace(GOOD.pages[0], sections=many),)), "other")
    with counted(app) as few:
        editor.get(ROOM)
    with counted(app) as more:
        editor.get("/editor/articles/2/quotation")
    assert len(few) == len(more)


def test_an_empty_draft_has_nothing_to_check_and_a_lone_quote_has(app: Flask, editor: Person) -> None:
    told(app, Tree())
    assert "light-sum" not in editor.get(ROOM).text
    quote = Section("s1", blocks=(Quote("b1", "寒い朝です。"),))
    told(app, replace(GOOD, pages=(replace(GOOD.pages[0], sections=(quote,)),)), "other")
    text = editor.get("/editor/articles/2/quotation").text
    assert {kind for kind in LAWS if f'id="kind-{kind}"' in text} == {
        "section-share",
        "page-share",
        "quote-source",
    }
