"""Sources that misbehave: each ends in the right trouble, within its time and with little memory."""

import gzip
import tracemalloc
import zlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.store.fetch import Fetch, FetchError, Trouble
from digest.store.fetch.answer import retry_after
from tests.support import tls
from tests.support.misbehaving import (
    BEHAVIOURS,
    CHUNKED,
    HEAD,
    PACKED,
    PAGE,
    Sources,
    answering,
    leading,
    saying,
    silent,
    sources,
)

TROUBLES = {
    Trouble.SLOW: "silent slow-status slow-headers drip slow-chunks",
    Trouble.LARGE: "endless endless-chunks continue huge huge-said gzip-bomb deflate-bomb endless-empty-gzip",
    Trouble.BROKEN: (
        "bad-gzip damaged-gzip cut-gzip double-gzip-bomb brotli too-short cut-chunk bad-chunk negative-chunk"
        " reset nothing headless nonsense odd-status many-headers too-long-header endless-head endless-line"
        " endless-chunk-size"
    ),
    Trouble.NOT_A_PAGE: ("pdf pdf-as-html picture-as-html binary-as-text json unlabelled-data svg empty"),
    Trouble.STATUS: "no-content 304 401 403 404 410 429 500 nowhere",
    Trouble.REDIRECTS: "loop",
    Trouble.ADDRESS: "to-file to-data to-script to-port to-credentials to-nonsense to-long",
}
CASES = [(name, trouble) for trouble, names in TROUBLES.items() for name in names.split()]


@pytest.fixture(scope="module")
def server() -> Iterator[Sources]:
    with sources(BEHAVIOURS) as running:
        yield running


def fetch(*servers: Sources, seconds: float = 0.4, **options: Any) -> Fetch:
    pairs = frozenset(each.pair for each in servers)
    return Fetch("Tests/1 (+http://d.jp)", pairs, seconds=seconds, pause=0, **options)


@pytest.mark.parametrize(("name", "trouble"), CASES)
def test_each_ends_in_the_right_trouble(server: Sources, name: str, trouble: Trouble) -> None:
    seconds = 0.4 if trouble is Trouble.SLOW else 20
    with pytest.raises(FetchError) as caught:
        fetch(server, seconds=seconds).page(server.url(f"/{name}"))
    assert caught.value.trouble is trouble
    if trouble is Trouble.STATUS and name.isdigit():
        assert caught.value.status == int(name)


SOUND = {
    "/lower-length": saying(
        b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 5\r\n\r\n<p>hi and more"
    ),
    "/large-header": answering(PAGE, x_policy="y" * 60_000),
    "/as-large-as-may-be": answering(b"<p>" + b"a" * (2 * 2**20 - 3)),
    "/gzip": answering(gzip.compress(PAGE), content_encoding="gzip"),
    "/gzip-in-two": answering(gzip.compress(PAGE[:9]) + gzip.compress(PAGE[9:]), content_encoding="x-gzip"),
    "/gzip-padded": answering(gzip.compress(PAGE) + bytes(99), content_encoding="GZIP"),
    "/deflate": answering(zlib.compress(PAGE), content_encoding="deflate"),
    "/deflate-raw": answering(zlib.compress(PAGE, wbits=-15), content_encoding="deflate"),
    "/unsound-headers": saying(
        b"HTTP/1.1 200 OK\r\nno colon here\r\ncontent-type: text/html\r\n: x\r\n\r\n" + PAGE
    ),
    "/http-1.0": saying(b"HTTP/1.0 200 OK\r\ncontent-type: text/html\r\n\r\n" + PAGE),
    "/unlabelled": answering(PAGE, kind=None),
    "/xhtml": answering(b"<?xml version='1.0'?>" + PAGE, kind="Application/XHTML+XML; charset=utf-8"),
    "/text": answering("ただの文章".encode(), kind="text/plain"),
    "/utf-16": answering("<p>本文".encode("utf-16-le"), kind="text/html; charset=UTF-16LE"),
    "/chunks": saying(
        b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ntransfer-encoding: chunked\r\n\r\n"
        b"4;x=y\r\n<p>h\r\n1\r\ni\r\n0\r\nx-late: z\r\n\r\n"
    ),
    "/hostile-bytes": saying(
        b"HTTP/1.1 301 Moved\r\nlocation: /\xe6\x9c\xac\xe6\x96\x87?q=\xe9 x\r\ncontent-length: 0\r\n\r\n"
    ),
    "/latin": saying(b"HTTP/1.1 308 Moved\r\nlocation: /caf\xe9#part\r\ncontent-length: 0\r\n\r\n"),
    "/%E6%9C%AC%E6%96%87": answering(PAGE),
    "/caf%E9": answering(PAGE),
    "/once": leading("/gzip", "301 Moved"),
    "/mixed": leading("/once", "302 Found"),
}
# What was sent with an oddity of its own.
BODIES = {"/lower-length": b"<p>hi", "/chunks": b"<p>hi"}


