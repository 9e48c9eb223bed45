"""The JSON form: the same values as the text, and a schema that cannot drift from the data classes."""

import json
from dataclasses import fields
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from digest.domain.digest_text import DigestTextError
from digest.domain.digest_text.input import MAX_CARDS
from digest.domain.manuscript import Manuscript, SpeakerProfile
from digest.domain.tree import (
    BLOCKS,
    Card,
    Comment,
    Event,
    KeyPoint,
    Page,
    PictureRef,
    Point,
    Rights,
    Section,
    Tree,
)
from digest.domain.tree_json import (
    FORMAT,
    MAX_JSON_BYTES,
    DigestJsonError,
    dump_json,
    from_json,
    load_json,
    to_json,
    tree_from_json,
    tree_to_json,
)
from tests.domain.strategies import law, manuscripts, trees

SCHEMA = json.loads((files("digest.domain") / "digest.schema.json").read_text(encoding="utf-8"))
VALID = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)


def said(**parts: Any) -> dict[str, Any]:
    return {"format": FORMAT, **parts}


def in_block(**block: Any) -> dict[str, Any]:
    return said(tree={"pages": [{"sections": [{"blocks": [block]}]}]})


@law
@given(manuscripts)
def test_reading_what_was_written_gives_the_same_manuscript(manuscript: Manuscript) -> None:
    assert from_json(to_json(manuscript)) == manuscript
    assert load_json(dump_json(manuscript)) == manuscript


@law
@given(manuscripts)
def test_what_is_written_follows_the_schema(manuscript: Manuscript) -> None:
    VALID.validate(to_json(manuscript))


@law
@given(trees())
def test_a_tree_alone_has_the_same_shape(tree: Tree) -> None:
    value = tree_to_json(tree)
    assert tree_from_json(json.loads(json.dumps(value))) == tree
    assert value == to_json(Manuscript(tree))["tree"]


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    ("name", "cls"),
    [
        ("tree", Tree),
        ("speaker", SpeakerProfile),
        ("picture", PictureRef),
        ("key_point", KeyPoint),
        ("page", Page),
        ("section", Section),
        ("point", Point),
        ("event", Event),
        *(("figure" if kind == "picture" else kind, cls) for kind, cls in BLOCKS.items()),
    ],
)
def test_the_schema_names_every_field_and_no_other(name: str, cls: Any) -> None:
    known = set(SCHEMA["$defs"][name]["properties"]) - {"kind"}
    assert known == {field.name for field in fields(cls)}
    assert SCHEMA["$defs"][name]["additionalProperties"] is False


def test_the_schema_names_what_stands_around_the_tree() -> None:
    assert set(SCHEMA["properties"]) == {"format", *(field.name for field in fields(Manuscript))}
    assert SCHEMA["$defs"]["picture"]["properties"]["rights"]["enum"] == [*Rights, None]
    assert len(SCHEMA["$defs"]["block"]["oneOf"]) == len(BLOCKS)


def test_what_is_left_out_takes_its_default() -> None:
    assert from_json(said()) == Manuscript()
    assert from_json(said(tree={"title": "x"}, published=None)) == Manuscript(Tree(title="x"))
    card = from_json(in_block(kind="card", points=[{"text": "y"}])).tree.cards()[0]
    assert card == Card("c1", points=(Point("v1", "y"),))
    VALID.validate(in_block(kind="card", points=[{"text": "y"}]))


