"""The body of an answer, unpacked while it comes and cut off when it is too large."""

import zlib
from collections.abc import Iterable

from digest.store.fetch.trouble import FetchError, Trouble

# What we offer. Brotli is left out: nearly everybody who has it has gzip, and few libraries bound it.
ACCEPTED = "gzip, deflate"
_GZIP, _ZLIB, _RAW = 31, 15, -15  # zlib's names for the three wrappings


def unpacked(chunks: Iterable[bytes], coding: str, most: int, *, cut: bool = False) -> bytes:
    """The bytes of `chunks`, at most `most`; if there are more, the first of them (`cut`) or an error.

    Raises FetchError: LARGE, or BROKEN for what is not sound or is packed in another way. Never holds more
    than `most` bytes and one piece, however much a bomb would unpack to.
    """
    unpacker = _Unpacker(coding.strip().lower())
    body = bytearray()
    for chunk in chunks:
        while chunk and len(body) <= most:
            piece, chunk = unpacker.some(chunk, most + 1 - len(body))
            body += piece
        if len(body) > most:
            if cut:
                return bytes(body[:most])
            raise FetchError(Trouble.LARGE)
    if not unpacker.is_whole:
        raise FetchError(Trouble.BROKEN)
    return bytes(body)


class _Unpacker:
    """Undoes one coding; there may be several packed files one after another, as gzip allows."""

    def __init__(self, coding: str) -> None:
        if coding not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise FetchError(Trouble.BROKEN)
        self._coding = coding
        self._stream: zlib._Decompress | None = None

    @property
    def is_whole(self) -> bool:
        """Whether everything that began has also come to its end."""
        return self._stream is None or self._stream.eof

    def some(self, chunk: bytes, most: int) -> tuple[bytes, bytes]:
        """At most `most` unpacked bytes from the beginning of `chunk`, and what is left of it."""
        if self._coding in ("", "identity"):
            return chunk[:most], chunk[most:]
        if self._stream is None:
            self._stream = zlib.decompressobj(self._wrapping(chunk))
        elif self._stream.eof:
            if not self._goes_on(chunk):
                return b"", b""  # padding after the end, which everybody ignores
            self._stream = zlib.decompressobj(_GZIP)
        try:
            piece = self._stream.decompress(chunk, most)
        except zlib.error as error:
            raise FetchError(Trouble.BROKEN) from error
        return piece, self._stream.unconsumed_tail or self._stream.unused_data

    def _wrapping(self, chunk: bytes) -> int:
        """Servers send "deflate" with zlib's header, as it should be, or without."""
        if self._coding != "deflate":
            return _GZIP
        has_header = chunk[0] & 0x0F == 8 and (len(chunk) < 2 or int.from_bytes(chunk[:2]) % 31 == 0)
        return _ZLIB if has_header else _RAW

    def _goes_on(self, chunk: bytes) -> bool:
        return self._coding != "deflate" and chunk.startswith(b"\x1f")
