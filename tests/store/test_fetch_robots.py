"""robots.txt is asked before a page is read, and believed for a day."""

from collections.abc import Callable
from contextlib import suppress

import pytest

from digest.store.fetch import Fetch, FetchError, Trouble
from digest.store.fetch.robots import Robots, relevant
from tests.support.misbehaving import (
    PAGE,
    Behaviour,
    Sources,
    answering,
    leading,
    missing,
    reset,
    saying,
    sources,
)

AGENT = "ChrysanthemumDigest/0.1.0 (+http://d.jp)"
DAY = 24 * 3600


def fetch(*servers: Sources, now: Callable[[], float] = lambda: 0.0) -> Fetch:
    return Fetch(AGENT, frozenset(each.pair for each in servers), pause=0, seconds=20, now=now)


def rules(text: str) -> Behaviour:
    return answering(text.encode(), kind="text/plain")


def trouble_of(behaviour: Behaviour, path: str = "/a/b") -> Trouble | None:
    """What comes of a page whose site has this robots.txt."""
    with sources({"/robots.txt": behaviour, "/a/b": answering(PAGE), "/a/c": answering(PAGE)}) as server:
        try:
            fetch(server).page(server.url(path))
        except FetchError as error:
            return error.trouble
    return None


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("", None),
        ("User-agent: *\nDisallow: /", Trouble.ROBOTS),
        ("User-agent: *\nDisallow:", None),
        ("User-agent: *\nDisallow: /a/\nAllow: /a/b", None),
        ("User-agent: *\nDisallow: /*b$", Trouble.ROBOTS),
        ("User-agent: *\nDisallow: /*c$", None),
        ("User-agent: other\nDisallow: /", None),
        ("User-agent: chrysanthemumdigest\nDisallow: /\n\nUser-agent: *\nAllow: /", Trouble.ROBOTS),
        ("User-agent: *\nDisallow: /\n\nUser-agent: ChrysanthemumDigest/9\nAllow: /", None),
        ("User-agent: *\nDisallow: /\n\nUser-agent: ChrysanthemumDigest\nDisallow:", None),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Chrysanthemum\nAllow: /", Trouble.ROBOTS),
        ("User-agent: a\nUser-agent: *\nCrawl-delay: 9\nDisallow: /a # all", Trouble.ROBOTS),
        ("\ufeffuser-agent:*\ndisallow:/", Trouble.ROBOTS),
        ("User-agent: *\nDisallow: /%61/%62", Trouble.ROBOTS),
        ("User-agent: *\nDisallow: *b", Trouble.ROBOTS),
        ("User-agent: *\n" + "Disallow: /a/*x\n" * 5000 + "Disallow: /a/b", Trouble.ROBOTS),
        ("User-agent: *\n" + "Disallow: /a/\n" * 5000 + "Allow: /a/b", None),
        ("<!doctype html><p>Disallow: /", None),
        ("Disallow: /", None),
    ],
)
def test_rules_are_kept_to(text: str, trouble: Trouble | None) -> None:
    assert trouble_of(rules(text)) is trouble


@pytest.mark.parametrize(
    ("behaviour", "trouble"),
    [
        (missing, None),
        (answering(b"", "401 Unauthorized"), None),
        (answering(b"", "429 Too Many Requests"), None),
        (answering(b"", "500 Internal Server Error"), Trouble.ROBOTS),
        (answering(b"", "503 Service Unavailable"), Trouble.ROBOTS),
        (leading("/robots.txt"), None),
        (leading("/rules"), None),
        (leading("http://127.0.0.1/robots.txt"), Trouble.REFUSED),
        (reset, Trouble.BROKEN),
        (saying(b"nonsense"), Trouble.BROKEN),
        (answering(b"User-agent: *\nDisallow: /\n" + b"#" * 600_000, kind="text/plain"), Trouble.ROBOTS),
        (answering(b"#" * 600_000 + b"\nUser-agent: *\nDisallow: /\n", kind="text/plain"), None),
    ],
)
def test_only_what_is_not_there_allows_everything(behaviour: Behaviour, trouble: Trouble | None) -> None:
    assert trouble_of(behaviour) is trouble


def test_rules_are_fetched_once_a_day_for_each_site() -> None:
    now = [0.0]
    with sources({"/a": answering(PAGE), "/robots.txt": rules("User-agent: *\nDisallow: /no")}) as server:
        going = fetch(server, now=lambda: now[0])
        for moment, times in ((0.0, 1), (DAY - 1.0, 1), (DAY + 1.0, 2)):
            now[0] = moment
            going.page(server.url("/a"))
            with pytest.raises(FetchError):
                going.page(server.url("/no"))
            assert server.asked.count("GET /robots.txt HTTP/1.1") == times


def test_each_redirect_is_asked_about_and_nothing_but_pages_is() -> None:
    with (
        sources({"/no": answering(PAGE), "/robots.txt": rules("User-agent: *\nDisallow: /no")}) as second,
        sources({"/a": leading(second.url("/no"))}) as first,
    ):
        going = fetch(first, second)
        with pytest.raises(FetchError) as caught:
            going.page(first.url("/a"))
        assert caught.value.trouble is Trouble.ROBOTS
        assert second.asked == ["GET /robots.txt HTTP/1.1"]
        assert going.look(first.url("/a"), "GET").body == PAGE


def test_a_failure_is_not_remembered() -> None:
    robots = Robots("name", lambda: 0.0)

    def failing() -> tuple[int, bytes]:
        raise FetchError(Trouble.SLOW)

    for ask in (failing, lambda: (503, b"")):
        with suppress(FetchError):
            robots.check("http://a", "http://a/", ask)
    robots.check("http://a", "http://a/", lambda: (404, b""))
    robots.check("http://a", "http://a/", failing)


def test_rules_of_many_sites_take_little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("digest.store.fetch.robots.KEPT_MOST", 50_000)
    robots = Robots("name", lambda: 0.0)
    text = b"User-agent: *\n" + b"Disallow: /a\n" * 1000
    for number in range(40):
        robots.check(f"http://{number}", f"http://{number}/b", lambda: (200, text))
    assert 25_000 < sum(len(known.rules) for known in robots._known.values()) < 50_000


def test_thousands_of_agents_are_not_multiplied_by_thousands_of_rules() -> None:
    agents = "\n".join(f"User-agent: a{number}" for number in range(15_000))
    text = f"{agents}\nUser-agent: *\n" + "Disallow: /x\n" * 15_000
    assert relevant(text, "name").count("\n") == 14_999
    assert relevant(agents + "\nDisallow: /", "name") == ""
