"""Relating: what a digest is related to, worked out in the transaction that publishes it.

Never by looking at all digests: only at those that cite one of its sources, the newest with one of its tags,
the newest of its topic and the newest of all. Both directions are kept, for the other one cannot know.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from math import prod
from typing import Any

from sqlalchemy import CompoundSelect, Select, delete, insert, literal, select, tuple_, union_all
from sqlalchemy.orm import Session, aliased

from digest.domain.article import Article, article_tag
from digest.domain.edition import Citation, Edition, live
from digest.domain.likeness import bigrams
from digest.domain.related import KEPT, Related
from digest.domain.search_text import folded
from digest.domain.source import Source, canonical_url
from digest.domain.translation import same_in_other_words
from digest.store import one_at_a_time

# So many are considered for what they share, by kind, and of so many the text is read.
CITING_MOST, TAGGED_MOST, TOPIC_MOST, NEWEST_MOST = 200, 30, 60, 60
READ_MOST, TEXT_MOST = 200, 300
# So many others are told that they have a new relation.
TOLD_MOST = 40
# How much each shared thing is worth by itself; several of them add up, but never to more than the whole.
SOURCE, TAG, TOPIC, TEXT = 0.5, 0.4, 0.1, 0.8
# Digests on different subjects are alike to this degree by the words that all texts have.
CHANCE, SAME = 0.15, 0.6
# What is less than the topic alone is no relation.
LEAST = 100
# Words of alphabets: any two English texts have most pairs of letters in common, but few longer words.
_WORD, _LONG = re.compile(r"[a-z\u00df-\u052f]+"), 5


@dataclass(slots=True)
class Candidate:
    """A digest that may be related: what it shares, and what it says."""

    sources: set[int] = field(default_factory=set)
    tags: dict[int, float] = field(default_factory=dict)
    topic: bool = False
    signs: frozenset[str] = frozenset()

    @property
    def shared(self) -> float:
        """How likely it is, from 0 to 1, that what both name makes them related."""
        apart = (1 - SOURCE) ** len(self.sources) * prod(1 - TAG * worth for worth in self.tags.values())
        return 1 - apart * (1 - TOPIC * self.topic)

    def score(self, signs: frozenset[str]) -> int:
        """The whole, with how alike the texts are, up to 1000."""
        common = 2 * len(self.signs & signs) / (len(self.signs) + len(signs) or 1)
        alike = min(max(common - CHANCE, 0) / (SAME - CHANCE), 1)
        return round(1000 * (1 - (1 - self.shared) * (1 - TEXT * alike)))


def relate(session: Session, article: Article) -> None:
    """Work out anew what `article` is related to, by its newest edition that is or was to be public."""
    session.flush()
    one_at_a_time(session, "related")
    newest = session.execute(_said([article.id])).one_or_none()
    scores = _scores(session, article, *newest[1:]) if newest else {}
    mine = (Related.article_id == article.id) | (Related.other_id == article.id)
    session.execute(delete(Related).where(mine))
    best = _best(scores)[:TOLD_MOST]
    rows = [(article.id, other, scores[other]) for other in best[:KEPT]]
    rows += _told(session, article.id, {other: scores[other] for other in best})
    if rows:
        names = ("article_id", "other_id", "score")
        session.execute(insert(Related), [dict(zip(names, row, strict=True)) for row in sorted(rows)])


def related_to_proof(session: Session, proof: Edition, at: datetime) -> list[Edition]:
    """The public digests that `proof`, a copy of a draft that nobody has published, would be related to."""
    sources = {entry.source.id for entry in proof.citations if entry.source and entry.source.id}
    scores = _compared(session, proof.article, sources, _text(proof.title, proof.key_points))
    found = session.scalars(live(at).where(Article.id.in_(_best(scores)[:KEPT])))

    def rank(edition: Edition) -> tuple[int, datetime, int]:
        return scores[edition.article_id], edition.published_at, edition.article_id

    return sorted(found, key=rank, reverse=True)


def alike(session: Session, article: Article) -> dict[int, int]:
    """The articles that are most like the draft of `article`, each with its score, the closest first."""
    tree = article.draft.tree
    urls = {address for card in tree.cards() if (address := canonical_url(card.url))}
    cited = select(Source.id).where(Source.canonical_url.in_(urls))
    text = _text(tree.title, (point.text for point in tree.key_points))
    scores = _compared(session, article, set(session.scalars(cited)), text)
    return {number: scores[number] for number in _best(scores)[:KEPT]}


def _best(scores: Mapping[int, int]) -> list[int]:
    return sorted(scores, key=lambda other: (-scores[other], -other))


def _scores(
    session: Session, article: Article, edition_id: int, title: str, points: list[str]
) -> dict[int, int]:
    cited = select(Citation.source_id).where(
        Citation.edition_id == edition_id, Citation.source_id.is_not(None)
    )
    return _compared(session, article, set(session.scalars(cited)), _text(title, points))


def _compared(session: Session, article: Article, sources: Collection[int], text: str) -> dict[int, int]:
    """How closely others are related, by the number of the article."""
    near = _near(session, article, sources)
    first = sorted(near, key=lambda number: (-near[number].shared, -number))[:READ_MOST]
    signs, scores = _signs(text), {}
    for number, _, title, points in session.execute(_said(first)):
        near[number].signs = _signs(_text(title, points))
        scores[number] = near[number].score(signs)
    return {number: score for number, score in scores.items() if score >= LEAST}


def _near(session: Session, article: Article, sources: Collection[int]) -> dict[int, Candidate]:
    """The articles that may be related, with what they share. One statement."""
    tags = [tag.id for tag in article.tags]
    same = set(session.scalars(same_in_other_words(article)))
    rows = [row for row in session.execute(_candidates(article, sources, tags)) if row[0] not in same]
    tagged = Counter(number for _, kind, number in rows if kind == "tag")
    found: defaultdict[int, Candidate] = defaultdict(Candidate)
    for article_id, kind, number in rows:
        candidate = found[article_id]
        if kind == "source":
            candidate.sources.add(number)
        elif kind == "tag":
            # A tag that many have says less.
            candidate.tags[number] = 1 - tagged[number] / (2 * TAGGED_MOST)
        elif kind == "topic":
            candidate.topic = True
    return found


def _candidates(
    article: Article, sources: Collection[int], tags: Iterable[int]
) -> CompoundSelect[int, str, int]:
    """Candidates by what they share; each part reads only the end of an index."""
    citing = (
        select(Edition.article_id, literal("source"), Citation.source_id)
        .join(Edition, Edition.id == Citation.edition_id)
        .where(Citation.source_id.in_(sources))
        .order_by(Citation.edition_id.desc(), Citation.number)
        .limit(CITING_MOST)
    )
    parts = [citing] if sources else []
    parts += [_tagged(number) for number in tags]
    parts.append(_newest("topic", TOPIC_MOST).where(Article.topic_id == article.topic_id))
    parts.append(_newest("newest", NEWEST_MOST))
    # SQLite takes an order and a limit only within a subquery.
    return union_all(*(select(*part.subquery().c) for part in parts))


def _tagged(tag_id: int) -> Select[Any, Any, Any]:
    tagged = article_tag.c
    return (
        select(tagged.article_id, literal("tag"), tagged.tag_id)
        .where(tagged.tag_id == tag_id, tagged.published_at.is_not(None))
        .order_by(tagged.published_at.desc(), tagged.article_id.desc())
        .limit(TAGGED_MOST)
    )


def _newest(kind: str, most: int) -> Select[Any, Any, Any]:
    return (
        select(Article.id, literal(kind), Article.topic_id)
        .where(Article.published_at.is_not(None))
        .order_by(Article.published_at.desc(), Article.id.desc())
        .limit(most)
    )


def _said(article_ids: Collection[int]) -> Select[int, int, str, list[str]]:
    """What the newest editions of articles say: of those that are, were or will be public."""
    later = aliased(Edition)
    superseded = select(later.id).where(
        later.article_id == Edition.article_id,
        later.number > Edition.number,
        later.live_from < later.live_until,
    )
    return select(Edition.article_id, Edition.id, Edition.title, Edition.key_points).where(
        Edition.article_id.in_(article_ids), Edition.live_from < Edition.live_until, ~superseded.exists()
    )


def _text(title: str, points: Iterable[str]) -> str:
    return " ".join((title, *points))


def _signs(text: str) -> frozenset[str]:
    """By what texts are compared: pairs of characters, and words of alphabets."""
    text = folded(text[:TEXT_MOST])
    return bigrams(_WORD.sub(" ", text)) | {word for word in _WORD.findall(text) if len(word) >= _LONG}


def _told(session: Session, article_id: int, scores: Mapping[int, int]) -> list[tuple[int, int, int]]:
    """The rows of the others that this article belongs to; what it displaces there is deleted."""
    held: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    rows = select(Related.article_id, Related.score, Related.other_id).where(Related.article_id.in_(scores))
    for other, score, number in session.execute(rows):
        held[other].append((score, number))
    displaced: list[tuple[int, int]] = []
    told = []
    for other, score in scores.items():
        ranked = sorted([*held[other], (score, article_id)], reverse=True)
        displaced += [(other, number) for _, number in ranked[KEPT:] if number != article_id]
        if (score, article_id) in ranked[:KEPT]:
            told.append((other, article_id, score))
    if displaced:
        key = tuple_(Related.article_id, Related.other_id)
        session.execute(delete(Related).where(key.in_(displaced)))
    return told
