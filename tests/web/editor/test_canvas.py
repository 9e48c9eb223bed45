"""The canvas: a draft shown as readers will see it, with the tools for each part."""

from dataclasses import replace

import pytest
from flask import Flask

from digest.domain.tree import Comment, Page, Section, Tree
from tests.support.factories import a_tree, an_article
from tests.support.part_forms import KINDS, a_draft, full_tree, set_tree
from tests.support.people import Person
from tests.web.test_statements import counted


@pytest.fixture
def number(app: Flask) -> int:
    return a_draft(app)


def large(pages: int, blocks: int) -> Tree:
    """A tree with so many pages, and so many blocks in each."""
    kinds = full_tree().pages[0].sections[0].blocks[:3]
    page = Section(heading="見出し", blocks=tuple(replace(kinds[n % 3], id="") for n in range(blocks)))
    numbered = [replace(page, blocks=tuple(_fresh(block) for block in page.blocks)) for _ in range(pages)]
    return replace(full_tree(), key_points=(), pages=tuple(Page(title="題", sections=(s,)) for s in numbered))


def _fresh(block: object) -> object:
    points = {"points": tuple(replace(p, id="") for p in block.points)} if hasattr(block, "points") else {}
    cards = {"cards": ()} if hasattr(block, "cards") else {}
    return replace(block, **points, **cards)  # type: ignore[type-var]


@pytest.mark.parametrize("part", KINDS)
def test_every_part_has_its_place_and_its_form(editor: Person, number: int, part: str) -> None:
    page = editor.get(f"/editor/articles/{number}").text
    assert f'id="part-{part}"' in page
    assert f'href="/editor/articles/{number}/parts/{part}"' in page
    assert f'href="#part-{part}"' in page or part not in ("head", "key-points", "p1", "s1")


def test_the_draft_is_shown_by_the_templates_of_the_public_page(app: Flask, editor: Person) -> None:
    with app.app_context():
        article = an_article().id
    public = editor.get("/articles/notes").text
    canvas = editor.get(f"/editor/articles/{article}").text
    balloon = public[public.index('<div class="balloon">') : public.index("</div>", public.index("balloon"))]
    assert balloon in canvas
    head = public[
        public.index('<p class="question">') : public.index("</p>", public.index('class="question"'))
    ]
    assert head in canvas


def test_links_to_sources_stay_on_the_canvas(editor: Person, number: int) -> None:
    page = editor.get(f"/editor/articles/{number}").text
    assert 'class="cite" href="#part-c1"' in page
    assert 'href="/articles/notes' not in page.replace("/articles/notes.", "")


def test_an_empty_draft_is_shown_with_the_places_to_fill(app: Flask, editor: Person) -> None:
    empty = Tree(pages=(Page("p1", "", (Section("s1", blocks=(Comment("b1"),)),)),))
    page = editor.get(f"/editor/articles/{a_draft(app, empty)}").text
    for said in ("リード（まだ空です）", "コメント（まだ空です）", "見出し（まだ空です）"):
        assert said in page


def test_a_draft_without_anything_is_shown(app: Flask, editor: Person) -> None:
    assert editor.get(f"/editor/articles/{a_draft(app, Tree())}").status_code == 200


def test_an_english_article_speaks_english_on_a_japanese_desk(app: Flask, editor: Person) -> None:
    page = editor.get(f"/editor/articles/{a_draft(app, a_tree(language='en'))}").text
    assert '<span class="tag">Q</span>' in page
    assert 'lang="en"' in page
    assert "編集" in page


def test_a_canvas_is_for_those_who_may_write_there(author: Person, stranger: Person, number: int) -> None:
    assert author.get(f"/editor/articles/{number}").status_code == 403
    assert stranger.get(f"/editor/articles/{number}").status_code == 302
    assert author.get("/editor/articles/999999").status_code == 404


def test_the_number_of_statements_does_not_grow(app: Flask, editor: Person) -> None:
    number = a_draft(app, large(1, 3))
    paths = [f"/editor/articles/{number}", f"/editor/articles/{number}/findings"]
    before = [len(sent(app, editor, path)) for path in paths]
    with app.app_context():
        set_tree(number, large(10, 30))
    assert [len(sent(app, editor, path)) for path in paths] == before
    assert before[0] <= 14


def sent(app: Flask, person: Person, path: str) -> list[str]:
    with counted(app) as found:
        assert person.get(path).status_code == 200
    return found


def test_opening_and_saving_one_of_300_blocks_sends_that_one(app: Flask, editor: Person) -> None:
    tree = large(10, 30)
    number = a_draft(app, tree)
    whole = len(editor.get(f"/editor/articles/{number}").data)
    part = next(node.id for node in tree.nodes() if isinstance(node, Comment))
    form = editor.get(f"/editor/articles/{number}/parts/{part}", htmx=True)
    sent = {"kind": "comment", "speaker": "葉一", "lines": "一行"}
    version = form.text.partition('name="version" value="')[2].partition('"')[0]
    saved = editor.post(
        f"/editor/articles/{number}/parts/{part}", data=sent | {"version": version}, htmx=True
    )
    assert saved.status_code == 200
    assert max(len(form.data), len(saved.data)) < whole / 50


@pytest.mark.parametrize("htmx", [False, True])
def test_findings_lead_to_their_parts(app: Flask, editor: Person, htmx: bool) -> None:
    number = a_draft(app, replace(full_tree(), lead=""))
    answer = editor.get(f"/editor/articles/{number}/findings", htmx=htmx).text
    assert "リードがありません" in answer
    assert f'href="{"" if htmx else f"/editor/articles/{number}"}#part-lead"' in answer


def test_who_else_is_here_is_shown(app: Flask, editor: Person, colleague: Person, number: int) -> None:
    colleague.post(f"/editor/articles/{number}/presence", data={"part": "b1"}, htmx=True)
    answer = editor.post(f"/editor/articles/{number}/presence", data={"part": ""}, htmx=True)
    assert '<span class="present-one" data-part="b1">星野 湊さんも編集中</span>' in answer.text
    assert "星野 湊さんも編集中" in editor.get(f"/editor/articles/{number}").text
    assert "秋山 菊乃さんも編集中" not in editor.get(f"/editor/articles/{number}").text
