"""Retrieving: from a link to a card. The page is read beside requests, kept as a source, and fills the card.

Asking only writes rows. The work is claimed by one worker, reads the page outside of any transaction, and
ends in one: the source, the card and the end of the retrieval are committed together or not at all.
"""

from digest.domain.retrieving.asking import LINKS_MOST, Asked, LinkError, ask, ask_again, ask_for_cards
from digest.domain.retrieving.filling import FIELDS, Fact, facts_for
from digest.domain.retrieving.reading import FAULT, HOME, Pages
from digest.domain.retrieving.working import Job, claim, do_next, finish

__all__ = [
    "FAULT",
    "FIELDS",
    "HOME",
    "LINKS_MOST",
    "Asked",
    "Fact",
    "Job",
    "LinkError",
    "Pages",
    "ask",
    "ask_again",
    "ask_for_cards",
    "claim",
    "do_next",
    "facts_for",
    "finish",
]
