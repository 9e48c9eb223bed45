"""The quotation check: each light at the boundary of its threshold, and whole digests copied and reworded."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from digest.domain.digest_text import parse_text
from digest.domain.quotation import Check, Kind, Light, Limits, Line, Shown, check, folding, shown
from digest.domain.quotation.laws import LAWS
from digest.domain.tree import (
    Block,
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
from tests.domain.strategies import law, trees

LIMITS = Limits()
DATE = date(2026, 11, 27)
DEMO = sorted((Path(__file__).parents[2] / "digest" / "demo" / "articles").glob("*.digest.txt"))
# Letters no two of which are alike, so that only what is copied agrees.
OWN = "".join(chr(0x4E00 + number) for number in range(400))
THEIRS = "".join(chr(0x5E00 + number) for number in range(400))

REPORT = """気象庁は27日、富士山で初冠雪を観測したと発表しました。平年より5日早く、昨年より38日早い観測です。
甲府地方気象台の職員が、午前6時すぎに山頂付近がうっすらと白くなっているのを麓から目で見て確かめました。
山頂の気温は前日の夜から下がり続け、明け方には氷点下5度7分まで冷え込んでいました。
気象台は、登山を計画している人に向けて、路面の凍結や急な天候の変化に十分注意するよう呼びかけています。"""
COPIED = REPORT.splitlines()[1:]
REWORDED = [
    "確認したのは甲府地方気象台で、朝早くに麓から肉眼で山頂の白さを見ています。",
    "前の晩からの冷え込みで、山頂は明け方に氷点下5度台になりました。",
    "これから登る人は、凍った道と変わりやすい天気への備えが必要だといいます。",
]


def a_digest(*blocks: Block, **changes: Any) -> Tree:
    """A digest of one section, which says enough of its own unless told otherwise."""
    section = Section("s1", "初めての雪", "いつ降った？", "27日の朝", blocks)
    return Tree(title="初冠雪", pages=(Page("p1", sections=(replace(section, **changes),)),))


def a_card(*points: str, **changes: Any) -> Card:
    card = Card("c1", "富士山で初冠雪", "https://example.jp/1", "気象庁")
    return replace(card, points=tuple(Point(text=text) for text in points), **changes)


def lines(tree: Tree, kind: Kind, **sources: str) -> list[Line]:
    return [line for line in check(tree, sources, LIMITS).lines if line.kind is kind]


def reds(found: Check) -> set[tuple[Kind, str]]:
    return {(line.kind, line.part) for line in found.having(Light.RED)}


@pytest.mark.parametrize(
    ("length", "light"),
    [
        (0, Light.GREEN),
        (24, Light.GREEN),
        (25, Light.AMBER),
        (26, Light.AMBER),
        (44, Light.AMBER),
        (45, Light.RED),
        (46, Light.RED),
    ],
)
@pytest.mark.parametrize("kind", [Kind.POINT, Kind.VERBATIM])
def test_letters_in_a_row_at_each_boundary(kind: Kind, length: int, light: Light) -> None:
    text = f"{OWN[:60]}、{THEIRS[:length]}。{OWN[60:120]}"
    block = a_card(text) if kind is Kind.POINT else Text("b1", text)
    tree = a_digest(block, a_card("点", id="c2"))
    line = next(each for each in lines(tree, kind, c1=THEIRS) if each.about == text)
    assert (line.light, line.value, line.limits) == (light, length, (25, 45))
    assert line.part == block.id
    found = shown(line, {"c1": THEIRS})
    assert (found.words if found else "") == (THEIRS[:length])


@pytest.mark.parametrize(
    ("per_cent", "light"),
    [
        (39, Light.GREEN),
        (40, Light.AMBER),
        (41, Light.AMBER),
        (69, Light.AMBER),
        (70, Light.RED),
        (71, Light.RED),
    ],
)
def test_the_copied_part_of_a_card_at_each_boundary(per_cent: int, light: Light) -> None:
    points = (f"{THEIRS[:per_cent]}。{OWN[: 60 - per_cent // 2]}", OWN[100 : 140 - (per_cent + 1) // 2])
    assert sum(len(point.replace("。", "")) for point in points) == 100
    (line,) = lines(a_digest(a_card(*points)), Kind.COPIED, c1=THEIRS)
    assert (line.light, line.value, line.part) == (light, per_cent, "c1")


@pytest.mark.parametrize(
    ("own", "light"),
    [
        (49, Light.RED),
        (50, Light.AMBER),
        (51, Light.AMBER),
        (66, Light.AMBER),
        (67, Light.GREEN),
        (68, Light.GREEN),
    ],
)
def test_the_share_of_the_own_text_at_each_boundary(own: int, light: Light) -> None:
    blocks = (Quote("b1", THEIRS[: 100 - own], "ある人"), Text("b2", OWN[: own - 1]))
    tree = a_digest(*blocks, heading="題", question="", answer="")
    for kind, part in ((Kind.SECTION_SHARE, "s1"), (Kind.PAGE_SHARE, "p1")):
        (line,) = lines(tree, kind)
        assert (line.light, line.value, line.part, line.limits) == (light, own, part, (67, 50))


def test_the_thresholds_can_be_set() -> None:
    limits = Limits(overlap_amber=10, overlap_red=12)
    assert [limits.light(Kind.POINT, length) for length in (9, 10, 11, 12)] == [
        Light.GREEN,
        Light.AMBER,
        Light.AMBER,
        Light.RED,
    ]


def test_a_digest_whose_points_are_copied_is_red_and_reworded_it_is_green() -> None:
    own = (Comment("b1", "菊子", ("山が白くなると、冬を思います。",)),)
    copied = check(a_digest(a_card(*COPIED), *own), {"c1": REPORT}, LIMITS)
    assert copied.light is Light.RED
    assert reds(copied) >= {(Kind.COPIED, "c1"), (Kind.POINT, "c1"), (Kind.SECTION_SHARE, "s1")}
    reworded = check(a_digest(a_card(*REWORDED, published=DATE), *own, heading="雪"), {"c1": REPORT}, LIMITS)
    assert reworded.light is Light.GREEN
    assert reworded.count(Light.GREEN) == len(reworded.lines)


def test_other_commas_widths_and_spaces_make_no_other_words() -> None:
    disguised = [point.replace("、", " , ").replace("5", "５") for point in COPIED]
    assert (Kind.COPIED, "c1") in reds(check(a_digest(a_card(*disguised)), {"c1": REPORT}, LIMITS))


def test_short_points_that_are_copied_are_seen_together() -> None:
    """None of them is long enough to be red by itself."""
    points = [THEIRS[at : at + 20] for at in (0, 40, 80)]
    found = check(a_digest(a_card(*points)), {"c1": THEIRS}, LIMITS)
    assert reds(found) == {(Kind.COPIED, "c1"), *((k, p) for k, p in reds(found) if "share" in k)}
    assert all(line.light is Light.GREEN for line in found.lines if line.kind is Kind.POINT)


def test_a_few_words_that_everybody_says_are_no_copy() -> None:
    (line,) = lines(a_digest(a_card("富士山で初冠雪を観測した")), Kind.COPIED, c1=REPORT)
    assert (line.light, line.value) == (Light.GREEN, 100)


def test_words_of_a_source_are_found_in_every_text_outside_quotes() -> None:
    copy = COPIED[2]
    tree = replace(
        a_digest(
            a_card(copy),
            Comment("b1", "菊子", ("はい。", copy)),
            Text("b2", f"前。\n\n{copy}"),
            Timeline("b3", "歩み", (Event("e1", "朝", copy),)),
            Figure("b4", None, copy),
            Quote("b5", copy, "気象庁"),
            Text("b6", f"> {copy}"),
            answer=copy,
        ),
        lead=copy,
        intro=copy,
        key_points=(KeyPoint("k1", copy),),
    )
    found = {line.part for line in lines(tree, Kind.VERBATIM, c9=REPORT) if line.light is Light.RED}
    assert found == {"lead", "intro", "key-points", "s1", "b1", "b2", "b3", "b4"}
    assert [line.part for line in lines(tree, Kind.POINT, c9=REPORT)] == ["c1"]


def test_words_in_quotation_marks_are_others_but_no_hidden_copy() -> None:
    told = f"発表は次のようにいいます。「{COPIED[0]}」と。"
    tree = a_digest(Text("b1", told), a_card("点"))
    assert {line.light for line in lines(tree, Kind.VERBATIM, c1=REPORT)} == {Light.GREEN}
    assert lines(tree, Kind.PAGE_SHARE, c1=REPORT)[0].light is Light.RED
    within = a_digest(Text("b1", COPIED[0].replace("山頂付近", "「山頂付近」")), a_card("点"))
    assert Light.RED in {line.light for line in lines(within, Kind.VERBATIM, c1=REPORT)}


def test_the_words_are_shown_in_both_texts_and_nothing_else_of_the_source() -> None:
    tree = a_digest(a_card(f"なんと、{COPIED[1]}寒い。"))
    (line,) = lines(tree, Kind.POINT, c1=REPORT)
    words = COPIED[1].rstrip("。")
    assert shown(line, {"c1": REPORT}) == Shown("なんと、", words, "。寒い。", words, "c1")


def test_a_card_without_a_text_of_its_source_is_unmeasured() -> None:
    tree = a_digest(a_card(*COPIED), a_card("点", id="c2"))
    for sources in ({}, {"c1": "", "c2": "、。"}, {"c2": REPORT}):
        unmeasured = [
            line.part for line in check(tree, sources, LIMITS).lines if line.light is Light.UNMEASURED
        ]
        assert unmeasured == (["c1"] if "c2" in sources and sources["c2"] == REPORT else ["c1", "c2"])
    # A point that is in another card's source is a copy all the same.
    assert (Kind.POINT, "c1") in reds(check(tree, {"c2": REPORT}, LIMITS))


@pytest.mark.parametrize(
    ("text", "lights"),
    [
        (COPIED[0], [Light.GREEN]),
        (COPIED[0].replace("職員が", "担当者が"), [Light.AMBER]),
        ("まったく別の人が、別の場所で言ったことです。", []),
    ],
)
def test_a_quote_says_what_its_source_says(text: str, lights: list[Light]) -> None:
    tree = a_digest(Quote("b1", text, "気象庁"), a_card("点"))
    assert [line.light for line in lines(tree, Kind.QUOTE_WORDS, c1=REPORT)] == lights


@dataclass(frozen=True)
class AStored:
    """What the library says of a picture."""

    rights: str = ""
    credit: str = ""


@pytest.mark.parametrize(
    ("changes", "light", "missing"),
    [
        ({"published": DATE}, Light.GREEN, ()),
        ({}, Light.AMBER, ("date",)),
        ({"published": DATE, "title": ""}, Light.RED, ("title",)),
        ({"published": DATE, "publisher": ""}, Light.RED, ("publisher",)),
        ({"url": ""}, Light.RED, ("url", "date")),
    ],
)
def test_a_card_says_where_its_source_is(
    changes: dict[str, Any], light: Light, missing: tuple[str, ...]
) -> None:
    (line,) = lines(a_digest(a_card("点", **changes)), Kind.CARD_FACTS)
    assert (line.light, line.missing, line.part) == (light, missing, "c1")


@pytest.mark.parametrize(("source", "light"), [("気象庁", Light.GREEN), ("", Light.RED)])
def test_a_quote_says_whose_words_it_is(source: str, light: Light) -> None:
    (line,) = lines(a_digest(Quote("b1", "寒い。", source)), Kind.QUOTE_SOURCE)
    assert (line.light, line.part) == (light, "b1")


@pytest.mark.parametrize(
    ("tree", "light"),
    [
        (a_digest(a_card("点"), answer=""), Light.AMBER),
        (a_digest(a_card("点"), Quote("b1", "寒い。", "人"), answer=""), Light.AMBER),
        (a_digest(a_card("点")), Light.GREEN),
        (a_digest(a_card("点"), Comment("b1", "菊子", ("寒い。",)), answer=""), Light.GREEN),
        (a_digest(a_card("点"), Timeline("b1", "", (Event(text="朝"),)), answer=""), Light.GREEN),
        (
            replace(a_digest(a_card("点"), answer=""), key_points=(KeyPoint(text="雪", cards=("c1",)),)),
            Light.GREEN,
        ),
        (
            replace(a_digest(a_card("点"), answer=""), key_points=(KeyPoint(text="雪", cards=("c8",)),)),
            Light.AMBER,
        ),
    ],
)
def test_a_card_serves_something_of_our_own(tree: Tree, light: Light) -> None:
    (line,) = lines(tree, Kind.CARD_USE)
    assert (line.light, line.part) == (light, "c1")


@pytest.mark.parametrize(
    ("ref", "stored", "light"),
    [
        (PictureRef("flag", rights=Rights.OWN), AStored(), Light.GREEN),
        (PictureRef("flag"), AStored("own"), Light.GREEN),
        (PictureRef("flag"), AStored(), Light.RED),
        (PictureRef("flag", rights=Rights.QUOTATION, credit="ある人"), AStored(), Light.AMBER),
        (PictureRef("flag"), AStored("quotation", "ある人"), Light.AMBER),
        (PictureRef("flag", rights=Rights.QUOTATION), AStored(), Light.RED),
    ],
)
def test_a_picture_says_why_it_may_be_shown(ref: PictureRef, stored: AStored, light: Light) -> None:
    tree = replace(a_digest(a_card("点", picture=ref), Figure("b1", ref)), picture=ref)
    found = [line for line in check(tree, {}, LIMITS, {"flag": stored}).lines if "picture" in line.kind]
    assert [(line.part, line.light) for line in found] == [(part, light) for part in ("picture", "c1", "b1")]


def test_the_worst_comes_first() -> None:
    found = check(a_digest(a_card(*COPIED), a_card("点", id="c2")), {"c1": REPORT}, LIMITS)
    order = list(Light)
    assert [line.light for line in found.lines] == sorted(
        (line.light for line in found.lines), key=order.index
    )
    assert found.light is Light.RED
    assert check(Tree(), {}, LIMITS).light is Light.GREEN


def test_every_kind_of_line_has_its_law() -> None:
    assert set(LAWS) == set(Kind)
    assert all(LAWS.values())


@given(trees())
@law
def test_any_tree_can_be_checked_against_its_own_points(tree: Tree) -> None:
    texts = {card.id: "。".join(point.text for point in card.points) for card in tree.cards()}
    found = check(tree, texts, LIMITS)
    parts = {node.id for node in tree.nodes()} | {"lead", "intro", "picture", "key-points"}
    assert {line.part for line in found.lines} <= parts
    assert all(0 <= line.value <= 100 for line in found.lines if "share" in line.kind)
    assert len({(line.kind, line.node) for line in found.lines}) == len(found.lines)


@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.name.partition(".")[0])
def test_no_digest_of_ours_is_red_and_each_would_be_if_its_points_were_copied(path: Path) -> None:
    tree = parse_text(path.read_text("utf-8")).tree
    assert reds(check(tree, {}, LIMITS)) == set()
    sources = {card.id: "。".join(point.text for point in card.points) for card in tree.cards()}
    copied = reds(check(tree, sources, LIMITS))
    assert {(Kind.COPIED, card) for card in sources} <= copied


def test_a_source_that_two_cards_cite_is_one_and_a_long_one_is_read_at_its_beginning() -> None:
    tree = a_digest(a_card(COPIED[0]), a_card(COPIED[1], id="c2"))
    found = check(tree, {"c1": REPORT, "c2": REPORT}, LIMITS)
    assert {line.run.source for line in found.lines if line.kind is Kind.POINT and line.run} == {"c1"}
    assert {(Kind.COPIED, "c1"), (Kind.COPIED, "c2")} <= reds(found)
    late = check(tree, {"c1": "長" * 50_000 + REPORT}, LIMITS)
    assert (Kind.COPIED, "c1") not in reds(late)


def test_many_long_sources_are_read_in_equal_parts() -> None:
    cards = [a_card(COPIED[0], id=f"c{number}") for number in range(1, 21)]
    long = {card.id: f"{card.id}{'長' * 30_000}{REPORT}" for card in cards}
    tree = a_digest(*cards)
    assert (Kind.COPIED, "c1") in reds(check(tree, {"c1": long["c1"]}, LIMITS))
    assert (Kind.COPIED, "c1") not in reds(check(tree, long, LIMITS))


def test_a_source_is_gone_through_once_for_all_that_is_shown_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    text, through = f"{REPORT}これは今日だけの文です。", []
    monkeypatch.setattr(folding, "_characters", lambda given: through.append(given) or given)
    tree = a_digest(a_card(*COPIED))
    lines = [line for line in check(tree, {"c1": text}, LIMITS).lines if line.run]
    through.clear()
    said = [seen.passage for line in lines if (seen := shown(line, {"c1": text}))]
    assert len(said) > 1
    assert all(passage in text for passage in said)
    # Once to count, and once for each to cut it out.
    assert through.count(text) == 1 + len(said)