@pytest.fixture(scope="module")
def sound() -> Iterator[Sources]:
    with sources(SOUND) as running:
        yield running


@pytest.mark.parametrize("path", [path for path in SOUND if "%" not in path])
def test_what_is_only_odd_is_read(sound: Sources, path: str) -> None:
    answer = fetch(sound, seconds=20).page(sound.url(path))
    assert answer.status == 200
    if path in BODIES:
        assert answer.body == BODIES[path]
    elif path not in ("/as-large-as-may-be", "/text", "/utf-16", "/xhtml"):
        assert answer.body == PAGE


@pytest.mark.parametrize(
    ("path", "url", "moved"),
    [
        ("/gzip", "/gzip", ""),
        ("/once", "/gzip", "/gzip"),
        ("/mixed", "/gzip", ""),
        ("/latin", "/caf%E9", "/caf%E9"),
    ],
)
def test_only_a_permanent_redirect_says_that_a_page_has_moved(
    sound: Sources, path: str, url: str, moved: str
) -> None:
    answer = fetch(sound, seconds=20).page(sound.url(path))
    assert (answer.url, answer.moved) == (sound.url(url), moved and sound.url(moved))


def test_bombs_and_endless_bodies_take_little_memory(server: Sources) -> None:
    going = fetch(server, seconds=20)
    tracemalloc.start()
    try:
        for name in [*TROUBLES[Trouble.LARGE].split(), "double-gzip-bomb", "endless-line", "many-headers"]:
            with pytest.raises(FetchError):
                going.page(server.url(f"/{name}"))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    # The server runs in this process too and has its bombs ready from the start.
    assert peak < 12 * 2**20


def test_a_look_takes_any_status_for_an_answer_and_the_beginning_of_what_is_too_large(
    server: Sources,
) -> None:
    going = fetch(server, seconds=20)
    for status in (304, 401, 404, 410, 500):
        assert going.look(server.url(f"/{status}"), "GET").status == status
    assert len(going.look(server.url("/huge"), "GET").body) == 2 * 2**20
    assert going.look(server.url("/pdf"), "GET").body == b""
    assert going.look(server.url("/404"), "GET").body == PAGE
    assert not any(line.startswith("HEAD") for line in server.asked)
    assert going.look(server.url("/404")).body == b""
    assert server.asked[-1] == "HEAD /404 HTTP/1.1"


def test_a_service_answers_with_success_or_not_at_all(server: Sources) -> None:
    going = fetch(server, seconds=20)
    assert going.ask(server.url("/json"), body=b"{}").body == b"{}"
    assert server.asked[-1] == "POST /json HTTP/1.1"
    assert server.heads[-1].endswith("\r\n\r\n{}")
    with pytest.raises(FetchError) as caught:
        going.ask(server.url("/429"))
    assert (caught.value.trouble, caught.value.status, caught.value.retry_after) == (Trouble.STATUS, 429, 120)


def test_only_an_operators_own_endpoint_is_asked_without_being_judged(server: Sources) -> None:
    nowhere = Fetch("Tests/1", resolver=lambda host: ["127.0.0.1"], pause=0)
    inner = f"http://assistant.internal:{server.port}"
    assert nowhere.ask(f"{inner}/json", trusted=True).body == b"{}"
    for path in ("/loop", "/to-file"):
        with pytest.raises(FetchError) as caught:
            nowhere.ask(f"{inner}{path}", trusted=True)
        assert (caught.value.trouble, caught.value.status) == (Trouble.STATUS, 302)
    with pytest.raises(FetchError) as caught:
        nowhere.ask(f"{inner}/json")
    assert caught.value.trouble is Trouble.ADDRESS


