"""Nobody who listens on loopback is ever reached, by any spelling, name, redirect or second look-up."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digest.store.fetch import Fetch, FetchError, Trouble, wire
from digest.store.fetch.urls import joined, target
from tests.support.inner_addresses import spellings
from tests.support.misbehaving import PAGE, Sources, answering, leading, sources

PUBLIC, INNER = "93.184.215.14", "127.0.0.1"
REFUSALS = {Trouble.REFUSED, Trouble.ADDRESS, Trouble.UNREACHABLE}
WAYS: dict[str, Callable[[Fetch, str], object]] = {
    "page": lambda fetch, url: fetch.page(url),
    "look": lambda fetch, url: fetch.look(url),
    "get": lambda fetch, url: fetch.look(url, "GET"),
    "ask": lambda fetch, url: fetch.ask(url),
    "post": lambda fetch, url: fetch.ask(url, body=b"{}"),
}


@pytest.fixture(scope="module")
def canary() -> Iterator[Sources]:
    with sources({"/": answering(PAGE)}) as running:
        yield running


def names(host: str) -> Sequence[str]:
    """Every name leads to this machine, as `localhost` does."""
    return {"localhost6": ["::1"], "metadata.google.internal": ["169.254.169.254"]}.get(host, [INNER])


def fetching(canary: Sources | None = None, resolver: Callable[[str], Sequence[str]] = names) -> Fetch:
    """As in operation, but the canary's port is one that is used: only its address keeps anybody away."""
    allow = {f"{PUBLIC}:{canary.port}"} if canary else set()
    return Fetch("Tests/1", frozenset(allow), resolver=resolver, pause=0, seconds=5)


def test_the_canary_can_be_reached_where_that_is_allowed(canary: Sources) -> None:
    before = canary.connections
    for way in WAYS.values():
        way(Fetch("Tests/1", frozenset({canary.pair}), pause=0), canary.url("/"))
    named = Fetch("Tests/1", frozenset({canary.pair}), resolver=names, pause=0)
    assert named.look(f"http://localhost:{canary.port}/", "GET").body == PAGE
    assert canary.connections == before + 7  # with one robots.txt


@pytest.mark.parametrize("way", WAYS)
def test_no_spelling_of_an_inner_address_is_connected_to(canary: Sources, way: str) -> None:
    urls = spellings(canary.port)
    assert len(urls) >= 109
    before = canary.connections
    for url in urls:
        # By the port that is used for the web, and by the canary's.
        for each in (url, url.replace(f":{canary.port}", "")):
            with pytest.raises(FetchError) as caught:
                WAYS[way](fetching(canary), each)
            assert caught.value.trouble in REFUSALS, each
    assert canary.connections == before


def test_no_redirect_leads_to_an_inner_address(canary: Sources) -> None:
    before = canary.connections
    urls = spellings(canary.port)
    paths = {
        f"/{number}": leading(quote(url, safe=":/?#[]@!$&'()*+,;=%\\")) for number, url in enumerate(urls)
    }
    with sources(paths) as server:
        # Only the server itself is admitted; the canary differs from it by its port alone.
        fetch = Fetch("Tests/1", frozenset({server.pair}), resolver=names, pause=0, seconds=5)
        for path in paths:
            with pytest.raises(FetchError) as caught:
                fetch.page(server.url(path))
            # Without a host of its own a Location is a path of the server, where nothing is.
            assert caught.value.trouble in {*REFUSALS, Trouble.STATUS}
        assert len(server.asked) >= len(paths)
    assert canary.connections == before


