"""Names become addresses."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from digest.domain.names import is_article_slug, new_article_slug, slug_of


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("日本 銀行", "日本-銀行"),
        ("ＣＯ２", "co2"),
        ("Sea Level & Tides!", "sea-level-tides"),
        ("../../etc", "etc"),
        ("!!!", "x"),
        ("a" * 200, "a" * 80),
    ],
)
def test_a_name_becomes_one_part_of_an_address(name: str, slug: str) -> None:
    assert slug_of(name) == slug


def test_an_article_without_a_slug_gets_its_day_in_the_sites_zone() -> None:
    late = datetime(2024, 7, 2, 23, 0, tzinfo=UTC)
    slug = new_article_slug(late, ZoneInfo("Asia/Tokyo"))
    assert slug.startswith("20240703-")
    assert is_article_slug(slug)


@pytest.mark.parametrize("slug", ["", "A", "a--b", "-a", "a-", "a_b", "a/b", "札", "a" * 81, "a\n"])
def test_what_may_not_name_an_article(slug: str) -> None:
    assert not is_article_slug(slug)
