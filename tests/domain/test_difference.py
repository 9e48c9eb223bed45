"""The difference of two trees: which parts changed, and which words in them."""

from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.domain import wording
from digest.domain.difference import Change, Excerpts, How, Mark, changes, marked, summary
from digest.domain.increasing import longest_increasing
from digest.domain.tree import (
    Card,
    Comment,
    KeyPoint,
    Page,
    PictureRef,
    Point,
    Quote,
    Rights,
    Section,
    Text,
    Tree,
)
from digest.domain.wording import sentences, words
from tests.domain.strategies import law, texts, trees

CARD = Card(
    "c1",
    title="特徴",
    url="https://a.jp/",
    publisher="国立印刷局",
    published=date(2024, 7, 3),
    points=(Point("v1", "肖像が動いて見えます。", "肖像が動く。"),),
)
BLOCKS = (Comment("b1", "菊子", ("傾けたくなりますね。",)), CARD, Text("b2", "段落です。"))
TREE = Tree(
    title="新しいお札",
    lead="三つのお札。",
    key_points=(KeyPoint("k1", "三つの額面", ("c1",)),),
    pages=(
        Page("p1", sections=(Section("s1", "見出し", "何が？", "肖像が。", BLOCKS), Section("s2", "次"))),
        Page("p2", "歴史"),
    ),
)


def with_blocks(*blocks: object) -> Tree:
    """The tree with other blocks in its first section."""
    page = TREE.pages[0]
    section = replace(page.sections[0], blocks=blocks)
    return replace(TREE, pages=(replace(page, sections=(section, *page.sections[1:])), *TREE.pages[1:]))


def short(found: tuple[Change, ...]) -> list[tuple[str, str]]:
    return [(change.part, change.kind) for change in found]


def seen(before: str, after: str) -> str:
    """The marked text in one line: [gone] {new}."""
    frames = {Mark.SAME: "%s", Mark.GONE: "[%s]", Mark.NEW: "{%s}"}
    return "".join(frames[piece.kind] % piece.text for piece in marked(before, after))


@law
@given(trees())
def test_a_tree_does_not_differ_from_itself(tree: Tree) -> None:
    assert changes(tree, tree) == ()


@law
@given(trees(), st.data())
def test_the_difference_read_backwards_is_the_opposite(before: Tree, data: st.DataObject) -> None:
    pages = data.draw(st.permutations(before.pages))
    after = replace(before, lead=data.draw(texts), pages=(*pages[1:], Page(title="新しいページ")))
    turned = {How.ADDED: How.REMOVED, How.REMOVED: How.ADDED}
    there = [(c.part, c.kind) for c in changes(before, after) if c.kind is not How.MOVED]
    back = [(c.part, turned.get(c.kind, c.kind)) for c in changes(after, before) if c.kind is not How.MOVED]
    assert sorted(there) == sorted(back) != []


@pytest.mark.parametrize(
    ("after", "change"),
    [
        (replace(TREE, title="お札"), Change("head", How.CHANGED, "head", "新しいお札", "お札")),
        (
            replace(TREE, subtitle="副題"),
            Change("head", How.CHANGED, "head", "新しいお札", "新しいお札\n副題"),
        ),
        (replace(TREE, lead=""), Change("lead", How.REMOVED, "lead", "三つのお札。", "")),
        (replace(TREE, intro="では。"), Change("intro", How.ADDED, "intro", "", "では。")),
        (
            replace(TREE, picture=PictureRef("k", alt="旗", credit="日銀")),
            Change("picture", How.ADDED, "picture", "", "旗\n日銀"),
        ),
        (
            replace(TREE, key_points=(KeyPoint("k1", "三つ", ("c1",)),)),
            Change("key-points", How.CHANGED, "key-points", "三つの額面", "三つ"),
        ),
        (
            replace(TREE, pages=(TREE.pages[0], Page("p2", "あゆみ"))),
            Change("p2", How.CHANGED, "page", "歴史", "あゆみ"),
        ),
        (replace(TREE, pages=TREE.pages[:1]), Change("p2", How.REMOVED, "page", "歴史", "")),
        (
            with_blocks(*BLOCKS[:2], Text("b2", "段落。")),
            Change("b2", How.CHANGED, "text", "段落です。", "段落。"),
        ),
        (
            with_blocks(*BLOCKS, Quote("b3", "傾けて。", "日銀")),
            Change("b3", How.ADDED, "quote", "", "傾けて。\n日銀"),
        ),
        (
            with_blocks(BLOCKS[0], replace(CARD, points=()), BLOCKS[2]),
            Change(
                "c1",
                How.CHANGED,
                "card",
                "特徴\n国立印刷局\n2024-07-03\nhttps://a.jp/\n肖像が動いて見えます。\n肖像が動く。",
                "特徴\n国立印刷局\n2024-07-03\nhttps://a.jp/",
            ),
        ),
    ],
)
def test_a_changed_part_is_named_with_both_texts(after: Tree, change: Change) -> None:
    assert changes(TREE, after) == (change,)


