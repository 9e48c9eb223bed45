"""Numbers in a text by what they mean: 1万2000, １２，０００ and 一万二千 are one, and 令和8年 is 2026年."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import islice


class Unit(StrEnum):
    """What is counted, as far as it tells numbers apart: a third of November is not three people."""

    BARE = ""  # nothing is said: it may be any of them
    COUNT = "count"
    PERCENT = "percent"
    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    HOUR = "hour"  # of half a day: three in the afternoon is 15:00
    MINUTE = "minute"


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands in a text from `start` to `end`, and what it means. Amounts are exact.

    `sure` says that it cannot be something else: kanji of numbers are in many names and words.
    """

    start: int
    end: int
    value: Fraction
    unit: Unit
    sure: bool = True


# One character for one, so that places stay what they are.
_HALF = str.maketrans("０１２３４５６７８９，．％／：－", "0123456789,.%/:-")
_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"兆": 10**12, "億": 10**8, "万": 10**4}
_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_ARABIC = r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]{1,12})?|[0-9]{1,18}(?:\.[0-9]{1,12})?"
_KANJI = "〇零一二三四五六七八九"
_RUN = re.compile(rf"(?:{_ARABIC}|[{_KANJI}十百千])(?:{_ARABIC}|[{_KANJI}十百千万億兆])*")
_TERM = re.compile(rf"({_ARABIC}|[{_KANJI}]+)?([十百千])?")
_DATE = re.compile(r"(?<![0-9/.-])(?:([12][0-9]{3})[-/.])?([01]?[0-9])([-/.])([0-3]?[0-9])(?![0-9/.-])")
_TIME = re.compile(r"(?<![0-9:])([0-2]?[0-9]):([0-5][0-9])(?![0-9])")
_NAMES = "|".join(_MONTHS)
_ENGLISH_DAY = re.compile(
    rf"\b({_NAMES})[a-z]*\.? ([0-3]?[0-9])(?![0-9])|(?<![0-9])([0-3]?[0-9]) ({_NAMES})[a-z]*\b",
    re.IGNORECASE,
)
_ERA = re.compile(rf"({'|'.join(_ERAS)})([0-9]{{1,2}}(?![0-9])|[{_KANJI}十]{{1,3}}|元)年?")
_FRACTION = re.compile(rf"({_ARABIC}|[{_KANJI}十百]{{1,6}})分の({_ARABIC}|[{_KANJI}十百]{{1,6}})")
# 二十四・三九〇〇; with one sign behind it, it is rather the third and the fourth.
_POINT = re.compile(rf"([{_KANJI}十百千万]{{1,12}})・([{_KANJI}]{{2,12}})(?![{_KANJI}十百千万])")
_UNIT = re.compile(
    r"(?P<percent> ?%|パーセント(?!ポイント)| ?per ?cent\b)"
    r"|(?P<tenth>割(?:(?P<more>[0-9]|[一二三四五六七八九])分)?(?!合))"
    r"|(?P<year>年)|(?P<month>月)|(?P<hour>時(?!間))|(?P<minute>分(?!野))|(?P<day>日)"
    r"|(?P<times> (?:thousand|million|billion|trillion)\b)"
    r"|(?P<count>[\u3041-\u30fa\u30fc-\u30fe\u4e00-\u9fff々℃円])"
)
_TIMES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
# What a number in kanji counts where it can be nothing else.
_COUNTED = re.compile(
    r"人|名|円|年|月|日|時|分|秒|割|%|％|回|件|本|枚|台|個|社|校|歳|才|倍|度|位|カ国|か国|ヶ国|カ所|か所|ヶ所|種|点|世紀|代目|期|軒|棟"
    r"|頭|匹|冊|票|議席|キロ|メートル|トン|グラム|リットル|ドル|ユーロ|ポイント|パーセント|つ"
)
_VAGUE = ("数", "何", "幾")
# Words, not numbers: 十分 (enough), 一部, 千葉, 百貨店 and the like.
_WORDS = re.compile(
    r"十分|千葉|千代|百貨|九州|四国|三菱|三井|五輪|万一|八百屋|十八番|百科|千島|四季|三権|六法"
)


def numbers(text: str) -> list[Number]:
    """The numbers in `text`, in order. A date or a fraction gives one for each of its parts, or for all."""
    shown = text.translate(_HALF)
    found: list[Number] = []
    taken = 0
    for number in sorted(_all(shown), key=lambda each: (each.start, -each.end)):
        # What is read as a whole is not read again in pieces; the parts of a date share one place.
        if number.start >= taken or (
            found and found[-1].start == number.start and found[-1].end == number.end
        ):
            found.append(number)
            taken = number.end
    return found


class Amounts:
    """What the numbers in some texts mean, to be asked for one; so many are taken in of each at `most`."""

    def __init__(self, *texts: str, most: int | None = None) -> None:
        found = [each for text in texts for each in numbers(text if most is None else _up_to(text, most))]
        self._exact = frozenset((number.unit, number.value) for number in found)
        self._values = frozenset(number.value for number in found)

    def have(self, number: Number) -> bool:
        """Whether `number` is among them, as far as it says what it counts."""
        if number.unit is Unit.BARE:
            return number.value in self._values
        exact = self._exact
        return (number.unit, number.value) in exact or (Unit.BARE, number.value) in exact


