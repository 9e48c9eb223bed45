"""Sentences: Japanese and English text cut into sentences that know where in the text they stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_CLOSING = {
    "」": "「",
    "』": "『",
    "）": "（",
    ")": "(",
    "〉": "〈",
    "》": "《",
    "】": "【",
    "］": "［",
    "”": "“",
}
_OPENING = frozenset(_CLOSING.values())
# Everything at which something may begin or end, so that what lies between is passed over at once.
_MARK = re.compile(r"[「『（(〈《【［“」』）)〉》】］”\"]|[。｡！？!?．.…]+")
_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(
    r"[ \u3000]*(?:[・●○■□◆◇▼▽▶►•✅※*–-][ \u3000]*|[(（]?[0-9０-９]{1,3}[)）.．、][ \u3000]+)+"
)
_ENDS = re.compile(r"[。｡！？!?]|(?<![0-9０-９])．|．(?![0-9０-９])")
_SPACE = " \u3000\t"


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# What stands before these goes on behind them, whatever follows; a single capital is an initial.
_TITLES = _words(
    "mr mrs ms dr prof sen rep gov gen col lt sgt capt cmdr st mt no vs fig vol approx rev hon pres"
    " jan feb mar apr jun jul aug sep sept oct nov dec e.g i.e cf viz"
)
# These may end a sentence: they do when one of the words follows that sentences like to begin with.
_SHORTENED = _words("inc ltd co corp jr sr etc dept est al u.s u.k u.n e.u d.c a.m p.m ph.d")
_STARTERS = _words(
    "the a an it its in on at he she they we i you this that these those but and so for as if when while"
    " after however there his her their our no not by with from one some many most"
)
# 来るのか？と聞いた: what was said or asked goes on.
_GOES_ON = re.compile("と(?:[、いのし]|聞|尋|問|思|考|話|述|語|叫|書|驚|首)|って")
_LAST_WORD = re.compile(r"(?:[A-Za-z]\.)*[A-Za-z]+\Z")
_WORD = re.compile(r"[A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its place: `text` is what stands from `start` to `end` of the whole.

    `paragraph` counts the lines that say something from 0, and `opens` says whether it is the first of its
    line. `whole` says whether it ends as sentences do, in a full stop, a question mark or the like, within a
    quotation or not: headings, captions and entries of a list do not.
    """

    text: str
    start: int
    end: int
    paragraph: int = 0
    opens: bool = True
    whole: bool = True


def sentences(text: str) -> list[Sentence]:
    """The sentences of `text`, in order. Each line is a paragraph; no sentence goes beyond it.

    A quotation within a sentence is not cut, nor what is in brackets: 「来た。見た。」と言った。is one.
    A paragraph that is one quotation from end to end is somebody talking, as in an interview, and is cut like
    any other; its marks then belong to no sentence. The time taken is in proportion to the length.
    """
    found: list[Sentence] = []
    number = 0
    for line in _LINE.finditer(text):
        here = list(_in_line(text, line.start(), line.end(), number))
        found.extend(here)
        number += bool(here)
    return found


def _in_line(text: str, start: int, end: int, number: int) -> Iterator[Sentence]:
    """The sentences of one line, without marks of a list and without space around them."""
    bullet = _BULLET.match(text, start, end)
    start = bullet.end() if bullet else start
    start, end = _trimmed(text, start, end)
    pairs = _pairs(text, start, end)
    speech = text[start : start + 1] in ("「", "“", '"') and pairs.get(start) == end - 1
    if speech:
        start, end = _trimmed(text, start + 1, end - 1)
        pairs = _pairs(text, start, end)
    first = True
    for left, right in _cuts(text, start, end, pairs):
        left, right = _trimmed(text, left, right)
        if right > left:
            # The last sentence before 」 goes without its full stop.
            whole = _is_whole(text[left:right]) or (speech and right == end)
            yield Sentence(text[left:right], left, right, number, first, whole)
            first = False


def _is_whole(sentence: str) -> bool:
    return sentence.rstrip("」』）)”\"'’").endswith(("。", "｡", "！", "？", "!", "?", "．", ".", "…"))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _SPACE:
        start += 1
    while end > start and text[end - 1] in _SPACE:
        end -= 1
    return start, end


def _pairs(text: str, start: int, end: int) -> dict[int, int]:
    """Where each bracket and quotation that is opened between `start` and `end` is closed again.

    One that stays open counts for nothing, and neither does what closes nothing.
    """
    pairs: dict[int, int] = {}
    stack: list[tuple[str, int]] = []
    waiting: dict[str, int] = {}
    for mark in _MARK.finditer(text, start, end):
        sign, at = mark[0], mark.start()
        wanted = '"' if sign == '"' and waiting.get('"') else _CLOSING.get(sign, "")
        if wanted and waiting.get(wanted):
            while stack:
                opened, place = stack.pop()
                waiting[opened] -= 1
                if opened == wanted:
                    pairs[place] = at
                    break
        elif sign in _OPENING or sign == '"':
            stack.append((sign, at))
            waiting[sign] = waiting.get(sign, 0) + 1
    return pairs


def _cuts(text: str, start: int, end: int, pairs: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Start and end of each piece between `start` and `end`; nothing within `pairs` is cut."""
    left = at = start
    while mark := _MARK.search(text, at, end):
        at = pairs.get(mark.start(), mark.end() - 1) + 1
        quoted = mark.start() in pairs
        if _closes_a_sentence(text, at, end) if quoted else _ends(text, mark, left, end):
            yield left, at
            left = at
    yield left, end


def _closes_a_sentence(text: str, after: int, end: int) -> bool:
    """Whether the quotation that closed before `after` ends with a sentence, and another one begins.

    In English the full stop stands inside: “It works.” She left. In Japanese 「来た。」彼は… could be either,
    and is left as it is.
    """
    return text[after - 2] in ".!?" and bool(re.match(r"\s+[\"“A-Z]", text[after : min(after + 4, end)]))


def _ends(text: str, mark: re.Match[str], left: int, end: int) -> bool:
    """Whether `mark`, in no bracket, ends the sentence that began at `left`."""
    sign, after = mark[0], mark.end()
    if after >= end:
        return True
    if sign.startswith("．"):
        return not (text[mark.start() - 1].isdecimal() and text[after].isdecimal())
    if _ENDS.search(sign):
        following = text[after : min(after + 24, end)]
        if sign[-1] in "!?" and following[0].isascii():
            # A mark within a word, or a name that ends in one, is none.
            return following[0] in _SPACE and not following.lstrip(_SPACE)[:1].islower()
        return not (sign[-1] in "！？!?" and _GOES_ON.match(following))
    return "." in sign and text[after] in _SPACE and _full_stop(text, mark, left, end)


def _full_stop(text: str, mark: re.Match[str], left: int, end: int) -> bool:
    """Whether a point before a space ends a sentence, and is not that of an abbreviation or of a list."""
    following = text[mark.end() : min(mark.end() + 24, end)].lstrip(_SPACE)
    if following[:1].islower() or mark[0].endswith("…"):
        return False
    before = text[max(left, mark.start() - 12) : mark.start()]
    if before.isdecimal() and mark.start() - left == len(before):
        return False  # the number of an entry
    word = _LAST_WORD.search(before)
    if word is None:
        return True
    last = word[0].lower()
    if last in _TITLES or (len(word[0]) == 1 and word[0].isupper()):
        return False
    if last in _SHORTENED:
        next_word = _WORD.match(following)
        return bool(next_word and next_word[0].lower() in _STARTERS)
    return True
