"""Drafting: every way in which a draft changes, with its history, and without ever losing a typed word.

All of it happens inside of writing(), where the draft's row is locked: people who save at the same instant
come one after the other. An answer "saved" therefore means that the text, its history and all that is derived
from it are committed together or not at all.
"""

from digest.domain.drafting.beginning import new_draft_article
from digest.domain.drafting.changing import BusyError, DraftGoneError, change, locked
from digest.domain.drafting.saving import Outcome, Result, replace_tree, restore, save_part, use_text
from digest.domain.drafting.shaping import add, bring_back, delete, duplicate, move, place, taken_ids
from digest.domain.hand import Hand

__all__ = [
    "BusyError",
    "DraftGoneError",
    "Hand",
    "Outcome",
    "Result",
    "add",
    "bring_back",
    "change",
    "delete",
    "duplicate",
    "locked",
    "move",
    "new_draft_article",
    "place",
    "replace_tree",
    "restore",
    "save_part",
    "taken_ids",
    "use_text",
]
