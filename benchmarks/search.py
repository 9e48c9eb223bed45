"""How fast search is, beside FTS5's trigram index and LIKE over the same texts; how large the indexes are.

Usage: python -m benchmarks.search [DIGESTS]   (default 10000; what is promised is promised for 100000)

Everything is measured in one process and one run, on SQLite and, where it is installed, on PostgreSQL.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import islice, pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from benchmarks._collection import START, STEP, Row, Store
from benchmarks._japanese import digests
from digest.domain.search.finding import Filters, Found, Place, find, title_hits
from digest.domain.search.query import read_query
from digest.domain.topic import Tag, Topic
from digest.store import db
from tests.support import postgres

COUNT, ROUNDS, BATCH = 10_000, 9, 1_000
ZONE = ZoneInfo("Asia/Tokyo")
# What is promised of the first page of any query, and of the index on SQLite.
MS_MOST, MIB_MOST = {"sqlite": 50.0, "postgresql": 100.0}, 150.0
COMPARED = ("経済", "合意", "停戦", "停戦合意", "核融合", "平安遷都")
# Besides: several words, single characters, words of digits, pieces that are everywhere but not together, and
# exclusions that leave little or nothing.
QUERIES = (
    *COMPARED,
    *("経済 停戦", "の", "年", "停", "2024年", "2024", "のがはをに", "経済について経済", "の 年 経済 合意"),
    *("経済 -停戦", "経済 -の", "-経済"),
)


def main(count: int) -> None:
    """Build, measure and print."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        stores = [Store("sqlite", folder / "sqlite", f"sqlite:///{folder / 'digest.db'}")]
        try:
            url = stack.enter_context(postgres.cluster()).format(name="postgres")
            stores.append(Store("postgresql", folder / "postgresql", url))
        except pytest.skip.Exception as why:
            print(f"without PostgreSQL: {why}")
        fill(stores, count)
        kept = [show_sizes(store) for store in stores]
        compare(stores[0])
        kept += [show_times(store, count) for store in stores]
    print("What is promised is kept." if all(kept) else "WHAT IS PROMISED IS NOT KEPT.")


def fill(stores: list[Store], count: int) -> None:
    """Write the same digests everywhere, and into the trigram index."""
    rows = (Row(number, digest) for number, digest in enumerate(digests(count), start=1))
    grams = 0.0
    while batch := list(islice(rows, BATCH)):
        for store in stores:
            store.add(batch)
        start = time.perf_counter()
        stores[0].add_grams(batch)
        grams += time.perf_counter() - start
    for store in stores:
        store.finish()
        print(f"{store.name}: filled in {store.seconds:.0f} s")
    print(f"trigram index: filled in {grams:.0f} s")


def show_sizes(store: Store) -> bool:
    """Print how large everything is; whether the index is as small as promised."""
    sizes = store.sizes()
    for what, size in sizes.items():
        print(f"{store.name:<12}{what:<18}{size:>9.1f} MiB")
    # Of FTS5's: a GIN index keeps more for each place that a token is in.
    return sizes["index"] <= MIB_MOST or not store.on_sqlite


def show_times(store: Store, count: int) -> bool:
    """Print how long the first page of each query takes; whether that is as promised."""
    print(f"\n{store.name:<40}{'shown':>6}{'median ms':>11}{'worst ms':>10}")
    kept = True
    for name, ask in asked(count):
        with store.app.app_context():
            times, shown = timed(ask)
        median = statistics.median(times)
        slow = median > MS_MOST[store.name]
        kept &= not slow
        print(f"{name:<40}{shown:>6}{median:>11.1f}{max(times):>10.1f}{'  TOO SLOW' if slow else ''}")
    return kept


def asked(count: int) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Each question with its name."""
    at = START + STEP * (count + 1)

    def page(q: str, after: Place | None = None, **filters: Any) -> Callable[[], Found]:
        return lambda: find(db.session(), read_query(q), Filters(**filters), at, ZONE, after)

    yield from ((q, page(q)) for q in QUERIES)
    year = at.year - 2
    topic, tag, month = Topic(id=1, slug="t"), Tag(id=1, slug="t"), at.replace(year=year).date()
    yield "経済, of a topic", page("経済", topic=topic)
    yield "経済, of a tag that one in 400 has", page("経済", tag=tag)
    yield "経済, of a month", page("経済", since=month.replace(day=1), until=month.replace(day=28))
    yield "経済, up to two years ago", page("経済", until=month)
    yield "経済, by a publisher that all cite", page("経済", publisher="新聞")
    yield "経済, by one that nobody cites", page("経済", publisher="雑誌")
    yield "nothing but a topic", page("", topic=topic)
    yield "経済, after the half of all", page("経済", Place(count // 2))
    yield "a title, by one character", lambda: title_hits(db.session(), "見", at, 8)
    yield "a title, by three", lambda: title_hits(db.session(), "見通し", at, 8)


def timed(ask: Callable[[], Any]) -> tuple[list[float], str]:
    """How many milliseconds a question takes, each time as a request of its own; and what is shown."""
    times = []
    for _ in range(ROUNDS):
        db.session.remove()
        db.session.execute(text("SELECT 1"))
        start = time.perf_counter()
        found = ask()
        times.append((time.perf_counter() - start) * 1000)
    if isinstance(found, Found):
        return times, f"{len(found.hits)}{'+' if found.after else ''}"
    return times, str(len(found))


def compare(store: Store) -> None:
    """Print beside one another what each kind of index finds, and how long the newest twenty take."""
    print(f"\n{'SQLite, the newest 20 ids':<26}{'pairs':>14}{'trigram':>18}{'LIKE':>18}")
    with store.app.app_context():
        for word in COMPARED:
            cells = (newest(sql, value) for sql, value in statements(word))
            print(f"{word:<22}" + "".join(f"{count:>9} {ms:>7.2f}" for count, ms in cells))


def statements(word: str) -> Iterator[tuple[str, str]]:
    """How each kind is asked for a word."""
    pairs = " AND ".join(f'"{one}{two}"' for one, two in pairwise(word))
    yield "SELECT rowid FROM search_index WHERE search_index MATCH :q ORDER BY rowid DESC LIMIT :n", pairs
    yield "SELECT rowid FROM grams WHERE grams MATCH :q ORDER BY rowid DESC LIMIT :n", f'"{word}"'
    like = "title || points || text LIKE :q ORDER BY edition_id DESC LIMIT :n"
    yield f"SELECT edition_id FROM search_entry WHERE {like}", f"%{word}%"


def newest(sql: str, value: str) -> tuple[int, float]:
    """How many are found in all, and the milliseconds of the newest twenty."""
    count = len(db.session.execute(text(sql), {"q": value, "n": -1}).all())
    start = time.perf_counter()
    db.session.execute(text(sql), {"q": value, "n": 20}).all()
    return count, (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT)
