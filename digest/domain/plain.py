"""Plain text as the tree may hold it: one clean line, or clean lines in paragraphs."""

import re
import unicodedata

# Bidirectional overrides and isolates can make a line read as something it is not (Unicode TR 36, 2.1);
# Japanese and English digests never need them.
BIDI_CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_UNWANTED = re.compile(f"[{BIDI_CONTROLS}\ufeff\ufffe\uffff\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")


def clean(text: str) -> str:
    """`text` with ``\\n`` as its only line end and without control characters that no reader can see."""
    text = _UNWANTED.sub("", _LINE_ENDS.sub("\n", text)).replace("\t", " ")
    if text.isascii() and text.isprintable():
        return text
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) != "Cc")


def one_line(text: str) -> str:
    """`text` as a single line without space at its ends; line ends become spaces."""
    return " ".join(part for line in clean(text).split("\n") if (part := line.strip()))


def paragraphs(text: str) -> str:
    """`text` as lines without space at their ends, blank lines only singly and only between others."""
    lines = [line.strip() for line in clean(text).split("\n")]
    kept = [line for at, line in enumerate(lines) if line or (at and lines[at - 1])]
    return "\n".join(kept).strip("\n")
