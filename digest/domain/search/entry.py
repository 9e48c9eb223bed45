"""Entries: what search knows of an edition."""

from typing import Any

from sqlalchemy import JSON, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from digest.store import Base


class SearchEntry(Base):
    """The text of an edition, folded for finding, by how much a hit in it counts.

    `title` is the title; `points` are subtitle, lead and key points; `text` is all else. `parts` are the same
    texts as they are written, each with its page and the id of the section that it stands in. `facets` are
    the tokens that filters look for. The index (digest.store.search_index) holds the tokens of all of it.
    """

    __tablename__ = "search_entry"

    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id", ondelete="CASCADE"), primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    points: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    parts: Mapped[list[list[Any]]] = mapped_column(JSON)
    facets: Mapped[list[str]] = mapped_column(JSON)
