"""The charset of a page: declared rightly, wrongly, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.domain.webpage.charset import decode
from tests.domain.strategies import law
from tests.support.press.page import ENGLISH, LIBRARY, QUAKE, RICE, SHINKANSEN

CODECS = {"utf-8": "utf-8", "cp932": "cp932", "euc_jp": "euc_jp", "iso2022_jp": "iso2022_jp"}
HEADERS = (
    "text/html",
    "text/html; charset=utf-8",
    'text/html;charset="Shift_JIS"',
    "text/html; charset=EUC-JP",
    "text/html; charset=ISO-8859-1",
    "text/html; charset=gb2312",
    "text/html; charset=utf-16",
    "text/html; charset=",
    "text/html; charset=no-such-thing",
    "",
)
sentences = st.sampled_from([*SHINKANSEN, *LIBRARY, *QUAKE, *RICE])


@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize("codec", CODECS)
def test_the_bytes_decide_whatever_the_header_says(codec: str, header: str) -> None:
    text = f"<title>{LIBRARY[0][:12]}</title>\n<p>{LIBRARY[1]}</p>"
    assert decode(text.encode(codec), header) == (text, CODECS[codec])


@given(
    st.lists(sentences, min_size=1, max_size=4).map("\n".join),
    st.sampled_from(sorted(CODECS)),
    st.integers(12, 60),
)
def test_a_few_words_are_enough(text: str, codec: str, length: int) -> None:
    words = text[:length]
    assert decode(words.encode(codec), "text/html")[0] == words


@pytest.mark.parametrize("title", ["首相、通信網の整備を表明", "新駅に図書館", "コメ平年並み", "地震の観測"])
@pytest.mark.parametrize("codec", CODECS)
def test_a_title_alone_is_enough(title: str, codec: str) -> None:
    markup = f"<html><head><title>{title}</title></head><body></body></html>"
    assert decode(markup.encode(codec), "text/html")[0] == markup


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("Shift_JIS", "cp932"),
        ("x-sjis", "cp932"),
        ("Windows-31J", "cp932"),
        ("MS_Kanji", "cp932"),
        ("EUC-JP", "euc_jis_2004"),
        ("x-euc-jp", "euc_jis_2004"),
    ],
)
def test_signs_that_the_standards_do_not_have_are_read(name: str, codec: str) -> None:
    text = f'<meta charset="{name}"><title>①㈱のコメ、Ⅲ期の計画を公表した</title>'
    assert decode(text.encode(codec), "text/html")[0] == text


def test_signs_beyond_the_standard_are_read_in_seven_bits() -> None:
    part = b"\x1b$B\x2d\x21\x1b(B"
    assert (
        decode(b"<title>" + part + "計画".encode("iso2022_jp") + b"</title>", "")[0] == "<title>①計画</title>"
    )


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_unicode_in_any_width_is_read(codec: str) -> None:
    text = f"<html><title>{RICE[0]}</title></html>"
    assert decode(text.encode(codec), "text/html; charset=Shift_JIS")[0] == text


@pytest.mark.parametrize("codec", ["utf-8", "cp932", "euc_jp"])
def test_a_few_broken_bytes_are_left_out_and_never_shown(codec: str) -> None:
    body = "\n".join(SHINKANSEN).encode(codec)
    text, _ = decode(body[:100] + b"\xff\xff" + body[100:] + b"\xe3", "text/html")
    assert SHINKANSEN[1] in text
    assert "\ufffd" not in text


def test_a_western_page_of_old_keeps_its_quotation_marks() -> None:
    text = f"<title>Council’s “green” café</title><p>{ENGLISH[0]}</p><p>{ENGLISH[1]}</p>"
    assert decode(text.encode("cp1252"), "text/html; charset=iso-8859-1") == (text, "cp1252")
    assert decode(text.encode("cp1252"), "text/html") == (text, "cp1252")


@given(st.binary(max_size=400), st.text(max_size=60))
@law
def test_no_bytes_are_too_odd(body: bytes, content_type: str) -> None:
    text, name = decode(body, content_type)
    assert "\ufffd" not in text
    assert name
