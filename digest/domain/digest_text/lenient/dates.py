"""Dates as Japanese and English pages write them."""

import re
from collections.abc import Mapping
from datetime import date

from digest.domain.digest_text.lenient.lines import fold

_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867}
_ERA_LETTERS = {"R": "令和", "H": "平成", "S": "昭和", "T": "大正", "M": "明治"}
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−ー－", "-"))
_KANJI = {ord(kanji): str(digit) for digit, kanji in enumerate("〇一二三四五六七八九")} | {ord("零"): "0"}
_TENS = re.compile(r"([1-9]?)十([1-9]?)")

_DAY_END = r"(?![\d])"
_FORMS = (
    re.compile(
        rf"(?P<y>\d{{4}})\s*[/.\-年]\s*(?P<m>\d{{1,2}})\s*[/.\-月]\s*(?P<d>\d{{1,2}}){_DAY_END}\s*日?"
    ),
    re.compile(rf"(?P<y>\d{{4}})(?P<m>\d\d)(?P<d>\d\d){_DAY_END}"),
    re.compile(
        r"(?P<era>令和|平成|昭和|大正|明治|[RHSTM])\s*\.?\s*(?P<y>\d{1,2}|元)\s*[/.\-年]\s*"
        rf"(?P<m>\d{{1,2}})\s*[/.\-月]\s*(?P<d>\d{{1,2}}){_DAY_END}\s*日?"
    ),
    re.compile(r"(?P<name>[A-Za-z]{3,9})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>\d{4})(?!\d)"),
    re.compile(r"(?P<d>\d{1,2})(?:st|nd|rd|th)?\s+(?P<name>[A-Za-z]{3,9})\.?,?\s+(?P<y>\d{4})(?!\d)"),
)
# What may stand after a date without saying anything more: a weekday, a time, a zone, "updated".
_AFTER = re.compile(
    r"(?:[\s,、]|\([月火水木金土日](?:曜日?)?(?:・?祝)?\)|\([A-Za-z]{3,9}\)|[月火水木金土日]曜日?"
    r"|T?\d{1,2}\s*[:時]\s*\d{1,2}\s*(?::\d\d(?:\.\d+)?|分)?|\d{1,2}時|午前|午後|[AaPp]\.?[Mm]\.?(?![A-Za-z])"
    r"|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*|JST|UTC|Z|[+-]\d\d:?\d\d|公開|掲載|発表|配信|付け?)*"
)


def find_date(text: str) -> tuple[date | None, str]:
    """The date with which `text` starts and what is left after it; none if there is no such day."""
    text = text.strip()
    key = fold(text).translate(_DASHES)
    for candidate in (key, arabic(key)):
        for form in _FORMS:
            if found := form.match(candidate):
                after = _AFTER.match(candidate, found.end())
                end = after.end() if after else found.end()
                return day_of(found.groupdict()), (text if candidate is key else candidate)[end:].strip()
    return None, text


def is_date(text: str) -> bool:
    """Whether `text` is a date and nothing else."""
    found, rest = find_date(text)
    return found is not None and not rest


def day_of(said: Mapping[str, str | None]) -> date | None:
    """The day of a year (of an era), a month (or its name) and a day; none if there is no such day."""
    year = 1 if said["y"] == "元" else int(said["y"] or 0)
    if era := said.get("era"):
        year += _ERAS[_ERA_LETTERS.get(era, era)]
    if name := said.get("name"):
        if name[:3].lower() not in _MONTHS:
            return None
        month = _MONTHS.index(name[:3].lower()) + 1
    else:
        month = int(said["m"] or 0)
    try:
        return date(year, month, int(said["d"] or 0))
    except ValueError:
        return None


def arabic(text: str) -> str:
    """Dates in kanji numbers (二〇二四年七月三日, 令和六年十二月) in Arabic ones."""
    digits = text[:24].translate(_KANJI)
    return _TENS.sub(lambda ten: str(int(ten[1] or 1) * 10 + int(ten[2] or 0)), digits) + text[24:]
