"""From bytes to text: what a page declares is tried first and believed only where it makes sense."""

import codecs
import re
from collections.abc import Iterator

from digest.domain.webpage.limits import PAGE_MOST

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Names as the WHATWG Encoding Standard reads them, where Python would read them more narrowly.
_NAMES = {
    **dict.fromkeys(
        (
            "shift_jis",
            "shift-jis",
            "sjis",
            "x-sjis",
            "s-jis",
            "ms_kanji",
            "ms932",
            "windows-31j",
            "cp932",
            "ms-kanji",
        ),
        "cp932",
    ),
    **dict.fromkeys(("csshiftjis", "shiftjis", "shift_jis-ms", "windows-932", "cswindows31j"), "cp932"),
    **dict.fromkeys(
        ("euc-jp", "x-euc-jp", "eucjp", "x-euc", "cseucpkdfmtjapanese", "euc_jp", "eucjp-ms"), "euc_jp"
    ),
    **dict.fromkeys(
        ("iso-2022-jp", "csiso2022jp", "iso-2022-jp-1", "jis", "iso2022jp", "iso-2022-jp-ms"), "iso2022_jp"
    ),
    **dict.fromkeys(("utf-8", "utf8", "unicode-1-1-utf-8", "x-unicode20utf8", "utf_8", "utf8n"), "utf-8"),
    **dict.fromkeys(
        ("iso-8859-1", "latin1", "iso8859-1", "us-ascii", "ascii", "windows-1252", "cp1252"), "cp1252"
    ),
    **dict.fromkeys(("gb2312", "gbk", "x-gbk", "gb_2312-80", "gb18030"), "gb18030"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "ksc5601", "windows-949"), "cp949"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5"), "big5hkscs"),
}
# Where a name is not enough: the signs ①, ㈱ and 髙 are in use but not in the narrow tables.
_WIDER = {"euc_jp": ("euc_jp", "euc_jis_2004"), "iso2022_jp": ("iso2022_jp", "iso2022_jp_ext")}
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w:.+-]{2,40})", re.IGNORECASE)
_META = re.compile(rb"<meta\b[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w:.+-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"<\?xml\b[^>]{0,200}?encoding\s*=\s*[\"']([\w:.+-]{2,40})", re.IGNORECASE)
_FOREIGN_NAMES = frozenset({"gb18030", "cp949", "big5hkscs"})
_FIRST_BYTES = 4096
_ESCAPE = re.compile(rb"\x1b(?:\$[@B]|\([BJI])")
_KANJI_IN = re.compile(rb"\x1b(\$[@B]|\([BJI])")
_SAMPLE = 6000

_NON_ASCII = re.compile("[^\x00-\x7f]")
_NONSENSE = re.compile("[\x80-\x9f\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]")
_HALF_KATAKANA = re.compile("[\uff61-\uff9f]")
_JAPANESE = re.compile("[\u3000-\u30ff\uff01-\uff5e]")
_KANJI = re.compile("[\u4e00-\u9fff]")
# A kanji that stands alone among Latin letters is an accent or a quotation mark of another charset.
_LOST_KANJI = re.compile("(?<=[A-Za-z])[\u4e00-\u9fff\uff61-\uff9f](?=[A-Za-z ])")
_COMMON_WESTERN = re.compile("[’‘“”–—…•·©®™°£€ßà-öø-ÿÀ-ÖØ-Ý«»\u00a0]")
_MOJIBAKE = re.compile("[ÃÂãäåæçèéÐÑ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")


def decode(body: bytes, content_type: str) -> tuple[str, str]:
    """The text of `body` and the name of its charset; what cannot be read is left out, never shown as �."""
    body = body[:PAGE_MOST]
    for bom, name in _BOMS:
        if body.startswith(bom):
            return _loosely(body[len(bom) :], name), name
    if name := _utf_16_without_mark(body):
        return _loosely(body, name), name
    declared = list(dict.fromkeys(_declared(body, content_type)))
    if body.isascii():
        return _seven_bits(body)
    read = [
        (name, text) for name in _candidates(body, declared) if (text := _strictly(body, name)) is not None
    ]
    if not read:
        read = [(name, _loosely(body, name)) for name in _candidates(body, declared)]
        name, text = min(read, key=lambda pair: _losses(body, pair[0]))
    else:
        # min() keeps the first of equals, and what was declared comes first.
        name, text = min(read, key=lambda pair: _nonsense(pair[1], pair[0], pair[0] in declared))
    return text.replace("\ufffd", ""), name


def _declared(body: bytes, content_type: str) -> Iterator[str]:
    """The charsets that the header and the first bytes name, as Python calls them."""
    found = _CHARSET.search(content_type[:1000])
    names = [found[1]] if found else []
    head = body[:_FIRST_BYTES]
    names += [hit[1].decode("ascii", "ignore") for hit in (_XML.search(head), _META.search(head)) if hit]
    for name in names:
        known = _NAMES.get(name.lower()) or _python_name(name)
        # Where the declaration could be read as ASCII, the page is not in two or four bytes a letter.
        if known and not known.startswith(("utf-16", "utf-32", "utf-7")):
            yield known


def _python_name(name: str) -> str:
    try:
        codec = codecs.lookup(name)
        b"a".decode(name)
    except (LookupError, ValueError, UnicodeError):
        return ""
    return codec.name


def _candidates(body: bytes, declared: list[str]) -> list[str]:
    names = [*declared, "utf-8", "euc_jp", "cp932"]
    # Few bytes beyond ASCII: an English page with its quotation marks in an older charset.
    if len(body.translate(None, bytes(range(128)))) * 20 < len(body):
        names.append("cp1252")
    return list(dict.fromkeys(names))


def _strictly(body: bytes, name: str) -> str | None:
    for wider in _WIDER.get(name, (name,)):
        try:
            return body.decode(wider)
        except (UnicodeError, ValueError):
            continue
    return None


def _loosely(body: bytes, name: str) -> str:
    return body.decode(name, "ignore").replace("\ufffd", "")


def _losses(body: bytes, name: str) -> float:
    """How many bytes of `body` make no sense as `name`, and how odd the rest looks."""
    text = body.decode(name, "replace")
    return text.count("\ufffd") / len(_NON_ASCII.findall(text)) + _nonsense(text, name, declared=False)


def _nonsense(text: str, name: str, declared: bool) -> float:
    """How unlikely it is that `text` was meant so: 0 is a page in Japanese or English, 10 is noise."""
    beyond = _NON_ASCII.findall(text[:200_000]) or _NON_ASCII.findall(text)
    sample = "".join(beyond[:_SAMPLE])
    whole = len(sample) or 1
    kana, kanji = len(_JAPANESE.findall(sample)), len(_KANJI.findall(sample))
    half, western = len(_HALF_KATAKANA.findall(sample)), len(_COMMON_WESTERN.findall(sample))
    nonsense = len(_NONSENSE.findall(sample))
    other = whole - kana - kanji - half - western - nonsense
    odd = 10.0 * nonsense + 2.0 * half + 0.8 * other + 0.3 * western + 0.2 * kanji
    odd += 3.0 * min(len(_MOJIBAKE.findall(text[:200_000])), whole) + 3.0 * _lost_kanji(text)
    # Other charsets have kana too, in the very places of EUC-JP, but their pages have none.
    odd += kana if name in _FOREIGN_NAMES else -0.1 * kana
    # That bytes happen to be sound UTF-8 is hardly ever chance; a declaration is right more often than not.
    return odd / whole - (0.35 if name == "utf-8" else 0.0) - (0.15 if declared else 0.0)


def _lost_kanji(text: str) -> int:
    return len(_LOST_KANJI.findall(text[:200_000]))


def _seven_bits(body: bytes) -> tuple[str, str]:
    """ASCII, or ISO-2022-JP, which is ASCII with escapes and would pass for UTF-8."""
    if not _ESCAPE.search(body):
        return body.decode("ascii"), "utf-8"
    text = _strictly(body, "iso2022_jp")
    return (_with_vendor_signs(body) if text is None else text), "iso2022_jp"


def _with_vendor_signs(body: bytes) -> str:
    """ISO-2022-JP with signs beyond the standard: its two-byte parts are EUC-JP without the high bits."""
    parts = _KANJI_IN.split(body)
    text = [parts[0].decode("ascii", "ignore")]
    high = bytes(byte | 0x80 for byte in range(256))
    for mode, part in zip(parts[1::2], parts[2::2], strict=True):
        if mode.startswith(b"$"):
            text.append(_loosely(part.translate(high, b"\r\n\t "), "euc_jis_2004"))
        elif mode == b"(I":
            text.append(_loosely(part.translate(high), "cp932"))
        else:
            text.append(part.decode("ascii", "ignore"))
    return "".join(text)


def _utf_16_without_mark(body: bytes) -> str:
    """The order of bytes of a page in UTF-16 that does not say so: every other byte of its markup is 0."""
    head = body[:24]
    if len(head) < 8 or head.count(0) * 3 < len(head):
        return ""
    return "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"
