"""Plain text as the tree may hold it: one clean line, or clean lines in paragraphs."""

import re

# Bidirectional overrides and isolates can make a line read as something it is not (Unicode TR 36, 2.1);
# Japanese and English digests never need them.
BIDI_CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
# Those, the byte order mark, noncharacters, lone surrogates, and every control character but the line end.
_UNWANTED = re.compile(f"[{BIDI_CONTROLS}\ufeff\ufffe\uffff\ud800-\udfff\x00-\x09\x0b-\x1f\x7f-\x9f]")
_ODD = re.compile(f"{_UNWANTED.pattern}|{_LINE_ENDS.pattern}")
# What XML 1.0 cannot say, not even as a number (section 2.2).
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """`text` with ``\\n`` as its only line end and without control characters that no reader can see."""
    # Nearly every text is clean already, and a tree asks for each of its own.
    if not _ODD.search(text):
        return text
    return _UNWANTED.sub("", _LINE_ENDS.sub("\n", text).replace("\t", " "))


def one_line(text: str) -> str:
    """`text` as a single line without space at its ends; line ends become spaces."""
    text = clean(text)
    if "\n" not in text:
        return text.strip()
    return " ".join(part for line in text.split("\n") if (part := line.strip()))


def paragraphs(text: str) -> str:
    """`text` as lines without space at their ends, blank lines only singly and only between others."""
    lines = [line.strip() for line in clean(text).split("\n")]
    kept = [line for at, line in enumerate(lines) if line or (at and lines[at - 1])]
    return "\n".join(kept).strip("\n")


def xml_text(text: str) -> str:
    """`text` without the characters that would make an XML document unreadable as a whole."""
    return _NOT_XML.sub("", text)
