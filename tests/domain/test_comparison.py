"""Two trees side by side: every part in reading order, with what changed marked and the rest between."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from digest.domain.comparison import Stretch, stretches
from digest.domain.difference import How, changes
from digest.domain.rearranging import added, removed
from digest.domain.tree import Page, Tree
from digest.domain.wording import Mark
from tests.domain.strategies import texts, trees
from tests.support.factories import a_tree


def told(found: tuple[Stretch, ...]) -> list[tuple[str, How | None]]:
    return [(part.part, part.how) for stretch in found for part in stretch.parts]


def test_equal_texts_are_one_unchanged_stretch() -> None:
    [stretch] = stretches(a_tree(), a_tree())
    assert (stretch.changed, len(stretch.parts)) == (False, 9)


def test_a_changed_part_stands_between_unchanged_ones() -> None:
    before, after = a_tree(), replace(a_tree(), lead="五つのお札が新しくなりました。")
    first, second, third = stretches(before, after)
    assert [first.changed, second.changed, third.changed] == [False, True, False]
    [lead] = second.parts
    assert (lead.part, lead.how) == ("lead", How.CHANGED)
    assert "".join(piece.text for piece in lead.pieces if piece.kind is not Mark.NEW) == before.lead
    assert "".join(piece.text for piece in lead.pieces if piece.kind is not Mark.GONE) == after.lead


def test_a_removed_part_stands_where_it_stood_and_a_new_one_where_it_stands() -> None:
    before = a_tree()
    after, new = added(removed(before, "c1")[0], "text", "b2", taken=("c1",))
    assert told(stretches(before, after))[-4:] == [
        ("b1", None),
        ("c1", How.REMOVED),
        ("b2", None),
        (new, How.ADDED),
    ]


@given(trees(), st.data())
def test_every_part_is_there_once_and_every_change_among_them(before: Tree, data: st.DataObject) -> None:
    pages = data.draw(st.permutations(before.pages))
    after = replace(before, lead=data.draw(texts), pages=(*pages[1:], Page(title="新しいページ")))
    names = told(stretches(before, after))
    assert len(names) == len(dict(names))
    assert [name for name, how in names if how] == [change.part for change in changes(before, after)]
