"""Limits on what may be read as digest text, and the way from bytes to text."""

import codecs
import re

from digest.domain.digest_text.errors import DigestTextError

MAX_BYTES = 2 * 1024 * 1024
MAX_LINE = 20_000
MAX_CARDS = 2_000
# A text may hold a stray control character from a terminal or a page break; a file full of them is no text.
MAX_CONTROL_SHARE = 0.02

_LINE_END = re.compile("\r\n?")
_CONTROLS = bytes(c for c in range(0x20) if c not in b"\t\n\v\f\r\x1b") + b"\x7f"
_OTHER_ENCODINGS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(data: bytes) -> str:
    """`data` as text with ``\\n`` line ends and no byte order mark; refuses what cannot be a digest text."""
    _check_size(data)
    if data.startswith(_OTHER_ENCODINGS):
        raise _not_utf8(data, 0)
    _check_controls(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_utf8(data, error.start) from None
    return _checked(text)


def check_text(text: str) -> str:
    """The same for text that came as text, from a form or a program."""
    data = text.encode("utf-8", "surrogatepass")
    _check_size(data)
    _check_controls(data)
    return _checked(text)


def check_cards(count: int, line: int | None) -> None:
    """Refuse the card that is one too many; `line` is where it starts."""
    if count > MAX_CARDS:
        raise DigestTextError("A digest text can have at most %(limit)s cards.", line, limit=MAX_CARDS)


def _checked(text: str) -> str:
    text = _LINE_END.sub("\n", text.removeprefix("\ufeff"))
    if not text.strip("\ufeff \t\n\u3000"):
        raise DigestTextError("The text is empty.", 1)
    if len(text) > MAX_LINE:
        for number, line in enumerate(text.split("\n"), 1):
            if len(line) > MAX_LINE:
                raise DigestTextError(
                    "This line has %(length)s characters; at most %(limit)s can be read.",
                    number,
                    length=len(line),
                    limit=MAX_LINE,
                )
    return text


def _check_size(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise DigestTextError(
            "The text has %(size)s bytes; at most %(limit)s can be read, and this line passes that.",
            _line_at(data, MAX_BYTES),
            size=len(data),
            limit=MAX_BYTES,
        )


def _check_controls(data: bytes) -> None:
    if (at := data.find(b"\0")) >= 0:
        raise DigestTextError("This is not text but binary data.", _line_at(data, at))
    printing = data.translate(None, _CONTROLS)
    if len(data) - len(printing) > len(data) * MAX_CONTROL_SHARE:
        at = next(at for at, byte in enumerate(data) if byte in _CONTROLS)
        raise DigestTextError("This is not text but binary data.", _line_at(data, at))


def _not_utf8(data: bytes, at: int) -> DigestTextError:
    return DigestTextError(
        "This is not UTF-8 text (byte %(byte)s cannot be read). Save it as UTF-8 and try again.",
        _line_at(data, at),
        byte=f"0x{data[at]:02X}",
    )


def _line_at(data: bytes, at: int) -> int:
    before = data[:at]
    return 1 + before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n")
