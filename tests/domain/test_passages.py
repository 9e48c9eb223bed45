"""The sentences of a source that a point may rest on."""

import pytest

from digest.domain.passages import FOUND_MOST, LENGTH_MOST, passages

TEXT = (
    "新しい一万円札は七月三日に発行された。肖像が動いて見えるホログラムを、銀行券として初めて載せた。\n"
    "数字は大きくなり、指で触ると分かる印も付いた。古いお札もこれまでどおり使える。"
)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("ホログラムの肖像が動いて見えます", "肖像が動いて見えるホログラムを、銀行券として初めて載せた。"),
        ("ホログラム", "肖像が動いて見えるホログラムを、銀行券として初めて載せた。"),
        ("古いお札も使えます", "古いお札もこれまでどおり使える。"),
        ("印", "数字は大きくなり、指で触ると分かる印も付いた。"),
    ],
)
def test_the_sentence_that_says_it_comes_first(query: str, first: str) -> None:
    assert passages(TEXT, query)[0] == first


@pytest.mark.parametrize(
    ("text", "query"), [("", "お札"), (TEXT, ""), (TEXT, "。"), (TEXT, "ペンギンの行進")]
)
def test_where_nothing_is_like_it_nothing_is_found(text: str, query: str) -> None:
    assert passages(text, query) == []


def test_few_and_short_sentences_are_shown_of_any_source() -> None:
    found = passages("お札。".join(f"{number}番目の" for number in range(50)), "お札")
    assert len(found) == FOUND_MOST
    assert [len(each) for each in passages("お札" * 1000, "お札")] == [LENGTH_MOST]
    assert passages("お札です。お札です。", "お札") == ["お札です。"]
