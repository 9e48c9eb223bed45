"""The mix of sources: several reports may have one origin, and one report may be cited twice."""

import pytest

from digest.domain.publisher import Publisher, PublisherKind
from digest.domain.source import Source
from digest.domain.source_mix import SourceMix, source_mix
from digest.domain.tree import Card

KYODO, PAPER, OTHER_PAPER = "共同通信", "北海道新聞", "京都新聞"
PUBLISHERS = {
    KYODO: Publisher(name=KYODO, kind=PublisherKind.AGENCY, agency=""),
    PAPER: Publisher(name=PAPER, kind=PublisherKind.NEWSPAPER, agency=KYODO),
    OTHER_PAPER: Publisher(name=OTHER_PAPER, kind=PublisherKind.NEWSPAPER, agency=KYODO),
    "気象庁": Publisher(name="気象庁", kind=PublisherKind.GOVERNMENT, agency=""),
}


def mix_of(*named: str, origins: tuple[str, ...] = (), primary: tuple[int, ...] = ()) -> SourceMix:
    """The mix of a card for each name of a publisher."""
    cards = [Card(f"c{n}", url=f"https://a.jp/{n}", publisher=name) for n, name in enumerate(named, 1)]
    sources = {
        card.id: Source(origin=origin, site_name="", primary=n in primary)
        for n, (card, origin) in enumerate(zip(cards, origins or [""] * len(cards), strict=True), 1)
    }
    return source_mix(cards, sources, PUBLISHERS)


@pytest.mark.parametrize(
    ("mix", "expected"),
    [
        (mix_of(), SourceMix()),
        (mix_of("朝日新聞"), SourceMix(1, 1, 0, 0, 1)),
        (mix_of("朝日新聞", "読売新聞"), SourceMix(2, 2, 0, 0, 2)),
        (mix_of(PAPER, OTHER_PAPER, KYODO), SourceMix(3, 3, 1, 0, 1)),
        (mix_of(PAPER, "朝日新聞"), SourceMix(2, 2, 1, 0, 2)),
        (mix_of("Yahoo!ニュース", KYODO, origins=(KYODO, "")), SourceMix(2, 2, 1, 0, 1)),
        (mix_of("Yahoo!ニュース", "MSN", origins=("朝日新聞", "朝日新聞")), SourceMix(2, 2, 0, 0, 1)),
        (mix_of("気象庁", "朝日新聞", primary=(1,)), SourceMix(2, 2, 0, 1, 2)),
        (mix_of("", ""), SourceMix(2, 0, 0, 0, 2)),
    ],
)
def test_the_mix_counts_where_sources_come_from(mix: SourceMix, expected: SourceMix) -> None:
    assert mix == expected
    assert mix.one_origin == (expected.sources > 1 and expected.origins == 1)


def test_two_cards_on_one_source_are_one() -> None:
    cards = [Card("c1", url="https://a.jp/x"), Card("c2", url="https://A.jp/x#2"), Card("c3")]
    assert source_mix(cards, {}, {}) == SourceMix(2, 0, 0, 0, 2)
