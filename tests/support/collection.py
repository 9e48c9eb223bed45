"""A collection of generated digests on any database, and the plain scan that search must agree with."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import insert
from sqlalchemy.orm import Session

from digest.domain.article import Article, article_tag
from digest.domain.edition import Edition
from digest.domain.people import Author
from digest.domain.search import index
from digest.domain.search.folding import folded_for_search
from digest.domain.search.parts import parts_of
from digest.domain.search.query import Query
from digest.domain.search.tokens import says, tokens, wanted
from digest.domain.topic import Tag, Topic
from digest.domain.tree import Card, Comment, KeyPoint, Page, Point, Section, Text, Tree
from digest.store import FOREVER

TOKYO = ZoneInfo("Asia/Tokyo")
AT = datetime(2026, 7, 1, 3, 0, tzinfo=UTC)
COUNT, TOPICS, TAGS = 160, 5, 12
# One-, two- and many-character words, some within others, in several writings and several scripts.
WORDS = [
    *(
        "停戦",
        "合意",
        "停戦合意",
        "経済",
        "経済成長",
        "核融合",
        "停電",
        "戦争",
        "済州島",
        "東京",
        "京都",
        "東京都",
    ),
    *(
        "日本銀行",
        "銀行",
        "行",
        "お札",
        "ニュース",
        "ﾆｭｰｽ",
        "データ",
        "サー",
        "國",
        "国",
        "學校",
        "学校",
        "髙い",
        "高い",
    ),
    *("AI", "ＡＩ", "art", "start", "café", "cafe", "2024年", "2024", "3", "😀", "☂"),
    *("が", "か", "の", "は", "を", "に", "する", "します"),
]
PUBLISHERS, SPEAKERS = ("共同 通信", "ＮＨＫ", "The Times"), ("菊子", "キク子", "J. Doe")


@dataclass(frozen=True, slots=True)
class Made:
    """One generated digest, its number also that of its only edition. `lines` are its texts, folded."""

    number: int
    tree: Tree
    topic: int
    tags: tuple[int, ...]
    live_from: datetime
    live_until: datetime
    lines: tuple[tuple[str, str], ...]
    tokens: frozenset[str]
    publishers: frozenset[str]
    speakers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Filters as the plain scan knows them: by number and by name."""

    topic: int = 0
    tag: int = 0
    publisher: str = ""
    speaker: str = ""
    since: date | None = None
    until: date | None = None


def collection(seed: int = 5) -> list[Made]:
    """Digests that are live now, in the past and in the future."""
    chance = random.Random(seed)
    return [_made(chance, number) for number in range(1, COUNT + 1)]


def fill(session: Session, made: Sequence[Made]) -> None:
    """Write the collection into the tables, and into the index as publishing does."""
    session.execute(insert(Topic), [_named(n) for n in range(1, TOPICS + 1)])
    session.execute(insert(Tag), [_named(n) for n in range(1, TAGS + 1)])
    session.execute(insert(Author), [_named(1)])
    session.execute(insert(Article), [_article(each) for each in made])
    tagged = [
        {"article_id": m.number, "tag_id": tag, "published_at": m.live_from} for m in made for tag in m.tags
    ]
    session.execute(insert(article_tag), tagged)
    session.execute(insert(Edition), [_edition(each) for each in made])
    for each in made:
        index.update(session, each.number, each.live_from)


def questions(count: int, seed: int = 7) -> Iterator[tuple[Query, Narrowed]]:
    """Queries of one word or some, of pieces of words and of several, with exclusions and filters."""
    chance = random.Random(seed)
    for _ in range(count):
        terms = [_term(chance) for _ in range(chance.choice((0, 1, 1, 1, 1, 2, 2, 3)))]
        without = [_term(chance) for _ in range(chance.choice((0, 0, 0, 0, 1, 2)))]
        yield Query(_folded(terms), _folded(without)), _narrowed(chance)


def scan(made: Sequence[Made], query: Query, narrowed: Narrowed, at: datetime, window: int) -> list[int]:
    """The numbers of all that is asked for, in order, read without any index."""
    found = [each for each in reversed(made) if _may_say(each, query) and _may_pass(each, narrowed, at)]
    ordered: list[int] = []
    for start in range(0, len(found), window):
        ranked = [
            (score, each.live_from, each.number)
            for each in found[start : start + window]
            if each.live_from <= at < each.live_until
            and _passes(each, narrowed)
            and (score := _score(each, query)) is not None
        ]
        ordered += (number for *_, number in sorted(ranked, reverse=True))
    return ordered


def _made(chance: random.Random, number: int) -> Made:
    live_from = AT + timedelta(days=number * 3 - COUNT * 3 + chance.choice((0, 0, 20, -400)))
    until = chance.choice((FOREVER, FOREVER, FOREVER, live_from + timedelta(days=200)))
    tags = tuple(sorted(chance.sample(range(1, TAGS + 1), chance.randrange(3))))
    tree = _tree(chance)
    lines = tuple((part.kind, folded_for_search(part.text)) for part in parts_of(tree))
    return Made(
        number,
        tree,
        chance.randint(1, TOPICS),
        tags,
        live_from,
        until,
        lines,
        tokens=frozenset[str]().union(*(tokens(line) for _, line in lines)),
        publishers=frozenset(folded_for_search(card.publisher) for card in tree.cards()),
        speakers=frozenset(map(folded_for_search, tree.speakers())),
    )


