"""Suggesting: what a machine may propose from the texts of sources. Nothing of it is taken over by itself."""

from digest.domain.suggesting.groups import near_duplicates
from digest.domain.suggesting.kindred import Subjects, suggested_subjects
from digest.domain.suggesting.offers import Offer, offered_key_points, offered_points
from digest.domain.suggesting.picks import KeySentence, Suggestion, suggested_key_points, suggested_points
from digest.domain.suggesting.predecessors import suggested_predecessors
from digest.domain.suggesting.taking import Pick, take_key_point, take_point

__all__ = [
    "KeySentence",
    "Offer",
    "Pick",
    "Subjects",
    "Suggestion",
    "near_duplicates",
    "offered_key_points",
    "offered_points",
    "suggested_key_points",
    "suggested_points",
    "suggested_predecessors",
    "suggested_subjects",
    "take_key_point",
    "take_point",
]