class Rebinding:
    """A name server that changes its mind: each look-up has the next answer, the last one for ever."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers = list(answers)
        self.asked = 0

    def __call__(self, host: str) -> Sequence[str]:
        self.asked += 1
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def test_a_name_is_looked_up_once_and_its_judged_address_is_connected_to(canary: Sources) -> None:
    """The first answer is the canary, as if it were public; a second look-up would lead elsewhere."""
    resolver = Rebinding([INNER], ["192.0.2.1"])
    fetch = Fetch("Tests/1", frozenset({canary.pair}), resolver=resolver, pause=0, seconds=5)
    assert fetch.look(f"http://news.example:{canary.port}/", "GET").body == PAGE
    assert resolver.asked == 1


def test_a_name_that_turns_to_loopback_is_connected_to_where_it_was_judged(
    canary: Sources, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, went = canary.connections, []

    def connected(connection: object, address: object, seconds: float) -> None:
        went.append(str(address))
        raise ConnectionRefusedError

    monkeypatch.setattr(wire._ToJudged, "_connected", connected)
    resolver = Rebinding([PUBLIC, "1.1.1.1"], [INNER])
    fetch = fetching(resolver=resolver)
    for trouble in (Trouble.UNREACHABLE, Trouble.REFUSED):
        with pytest.raises(FetchError) as caught:
            fetch.page("http://news.example/")
        assert caught.value.trouble is trouble
    assert went == [PUBLIC, "1.1.1.1"]
    assert resolver.asked == 2
    assert canary.connections == before


@pytest.mark.parametrize(
    "answer",
    [
        [INNER],
        [PUBLIC, INNER],
        [INNER, PUBLIC],
        [PUBLIC, PUBLIC, PUBLIC, PUBLIC, PUBLIC, PUBLIC, PUBLIC, "1.1.1.1", "1.1.1.2", "1.1.1.3", INNER],
        [PUBLIC, "::1"],
        ["2606:4700::1111", "::ffff:127.0.0.1"],
        [PUBLIC, "fe80::1%lo"],
        [PUBLIC, "0.0.0.0"],
        [PUBLIC, "localhost"],
        [PUBLIC, "alias.example"],
        [PUBLIC, ""],
        ["127.0.0.1 "],
        ["2130706433"],
    ],
)
def test_one_address_that_is_not_public_refuses_the_whole_answer(canary: Sources, answer: list[str]) -> None:
    """Whatever a resolver hands on, chains of aliases too, it is the addresses in the end that are judged."""
    before = canary.connections
    for port in (80, 443, canary.port):
        with pytest.raises(FetchError) as caught:
            fetching(canary, lambda host: answer).page(f"http://news.example:{port}/")
        assert caught.value.trouble is Trouble.REFUSED
        assert str(caught.value) == "refused"
    assert canary.connections == before


def test_a_name_without_an_address_is_unreachable() -> None:
    def failing(host: str) -> Sequence[str]:
        raise OSError("no such name")

    for resolver in (failing, lambda host: []):
        with pytest.raises(FetchError) as caught:
            fetching(resolver=resolver).page("http://news.example/")
        assert caught.value.trouble is Trouble.UNREACHABLE


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("http://example.com", "http://example.com/"),
        (" HTTPS://Example.COM:443/A?b#c ", "https://example.com/A?b"),
        ("http://example.com:443/", "http://example.com:443/"),
        (
            "https://新聞.example/記事?題=本 文",
            "https://xn--efvv70d.example/%E8%A8%98%E4%BA%8B?%E9%A1%8C=%E6%9C%AC%20%E6%96%87",
        ),
        ("http://example.com/%E8%A8%98?a=%20&b=1+2", "http://example.com/%E8%A8%98?a=%20&b=1+2"),
        ("http://a_b.example.com./x", "http://a_b.example.com./x"),
        ("http://[2606:4700::0:1111]/", "http://[2606:4700::1111]/"),
        ("http://134744072/", "http://8.8.8.8/"),
        ("http://example.com?q", "http://example.com/?q"),
        ("http://example.com/;a@b:c", "http://example.com/;a@b:c"),
    ],
)
def test_a_url_is_written_in_one_way(url: str, plain: str) -> None:
    assert target(url).url == plain


@pytest.mark.parametrize(
    "url",
    [
        "", "news", "/path", "mailto:a@example.com", "http://", "http://:80/", "http://a..b/", "http://-a/",
        "http://a b/", "http://a:0/", "http://a:99999/", "http://a:b/", "http://1.2.3.4.5/", "http://256.1.1.1/",
        "http://1.2.3.08/", "http://0x/x", "http://0xg.1/", "http://a.1/", "http://me@a/", "http://me:x@a/",
        "http://[::1", "http://[v1.a]/", "http://a\x00b/", "http://a/\r\nx: y", "http://" + "a." * 200,
        "http://" + "あ" * 80 + "/", "http://a/" + "b" * 4100, "http://a/\ud800", "http://\ud800/",
    ],
)  # fmt: skip
def test_what_cannot_be_fetched_is_said_before_anything_is_looked_up(url: str) -> None:
    def never(host: str) -> Sequence[str]:
        raise AssertionError(host)

    if url == "http://0x/x":  # browsers read it as 0.0.0.0
        assert target(url).host == "0.0.0.0"
        return
    with pytest.raises(FetchError) as caught:
        fetching(resolver=never).page(url)
    assert caught.value.trouble is Trouble.ADDRESS


@given(st.text(), st.text())
@example("http://a/", "//[")
@example("http://a/", "http://\xff\xfe")
def test_no_text_is_too_odd_to_be_judged(url: str, location: str) -> None:
    for ask in (
        lambda: target(url),
        lambda: joined(target("http://a/b"), location),
        lambda: target(f"http://{url}"),
    ):
        with suppress(FetchError):
            ask().url.encode("ascii")
