"""The address of a passage in its source."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.domain.plain import one_line
from digest.domain.text_fragment import PIECE, WHOLE, to_passage
from tests.domain.strategies import law

URL = "https://www.npb.go.jp/a"
LONG = (
    "新しい日本銀行券は、傾けると肖像が立体的に動いて見えるホログラムを、銀行券としては世界で初めて取り入れており、"
    "目の不自由な人にも分かるように指で触って確かめられる印も付いています。"
)


@pytest.mark.parametrize(
    ("url", "passage", "found"),
    [
        (URL, "", URL),
        (URL, " \n ", URL),
        (URL, "a b", f"{URL}#:~:text=a%20b"),
        (URL, "a-b, c & d", f"{URL}#:~:text=a%2Db%2C%20c%20%26%20d"),
        (URL, "50% #1 ~_.", f"{URL}#:~:text=50%25%20%231%20~_."),
        (URL, "二千円", f"{URL}#:~:text=%E4%BA%8C%E5%8D%83%E5%86%86"),
        (f"{URL}?x=1#part", "a", f"{URL}?x=1#part:~:text=a"),
        (f"{URL}#", "a", f"{URL}#:~:text=a"),
        (f"{URL}#part:~:text=old", "a", f"{URL}#part:~:text=a"),
        (f"{URL}#:~:text=old", "a", f"{URL}#:~:text=a"),
        (URL, "x" * 200, f"{URL}#:~:text={'x' * 200}"),
    ],
)
def test_a_passage_is_named_as_the_specification_says(url: str, passage: str, found: str) -> None:
    assert to_passage(url, passage) == found


def test_a_long_passage_is_named_by_phrases_at_its_ends() -> None:
    start, end = (unquote(part) for part in to_passage(URL, LONG).partition("text=")[2].split(","))
    assert (start, end) == ("新しい日本銀行券は、傾けると", "確かめられる印も付いています。")


def test_a_long_english_passage_is_cut_between_words() -> None:
    passage = (
        "The new notes turn the portrait when they are tilted, which no other note in the world has done."
    )
    start, end = (unquote(part) for part in to_passage(URL, passage).partition("text=")[2].split(","))
    assert (start, end) == ("The new notes turn", "world has done.")


@law
@given(st.text(max_size=150).map(one_line), st.sampled_from([URL, f"{URL}#part", f"{URL}#a:~:text=b"]))
def test_what_is_named_is_the_passage(passage: str, url: str) -> None:
    words, address = " ".join(passage.split()), to_passage(url, passage)
    if not words:
        assert address == url
        return
    assert address.isascii()
    place, _, directive = address.partition(":~:text=")
    assert place == url.partition(":~:")[0] + ("" if "#" in url else "#")
    assert not set("-&# ") & set(directive)
    parts = [unquote(part, errors="strict") for part in directive.split(",")]
    if len(parts) == 1:
        assert parts == [words]
        return
    start, end = parts
    assert len(words) > WHOLE
    assert words.startswith(start)
    assert words.endswith(end)
    assert min(len(start), len(end)) >= PIECE
    assert len(start) + len(end) <= len(words)