@pytest.mark.parametrize(
    ("after", "part", "also"),
    [
        (replace(TREE, language="en"), "head", ("language",)),
        (replace(TREE, key_points=(KeyPoint("k1", "三つの額面"),)), "key-points", ("cards",)),
        (with_blocks(*BLOCKS[:2], Text("b2", "段落です。", ("c1",))), "b2", ("cards",)),
        (
            with_blocks(BLOCKS[0], replace(CARD, picture=PictureRef("k", rights=Rights.OWN)), BLOCKS[2]),
            "c1",
            ("decorative", "picture", "rights"),
        ),
    ],
)
def test_what_is_not_text_is_named(after: Tree, part: str, also: tuple[str, ...]) -> None:
    (change,) = changes(TREE, after)
    assert (change.part, change.also, change.before) == (part, also, change.after)


def test_new_ids_of_points_are_no_change() -> None:
    point = replace(CARD.points[0], id="v9")
    assert changes(TREE, with_blocks(BLOCKS[0], replace(CARD, points=(point,)), BLOCKS[2])) == ()


def test_a_block_that_became_another_kind_has_changed() -> None:
    (change,) = changes(TREE, with_blocks(*BLOCKS[:2], Quote("b2", "段落です。")))
    assert (change.kind, change.label_kind) == (How.CHANGED, "quote")


def test_the_fewest_moves_explain_a_new_order() -> None:
    comment, card, text = BLOCKS
    assert short(changes(TREE, with_blocks(card, text, comment))) == [("b1", "moved")]
    assert short(changes(TREE, with_blocks(text, comment, card))) == [("b2", "moved")]
    assert short(changes(TREE, with_blocks(card, comment, text))) in ([("b1", "moved")], [("c1", "moved")])


def test_what_is_around_an_added_or_removed_part_has_not_moved() -> None:
    comment, card, text = BLOCKS
    assert short(changes(TREE, with_blocks(comment, text))) == [("c1", "removed")]
    assert short(changes(TREE, with_blocks(Text("b8", "新"), *BLOCKS))) == [("b8", "added")]
    turned = short(changes(with_blocks(comment, text), with_blocks(text, card, comment)))
    assert turned == [("b2", "moved"), ("c1", "added")]


def test_what_moves_into_another_section_has_moved_and_a_section_takes_its_blocks_along() -> None:
    first, second = TREE.pages[0].sections
    page = replace(
        TREE.pages[0], sections=(replace(first, blocks=BLOCKS[:2]), replace(second, blocks=BLOCKS[2:]))
    )
    assert short(changes(TREE, replace(TREE, pages=(page, TREE.pages[1])))) == [("b2", "moved")]
    page = replace(TREE.pages[0], sections=(second, first))
    assert short(changes(TREE, replace(TREE, pages=(page, TREE.pages[1])))) in (
        [("s1", "moved")],
        [("s2", "moved")],
    )


def test_a_part_that_changed_and_moved_has_changed() -> None:
    after = with_blocks(Text("b2", "新しい段落。"), *BLOCKS[:2])
    assert short(changes(TREE, after)) == [("b2", "changed")]


def test_changes_come_in_reading_order_and_removed_parts_where_they_stood() -> None:
    after = replace(with_blocks(BLOCKS[0], Text("b9", "新"), BLOCKS[2]), lead="", intro="では。", title="題")
    assert short(changes(TREE, after)) == [
        ("head", "changed"),
        ("lead", "removed"),
        ("intro", "added"),
        ("c1", "removed"),
        ("b9", "added"),
    ]


@law
@given(st.lists(st.integers(), unique=True, max_size=7))
def test_nothing_longer_increases(numbers: list[int]) -> None:
    found = longest_increasing(numbers)
    kept = [number for number in numbers if number in found]
    assert kept == sorted(kept)
    subsets = ([n for at, n in enumerate(numbers) if chosen >> at & 1] for chosen in range(2 ** len(numbers)))
    assert len(kept) == max(len(some) for some in subsets if some == sorted(some))


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("", "", ""),
        ("", "新", "{新}"),
        ("三つの額面", "三つの額面", "三つの額面"),
        ("七月三日に発行", "七月四日に発行", "[七月三日]{七月四日}に発行"),
        ("2024年7月3日", "2024年7月4日", "2024年7月[3]{4}日"),
        ("率は86.9％です。", "率は87.1％です。", "率は[86.9]{87.1}％です。"),
        ("They came on 2 May.", "They have come on 2 May.", "They [came]{have come} on 2 May."),
        ("👩\u200d🔬の声", "👩\u200d🎤の声", "[👩\u200d🔬]{👩\u200d🎤}の声"),
        ("ガラスを回収", "ガラスを再利用", "ガラスを[回収]{再利用}"),
        ("一。\n二。", "一。\n三。\n二。", "一。\n{三。\n}二。"),
        ("丸い点は注意を促します", "到着は2031年", "[丸い点は注意を促します]{到着は2031年}"),
    ],
)
def test_words_are_marked(before: str, after: str, shown: str) -> None:
    assert seen(before, after) == shown


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("渋沢栄一のお札とＡＴＭ", ["渋沢栄一", "のお", "札", "と", "ＡＴＭ"]),
        ("1,000円札、don't!", ["1,000", "円札", "、", "don't", "!"]),
        ("三ヶ月 か\u3099", ["三ヶ月", " ", "か\u3099"]),
        ("a_b\n\n", ["a", "_", "b", "\n", "\n"]),
    ],
)
def test_japanese_is_cut_where_its_script_changes(text: str, cut: list[str]) -> None:
    assert words(text) == cut