def test_requests_say_who_asks_and_carry_nothing_else(
    server: Sources, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with sources({"/a": leading(server.url("/json"))}) as first:
        given = {"X-Key": "secret", "accept-datetime": "a day"}
        fetch(first, server, seconds=20).ask(first.url("/a"), headers=given)
    assert "X-Key: secret" in first.heads[-1]
    assert "Accept-Datetime: a day" in server.heads[-1]
    assert "User-Agent: Tests/1 (+http://d.jp)" in server.heads[-1]
    assert not {"secret", "Cookie", "Authorization", "Referer"} & set(
        server.heads[-1].replace(":", "").split()
    )


def test_no_bytes_are_too_odd_for_an_answer_or_a_trouble() -> None:
    said = [b""]
    starts = [b"", b"HTTP/1.1 200 OK\r\n", HEAD, HEAD + b"\r\n", CHUNKED, PACKED]
    with sources({"/": lambda connection: connection.sendall(said[0])}) as server:
        going = fetch(server, seconds=20)

        @settings(max_examples=80)
        @given(st.sampled_from(starts), st.binary(max_size=300))
        def each(start: bytes, rest: bytes) -> None:
            said[0] = start + rest
            with suppress(FetchError):
                going.page(server.url("/"))

        each()


def test_certificates_are_checked_against_the_name(tmp_path: Path) -> None:
    good = tls.certificate(tmp_path)
    with sources({"/a": answering(PAGE)}, tls.serving(good)) as server:
        options: dict[str, Any] = {"resolver": lambda host: ["127.0.0.1"], "seconds": 20}
        known = fetch(server, trust=tls.trusting(good), **options)
        assert known.page(f"https://news.example:{server.port}/a").body == PAGE
        assert f"Host: news.example:{server.port}" in server.heads[-1]
        for going, name in ((known, "other.example"), (fetch(server, **options), "news.example")):
            with pytest.raises(FetchError) as caught:
                going.page(f"https://{name}:{server.port}/a")
            assert caught.value.trouble is Trouble.CERTIFICATE


def test_an_expired_certificate_is_named(tmp_path: Path) -> None:
    old = tls.certificate(tmp_path, until="20200201000000Z")
    with sources({}, tls.serving(old)) as server, pytest.raises(FetchError) as caught:
        fetch(server, trust=tls.trusting(old), seconds=20).page(server.url("/a"))
    assert caught.value.trouble is Trouble.CERTIFICATE


@pytest.mark.parametrize(
    ("behaviour", "trouble"), [(silent, Trouble.SLOW), (saying(b"HTTP/1.1 400 Bad\r\n\r\n"), Trouble.BROKEN)]
)
def test_a_handshake_is_within_the_time_and_must_be_one(behaviour: Any, trouble: Trouble) -> None:
    with sources({"": behaviour}, first=behaviour) as server, pytest.raises(FetchError) as caught:
        fetch(server, seconds=0.4 if trouble is Trouble.SLOW else 20).page(f"https://{server.pair}/")
    assert caught.value.trouble is trouble


def test_nobody_there_is_told_from_nobody_answering() -> None:
    with sources({}) as server:
        pass
    with pytest.raises(FetchError) as caught:
        fetch(server, seconds=20).page(server.url("/"))
    assert caught.value.trouble is Trouble.UNREACHABLE


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        ("Fri, 27 Nov 2026 05:02:00 GMT", 120),
        ("Fri, 27 Nov 2026 04:00:00 GMT", 0),
        ("999999999", 7 * 24 * 3600),
        ("Fri, 27 Nov 9999 05:02:00 GMT", 7 * 24 * 3600),
        ("", None),
        ("-5", None),
        ("soon", None),
        ("Fri, 99 Nov 2026 05:02:00 GMT", None),
    ],
)
def test_when_to_ask_again_is_read_in_both_forms(value: str, seconds: int | None) -> None:
    assert retry_after(value, datetime(2026, 11, 27, 5, tzinfo=UTC)) == seconds
