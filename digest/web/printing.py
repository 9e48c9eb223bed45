"""The press of this site: pages of an article printed with the block templates."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from flask import current_app
from flask_babel import force_locale

from digest.config import LOCALES
from digest.domain.picture import Picture
from digest.domain.press import Copy, Resting
from digest.domain.quotation import Limits
from digest.domain.source import Source
from digest.domain.tree import PictureRef
from digest.web.formats import PUBLIC_PICTURES, pictures_at
from digest.web.site import site


@dataclass(frozen=True, slots=True)
class Shown:
    """A stored picture with what this article says of it."""

    key: str
    width: int
    height: int
    widths: tuple[int, ...]
    alt: str
    credit: str
    rights: str
    licence: str


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker as balloons show them; `side` is the speaker's own, or alternates by who spoke first."""

    name: str
    role: str
    portrait: Picture | None
    side: str

    @property
    def sign(self) -> str:
        """The one character for a speaker without a portrait."""
        return self.name[:1]


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement that rests on a card, as the way back to it: what kind, which of them, and where."""

    kind: str
    number: int
    href: str


class Book:
    """What block templates look up while they are printed: pictures, voices, and the numbers of cards.

    `page` gives the address of a page by its number, where that is not the public one.
    """

    def __init__(self, copy: Copy, page: Callable[[int], str] | None = None) -> None:
        self._copy = copy
        self._page = page or self._public_page
        self._order = copy.tree.speakers()
        self._cards = {card.id: (number, page) for number, page, card in copy.numbered_cards()}
        self._resting = copy.resting()

    @property
    def pictures(self) -> Mapping[str, Picture]:
        """The stored pictures by key."""
        return self._copy.pictures

    def picture(self, ref: PictureRef | None) -> Shown | None:
        """The stored picture that `ref` means, if there is one."""
        stored = self._copy.pictures.get(ref.key) if ref else None
        if ref is None or stored is None:
            return None
        return Shown(
            key=stored.key,
            width=stored.width,
            height=stored.height,
            widths=stored.widths,
            alt="" if ref.decorative else ref.alt or stored.alt,
            credit=ref.credit or stored.credit,
            rights=ref.rights or stored.rights,
            licence=ref.licence or stored.licence,
        )

    def speaker(self, name: str) -> Voice:
        """The speaker `name`, known or not."""
        known = self._copy.speakers.get(name)
        turn = "right" if name in self._order and self._order.index(name) % 2 else "left"
        if known is None:
            return Voice(name, "", None, turn)
        return Voice(name, known.role, known.portrait, known.side or turn)

    def number(self, card_id: str) -> int | None:
        """The number of a card among all cards of the article."""
        return self._cards[card_id][0] if card_id in self._cards else None

    def href(self, card_id: str) -> str:
        """The address of a card."""
        return f"{self._page(self._cards[card_id][1] if card_id in self._cards else 1)}#{card_id}"

    def source(self, card_id: str) -> Source | None:
        """What is known of the source that a card cites."""
        return self._copy.sources.get(card_id)

    def is_primary(self, card_id: str) -> bool:
        """Whether a card cites a primary document."""
        source = self.source(card_id)
        return bool(source and source.primary)

    def statements(self, card_id: str) -> list[Statement]:
        """The statements that rest on a card."""
        return [Statement(s.kind, s.number, self.statement_href(s)) for s in self._resting.get(card_id, ())]

    def statement_href(self, statement: Resting) -> str:
        """The address of a statement."""
        return f"{self._page(statement.page)}#{statement.node_id}"

    def source_href(self, card_id: str) -> str | None:
        """The address of the source that a card cites; the card itself, while the source is not stored."""
        source = self.source(card_id)
        if source is None:
            return None
        return _path("sources.show", source_id=source.id) if source.id else f"#{card_id}"

    def _public_page(self, number: int) -> str:
        if number == 1:
            return _path("articles.show", slug=self._copy.slug)
        return _path("articles.page", slug=self._copy.slug, number=number)


@dataclass(frozen=True, slots=True)
class SitePress:
    """Prints with the templates of the running application, in the language of the article.

    What is printed shows picture files below `pictures`: readers' own, also when the desk prints for them.
    `page` gives the address of a page by its number, where that is not the public one.
    """

    pictures: str = PUBLIC_PICTURES
    page: Callable[[int], str] | None = None

    @property
    def zone(self) -> ZoneInfo:
        """The site's time zone."""
        return site().settings.zone

    @property
    def limits(self) -> Limits:
        """The site's limits for quotation."""
        return site().limits

    def print(self, copy: Copy) -> list[str]:
        """The HTML of each page."""
        book = Book(copy, self.page)
        template = current_app.jinja_env.get_template("articles/_page.html")
        language = copy.tree.language.partition("-")[0]
        with force_locale(language if language in LOCALES else "en"), pictures_at(self.pictures):
            return [
                template.render(tree=copy.tree, node=page, number=number, book=book, site=site())
                for number, page in enumerate(copy.tree.pages, start=1)
            ]


def _path(endpoint: str, **values: object) -> str:
    """The path of a page, also where there is no request (a command publishes too)."""
    return current_app.url_map.bind("").build(endpoint, values)
