"""The checklist: one row for each rule, with an article that breaks that rule and no other."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from digest.domain.checklist import Facts, Severity, findings
from digest.domain.checks import rules
from digest.domain.checks.key_points import SUPPORTED, passages
from digest.domain.checks.rules import Rule
from digest.domain.digest_text import parse_text
from digest.domain.likeness import Earlier, bigrams, contained
from digest.domain.source_mix import SourceMix
from digest.domain.support import statements
from digest.domain.tree import (
    Card,
    Comment,
    Event,
    Figure,
    KeyPoint,
    Page,
    PictureRef,
    Point,
    Quote,
    Rights,
    Section,
    Text,
    Timeline,
    Tree,
)
from tests.support.factories import a_tree

PICTURE = PictureRef("flag", alt="旗", credit="当サイト作成", rights=Rights.OWN)


@dataclass(frozen=True)
class AStored:
    """A stored picture that says nothing of itself."""

    alt: str = ""
    credit: str = ""
    rights: str = ""
    licence: str = ""


FACTS = Facts("notes", "くらし", "秋山 菊乃", {"flag": AStored()})


def sound() -> Tree:
    """A tree of two pages with which nothing is wrong, and which has every kind of block."""
    tree = replace(a_tree(pages=2), picture=PICTURE)
    more = (
        Text(text="古いお札も、これまでどおり使えます。", cards=("c1",)),
        Quote(text="傾けてみてください。", source="国立印刷局"),
        Figure(picture=PICTURE, caption="旗"),
        Timeline(title="あゆみ", events=(Event(when="1984年", text="前の改刷"),)),
    )
    tree = with_section(tree, blocks=tree.pages[0].sections[0].blocks + more)
    return on_cards(tree, published=date(2024, 7, 3), picture=PICTURE)


def on_cards(tree: Tree, **changes: Any) -> Tree:
    """`tree` with every card changed."""

    def changed(section: Section) -> Section:
        blocks = (replace(b, **changes) if isinstance(b, Card) else b for b in section.blocks)
        return replace(section, blocks=tuple(blocks))

    pages = (replace(page, sections=tuple(map(changed, page.sections))) for page in tree.pages)
    return replace(tree, pages=tuple(pages))


def with_card(**changes: Any) -> Tree:
    """The sound tree with its first card changed."""
    tree = sound()
    return with_section(tree, blocks=tuple(_card(b, changes) for b in tree.pages[0].sections[0].blocks))


def _card(block: Any, changes: Any) -> Any:
    return replace(block, **changes) if isinstance(block, Card) else block


def with_block(block: Any) -> Tree:
    """The sound tree with one more block in its first section."""
    tree = sound()
    return with_section(tree, blocks=(*tree.pages[0].sections[0].blocks, block))


def with_section(tree: Tree, **changes: Any) -> Tree:
    """`tree` with its first section changed."""
    first = tree.pages[0]
    page = replace(first, sections=(replace(first.sections[0], **changes), *first.sections[1:]))
    return replace(tree, pages=(page, *tree.pages[1:]))


def with_points(*points: KeyPoint) -> Tree:
    """The sound tree with other key points."""
    return replace(sound(), key_points=points)


def with_page(page: Page) -> Tree:
    """The sound tree with one more page."""
    tree = sound()
    return replace(tree, pages=(*tree.pages, page))


def with_cover(**changes: Any) -> Tree:
    """The sound tree with its picture changed."""
    return replace(sound(), picture=replace(PICTURE, **changes))


LIKE = Earlier("before", "新しいお札は何が変わった？")
GOOD = KeyPoint(id="k1", text="三つの額面が切り替わりました。", cards=("c1",))
FULL = Section(heading="題", question="何？", answer="これ。")
# 46 letters in a row, the source that has them, and a section that consists of them.
WORDS = "傾けると肖像が立体的に回って見える仕組みは、世界で初めて銀行券に取り入れられた偽造を防ぐ工夫です。"
KEPT = replace(FACTS, source_texts={"c1": f"発表によると、三つのうち{WORDS}説明は続きます。"})
QUOTING = replace(FULL, id="s9", blocks=(Quote(text=WORDS, source="国立印刷局"),))
DEMO = sorted((Path(__file__).parents[2] / "digest" / "demo" / "articles").glob("*.digest.txt"))

# The rule, the part, what breaks it, and the facts where they do.
ROWS: list[tuple[Rule, str, Tree, Facts]] = [
    (rules.TITLE_MISSING, "head", replace(sound(), title=""), FACTS),
    (rules.TITLE_LONG, "head", replace(sound(), title="題" * 61), FACTS),
    (rules.SLUG_MISSING, "head", sound(), replace(FACTS, slug="")),
    (rules.TOPIC_MISSING, "head", sound(), replace(FACTS, topic="")),
    (rules.AUTHOR_MISSING, "head", sound(), replace(FACTS, author="")),
    (rules.SIMILAR, "head", sound(), replace(FACTS, similar=(LIKE,))),
    (rules.ONE_ORIGIN, "c1", sound(), replace(FACTS, mix=SourceMix(sources=2, publishers=2, origins=1))),
    (rules.LEAD_MISSING, "lead", replace(sound(), lead=""), FACTS),
    (rules.KEY_POINTS_COUNT, "key-points", with_points(), FACTS),
    (rules.KEY_POINTS_COUNT, "key-points", with_points(GOOD), FACTS),
    (rules.KEY_POINTS_COUNT, "key-points", with_points(*[replace(GOOD, id="")] * 6), FACTS),
    (rules.KEY_POINT_EMPTY, "key-points", with_points(GOOD, KeyPoint(cards=("c1",))), FACTS),
    (rules.KEY_POINT_UNSUPPORTED, "key-points", with_points(GOOD, KeyPoint(text="猫は液体です。")), FACTS),
    (
        rules.KEY_POINT_LOST_CARD,
        "key-points",
        with_points(GOOD, replace(GOOD, id="k2", cards=("c1", "c8"))),
        FACTS,
    ),
    (
        rules.NUMBER_NOT_IN_SOURCE,
        "key-points",
        with_points(GOOD, replace(GOOD, id="k2", text="３つの額面が四つに切り替わりました。")),
        KEPT,
    ),
    (rules.NUMBER_NOT_IN_SOURCE, "c1", with_card(points=(Point(text="肖像が5回動きます。"),)), KEPT),
    (
        rules.NUMBER_NOT_IN_SOURCE,
        "c1",
        with_card(points=(Point(text="3回動きます。", passage="二回動く。"),)),
        FACTS,
    ),
    (
        rules.PASSAGE_NOT_IN_SOURCE,
        "c1",
        with_card(points=(Point(text="動きます。", passage="肖像が止まる。"),)),
        KEPT,
    ),
    (rules.UNCONFIRMED, "key-points", sound(), KEPT),
    (
        rules.UNCONFIRMED,
        "key-points",
        with_card(points=(Point(text="動きます。", passage="肖像が動く。"),)),
        FACTS,
    ),
    (rules.NO_SECTION, "intro", replace(with_points(*[KeyPoint(text="一")] * 2), pages=()), FACTS),
    (rules.PAGE_DEAD, "p3", with_page(Page(title="まだ題だけ")), FACTS),
    (rules.SECTION_EMPTY, "s9", with_page(Page(sections=(Section("s9"), FULL))), FACTS),
    (rules.SECTION_WITHOUT_QUESTION, "s1", with_section(sound(), question=""), FACTS),
    (rules.SECTION_WITHOUT_ANSWER, "s1", with_section(sound(), answer=""), FACTS),
    (rules.COMMENT_EMPTY, "b9", with_block(Comment("b9", speaker="菊子")), FACTS),
    (rules.TEXT_EMPTY, "b9", with_block(Text("b9")), FACTS),
    (rules.TEXT_LOST_CARD, "b9", with_block(Text("b9", "段落です。", ("c8",))), FACTS),
    (rules.QUOTE_EMPTY, "b9", with_block(Quote("b9", source="国立印刷局")), FACTS),
    (rules.QUOTE_WITHOUT_SOURCE, "b9", with_block(Quote("b9", "傾けてみてください。")), FACTS),
    (rules.FIGURE_EMPTY, "b9", with_block(Figure("b9", caption="旗")), FACTS),
    (rules.TIMELINE_EMPTY, "b9", with_block(Timeline("b9", "あゆみ", (Event(),))), FACTS),
    (rules.CARD_EMPTY, "c9", with_block(Card("c9")), FACTS),
    (rules.CARD_WITHOUT_URL, "c1", with_card(url=""), FACTS),
    (rules.CARD_BAD_URL, "c1", with_card(url="npb.go.jp"), FACTS),
    (rules.CARD_WITHOUT_TITLE, "c1", with_card(title=""), FACTS),
    (rules.CARD_WITHOUT_PUBLISHER, "c1", with_card(publisher=""), FACTS),
    (rules.CARD_WITHOUT_POINTS, "c1", with_card(points=()), FACTS),
    (rules.CARD_WITHOUT_DATE, "c1", with_card(published=None), FACTS),
    (rules.POINT_EMPTY, "c1", with_card(points=(Point(text="一"), Point(passage="文"))), FACTS),
    (rules.POINT_LONG, "c1", with_card(points=(Point(text="点" * 201),)), FACTS),
    (rules.QUOTATION_OVERLAP, "lead", replace(sound(), lead=WORDS), KEPT),
    (rules.QUOTATION_COPIED, "c1", with_card(points=(Point(text=WORDS[:30]),)), KEPT),
    (rules.QUOTATION_SHARE, "s9", with_page(Page(sections=(FULL, QUOTING))), FACTS),
    (rules.PICTURE_UNKNOWN, "picture", with_cover(key="lost"), FACTS),
    (rules.PICTURE_WITHOUT_ALT, "picture", with_cover(alt=""), FACTS),
    (rules.PICTURE_WITHOUT_CREDIT, "picture", with_cover(credit=""), FACTS),
    (rules.PICTURE_WITHOUT_RIGHTS, "picture", with_cover(rights=None), FACTS),
    (rules.PICTURE_WITHOUT_LICENCE, "picture", with_cover(rights=Rights.LICENSED), FACTS),
    (rules.PICTURE_WITHOUT_ALT, "c1", with_card(picture=replace(PICTURE, alt="")), FACTS),
    (rules.PICTURE_WITHOUT_ALT, "b9", with_block(Figure("b9", replace(PICTURE, alt=""))), FACTS),
]


@pytest.mark.parametrize(("rule", "part", "tree", "facts"), ROWS, ids=[row[0].code for row in ROWS])
def test_what_breaks_one_rule_is_found_and_nothing_else(
    rule: Rule, part: str, tree: Tree, facts: Facts
) -> None:
    if rule is not rules.UNCONFIRMED:
        facts = replace(facts, confirmed={said.id: said.fingerprint for said in statements(tree)})
    found = findings(tree, facts)
    assert [(f.code, f.severity, f.part) for f in found] == [(rule.code, rule.severity, part)]
    assert str(found[0])
    assert "%(" not in str(found[0])


def test_every_rule_has_a_row() -> None:
    known = {rule for rule in vars(rules).values() if isinstance(rule, Rule)}
    assert known == {row[0] for row in ROWS}
    assert len({rule.code for rule in known}) == len(known)


def test_a_sound_article_is_not_found_fault_with() -> None:
    assert findings(sound(), FACTS) == ()


@pytest.mark.parametrize(
    "tree",
    [
        replace(sound(), title="題" * 60),
        with_card(points=(Point(text="点" * 200),)),
        with_points(*[replace(GOOD, id="")] * 2),
        with_points(*[replace(GOOD, id="")] * 5),
        with_points(GOOD, KeyPoint(text="古いお札も、そのまま使えます。")),
        with_points(GOOD, KeyPoint(text="肖像が回る")),
        with_block(Comment(lines=("編集部です。",))),
        with_block(Timeline(events=(Event(text="前の改刷"),))),
        with_section(sound(), heading=""),
        with_page(Page(sections=(FULL,))),
        with_cover(alt="", decorative=True),
        with_cover(rights=Rights.LICENSED, licence="CC BY 4.0"),
    ],
)
def test_what_just_keeps_the_rules_is_let_be(tree: Tree) -> None:
    assert findings(tree, FACTS) == ()


def test_what_the_library_says_of_a_picture_counts() -> None:
    tree = with_cover(alt="", credit="", rights=None)
    stored = AStored("旗", "当サイト作成", "licensed", "CC0")
    assert findings(tree, replace(FACTS, stored_pictures={"flag": stored})) == ()
    unnamed = replace(FACTS, stored_pictures={"flag": replace(stored, licence="")})
    assert [finding.code for finding in findings(tree, unnamed)] == ["picture-without-licence"]


def test_a_page_whose_sections_are_all_empty_is_dead() -> None:
    found = findings(with_page(Page(sections=(Section("s9", blocks=(Text("b9"),)),))), FACTS)
    assert [(f.code, f.part) for f in found] == [
        ("page-dead", "p3"),
        ("section-empty", "s9"),
        ("text-empty", "b9"),
    ]


def test_a_first_page_without_a_section_is_dead_too() -> None:
    tree = sound()
    found = findings(replace(tree, pages=(Page("p9"), *tree.pages)), FACTS)
    assert [(f.code, f.part, f.params["number"]) for f in found] == [("page-dead", "p9", 1)]


def test_pages_without_any_section_are_one_finding() -> None:
    tree = replace(sound(), key_points=(KeyPoint(text="一"),) * 2, pages=(Page("p1"), Page("p2", "題")))
    assert [(f.code, f.part) for f in findings(tree, FACTS)] == [("no-section", "p1")]


def test_errors_come_first_and_then_the_order_of_reading() -> None:
    tree = replace(on_cards(sound(), published=None), lead="", title="題" * 61)
    found = findings(with_section(tree, blocks=(*tree.pages[0].sections[0].blocks, Text("b9"))), FACTS)
    assert [f.part for f in found if f.severity is Severity.ERROR] == ["lead", "b9"]
    assert [f.part for f in found] == ["lead", "b9", "head", "c1", "c2"]


def test_findings_of_one_kind_in_one_part_have_keys_of_their_own() -> None:
    long = tuple(Point(text="点" * 201) for _ in range(3))
    lost = KeyPoint(text="猫は液体です。", cards=("c8",))
    tree = replace(with_card(points=long), key_points=(lost, replace(lost, text="犬は固体です。")))
    keys = [f.key for f in findings(tree, replace(FACTS, similar=(LIKE, replace(LIKE, slug="other"))))]
    assert len(set(keys)) == len(keys) == 9
    assert "similar-digest:head:before" in keys


def test_a_finding_says_which_of_several_parts_it_means() -> None:
    assert [f.about for f in findings(on_cards(sound(), published=None), FACTS)] == ["特徴1の1", "特徴2の1"]


def test_key_points_of_the_demo_rest_on_their_own_article_and_on_no_other() -> None:
    """What the share that supports a key point was chosen by."""
    trees = [parse_text(path.read_text("utf-8")).tree for path in DEMO]
    own = [_best(point, tree) for tree in trees for point in tree.key_points]
    strange = [_best(point, other) for tree, other in pairwise(trees) for point in tree.key_points]
    assert sum(share >= SUPPORTED for share in own) >= 0.9 * len(own)
    assert max(strange) < SUPPORTED


def _best(point: KeyPoint, tree: Tree) -> float:
    """The greatest share of `point` that one passage of `tree` has."""
    return max(contained(bigrams(point.text), bigrams(passage)) for passage in passages(tree))
