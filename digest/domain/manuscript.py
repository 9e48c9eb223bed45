"""A manuscript: everything that a digest text says of an article, the tree and what stands around it."""

from dataclasses import dataclass, field
from datetime import datetime

from digest.domain.plain import one_line
from digest.domain.tree import Tree


@dataclass(frozen=True, slots=True)
class SpeakerProfile:
    """A named commentator as a text introduces them; `portrait` is a picture key or a file beside the text."""

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
        if self.published and self.published.tzinfo is None:
            raise ValueError("a publication time needs its time zone")
