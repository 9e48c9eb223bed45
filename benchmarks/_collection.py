"""Many digests on one database, written straight into the tables and the search index."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from flask_migrate import upgrade
from sqlalchemy import insert, text

from benchmarks._japanese import Digest
from digest import create_app
from digest.config import Settings
from digest.domain.article import Article, article_tag
from digest.domain.edition import Edition
from digest.domain.people import Author
from digest.domain.search import facets
from digest.domain.search.entry import SearchEntry
from digest.domain.search.folding import folded_for_search
from digest.domain.search.tokens import tokens
from digest.domain.topic import Tag, Topic
from digest.domain.tree import Tree
from digest.store import FOREVER, db, writing

START, STEP = datetime(2014, 1, 1, tzinfo=UTC), timedelta(hours=1)
TOPICS, TAGS = 8, 400
_SIZES = {
    "sqlite": {
        "index": "SELECT sum(length(block)) FROM search_index_data",
        "trigram index": "SELECT sum(length(block)) FROM grams_data",
        "folded texts": "SELECT sum(length(CAST(title || points || text AS BLOB))) FROM search_entry",
    },
    "postgresql": {
        "index": "SELECT pg_relation_size('ix_search_index_tokens')",
        "table of tokens": "SELECT pg_table_size('search_index')",
        "folded texts": "SELECT pg_table_size('search_entry')",
    },
}


class Store:
    """One database with a collection in it; `seconds` it took to fill it."""

    def __init__(self, name: str, folder: Path, url: str) -> None:
        folder.mkdir()
        self.name, self.seconds = name, 0.0
        self.app = create_app(Settings(folder, url, secret_key="k" * 32))
        with self.timed(), self.app.app_context():
            upgrade()
            with writing() as session:
                for noun, many in ((Topic, TOPICS), (Tag, TAGS), (Author, 1)):
                    session.execute(insert(noun), [_named(n) for n in range(1, many + 1)])
                # An index is made faster than it is kept.
                grams = "CREATE VIRTUAL TABLE grams USING fts5(t, content='', tokenize='trigram')"
                session.execute(text(grams if self.on_sqlite else "DROP INDEX ix_search_index_tokens"))

    @property
    def on_sqlite(self) -> bool:
        """Whether this is SQLite."""
        return self.name == "sqlite"

    @contextmanager
    def timed(self) -> Iterator[None]:
        """Count what is done here to the time of filling."""
        start = time.perf_counter()
        yield
        self.seconds += time.perf_counter() - start

    def add(self, batch: Sequence["Row"]) -> None:
        """Write some digests."""
        with self.timed(), self.app.app_context():
            with writing() as session:
                session.execute(insert(Article), [row.article() for row in batch])
                session.execute(insert(article_tag), [row.tagged() for row in batch])
                session.execute(insert(Edition), [row.edition() for row in batch])
                session.execute(insert(SearchEntry), [row.entry() for row in batch])
            raw = db.engine.raw_connection()
            (self._index_sqlite if self.on_sqlite else self._index_postgresql)(raw.cursor(), batch)
            raw.commit()
            raw.close()

    def add_grams(self, batch: Sequence["Row"]) -> None:
        """Write the same texts into the trigram index, which is there for comparison."""
        with self.app.app_context(), writing() as session:
            rows = [{"n": row.number, "t": "\n".join(row.columns.values())} for row in batch]
            session.execute(text("INSERT INTO grams (rowid, t) VALUES (:n, :t)"), rows)

    def finish(self) -> None:
        """Bring the index into the shape that it has after a rebuild."""
        with self.timed(), self.app.app_context(), writing() as session:
            if self.on_sqlite:
                session.execute(text("INSERT INTO search_index (search_index) VALUES ('optimize')"))
                return
            session.execute(text("SET LOCAL maintenance_work_mem = '512MB'"))
            index = "CREATE INDEX ix_search_index_tokens ON search_index USING gin (tokens)"
            session.execute(text(f"{index} WITH (fastupdate = off)"))
        with self.app.app_context(), db.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("VACUUM ANALYZE"))

    def sizes(self) -> dict[str, float]:
        """What is how large, in MiB."""
        with self.app.app_context(), db.engine.connect() as connection:
            sized = {what: connection.scalar(text(sql)) for what, sql in _SIZES[self.name].items()}
        return {what: float(size or 0) / 1024**2 for what, size in sized.items()}

    @staticmethod
    def _index_sqlite(cursor: object, batch: Sequence["Row"]) -> None:
        cursor.execute("BEGIN")
        rows = ((row.number, " ".join(row.tokens())) for row in batch)
        cursor.executemany("INSERT INTO search_index (rowid, tokens) VALUES (?, ?)", rows)

    @staticmethod
    def _index_postgresql(cursor: object, batch: Sequence["Row"]) -> None:
        with cursor.copy("COPY search_index (edition_id, tokens) FROM STDIN") as copy:
            for row in batch:
                copy.write_row((row.number, list(row.tokens())))


@dataclass(frozen=True, slots=True)
class Row:
    """The rows of one digest, whose number is also that of its edition."""

    number: int
    digest: Digest

    @property
    def at(self) -> datetime:
        """When it was published."""
        return START + STEP * self.number

    @property
    def columns(self) -> dict[str, str]:
        """The folded texts."""
        d = self.digest
        lines = {"title": [d.title], "points": d.points, "text": d.text}
        return {name: "\n".join(map(_folded, some)) for name, some in lines.items()}

    def facets(self) -> frozenset[str]:
        """What filters look for."""
        topic, tag = facets.topic(self.number % TOPICS + 1), facets.tag(self.number % TAGS + 1)
        return facets.months(f"{self.at:%Y-%m}") | {topic, tag, facets.ANY, facets.publisher("新聞")}

    def tokens(self) -> frozenset[str]:
        """What the index has; each sentence comes often, so its tokens are kept."""
        title = _tokens(self.digest.title)
        return title.union(
            facets.of_title(title), self.facets(), *map(_tokens, self.digest.points + self.digest.text)
        )

    def article(self) -> dict[str, object]:
        """The row of the article."""
        named = {"id": self.number, "slug": f"s{self.number}", "author_id": 1}
        month = f"{self.at:%Y-%m}"
        return named | {
            "topic_id": self.number % TOPICS + 1,
            "published_at": self.at,
            "published_month": month,
        }

    def tagged(self) -> dict[str, object]:
        """The row of its tag."""
        return {"article_id": self.number, "tag_id": self.number % TAGS + 1, "published_at": self.at}

    def edition(self) -> dict[str, object]:
        """The row of its edition."""
        texts = dict.fromkeys(("title", "title_html", "subtitle", "lead"), self.digest.title)
        counts = {"number": 1, "minutes": 3, "source_count": 2, "page_count": 1}
        lived = {"live_from": self.at, "live_until": FOREVER, "language": "ja"}
        made = {
            "tree": Tree(title=self.digest.title),
            "key_points": self.digest.points,
            "contents": [],
        }
        return {"id": self.number, "article_id": self.number, **texts, **counts, **lived, **made}

    def entry(self) -> dict[str, object]:
        """The row that search reads."""
        d = self.digest
        parts = [["title", 1, "", d.title], *(["points", 1, "", each] for each in d.points)]
        parts += [["text", 1, f"s{at // 8 + 1}", each] for at, each in enumerate(d.text)]
        return {"edition_id": self.number, "parts": parts, "facets": sorted(self.facets()), **self.columns}


@cache
def _folded(sentence: str) -> str:
    return folded_for_search(sentence)


@cache
def _tokens(sentence: str) -> frozenset[str]:
    return tokens(_folded(sentence))


def _named(number: int) -> dict[str, object]:
    return {"id": number, "name": f"n{number}", "slug": f"n{number}"}
