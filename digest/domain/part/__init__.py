"""A part: the piece of a draft that one small form edits, and that has a version of its own."""

from digest.domain.part.content import numbered, part_from_json, part_text, part_to_json, version_of
from digest.domain.part.lookup import (
    ARTICLE_PARTS,
    PartGoneError,
    part_names,
    part_of,
    spot_of,
    with_part,
)
from digest.domain.part.values import Cover, Head, Intro, KeyPoints, Lead, PartName, PartValue

__all__ = [
    "ARTICLE_PARTS",
    "Cover",
    "Head",
    "Intro",
    "KeyPoints",
    "Lead",
    "PartGoneError",
    "PartName",
    "PartValue",
    "numbered",
    "part_from_json",
    "part_names",
    "part_of",
    "part_text",
    "part_to_json",
    "spot_of",
    "version_of",
    "with_part",
]
