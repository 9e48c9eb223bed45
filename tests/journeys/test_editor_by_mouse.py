"""The life of a digest by mouse; how many clicks and typed fields it takes stands at the end of the run."""

from collections.abc import Callable

from tests.journeys import steps
from tests.support.browsers import Visitor
from tests.support.editing import Hand


def test_a_digest_is_written_published_corrected_and_withdrawn(
    desk_visitor: Visitor, record_property: Callable[[str, object], None]
) -> None:
    hand = Hand(desk_visitor.page())
    steps.sign_in(hand)
    record_property("counted", f"to sign in {hand.tally}")
    hand.begin_to_count()
    steps.to_publication(hand)
    record_property("counted", f"to publication {hand.tally}")
    hand.begin_to_count()
    steps.to_withdrawal(hand)
    record_property("counted", f"to correct and withdraw it {hand.tally}")


def test_three_sources_become_a_digest_in_under_forty_clicks_and_bursts_of_typing(
    desk_visitor: Visitor, record_property: Callable[[str, object], None]
) -> None:
    hand = Hand(desk_visitor.page())
    steps.sign_in(hand)
    hand.begin_to_count()
    steps.from_three_sources(hand)
    record_property("counted", f"{hand.tally}")
    assert hand.tally.total < 40
