"""What the lenient reader builds while it walks: pages and sections that can still grow."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from digest.domain.tree import Block, Card, Comment, Event, KeyPoint, Page, Quote, Section, Text, Timeline


@dataclass(slots=True)
class Speech:
    """Lines of one speaker."""

    speaker: str
    lines: list[str]


@dataclass(slots=True)
class Prose:
    """Paragraphs; the lines of a list stand closer together than paragraphs do."""

    paragraphs: list[str]


@dataclass(slots=True)
class Cited:
    """Somebody's words."""

    lines: list[str]
    source: str = ""
    url: str = ""


@dataclass(slots=True)
class Years:
    """A timeline."""

    title: str = ""
    events: list[tuple[str, str]] = field(default_factory=list)


Growing = Speech | Prose | Cited | Years | Card


@dataclass(slots=True)
class SectionDraft:
    """A section while it is read; `place` is what was read last."""

    heading: str = ""
    question: str = ""
    answer: str = ""
    blocks: list[Growing] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether nothing stands in it yet, not even a heading."""
        return not (self.heading or self.question or self.answer or self.blocks)

    def say(self, speaker: str, words: str, *, anew: bool = False) -> None:
        """Add a spoken line, to the same balloon if the same person goes on."""
        last = self.blocks[-1] if self.blocks else None
        if isinstance(last, Speech) and last.speaker == speaker and not anew:
            last.lines.append(words)
        else:
            self.blocks.append(Speech(speaker, [words]))

    def write(self, words: str, *, listed: bool = False) -> None:
        """Add a paragraph, or a line of a list."""
        last = self.blocks[-1] if self.blocks else None
        if not isinstance(last, Prose):
            self.blocks.append(Prose([words]))
        elif listed and _is_listed(last.paragraphs[-1]):
            last.paragraphs[-1] += f"\n{words}"
        else:
            last.paragraphs.append(words)


@dataclass(slots=True)
class PageDraft:
    """A page while it is read."""

    title: str = ""
    sections: list[SectionDraft] = field(default_factory=list)

    @property
    def section(self) -> SectionDraft:
        """The section that is open; one without a heading if there is none."""
        if not self.sections:
            self.sections.append(SectionDraft())
        return self.sections[-1]


@dataclass(slots=True)
class ArticleDraft:
    """Everything that was found so far."""

    title: str = ""
    subtitle: str = ""
    lead: str = ""
    author: str = ""
    key_points: list[str] = field(default_factory=list)
    intro: str = ""
    pages: list[PageDraft] = field(default_factory=lambda: [PageDraft()])

    def tree_key_points(self) -> tuple[KeyPoint, ...]:
        """The key points as the tree has them."""
        return tuple(KeyPoint(text=text) for text in self.key_points)

    def tree_pages(self) -> tuple[Page, ...]:
        """The pages as the tree has them."""
        pages = [page for page in self.pages if page.title or page.sections]
        return tuple(Page(title=page.title, sections=tuple(map(_section, page.sections))) for page in pages)


def _section(draft: SectionDraft) -> Section:
    blocks = tuple(_blocks(draft.blocks))
    return Section(heading=draft.heading, question=draft.question, answer=draft.answer, blocks=blocks)


def _blocks(growing: list[Growing]) -> Iterator[Block]:
    for block in growing:
        match block:
            case Speech():
                yield Comment(speaker=block.speaker, lines=tuple(block.lines))
            case Prose():
                yield Text(text="\n\n".join(block.paragraphs))
            case Cited():
                yield Quote(text="\n".join(block.lines), source=block.source, url=block.url)
            case Years():
                yield Timeline(
                    title=block.title, events=tuple(Event(when=w, text=t) for w, t in block.events)
                )
            case Card():
                yield block


def _is_listed(words: str) -> bool:
    return words[:1] in "・•●◦‣▪■◆◇○-–—*"
