"""The life of a digest by keyboard alone; whatever has the focus shows it."""

from tests.journeys import steps
from tests.support.browsers import Visitor
from tests.support.editing import Keyboard


def test_a_digest_is_written_published_corrected_and_withdrawn(desk_visitor: Visitor) -> None:
    hand = Keyboard(desk_visitor.page())
    steps.sign_in(hand)
    steps.to_publication(hand)
    steps.to_withdrawal(hand)
