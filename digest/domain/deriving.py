"""Deriving: all that an edition shows beside its tree, made from the tree and what stands around it."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup
from sqlalchemy.orm import Session

from digest.domain.edition import Citation, Edition, EditionPage
from digest.domain.people import Speaker
from digest.domain.phrases import phrases
from digest.domain.picture import Picture
from digest.domain.press import Copy, Press
from digest.domain.publisher import Publisher
from digest.domain.reading_time import minutes
from digest.domain.source import Source
from digest.domain.source_mix import source_mix, with_origins
from digest.domain.tree import Tree


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a tree: the speakers, pictures and publishers it names, and what each card cites."""

    speakers: Mapping[str, Speaker]
    pictures: Mapping[str, Picture]
    sources: Mapping[str, Source | None]
    publishers: Mapping[str, Publisher]

    @classmethod
    def of(
        cls,
        session: Session,
        tree: Tree,
        sources: Mapping[str, Source | None],
        publishers: Mapping[str, Publisher],
        held: bool = False,
    ) -> "Around":
        """What is stored of all that `tree` names, its `sources` by the ids of its cards, and `publishers`.

        With `held`, inside of writing(), no picture can be deleted before what is made here is stored.
        """
        find = Picture.held if held else Picture.named
        pictures = find(session, {ref.key for ref in tree.pictures()})
        speakers = Speaker.named(session, tree.speakers())
        return cls(speakers, pictures, sources, with_origins(session, publishers, sources))

    def shown(self) -> list[Picture]:
        """Every picture that is shown, portraits included, each once."""
        portraits = [speaker.portrait for speaker in self.speakers.values() if speaker.portrait]
        return list({p.key: p for p in (*self.pictures.values(), *portraits)}.values())


def derive(edition: Edition, around: Around, press: Press) -> None:
    """Fill everything of `edition` that is made from its tree. Nothing is looked up and nothing stored."""
    tree, language = edition.tree, edition.tree.language
    copy = Copy(edition.article.slug, tree, around.pictures, around.speakers, around.sources)

    edition.title, edition.title_html = tree.title, phrases(tree.title, language)
    edition.subtitle, edition.lead, edition.language = tree.subtitle, tree.lead, language
    edition.minutes, edition.page_count = minutes(tree), len(tree.pages)
    mix = source_mix(tree.cards(), around.sources, around.publishers)
    edition.source_count, edition.mix = mix.sources, mix.to_json()
    edition.key_points = [point.text for point in tree.key_points]
    edition.picture = around.pictures.get(tree.picture.key) if tree.picture else None
    edition.pictures = around.shown()
    edition.citations = [
        Citation(
            number=number,
            card_id=card.id,
            page_number=page,
            title=card.title,
            publisher=card.publisher,
            source=around.sources[card.id],
        )
        for number, page, card in copy.numbered_cards()
    ]
    edition.contents = [
        {
            "title": page.title,
            "sections": [{"id": s.id, "heading": s.heading} for s in page.sections if s.heading],
        }
        for page in tree.pages
    ]
    edition.pages = [
        EditionPage(number=n, title=page.title, title_html=phrases(page.title, language), html=_printed(html))
        for n, (page, html) in enumerate(zip(tree.pages, press.print(copy), strict=True), start=1)
    ]


def _printed(html: str) -> Markup:
    return Markup(html)  # noqa: S704 -- the press has escaped whatever an author wrote