def missing(text: str, *sources: str) -> list[Number]:
    """The numbers in `text`, sure ones alone, that occur in none of `sources`."""
    return lacking(text, [Amounts(*sources)])


def lacking(text: str, there: Sequence[Amounts]) -> list[Number]:
    """The numbers in `text`, sure ones alone, that are not among the amounts that are `there`."""
    return [one for one in numbers(text) if one.sure and not any(some.have(one) for some in there)]


def _up_to(text: str, most: int) -> str:
    """`text` up to its number `most`, as a page may be nothing but numbers."""
    beyond = next(islice(_RUN.finditer(text.translate(_HALF)), most, None), None)
    return text[: beyond.start()] if beyond else text


def _all(text: str) -> Iterator[Number]:
    yield from _dates(text)
    yield from _fractions(text)
    for point in _POINT.finditer(text):
        whole, part = _value(point[1]), _plain(point[2])
        if whole is not None:
            yield _counted(text, point, whole + part / 10 ** len(point[2]))
    for run in _RUN.finditer(text):
        # 数千人 (some thousands) says no number.
        vague = text[max(run.start() - 1, 0) : run.start()] in _VAGUE
        value = None if vague else _value(run[0])
        if value is not None:
            yield _counted(text, run, value)


def _dates(text: str) -> Iterator[Number]:
    for era in _ERA.finditer(text):
        years = Fraction(1) if era[2] == "元" else _value(era[2])
        if years is not None:
            yield Number(*era.span(), years + _ERAS[era[1]], Unit.YEAR, era[0].endswith("年"))
    for date in _DATE.finditer(text):
        # 11.1 is a number, 11-1 a score: only with a year is it a date for sure.
        if date[1] or date[3] == "/":
            units = (Unit.YEAR, Unit.MONTH, Unit.DAY)
            given = zip(units, (date[1], date[2], date[4]), strict=True)
            yield from (Number(*date.span(), Fraction(part), unit) for unit, part in given if part)
    for time in _TIME.finditer(text):
        yield Number(*time.span(), Fraction(int(time[1]) % 12), Unit.HOUR)
        yield Number(*time.span(), Fraction(time[2]), Unit.MINUTE)
    for day in _ENGLISH_DAY.finditer(text):
        month = _MONTHS.index((day[1] or day[4]).lower()) + 1
        yield Number(*day.span(), Fraction(month), Unit.MONTH)
        yield Number(*day.span(), Fraction(day[2] or day[3]), Unit.DAY)


def _fractions(text: str) -> Iterator[Number]:
    for fraction in _FRACTION.finditer(text):
        whole, part = _value(fraction[1]), _value(fraction[2])
        if whole and part is not None:
            yield Number(*fraction.span(), part / whole, Unit.COUNT)


def _counted(text: str, run: re.Match[str], value: Fraction) -> Number:
    """The number `run` with what it counts."""
    end, unit = run.end(), Unit.BARE
    found = _UNIT.match(text, end)
    kind = found.lastgroup if found else None
    if found and found["times"]:
        value *= _TIMES[found["times"].strip()]
        end = found.end()
    elif found and found["tenth"]:
        value = value * 10 + (_value(found["more"]) or 0 if found["more"] else 0)
        unit, end = Unit.PERCENT, found.end()
    elif found and kind:
        unit = Unit(kind)
        end = end if unit is Unit.COUNT else found.end()
    if unit is Unit.HOUR:
        value = value % 12
    return Number(run.start(), end, value, unit, _is_sure(text, run))


def _is_sure(text: str, run: re.Match[str]) -> bool:
    if any(sign in "0123456789" for sign in run[0]):
        return True
    word = _WORDS.match(text, run.start())
    if run[0] == "一" or (word and len(word[0]) > 1):
        return False
    large = len(run[0]) > 1 and any(sign in "百千万億兆" for sign in run[0])
    return large or bool(_COUNTED.match(text, run.end()))


def _value(run: str) -> Fraction | None:
    """What a run of digits and kanji of numbers means; none if they make no number."""
    total = Fraction(0)
    for sign, size in _LARGE.items():
        before, found, after = run.partition(sign)
        if found:
            part = _small(before)
            if part is None:
                return None
            total, run = total + part * size, after
    if not run:
        return total
    rest = _small(run)
    return None if rest is None else total + rest


def _small(run: str) -> Fraction | None:
    """What a run below ten thousand means, or any number in digits."""
    total, above, at = Fraction(0), 10**4, 0
    while at < len(run):
        term = _TERM.match(run, at)
        if term is None or not term[0]:
            return None
        size = _SMALL.get(term[2], 1)
        part = (_plain(term[1]) if term[1] else 1) * size
        # 千百 falls from size to size; 百千 is no number, and behind a size stands less than that.
        if size >= above or (at and part >= above):
            return None
        total, above, at = total + part, size, term.end()
    return total if run else None


def _plain(digits: str) -> Fraction:
    if digits[0] in _DIGITS:
        return Fraction(int("".join(str(_DIGITS[sign]) for sign in digits[:18])))
    return Fraction(digits.replace(",", ""))
