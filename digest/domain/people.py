"""People: authors, who sign articles, and speakers, who comment in them."""

from sqlalchemy import ForeignKey, Select, and_, or_, select
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from digest.domain.former_name import FormerName, NameKind
from digest.domain.names import slug_of
from digest.domain.picture import Picture
from digest.store import Base

# Who signs an article that names nobody. The name is shown, so an installation may change it.
DESK_NAME, DESK_SLUG = "編集部", "desk"


class Author(Base):
    """Somebody who signs articles, with a public name and page."""

    __tablename__ = "author"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    slug: Mapped[str] = mapped_column(unique=True)
    bio: Mapped[str] = mapped_column(default="")
    portrait_id: Mapped[int | None] = mapped_column(ForeignKey("picture.id"), index=True)
    portrait: Mapped[Picture | None] = relationship()

    @classmethod
    def called(cls, session: Session, name: str) -> "Author":
        """The author with this public name, made if there is none; the desk for no name."""
        slug = slug_of(name) if name else DESK_SLUG
        found = session.scalar(select(cls).where((cls.name == name) | (cls.slug == slug)).limit(1))
        if found is None:
            found = cls(name=name or DESK_NAME, slug=slug, bio="")
            session.add(found)
            session.flush()
        return found

    @classmethod
    def at(cls, slug: str) -> Select["Author"]:
        """The author whose page is `slug`."""
        return select(cls).where(cls.slug == slug).options(joinedload(cls.portrait))

    @classmethod
    def to_choose(cls) -> Select["Author"]:
        """Everybody whose name can stand under an article, by name."""
        return select(cls).order_by(cls.name, cls.id)


class Speaker(Base):
    """A named commentator with a role and a portrait.

    `side` is where the balloon stands, "left" or "right"; empty, the order of speaking decides.
    """

    __tablename__ = "speaker"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str] = mapped_column(default="")
    side: Mapped[str] = mapped_column(default="", server_default="")
    portrait_id: Mapped[int | None] = mapped_column(ForeignKey("picture.id"), index=True)
    portrait: Mapped[Picture | None] = relationship()

    @classmethod
    def named(cls, session: Session, names: tuple[str, ...]) -> dict[str, "Speaker"]:
        """Those of `names` who are known, by the name that was asked for, with their portraits.

        Who has another name today is found by the former one too: editions keep the name of their time.
        """
        former = and_(FormerName.kind == NameKind.SPEAKER, FormerName.row_id == cls.id)
        asked = select(cls, FormerName.name).outerjoin(FormerName, and_(former, FormerName.name.in_(names)))
        wanted = asked.where(or_(cls.name.in_(names), FormerName.name.is_not(None)))
        found = session.execute(wanted.options(joinedload(cls.portrait))).all() if names else []
        formerly = {name: speaker for speaker, name in found if name}
        return formerly | {speaker.name: speaker for speaker, _ in found if speaker.name in names}
