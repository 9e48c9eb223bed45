"""A server of sources that misbehave: raw sockets, so that it can say what no HTTP library would."""

import gzip
import re
import socket
import ssl
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

# How long a slow source holds its connection, unless the other side lets go before.
_LONG = 30
_ENDED = threading.Event()

Behaviour = Callable[[socket.socket], None]


class Sources:
    """A running server; `asked` are the request lines that came, `heads` the whole requests."""

    def __init__(
        self,
        behaviours: dict[str, Behaviour],
        tls: ssl.SSLContext | None = None,
        first: Behaviour | None = None,
    ) -> None:
        self._behaviours = behaviours
        self._first = first
        self._tls = tls
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._open: set[socket.socket] = set()
        self.port = int(self._listening.getsockname()[1])
        self.pair = f"127.0.0.1:{self.port}"
        self.asked: list[str] = []
        self.heads: list[str] = []
        self.connections = 0
        self._ended = threading.Event()
        threading.Thread(target=self._serve, daemon=True).start()

    def url(self, path: str) -> str:
        """The address of a source."""
        return f"{'https' if self._tls else 'http'}://{self.pair}{path}"

    def close(self) -> None:
        """Let go of everybody."""
        self._ended.set()
        for each in (self._listening, *self._open):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def _serve(self) -> None:
        while not self._ended.is_set():
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            self.connections += 1
            self._open.add(connection)
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with suppress(OSError, ValueError):
            connection.settimeout(_LONG)
            if self._tls:
                raw, connection = connection, self._tls.wrap_socket(connection, server_side=True)
                self._open.discard(raw)
                self._open.add(connection)
            if self._first:
                self._first(connection)
            head = _request(connection)
            line = head.partition("\r\n")[0]
            self.asked.append(line)
            self.heads.append(head)
            path = line.split(" ")[1].partition("?")[0]
            behave = self._behaviours.get(path, missing)
            behave(connection)
            # What was sent arrives although we may not have read everything.
            connection.shutdown(socket.SHUT_WR)
            connection.recv(1)
        self._open.discard(connection)
        connection.close()


@contextmanager
def sources(
    behaviours: dict[str, Behaviour], tls: ssl.SSLContext | None = None, first: Behaviour | None = None
) -> Iterator[Sources]:
    """Serve `behaviours`, each at its path; anything else is not found, robots.txt too.

    What `first` does is done before anything is read.
    """
    running = Sources(behaviours, tls, first)
    try:
        yield running
    finally:
        running.close()


def _request(connection: socket.socket) -> str:
    """A request with its body."""
    data = b""
    while b"\r\n\r\n" not in data and (more := connection.recv(65536)):
        data += more
    length = re.search(rb"content-length: ([0-9]+)", data, re.IGNORECASE)
    end = data.index(b"\r\n\r\n") + 4 + (int(length[1]) if length else 0)
    while len(data) < end and (more := connection.recv(65536)):
        data += more
    return data.decode("latin-1")


def saying(data: bytes) -> Behaviour:
    """Send `data` as it stands."""
    return lambda connection: connection.sendall(data)


