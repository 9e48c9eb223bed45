"""The language of a page: what it says, unless its letters say otherwise."""

import re
from collections.abc import Iterable

_TAG = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_]([A-Za-z0-9]{2,8}))*\s*(?:[,;].*)?")
_KANA = re.compile("[\u3041-\u30fa]")
_LETTER = re.compile("[A-Za-z\u3041-\u30fa\u4e00-\u9fff\uac00-\ud7a3]")
_LATIN = re.compile("[A-Za-z]")
_SAMPLE = 4000


def language_of(said: Iterable[str], title: str, lines: Iterable[str]) -> str:
    """The language as its short tag, such as ja or en; empty if nothing tells.

    Templates say "en" on Japanese pages all the time: kana are surer than a tag.
    """
    sample = f"{title}\n" + "\n".join(lines)[:_SAMPLE]
    if is_japanese(sample):
        return "ja"
    declared = next((found[1].lower() for each in said if (found := _TAG.fullmatch(each[:200]))), "")
    letters = len(_LETTER.findall(sample))
    latin = letters >= 100 and len(_LATIN.findall(sample)) > 0.9 * letters
    if declared == "ja" and latin:
        return "en"
    return declared or ("en" if latin else "")


def is_japanese(text: str) -> bool:
    """Whether a good part of the letters are kana."""
    letters = len(_LETTER.findall(text[:_SAMPLE])) or 1
    return len(_KANA.findall(text[:_SAMPLE])) > 0.1 * letters
