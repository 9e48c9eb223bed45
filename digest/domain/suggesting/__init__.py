"""Suggesting: what a machine may propose from the texts of sources. Nothing of it is taken over by itself."""

from digest.domain.suggesting.groups import near_duplicates
from digest.domain.suggesting.picks import KeySentence, Suggestion, suggested_key_points, suggested_points

__all__ = ["KeySentence", "Suggestion", "near_duplicates", "suggested_key_points", "suggested_points"]
