"""Topic and tags proposed for an article: those of the earlier digests that are most like it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import log

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from digest.domain.article import Article, article_tag
from digest.domain.edition import Citation, Edition
from digest.domain.likeness import bigrams
from digest.domain.search_text import folded
from digest.domain.source import Source, canonical_url
from digest.domain.suggesting.offers import texts_of
from digest.domain.topic import OTHER_SLUG, Tag, Topic
from digest.domain.tree import Tree

# Never the whole library: the newest live editions, and those that cite the same sources.
NEWEST_MOST, SHARING_MOST = 500, 50
# So many of the most alike have a say; what is less like than LEAST has none: silence is better than chance.
# Of the demo's digests in Japanese, each on a subject of its own, no two of different topics reach 0.17.
NEIGHBOURS, LEAST, SHARED = 6, 0.18, 0.5
TAGS_MOST, TEXT_MOST = 5, 1_500


@dataclass(frozen=True, slots=True)
class Subjects:
    """What is proposed; `because` are the titles of the digests that it comes from, the most alike first."""

    topic: Topic | None = None
    tags: tuple[Tag, ...] = ()
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Digest:
    article_id: int
    topic_id: int
    title: str
    pairs: frozenset[str]
    shares: bool


def suggested_subjects(session: Session, article: Article, at: datetime) -> Subjects:
    """A topic for `article` if it has none, and tags that it does not have; always so many statements."""
    tree = article.draft.tree
    about = _about(tree, texts_of(session, tree.cards()).values())
    urls = {address for card in tree.cards() if (address := canonical_url(card.url))}
    alike = _most_alike(bigrams(about), _digests(session, article.id, tree.language, urls, at))
    if not alike:
        return Subjects()
    weights = {digest.article_id: weight for weight, digest in alike}
    topic = _topic(session, article, alike)
    tags = _tags(session, weights, about, {tag.id for tag in article.tags})
    return Subjects(topic, tags, tuple(digest.title for _, digest in alike[:3]))


def _about(tree: Tree, texts: Iterable[str]) -> str:
    """What an article is about, as far as it is written, and how its sources begin."""
    cards = (" ".join((card.title, *(point.text for point in card.points))) for card in tree.cards())
    lines = (tree.title, tree.subtitle, tree.lead, *(point.text for point in tree.key_points), *cards)
    return "\n".join((*lines, *(text[:TEXT_MOST] for text in texts)))


def _digests(
    session: Session, article_id: int, language: str, urls: Iterable[str], at: datetime
) -> list[_Digest]:
    cited = select(Citation.edition_id).join(Citation.source).where(Source.canonical_url.in_(urls))
    # A source has few editions that cite it, so these are read whole and cut afterwards.
    sharing = set(session.scalars(cited.limit(SHARING_MOST * 10))) if urls else set()
    live = _live(article_id, at).where(Edition.language == language)
    near = session.execute(live.where(Edition.id.in_(sharing)).limit(SHARING_MOST)).all()
    newest = session.execute(live.limit(NEWEST_MOST)).all()
    rows = {row[0]: row for row in (*newest, *near)}
    return [
        _Digest(number, topic, title, bigrams(" ".join((title, subtitle, lead, *points))), edition in sharing)
        for number, topic, edition, title, subtitle, lead, points in rows.values()
    ]


def _live(article_id: int, at: datetime) -> Select[int, int, int, str, str, str, list[str]]:
    """What lists show of the live editions of other articles, newest first."""
    return (
        select(
            Article.id,
            Article.topic_id,
            Edition.id,
            Edition.title,
            Edition.subtitle,
            Edition.lead,
            Edition.key_points,
        )
        .join(Edition.article)
        .where(Edition.live_from <= at, at < Edition.live_until, Article.id != article_id)
        .order_by(Article.published_at.desc(), Article.id.desc())
    )


def _most_alike(pairs: frozenset[str], digests: Sequence[_Digest]) -> list[tuple[float, _Digest]]:
    """The digests that have most in common with `pairs`, the rarer the more, each with how much."""
    within = Counter(pair for digest in digests for pair in digest.pairs)
    rarity = {pair: log((len(digests) + 1) / number) for pair, number in within.items()}
    found = []
    for digest in digests:
        whole = sum(rarity[pair] for pair in digest.pairs)
        common = sum(rarity[pair] for pair in digest.pairs & pairs) / whole if whole else 0.0
        found.append((common + SHARED * digest.shares, digest))
    found.sort(key=lambda each: -each[0])
    return [each for each in found[:NEIGHBOURS] if each[0] >= LEAST]


def _topic(session: Session, article: Article, alike: Sequence[tuple[float, _Digest]]) -> Topic | None:
    if article.topic.slug != OTHER_SLUG:
        return None
    votes: dict[int, float] = defaultdict(float)
    for weight, digest in alike:
        votes[digest.topic_id] += weight
    topics = session.scalars(select(Topic).where(Topic.id.in_(votes), Topic.slug != OTHER_SLUG))
    return max(topics, key=lambda topic: votes[topic.id], default=None)


def _tags(session: Session, weights: dict[int, float], about: str, had: Collection[int]) -> tuple[Tag, ...]:
    """Tags of the digests that are alike: those that two of them have, or that stand in the text."""
    tagged = select(article_tag.c.article_id, Tag).join(Tag, Tag.id == article_tag.c.tag_id)
    votes: dict[Tag, list[float]] = defaultdict(list)
    for article_id, tag in session.execute(tagged.where(article_tag.c.article_id.in_(weights))):
        votes[tag].append(weights[article_id])
    text = folded(about)
    fit = [tag for tag, some in votes.items() if len(some) > 1 or folded(tag.name) in text]
    fit.sort(key=lambda tag: (-sum(votes[tag]), tag.name))
    return tuple(tag for tag in fit if tag.id not in had)[:TAGS_MOST]
