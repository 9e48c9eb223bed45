"""Archived copies: what a TimeGate's answer leads to, and what of it is believed."""

from datetime import UTC, date, datetime

import pytest

from digest.domain.source import Source
from digest.domain.survival.archive import Memento, memento_near, memento_of
from digest.store.fetch import Answer, FetchError, Trouble
from tests.support.factories import NOW
from tests.support.fake_fetch import FakeFetch

GATE = "https://archive.example/web/"
URL = "https://example.jp/ニュース?id=1#top"
ASKED = f"{GATE}https://example.jp/%E3%83%8B%E3%83%A5%E3%83%BC%E3%82%B9?id=1"
COPY = "https://archive.example/web/20240703000000/https://example.jp/1"
JULY_3 = datetime(2024, 7, 3, tzinfo=UTC)
HTTP_DATE = "Wed, 03 Jul 2024 00:00:00 GMT"


def found(status: int, url: str = ASKED, **headers: str) -> Memento | None:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return memento_of(Answer(url, status, named), ASKED, JULY_3)


def test_the_time_of_citation_is_asked_for() -> None:
    fetch = FakeFetch()
    fetch.tell(ASKED, Answer(COPY, 200, {"memento-datetime": HTTP_DATE}))
    source = Source(url=URL, canonical_url=URL, title="題", published=date(2024, 7, 3), created_at=NOW)
    assert memento_near(fetch, GATE, source) == Memento(COPY, JULY_3)
    assert fetch.headers == [{"Accept-Datetime": "Wed, 03 Jul 2024 12:00:00 GMT"}]


def test_an_archive_that_has_nothing_is_no_fault_and_one_that_is_away_is() -> None:
    source = Source(url=URL, canonical_url=URL, title="題", confirmed_at=NOW, created_at=NOW)
    assert memento_near(FakeFetch(), GATE, source) is None
    fetch = FakeFetch()
    for trouble in (503, Trouble.SLOW):
        fetch.tell(ASKED, trouble)
        with pytest.raises(FetchError):
            memento_near(fetch, GATE, source)
    fetch.tell(ASKED, Trouble.LARGE, "ASK")
    fetch.tell(ASKED, Answer(COPY, 200, {"memento-datetime": HTTP_DATE}), "HEAD")
    assert memento_near(fetch, GATE, source) == Memento(COPY, JULY_3)


def test_each_way_in_which_a_time_gate_may_name_a_memento() -> None:
    assert found(302, location=COPY) == Memento(COPY, JULY_3)
    assert found(302, location="/web/20240703000000/https://example.jp/1") == Memento(COPY, JULY_3)
    assert found(200, url=COPY, memento_datetime=HTTP_DATE) == Memento(COPY, JULY_3)
    assert found(200, memento_datetime=HTTP_DATE, content_location=COPY) == Memento(COPY, JULY_3)
    other = "https://archive.example/memo/7"
    link = f'<{other}>; rel="first memento"; datetime="{HTTP_DATE}"'
    assert found(302, location=other, link=link) == Memento(other, JULY_3)
    far = '<https://archive.example/memo/8>; rel=memento; datetime="Wed, 03 Jul 2019 00:00:00 GMT"'
    assert found(200, link=f"{far}, {link}") == Memento(other, JULY_3)


@pytest.mark.parametrize(
    "place",
    [
        "https://evil.example/web/20240703000000/https://example.jp/1",
        "https://archive.example:8443/web/1",
        "javascript:alert(1)",
        "https://archive.example@evil.example/",
        "https://u:p@archive.example/web/1",
        "https://archive.example/",
        "https://archive.example/a b",
        'https://archive.example/"><script>',
        "//evil.example/x",
        "https://archive.example/" + "x" * 2000,
        ASKED,
        "",
    ],
)
def test_only_an_address_on_the_archives_own_host_is_kept(place: str) -> None:
    assert found(302, location=place) is None
    assert found(200, memento_datetime=HTTP_DATE, content_location=place) is None
    assert found(200, link=f'<{place}>; rel="memento"; datetime="{HTTP_DATE}"') is None


@pytest.mark.parametrize(
    "said", ["yesterday", "", "Wed, 99 Jul 2024 00:00:00 GMT", "Mon, 01 Jan 1900 00:00:00 GMT"]
)
def test_an_instant_that_is_none_is_not_believed(said: str) -> None:
    plain = "https://archive.example/memo/7"
    assert found(200, url=plain, memento_datetime=said) == Memento(plain, None)


@pytest.mark.parametrize(
    "header", ["<" * 50_000, '<a>; rel="' * 9_000, ";=" * 30_000, "<https://x>;" * 5_000]
)
def test_an_absurd_header_is_passed_over_quickly(header: str) -> None:
    assert found(200, link=header) is None
