"""The life of a digest in a browser without JavaScript: plain forms, each a page of its own."""

from tests.journeys import steps
from tests.support.browsers import Visitor
from tests.support.editing import Plain


def test_a_digest_is_written_published_corrected_and_withdrawn(desk_visitor: Visitor) -> None:
    hand = Plain(desk_visitor.page(java_script_enabled=False))
    steps.sign_in(hand)
    steps.to_publication(hand)
    steps.to_withdrawal(hand)