@law
@given(st.text() | texts, st.text() | texts)
def test_cut_text_can_be_joined_again(a: str, b: str) -> None:
    assert "".join(words(a)) == "".join(sentences(a)) == a


few = st.lists(st.sampled_from(["札", "の", "、", "。", "\n", "1", "a", " ", "金"]), max_size=40).map("".join)


@law
@given(st.text() | texts | few, st.text() | texts | few, st.sampled_from([wording.MOST_WORDS, 6, 0]))
def test_marked_text_is_both_texts(before: str, after: str, most: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wording, "MOST_WORDS", most)
        pieces = marked(before, after)
    assert "".join(p.text for p in pieces if p.kind is not Mark.NEW) == before
    assert "".join(p.text for p in pieces if p.kind is not Mark.GONE) == after
    assert all(piece.text for piece in pieces)


def test_a_change_in_a_long_text_is_found_by_its_words() -> None:
    before = "".join(f"第{n}章は、{n + 1}番目の話です。" for n in range(2000))
    after = before.replace("第7章", "第七章").replace("1900番目", "1900回目")
    assert len(before) > 20_000
    assert [p.text for p in marked(before, after) if p.kind is not Mark.SAME] == [
        *("第7章", "第七章"),
        *("番目", "回目"),
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("の、" * 10_000, "、の" * 10_000),
        ("。\n" * 10_000, "a。\n" * 7_000),
        ("", "札の" * 10_000),
        ("".join(f"{n}、" for n in range(5000)), "".join(f"{n}。" for n in range(5000))),
        ("".join(f"{n % 90}の" for n in range(8000)), "".join(f"{n % 70}の" for n in range(8000))),
    ],
)
def test_long_texts_are_never_compared_pair_by_pair(
    before: str, after: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What difflib is given is what takes its time; the sizes say so without a clock."""
    given: list[int] = []

    class Counting(SequenceMatcher[str]):
        def __init__(self, junk: None, a: list[str], b: list[str], autojunk: bool) -> None:
            given.append(sum(b.count(word) for word in a))
            super().__init__(junk, a, b, autojunk)

    monkeypatch.setattr(wording, "SequenceMatcher", Counting)
    pieces = marked(before, after)
    assert "".join(p.text for p in pieces if p.kind is not Mark.NEW) == before
    assert "".join(p.text for p in pieces if p.kind is not Mark.GONE) == after
    assert max(given, default=0) <= wording.MOST_PAIRS


def test_a_note_quotes_the_sentences_that_changed() -> None:
    before = Tree(title="お札", lead="二つのお札です。丸い。", pages=(Page("p1", "歴史"),))
    after = replace(before, title="お札", lead="三つのお札です。丸い。", intro="では。", pages=())
    assert summary(changes(before, after), 200) == Excerpts(
        "二つのお札です。\n歴史", "三つのお札です。\nでは。"
    )


def test_a_note_is_silent_on_what_no_reader_reads() -> None:
    comment, card, text = BLOCKS
    moved = changes(TREE, with_blocks(text, comment, replace(card, picture=PictureRef("k"))))
    assert {change.kind for change in moved} == {How.MOVED, How.CHANGED}
    assert summary(moved, 200) == Excerpts("", "")


def test_a_note_on_sentences_in_another_order_quotes_them_all() -> None:
    found = changes(Tree(lead="一。二。"), Tree(lead="二。一。"))
    assert summary(found, 200) == Excerpts("一。\n二。", "二。\n一。")


@pytest.mark.parametrize(("most", "before"), [(4, "一二三四"), (3, "一二…"), (1, "…")])
def test_a_note_is_cut_at_its_length(most: int, before: str) -> None:
    assert summary(changes(Tree(lead="一二三四"), Tree()), most) == Excerpts(before, "")


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("一。二！三？四", ["一。", "二！", "三？", "四"]),
        ("「一。」と二。\n三", ["「一。」", "と二。", "\n三"]),
        ("It is 3.5 now. Is it?\nYes", ["It is 3.5 now.", " Is it?", "\nYes"]),
        ("一\n二", ["一\n", "二"]),
    ],
)
def test_sentences_end_at_a_full_stop_or_a_line_end(text: str, cut: list[str]) -> None:
    assert sentences(text) == cut
