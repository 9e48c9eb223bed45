"""Lines: a title broken at its phrases and set as large as its room allows."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from digest.domain.phrases import pieces
from digest.domain.share_card.glyphs import Font, at_size, font_of

MOST_LINES = 5
# From one line to the next, and the width of an emoji, in heights of a letter.
LEADING, EMOJI_WIDTH = 1.4, 1.16
# Titles of several lines are no larger.
LARGEST = 100
# What a line more costs, as a part of the size, and what it is worth to break behind a mark.
LINE_COST, MARK_WORTH = 0.1, 0.12
# Nothing longer is ever set; what is beyond it ends with a … anyway.
MOST_CHARACTERS = 400

# What no line may begin with, and end with (JIS X 4051, kinsoku).
_NO_START = frozenset(
    "、。，．,.・：；:;？！?!…‥ー～〜゛゜ヽヾゝゞ々」』）〕］｝〉》】)]}’”%％ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
)
_NO_END = frozenset("「『（〔［｛〈《【([{‘“＃#￥¥$＄")
# Marks of full width of which half is empty: before, and behind.
OPENING = frozenset("「『（〔［｛〈《【")
CLOSING = frozenset("」』）〕］｝〉》】、。，．")

# Where a reader pauses.
_GOOD_ENDS = frozenset("、。，,：:；;？！?!…―—–")

_EM = 1000


@dataclass(frozen=True, slots=True)
class Setting:
    """Lines to be set at a size in pixels."""

    size: int
    lines: tuple[str, ...]


def fitted(text: str, width: int, height: int, sizes: Sequence[int]) -> Setting:
    """`text` in lines within the room, at one of `sizes` (from large to small).

    A word is torn apart only if no size has room for it, and the end is left out only at the smallest.
    """
    words = _words(text[:MOST_CHARACTERS])
    widest = max(map(extent, words), default=0.0)
    whole = [
        each for size in sizes if widest * size <= width and (each := _within(words, width, height, size))
    ]
    if whole:
        return max(whole, key=_worth)
    torn = (_within(words, width, height, size) for size in sizes)
    return next(filter(None, torn), None) or _beginning(words, width, height, sizes[-1])


def _worth(setting: Setting) -> float:
    """Larger is better, and so are fewer lines: one less is worth as much as a tenth of the size."""
    return setting.size * (1 - LINE_COST * (len(setting.lines) - 1))


def _within(words: Sequence[str], width: int, height: int, size: int) -> Setting | None:
    lines = _broken(words, width / size)
    return Setting(size, _balanced(words, lines, width / size)) if len(lines) <= _most(height, size) else None


def _beginning(words: Sequence[str], width: int, height: int, size: int) -> Setting:
    return Setting(size, tuple(_cut(_broken(words, width / size), _most(height, size), width / size)))


def clipped(text: str, width: float) -> str:
    """`text` in one line of at most `width`, in heights of a letter; a … stands for what is left out."""
    return text if extent(text) <= width else _cut([text, ""], 1, width)[0]


def extent(line: str) -> float:
    """How wide a line is, in heights of a letter."""
    line = line.rstrip(" ")
    if not line:
        return 0.0
    trailing = 0.5 if line[-1] in CLOSING else 0.0
    return sum(advances(line)) - leading_gap(line) - trailing


def leading_gap(line: str) -> float:
    """How much of the line is empty before its first mark; that hangs out of the margin."""
    return 0.5 if line[:1] in OPENING and line else 0.0


def advances(line: str) -> list[float]:
    """How far it is from each character to the next; the empty halves of marks side by side count once."""
    return [
        _advance(each) - (0.5 if _is_squeezed(each, follower) else 0.0)
        for each, follower in zip(line, f"{line[1:]} ", strict=True)
    ]


def _is_squeezed(mark: str, follower: str) -> bool:
    return (mark in CLOSING and follower in CLOSING | OPENING) or (mark in OPENING and follower in OPENING)


@lru_cache(maxsize=4096)
def _advance(character: str) -> float:
    font = font_of(character)
    return EMOJI_WIDTH if font is Font.EMOJI else at_size(font, _EM).getlength(character) / _EM


def _most(height: int, size: int) -> int:
    """How many lines there is room for; the last one needs no leading. Posters have one line."""
    return 1 if size > LARGEST else max(1, min(MOST_LINES, int((height / size - 1) / LEADING) + 1))


def _words(text: str) -> list[str]:
    """What is better not broken: phrases, and words with the space behind; marks stay with what they mark."""
    words: list[str] = []
    for piece in pieces(text):
        if words and (piece[0] in _NO_START or words[-1][-1] in _NO_END):
            words[-1] += piece
        else:
            words.append(piece)
    return words


def _broken(words: Sequence[str], width: float) -> list[str]:
    """`words` in lines of at most `width`."""
    lines: list[str] = []
    line = ""
    for word in words:
        if line and extent(line + word) > width:
            lines.append(line.rstrip())
            line = ""
        line += word
        while extent(line) > width and len(line) > 1:
            head = _head(line, width)
            lines.append(line[:head].rstrip())
            line = line[head:]
    return [*lines, line.rstrip()] if line.strip() else lines


def _head(line: str, width: float) -> int:
    """How much of an unbroken line fits, without a mark at an end where none may be."""
    reach = list(accumulate(advances(line), initial=-leading_gap(line)))
    most = max(1, bisect_right(reach, width) - 1)
    for at in range(most, max(1, most - 6), -1):
        if line[at] not in _NO_START and line[at - 1] not in _NO_END:
            return at
    return most


def _balanced(words: Sequence[str], lines: Sequence[str], width: float) -> tuple[str, ...]:
    """`words` in as many lines as `lines`, of much the same length, and broken behind a mark where it does.

    If a word had to be torn apart, they stay as they are.
    """
    mean = sum(map(extent, lines)) / max(1, len(lines))
    if max(map(extent, words), default=0.0) > width:
        return tuple(lines)
    # For each number of words that are set: what that costs, and the lines.
    best: dict[int, tuple[float, tuple[str, ...]]] = {0: (0.0, ())}
    for _ in lines:
        best = _one_line_more(words, best, mean, width)
    return best[len(words)][1] if len(words) in best else tuple(lines)


def _one_line_more(
    words: Sequence[str], best: dict[int, tuple[float, tuple[str, ...]]], mean: float, width: float
) -> dict[int, tuple[float, tuple[str, ...]]]:
    longer: dict[int, tuple[float, tuple[str, ...]]] = {}
    for start, (cost, lines) in best.items():
        line = ""
        for end in range(start + 1, len(words) + 1):
            line += words[end - 1]
            length = extent(line)
            if length > width:
                break
            marked = MARK_WORTH if line.rstrip()[-1:] in _GOOD_ENDS else 0.0
            worse = cost + ((length - mean) / mean) ** 2 - marked
            if end not in longer or worse < longer[end][0]:
                longer[end] = worse, (*lines, line.rstrip())
    return longer


def _cut(lines: Sequence[str], number: int, width: float) -> list[str]:
    """The first `number` of `lines`, the last of them with a … for the rest."""
    last = lines[number - 1].rstrip(" 、。・,.")
    while last and extent(f"{last}…") > width:
        last = last[:-1].rstrip(" 、。・,.")
    return [*lines[: number - 1], f"{last}…"]