BLOCK = "$.tree.pages[0].sections[0].blocks[0]"
REFUSALS: list[tuple[object, str, str]] = [
    ([], "$", "Expected an object."),
    ({}, "$.format", "The form is null; only chrysanthemum-digest/1 can be read."),
    ({"format": "chrysanthemum-digest/2"}, "$.format", 'The form is "chrysanthemum-digest/2"'),
    (said(titel="x"), "$", '"titel" is not known here.'),
    (said(slug=None), "$.slug", "Expected a string."),
    (said(tags="x"), "$.tags", "Expected a list."),
    (said(tags=["x", 1]), "$.tags[1]", "Expected a string."),
    (said(published="2024-07-03T09:00:00"), "$", "a publication time needs its time zone"),
    (said(published="soon"), "$.published", "Expected a time like"),
    (said(published=3), "$.published", "Expected a time like"),
    (said(speakers=[{}]), "$.speakers[0]", '"name" is missing.'),
    (said(tree=None), "$.tree", "Expected an object."),
    (said(tree={"kind": "tree"}), "$.tree", '"kind" is not known here.'),
    (said(tree={"picture": {"key": "k", "rights": "mine"}}), "$.tree.picture.rights", "Expected one of own"),
    (said(tree={"picture": {"key": " "}}), "$.tree.picture", "a picture needs a key"),
    (said(tree={"picture": {"key": "k", "decorative": 1}}), "$.tree.picture.decorative", "true or false"),
    (said(tree={"key_points": [{"id": "K"}]}), "$.tree.key_points[0]", "not a node id"),
    (said(tree={"key_points": [{"cards": [""]}]}), "$.tree.key_points[0]", "not a node id"),
    (said(tree={"pages": [{"id": "p1"}, {"id": "p1"}]}), "$.tree", "two nodes of a tree have the same id"),
    (in_block(), f"{BLOCK}.kind", "The kind of a block is one of comment, card"),
    (in_block(kind=["card"]), f"{BLOCK}.kind", "The kind of a block"),
    (
        in_block(kind="card", published="3/4"),
        f"{BLOCK}.published",
        "a date like",
    ),
    (in_block(kind="card", lines=[]), BLOCK, '"lines" is not known here.'),
    (
        said(tree={"pages": [{"sections": [{"blocks": [3]}]}]}),
        BLOCK,
        "object",
    ),
]


@pytest.mark.parametrize(("value", "path", "message"), REFUSALS)
def test_a_refusal_says_where_and_why(value: object, path: str, message: str) -> None:
    with pytest.raises(DigestJsonError) as refused:
        from_json(value)
    assert refused.value.path == path
    assert str(refused.value).startswith(f"{path}: ")
    assert message in str(refused.value)


def test_more_cards_than_a_text_may_have_are_refused() -> None:
    cards = [{"kind": "card"}] * (MAX_CARDS + 1)
    with pytest.raises(DigestJsonError, match="at most 2000 cards"):
        from_json(said(tree={"pages": [{"sections": [{"blocks": cards}]}]}))


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ("{\n\n", "line 3: This is not JSON"),
        ("", "line 1: This is not JSON"),
        (b"\xff\xfe\x00", "This is not JSON"),
        ("[" * 100_000, "This is not JSON: too deep."),
        (f'{{"format": {"9" * 5000}}}', "This is not JSON"),
        (b" " * (MAX_JSON_BYTES + 1), "bytes; at most 8388608 can be read"),
    ],
    ids=range(6),
)
def test_a_document_that_is_no_json_is_refused(document: bytes | str, message: str) -> None:
    with pytest.raises(DigestTextError) as refused:
        load_json(document)
    assert message in str(refused.value)


def test_the_document_is_readable_as_it_stands() -> None:
    text = dump_json(Manuscript(Tree(title="お札")))
    assert text.startswith('{\n  "format": "chrysanthemum-digest/1",\n  "tree": {\n    "title": "お札",\n')


def test_the_documented_example_is_what_it_says() -> None:
    document = (Path(__file__).parents[2] / "docs" / "digest-json.md").read_text(encoding="utf-8")
    example = document.split("```json\n")[1].split("```")[0]
    VALID.validate(json.loads(example))
    manuscript = load_json(example)
    assert manuscript.tree.key_points[0].cards == (manuscript.tree.cards()[0].id,)
    assert manuscript.speakers[0].name in manuscript.tree.speakers()


def test_blocks_say_their_kind_first() -> None:
    tree = Tree(pages=(Page(sections=(Section(blocks=(Comment(lines=("x",)),)),)),))
    block = tree_to_json(tree)["pages"][0]["sections"][0]["blocks"][0]
    assert list(block.items()) == [("kind", "comment"), ("id", "b1"), ("speaker", ""), ("lines", ["x"])]
