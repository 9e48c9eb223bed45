"""Which line of a form is which node."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.domain.line_matching import matched

OLD = ("v1", "v2", "v3")


@pytest.mark.parametrize(
    ("after", "ids"),
    [
        (["a", "b", "c"], ["v1", "v2", "v3"]),
        (["a", "B", "c"], ["v1", "v2", "v3"]),
        (["new", "a", "b", "c"], [None, "v1", "v2", "v3"]),
        (["a", "c"], ["v1", "v3"]),
        (["c", "a", "b"], ["v3", "v1", "v2"]),
        (["x", "y", "z", "more"], ["v1", "v2", "v3", None]),
        ([], []),
    ],
)
def test_a_line_keeps_its_node(after: list[str], ids: list[str | None]) -> None:
    assert matched(OLD, ("a", "b", "c"), after) == ids


LINES = st.lists(st.sampled_from("abcd"), max_size=8)


@given(LINES, LINES)
def test_no_node_is_given_twice_and_equal_texts_are_found(before: list[str], after: list[str]) -> None:
    found = matched(range(len(before)), before, after)
    kept = [at for at in found if at is not None]
    assert len(found) == len(after)
    assert len(kept) == len(set(kept))
    for line in set(after):
        most = min(before.count(line), after.count(line))
        told = zip(found, after, strict=True)
        assert sum(at is not None and text == before[at] == line for at, text in told) == most
