"""A manuscript: everything that a digest text says of an article, the tree and what stands around it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone

from digest.domain.plain import one_line
from digest.domain.tree import Tree


@dataclass(frozen=True, slots=True)
class SpeakerProfile:
    """A named commentator; `portrait` is a picture key or names a file beside the text."""

    name: str
    role: str = ""
    portrait: str = ""

    def __post_init__(self) -> None:
        for name in ("name", "role", "portrait"):
            object.__setattr__(self, name, one_line(getattr(self, name)))


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What is exported, imported and edited as one text.

    `topic`, `tags` and `author` are names as readers see them. `published` is the instant of first
    publication, with its time zone; none means that publishing decides. Empty means "not said".
    """

    tree: Tree = field(default_factory=Tree)
    slug: str = ""
    topic: str = ""
    tags: tuple[str, ...] = ()
    author: str = ""
    published: datetime | None = None
    speakers: tuple[SpeakerProfile, ...] = ()

    def __post_init__(self) -> None:
        for name in ("slug", "topic", "author"):
            object.__setattr__(self, name, one_line(getattr(self, name)))
        object.__setattr__(self, "tags", tuple(dict.fromkeys(filter(None, map(one_line, self.tags)))))
        if self.published is not None:
            object.__setattr__(self, "published", publication_instant(self.published))


def publication_instant(value: datetime) -> datetime:
    """`value` to the second and with a plain offset, in which it can be written and compared without loss.

    The offset is kept because a text is easier to check in the hours of its site. One that is not in whole
    minutes, as zones had before standard time, cannot be written in RFC 3339 and becomes UTC.
    """
    offset = value.utcoffset()
    if offset is None:
        raise ValueError("a publication time needs its time zone")
    try:
        value = value.astimezone(UTC if offset % timedelta(minutes=1) else timezone(offset))
        value.astimezone(UTC)
    except OverflowError:
        raise ValueError("a publication time outside the calendar") from None
    return value.replace(microsecond=0)
