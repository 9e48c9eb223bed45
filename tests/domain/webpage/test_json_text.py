"""JSON with the slips that pages make."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.domain.webpage.json_text import values
from tests.domain.strategies import law


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('{"a": 1}', [{"a": 1}]),
        ('  \ufeff{"a": 1};\n', [{"a": 1}]),
        ('{"a": 1}{"b": 2}', [{"a": 1}, {"b": 2}]),
        ('//<![CDATA[\n{"a": 1}\n//]]>', [{"a": 1}]),
        ('/*<![CDATA[*/{"a": 1}/*]]>*/', [{"a": 1}]),
        ('<!--\n{"a": 1}\n-->', [{"a": 1}]),
        ('{"a": "two\nlines\tand a tab"}', [{"a": "two\nlines\tand a tab"}]),
        ('{"a": [1, 2,], "b": {"c": 3,},}', [{"a": [1, 2], "b": {"c": 3}}]),
        ('{"a": 1, /* why */ "b": "x // y, }" // what\n}', [{"a": 1, "b": "x // y, }"}]),
        ('{"a": "https://www.example.jp/",}', [{"a": "https://www.example.jp/"}]),
        ('{"a": "it\\\'s"}', [{"a": "it's"}]),
        ("{&quot;a&quot;: 1}", [{"a": 1}]),
        ("", []),
        ("no JSON", []),
        ('{"a": ', []),
        ("[" * 100_000, []),
    ],
)
def test_slips_are_forgiven(text: str, found: list[object]) -> None:
    assert list(values(text)) == found


def test_facts_are_saved_from_what_is_beyond_repair() -> None:
    text = '{"@type":"NewsArticle","headline":"新駅の \\"計画\\"","datePublished":"2026-11-01","name":"a"b"'
    assert list(values(text)) == [
        {"@type": "NewsArticle", "headline": '新駅の "計画"', "datePublished": "2026-11-01"}
    ]


@given(st.text(alphabet='{}[]":,/*\\\n ax1', max_size=300))
@law
def test_no_text_is_too_odd(text: str) -> None:
    list(values(text))
