"""Topics and tags: each article has one topic and any tags."""

from enum import StrEnum

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from digest.domain.former_name import FormerName, NameKind
from digest.domain.names import slug_of
from digest.store import Base

# The topic of an article that names none.
OTHER_NAME, OTHER_SLUG = "その他", "other"


class Tint(StrEnum):
    """The colours that a topic may give to its drawn thumbnails."""

    GOLD = "gold"
    BLUE = "blue"
    VIOLET = "violet"
    GREEN = "green"
    CLAY = "clay"
    TEAL = "teal"
    PLUM = "plum"


class Topic(Base):
    """A topic; `sign` is the one character on thumbnails of its articles without a picture.

    Topics stand in the order of `position`, from 1; those with 0 have no place of their own and follow.
    """

    __tablename__ = "topic"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    slug: Mapped[str] = mapped_column(unique=True)
    description: Mapped[str] = mapped_column(default="")
    tint: Mapped[str] = mapped_column(default=Tint.GOLD)
    sign: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0, server_default="0")

    @classmethod
    def called(cls, session: Session, name: str) -> "Topic":
        """The topic with this name, now or formerly, made if there is none; that for all else for no name."""
        slug = slug_of(name) if name else OTHER_SLUG
        found = session.scalar(select(cls).where((cls.name == name) | (cls.slug == slug)).limit(1))
        found = found or FormerName.row(session, NameKind.TOPIC, cls, slug)
        if found is None:
            name = name or OTHER_NAME
            found = cls(name=name, slug=slug, sign=name[0], tint=Tint.GOLD, description="")
            session.add(found)
            session.flush()
        return found

    @classmethod
    def at(cls, slug: str) -> Select["Topic"]:
        """The topic whose page is `slug`."""
        return select(cls).where(cls.slug == slug)

    @classmethod
    def to_choose(cls) -> Select["Topic"]:
        """The topics that an article can be given, in their order; the one for all else is no choice."""
        return select(cls).where(cls.slug != OTHER_SLUG).order_by(cls.position, cls.name)


class Tag(Base):
    """A tag: a word that articles share across topics."""

    __tablename__ = "tag"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    slug: Mapped[str] = mapped_column(unique=True)

    @classmethod
    def called(cls, session: Session, names: tuple[str, ...]) -> list["Tag"]:
        """The tags with these names, made where there are none; names that share an address are one tag.

        A name that a tag had, or whose tag was merged into another, leads to that tag.
        """
        wanted = {slug_of(name): name for name in reversed(names)}
        known = cls._known(session, wanted)
        for slug in reversed(wanted):
            if slug not in known:
                known[slug] = cls(name=wanted[slug], slug=slug)
                session.add(known[slug])
        session.flush()
        return list(dict.fromkeys(known[slug] for slug in reversed(wanted)))

    @classmethod
    def _known(cls, session: Session, wanted: dict[str, str]) -> dict[str, "Tag"]:
        """The tags that `wanted` (names by slug) means, by slug: today's address goes before other ways."""
        led_from = select(FormerName.name, cls).join(cls, cls.id == FormerName.row_id)
        formerly = led_from.where(FormerName.kind == NameKind.TAG, FormerName.name.in_(wanted))
        known = dict(session.execute(formerly).all())
        today = select(cls).where(or_(cls.slug.in_(wanted), cls.name.in_(wanted.values()))).order_by(cls.id)
        tags = session.scalars(today).all()
        slugs = {name: slug for slug, name in wanted.items()}
        known |= {slugs[tag.name]: tag for tag in tags if tag.name in slugs}
        return known | {tag.slug: tag for tag in tags if tag.slug in wanted}

    @classmethod
    def at(cls, slug: str) -> Select["Tag"]:
        """The tag whose page is `slug`."""
        return select(cls).where(cls.slug == slug)

    @classmethod
    def to_choose(cls) -> Select["Tag"]:
        """The tags that there are, newest first."""
        return select(cls).order_by(cls.id.desc())
