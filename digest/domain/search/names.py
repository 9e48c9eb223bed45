"""Names that readers may mean: of topics, tags, speakers and publishers."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import lru_cache

from sqlalchemy import Exists, Select, select
from sqlalchemy.orm import Session

from digest.domain.article import Article, article_tag
from digest.domain.edition import Edition, live
from digest.domain.former_name import FormerName, NameKind
from digest.domain.listing import everything, newest_first
from digest.domain.names import slug_of
from digest.domain.people import Speaker
from digest.domain.publisher import Publisher
from digest.domain.search import facets
from digest.domain.search.entry import SearchEntry
from digest.domain.search.folding import folded_for_search
from digest.domain.topic import Tag, Topic

# So many names of a kind, the newest, are looked through for what somebody types.
NAMES_MOST = 1000
# Of those that fit, so many are asked whether anything public stands behind them.
FITTING_MOST = 40
# The newest digests whose speakers and publishers are offered.
LATE_MOST = 50

# The same names are compared again and again, with every letter that somebody types.
_folded = lru_cache(maxsize=4 * NAMES_MOST)(folded_for_search)
_speaker = lru_cache(maxsize=NAMES_MOST)(facets.speaker)
_publisher = lru_cache(maxsize=NAMES_MOST)(facets.publisher)


def topics_with_digests(at: datetime) -> Select[Topic]:
    """The topics with public digests, in the order set on the desk."""
    digests = _any(live(at).where(Article.topic_id == Topic.id), Topic)
    return select(Topic).where(digests).order_by(Topic.position == 0, Topic.position, Topic.name)


def tags_with_digests(at: datetime) -> Select[Tag]:
    """The tags with public digests, the newest tag first."""
    tagged = live(at).join(article_tag, article_tag.c.article_id == Article.id)
    digests = _any(tagged.where(article_tag.c.tag_id == Tag.id), Tag)
    return select(Tag).where(digests).order_by(Tag.id.desc())


def topic_meant(session: Session, given: str, at: datetime) -> Topic | None:
    """The topic with public digests whose name or address, also a former one, is `given`."""
    slug = slug_of(given)
    known = session.scalar(Topic.at(slug)) or FormerName.row(session, NameKind.TOPIC, Topic, slug)
    return session.scalar(topics_with_digests(at).where(Topic.id == known.id)) if known else None


def tag_meant(session: Session, given: str, at: datetime) -> Tag | None:
    """The tag with public digests whose name or address, also a former one, is `given`."""
    slug = slug_of(given)
    known = session.scalar(Tag.at(slug)) or FormerName.row(session, NameKind.TAG, Tag, slug)
    return session.scalar(tags_with_digests(at).where(Tag.id == known.id)) if known else None


def tags_saying(session: Session, typed: str, at: datetime, size: int) -> Sequence[Tag]:
    """Public tags in whose names `typed` stands: first those that begin with it, then the shortest."""
    wanted = folded_for_search(typed).strip()
    if not wanted:
        return ()
    known = session.execute(select(Tag.id, Tag.name).order_by(Tag.id.desc()).limit(NAMES_MOST)).all()
    fitting = [(_folded(name), number) for number, name in known if wanted in _folded(name)]
    fitting.sort(key=lambda each: (not each[0].startswith(wanted), len(each[0]), each[0]))
    order = {number: place for place, (_, number) in enumerate(fitting[:FITTING_MOST])}
    shown = session.scalars(tags_with_digests(at).where(Tag.id.in_(order))).all() if order else ()
    return sorted(shown, key=lambda tag: order[tag.id])[:size]


def tag_names() -> Select[str]:
    """The names of the tags that the desk knows. Whether a public digest has them is not said."""
    return select(Tag.name).order_by(Tag.id.desc()).limit(NAMES_MOST)


def speaker_names() -> Select[str]:
    """The names of the speakers that the desk knows. Whether a public digest has them is not said."""
    return select(Speaker.name).order_by(Speaker.id.desc()).limit(NAMES_MOST)


def publisher_names() -> Select[str]:
    """The names of the publishers that the desk knows. Whether a public digest cites them is not said."""
    return select(Publisher.name).order_by(Publisher.id.desc()).limit(NAMES_MOST)


def facets_of_late(session: Session, at: datetime) -> frozenset[str]:
    """What filters could look for in the newest public digests."""
    newest = newest_first(everything(at)).join(SearchEntry, SearchEntry.edition_id == Edition.id)
    wanted = newest.with_only_columns(SearchEntry.facets, maintain_column_froms=True).limit(LATE_MOST)
    return frozenset(facet for some in session.scalars(wanted) for facet in some)


def speakers_among(session: Session, late: Collection[str]) -> list[str]:
    """The speakers of `late` facets, by name."""
    return sorted(name for name in session.scalars(speaker_names()) if _speaker(name) in late)


def publishers_among(session: Session, late: Collection[str]) -> list[str]:
    """The publishers of `late` facets, by name."""
    return sorted(name for name in session.scalars(publisher_names()) if _publisher(name) in late)


def _any(editions: Select[Edition], noun: type[Topic] | type[Tag]) -> Exists:
    ids = editions.options().with_only_columns(Edition.id, maintain_column_froms=True)
    return ids.correlate(noun).exists()
