"""What counts as a page: HTML, XHTML and plain text, by its label and by its first bytes."""

import re

PAGES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
# Files that are sometimes sent under a page's label.
_MAGIC = (
    b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"PK\x03\x04", b"\x1f\x8b", b"\x00\x00\x01\x00",
    b"OggS", b"\xd0\xcf\x11\xe0", b"7z\xbc\xaf", b"Rar!", b"\x7fELF", b"wOFF", b"wOF2",
)  # fmt: skip
_WIDE = re.compile(r"charset\s*=\s*[\"']?(utf-?(16|32)|ucs|unicode)", re.IGNORECASE)
_TAG = re.compile(
    rb"\s*(<!doctype\s+html|<(html|head|body|title|meta|script|div|p|h1|table|br|a|!--)\b)", re.I
)


def may_be_page(content_type: str) -> bool:
    """Whether something labelled so is worth reading: one of our types, or no label at all."""
    return _media_type(content_type) in PAGES or not _media_type(content_type)


def is_page(body: bytes, content_type: str) -> bool:
    """Whether `body` is a page in truth. What has no label must begin like HTML."""
    start = body[:1024]
    if not body.strip() or start.startswith(_MAGIC):
        return False
    if not _is_wide(start, content_type) and b"\x00" in start:
        return False
    return bool(_media_type(content_type)) or bool(_TAG.match(start.removeprefix(b"\xef\xbb\xbf")))


def _media_type(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()


def _is_wide(start: bytes, content_type: str) -> bool:
    """Whether two or four bytes make a letter; then half of them are zero."""
    return start.startswith((b"\xff\xfe", b"\xfe\xff")) or bool(_WIDE.search(content_type))