def answering(
    body: bytes = b"", status: str = "200 OK", kind: str | None = "text/html", **headers: str
) -> Behaviour:
    """A sound answer; `headers` like content_encoding="gzip"."""
    given = {"content_length": str(len(body))} | ({"content_type": kind} if kind else {}) | headers
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in given.items()]
    return saying("\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode("latin-1") + body)


def leading(location: str, status: str = "302 Found") -> Behaviour:
    """A redirect."""
    return answering(status=status, location=location)


def missing(connection: socket.socket) -> None:
    """What is not there."""
    answering(b"no", "404 Not Found", "text/plain")(connection)


def dripping(first: bytes, each: bytes) -> Behaviour:
    """`first` at once, then `each` every 20 ms for as long as anybody listens."""

    def behave(connection: socket.socket) -> None:
        connection.sendall(first)
        for _ in range(_LONG * 50):
            if _ENDED.wait(0.02):
                return
            connection.sendall(each)

    return behave


def endless(first: bytes, each: bytes) -> Behaviour:
    """`first`, then `each` as fast as it is taken."""

    def behave(connection: socket.socket) -> None:
        connection.sendall(first)
        while True:
            connection.sendall(each)

    return behave


def silent(connection: socket.socket) -> None:
    """Nothing at all until the other side goes."""
    while connection.recv(4096):
        pass


def reset(connection: socket.socket) -> None:
    """Some of a body, then a reset."""
    connection.sendall(HEAD + b"content-length: 1000\r\n\r\n<html>")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    connection.close()


HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n"
PAGE = "<!doctype html><title>題</title><p>本文です。".encode()
CHUNKED = HEAD + b"transfer-encoding: chunked\r\n\r\n"
PACKED = HEAD + b"content-encoding: gzip\r\nconnection: close\r\n\r\n"


def bomb(megabytes: int) -> bytes:
    """Zeros, packed to a thousandth."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(bytes(2**20)) for _ in range(megabytes)) + packer.flush()


BEHAVIOURS: dict[str, Behaviour] = {
    "/silent": silent,
    "/slow-status": dripping(b"H", b"T"),
    "/slow-headers": dripping(b"HTTP/1.1 200 OK\r\nx: ", b"y"),
    "/drip": dripping(HEAD + b"content-length: 100000\r\n\r\n", b"a"),
    "/slow-chunks": dripping(CHUNKED, b"1\r\na\r\n"),
    "/endless": endless(HEAD + b"\r\n", bytes(2**16)),
    "/endless-chunks": endless(CHUNKED, b"4000\r\n" + b"a" * 0x4000 + b"\r\n"),
    "/endless-head": endless(HEAD, b"x-more: and more\r\n"),
    "/endless-line": endless(HEAD + b"x: ", b"a" * 2**16),
    "/endless-trailer": endless(CHUNKED + b"0\r\n", b"x: y\r\n" * 2**10),
    "/endless-chunk-size": endless(CHUNKED, b"0" * 2**16),
    "/endless-empty-gzip": endless(PACKED + gzip.compress(b"")[:10], b"\0\0\0\xff\xff" * 2**13),
    "/continue": endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 2**8),
    "/huge": answering(b"a" * (2 * 2**20 + 1)),
    "/huge-said": saying(HEAD + b"content-length: 99999999999\r\n\r\n<html>"),
    "/gzip-bomb": saying(PACKED + bomb(64)),
    "/deflate-bomb": answering(zlib.compress(bytes(64 * 2**20), 9), content_encoding="deflate"),
    "/double-gzip-bomb": answering(gzip.compress(bomb(64)), content_encoding="gzip, gzip"),
    "/bad-gzip": answering(PAGE, content_encoding="gzip"),
    "/damaged-gzip": answering(gzip.compress(PAGE)[:-12] + b"\xff" * 12, content_encoding="gzip"),
    "/cut-gzip": answering(gzip.compress(PAGE * 9)[:-20], content_encoding="gzip"),
    "/brotli": answering(PAGE, content_encoding="br"),
    "/loop": leading("/loop"),
    "/too-short": saying(HEAD + b"content-length: 1000\r\n\r\n<html>"),
    "/cut-chunk": saying(CHUNKED + b"ff\r\n<html>"),
    "/bad-chunk": saying(CHUNKED + b"zz\r\n<html>\r\n0\r\n\r\n"),
    "/negative-chunk": saying(CHUNKED + b"-5\r\n<html>\r\n0\r\n\r\n"),
    "/reset": reset,
    "/nothing": saying(b""),
    "/headless": saying(b"<html><p>HTTP 0.9"),
    "/nonsense": saying(b"\x16\x03\x01\x00\x00 \xff\xfe" * 99),
    "/odd-status": saying(b"HTTP/1.1 9x9 \r\n\r\n"),
    "/many-headers": saying(HEAD + b"".join(b"x-%d: y\r\n" % n for n in range(5000)) + b"\r\n" + PAGE),
    "/too-long-header": saying(HEAD + b"x: " + b"y" * 70_000 + b"\r\n\r\n" + PAGE),
    "/pdf": answering(b"%PDF-1.7 ...", kind="application/pdf"),
    "/pdf-as-html": answering(b"%PDF-1.7 ..."),
    "/picture-as-html": answering(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
    "/binary-as-text": answering(b"MZ\x90\0\3\0\0\0", kind="text/plain"),
    "/json": answering(b"{}", kind="application/json"),
    "/unlabelled-data": answering(b"{}", kind=None),
    "/svg": answering(b"<svg/>", kind="image/svg+xml"),
    "/empty": answering(b""),
    "/no-content": saying(b"HTTP/1.1 204 No Content\r\n\r\n"),
    "/304": saying(b"HTTP/1.1 304 Not Modified\r\n\r\n"),
    "/401": answering(PAGE, "401 Unauthorized", www_authenticate="Basic"),
    "/403": answering(PAGE, "403 Forbidden"),
    "/404": answering(PAGE, "404 Not Found"),
    "/410": answering(PAGE, "410 Gone"),
    "/429": answering(PAGE, "429 Too Many Requests", retry_after="120"),
    "/500": answering(PAGE, "500 Internal Server Error"),
    "/nowhere": answering(PAGE, "302 Found"),
    "/to-file": leading("file:///etc/passwd"),
    "/to-data": leading("data:text/html,hi"),
    "/to-script": leading("javascript:alert(1)"),
    "/to-port": leading("http://example.com:22/"),
    "/to-credentials": leading("http://me:secret@example.com/"),
    "/to-nonsense": leading("http://[::1/\xff\xfe"),
    "/to-long": leading("/" + "a" * 9000),
}
