"""What a part can be: a value without the sections or blocks in it that are parts themselves."""

from dataclasses import dataclass, replace
from typing import ClassVar

from digest.domain.tree import Block, KeyPoint, Page, PictureRef, Section, clean_lines


@dataclass(frozen=True, slots=True)
class Head:
    """The title block."""

    kind: ClassVar[str] = "head"

    title: str = ""
    subtitle: str = ""
    language: str = "ja"

    def __post_init__(self) -> None:
        clean_lines(self, "title", "subtitle", "language")


@dataclass(frozen=True, slots=True)
class Lead:
    """The one or two sentences for lists and feeds."""

    kind: ClassVar[str] = "lead"

    text: str = ""

    def __post_init__(self) -> None:
        clean_lines(self, "text")


@dataclass(frozen=True, slots=True)
class Cover:
    """The picture of the article itself, if it has one."""

    kind: ClassVar[str] = "cover"  # its name is "picture", but that is the kind of a block

    picture: PictureRef | None = None


@dataclass(frozen=True, slots=True)
class KeyPoints:
    """All key points together: they are ordered and worded as one list."""

    kind: ClassVar[str] = "key-points"

    points: tuple[KeyPoint, ...] = ()


@dataclass(frozen=True, slots=True)
class Intro:
    """The sentence that leads into the sections."""

    kind: ClassVar[str] = "intro"

    text: str = ""

    def __post_init__(self) -> None:
        clean_lines(self, "text")


# One of ARTICLE_PARTS, or the id of a page, section or block: those have a digit, so they cannot be mixed up.
PartName = str
ArticlePart = Head | Lead | Cover | KeyPoints | Intro
PartValue = ArticlePart | Page | Section | Block


def alone(value: PartValue) -> PartValue:
    """`value` without the sections or blocks in it that are parts themselves."""
    match value:
        case Page():
            return replace(value, sections=())
        case Section():
            return replace(value, blocks=())
    return value
