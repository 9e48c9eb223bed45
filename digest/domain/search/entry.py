"""Entries: what search knows of an edition."""

from typing import Any

from sqlalchemy import JSON, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from digest.domain.search.facets import of_text, of_title
from digest.domain.search.folding import folded_for_search
from digest.domain.search.parts import KINDS, parts_of
from digest.domain.search.tokens import tokens
from digest.domain.tree import Tree
from digest.store import Base

_SAID = (*KINDS, "parts", "facets")


class SearchEntry(Base):
    """The text of an edition, folded for finding, by how much a hit in it counts.

    `title` is the title; `points` are subtitle, lead and key points; `text` is all else. `parts` are the same
    texts as they are written, each with its page and the id of the section that it stands in; what is folded
    has a line for each. `facets` are the tokens that filters look for. The index (digest.store.search_index)
    holds the tokens of all of it.
    """

    __tablename__ = "search_entry"

    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id", ondelete="CASCADE"), primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    points: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    parts: Mapped[list[list[Any]]] = mapped_column(JSON)
    facets: Mapped[list[str]] = mapped_column(JSON)

    @classmethod
    def of(cls, edition_id: int, tree: Tree, facets: frozenset[str]) -> "SearchEntry":
        """The entry of an edition of `tree`, whose article has `facets`."""
        parts = parts_of(tree)
        lines: dict[str, list[str]] = {kind: [] for kind in KINDS}
        for part in parts:
            lines[part.kind].append(folded_for_search(part.text))
        return cls(
            edition_id=edition_id,
            **{kind: "\n".join(some) for kind, some in lines.items()},
            parts=[list(part) for part in parts],
            facets=sorted(facets | of_text(tree)),
        )

    def tokens(self) -> frozenset[str]:
        """All that the index holds of this edition."""
        title = tokens(self.title)
        return title.union(of_title(title), tokens(self.points), tokens(self.text), self.facets)

    def is_like(self, other: "SearchEntry") -> bool:
        """Whether `other` says the same."""
        return all(getattr(self, name) == getattr(other, name) for name in _SAID)

    def become(self, other: "SearchEntry") -> None:
        """Say what `other` says."""
        for name in _SAID:
            setattr(self, name, getattr(other, name))