def _tree(chance: random.Random) -> Tree:
    pages = tuple(Page(title=_text(chance, 2), sections=(_section(chance),)) for _ in range(2))
    points = (KeyPoint(text=_text(chance, 4)), KeyPoint(text=f"**{_text(chance, 1)}**{_text(chance, 2)}"))
    return Tree(_text(chance, 3), _text(chance, 3), _text(chance, 5), key_points=points, pages=pages)


def _section(chance: random.Random) -> Section:
    card = Card(
        title=_text(chance, 3),
        publisher=chance.choice((*PUBLISHERS, "")),
        points=(Point(text=_text(chance, 4)),),
    )
    comment = Comment(speaker=chance.choice((*SPEAKERS, "")), lines=(_text(chance, 3),))
    text = Text(text=f"{_text(chance, 4)}\n\n- {_text(chance, 2)}[{_text(chance, 1)}](https://example.org/a)")
    return Section(heading=_text(chance, 2), question=_text(chance, 3), blocks=(comment, card, text))


def _text(chance: random.Random, words: int) -> str:
    return "".join(chance.choice(WORDS) + chance.choice(("", "", "", " ", "、", "。")) for _ in range(words))


def _term(chance: random.Random) -> str:
    text = _text(chance, chance.choice((1, 1, 1, 2)))
    start = chance.randrange(len(text))
    return chance.choice((text, text[start : start + chance.choice((1, 1, 2, 2, 3, 4))]))


def _folded(terms: Sequence[str]) -> tuple[str, ...]:
    """As read_query leaves them: folded, each once, and none that has no token."""
    return tuple(dict.fromkeys(term for term in map(folded_for_search, terms) if wanted(term)))


def _narrowed(chance: random.Random) -> Narrowed:
    if chance.random() < 0.5:
        return Narrowed()
    day = (AT - timedelta(days=chance.randrange(900))).date()
    return Narrowed(
        topic=chance.choice((0, 0, 0, chance.randint(1, TOPICS))),
        tag=chance.choice((0, 0, 0, chance.randint(1, TAGS))),
        publisher=chance.choice(("", "", "", *PUBLISHERS)),
        speaker=chance.choice(("", "", "", *SPEAKERS)),
        since=chance.choice((None, None, day)),
        until=chance.choice((None, None, day + timedelta(days=chance.randrange(500)))),
    )


def _may_say(made: Made, query: Query) -> bool:
    return all(wanted(term) <= made.tokens for term in query.terms)


def _may_pass(made: Made, narrowed: Narrowed, at: datetime) -> bool:
    """All but the days, of which the index knows the months."""
    month = f"{made.live_from.astimezone(TOKYO):%Y-%m}"
    today = at.astimezone(TOKYO).date()
    is_dated = bool(narrowed.since or narrowed.until)
    return (
        narrowed.topic in (0, made.topic)
        and narrowed.tag in (0, *made.tags)
        and _is_among(narrowed.publisher, made.publishers)
        and _is_among(narrowed.speaker, made.speakers)
        and (not narrowed.since or f"{narrowed.since:%Y-%m}" <= month)
        and (not is_dated or month <= f"{min(narrowed.until or today, today):%Y-%m}")
    )


def _is_among(name: str, names: frozenset[str]) -> bool:
    return not name or folded_for_search(name) in names


def _passes(made: Made, narrowed: Narrowed) -> bool:
    day = made.live_from.astimezone(TOKYO).date()
    return (narrowed.since or day) <= day <= (narrowed.until or day)


def _score(made: Made, query: Query) -> int | None:
    if any(says(term, line) for term in query.without for _, line in made.lines):
        return None
    worth = {"title": 4, "points": 2, "text": 1}
    scores = [
        max((worth[k] for k, line in made.lines if says(term, line)), default=0) for term in query.terms
    ]
    return sum(scores) if all(scores) else None


def _named(number: int) -> dict[str, object]:
    return {"id": number, "name": f"n{number}", "slug": f"n{number}"}


def _article(made: Made) -> dict[str, object]:
    month = f"{made.live_from.astimezone(TOKYO):%Y-%m}"
    return {
        "id": made.number,
        "slug": f"s{made.number}",
        "topic_id": made.topic,
        "author_id": 1,
        "published_at": made.live_from,
        "published_month": month,
    }


def _edition(made: Made) -> dict[str, object]:
    return {
        "id": made.number,
        "article_id": made.number,
        "number": 1,
        "live_from": made.live_from,
        "live_until": made.live_until,
        "tree": made.tree,
        "title": made.tree.title,
        "title_html": "",
        "subtitle": "",
        "lead": "",
        "language": "ja",
        "minutes": 1,
        "source_count": 1,
        "page_count": 2,
        "key_points": [],
        "contents": [],
    }
