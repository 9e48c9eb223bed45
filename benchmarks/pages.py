"""How long pages take beside an empty view, and how that changes with the size of the library.

Usage: python -m benchmarks.pages [ARTICLES]   (default 20000; the small library has 200)

Everything is measured in one process and one run, in turn, so the ratios hold although the machine is noisy.
"""

import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import insert

from digest import create_app
from digest.config import Settings
from digest.domain.article import Article, article_tag
from digest.domain.edition import Edition, EditionPage
from digest.domain.listing import Key
from digest.domain.people import Author
from digest.domain.topic import Tag, Topic
from digest.domain.tree import Tree
from digest.store import FOREVER, writing

SMALL, LARGE = 200, 20_000
ROUNDS = 60
START = datetime(2020, 1, 1, tzinfo=UTC)
STEP = timedelta(minutes=37)
BODY = "<p>" + "文章がここに続きます。" * 600 + "</p>"


def main(large: int) -> None:
    """Measure both libraries and print the medians and ratios."""
    with tempfile.TemporaryDirectory() as folder:
        apps = {count: library(Path(folder) / str(count), count) for count in (SMALL, large)}
        times = measured(apps)
    empty = times[(SMALL, "empty view")]
    print(f"{'page':<16}{'small ms':>10}{'/ empty':>10}{'large ms':>10}{'large / small':>15}")
    for name in paths(SMALL):
        small, big = times[(SMALL, name)], times[(large, name)]
        print(f"{name:<16}{small:>10.2f}{small / empty:>10.1f}{big:>10.2f}{big / small:>15.2f}")


def paths(count: int) -> dict[str, str]:
    """The pages to ask for in a library of `count` articles."""
    deep = Key(START + STEP * (count // 100 + 25), count // 100 + 25)
    return {
        "empty view": "/healthz",
        "article": f"/articles/s{count // 2}",
        "home": "/",
        "home at 99 %": f"/?before={deep}",
        "topic": "/topics/t1",
        "tag": "/tags/t1",
        "menu": "/_/menu",
    }


def measured(apps: dict[int, Flask]) -> dict[tuple[int, str], float]:
    """The median milliseconds of each page in each library, asked for in turn."""
    taken: dict[tuple[int, str], list[float]] = {}
    for _ in range(ROUNDS):
        for count, app in apps.items():
            client = app.test_client()
            for name, path in paths(count).items():
                start = time.perf_counter()
                answer = client.get(path)
                taken.setdefault((count, name), []).append((time.perf_counter() - start) * 1000)
                assert answer.status_code == 200, (path, answer.status)
    return {key: statistics.median(values) for key, values in taken.items()}


def library(folder: Path, count: int) -> Flask:
    """A site with `count` articles, written straight into the tables."""
    folder.mkdir()
    app = create_app(Settings(folder, f"sqlite:///{folder / 'digest.db'}", secret_key="k" * 32))
    numbers = range(1, count + 1)
    dates = {n: START + STEP * n for n in numbers}
    with app.app_context():
        upgrade()
        with writing() as session:
            session.execute(insert(Topic), [{"id": n, "name": f"t{n}", "slug": f"t{n}"} for n in range(1, 9)])
            session.execute(insert(Tag), [{"id": n, "name": f"t{n}", "slug": f"t{n}"} for n in range(1, 41)])
            session.execute(insert(Author), [{"id": 1, "name": "a", "slug": "a"}])
            session.execute(insert(Article), [article(n, dates[n]) for n in numbers])
            tagged = [{"article_id": n, "tag_id": n % 40 + 1, "published_at": dates[n]} for n in numbers]
            session.execute(insert(article_tag), tagged)
            session.execute(insert(Edition), [edition(n, dates[n]) for n in numbers])
            page = {"number": 1, "title": "", "title_html": "", "html": BODY}
            session.execute(insert(EditionPage), [{"edition_id": n, **page} for n in numbers])
    return app


def article(number: int, at: datetime) -> dict[str, object]:
    """The row of an article."""
    return {
        "id": number,
        "slug": f"s{number}",
        "topic_id": number % 7 + 1,
        "author_id": 1,
        "published_at": at,
        "published_month": f"{at:%Y-%m}",
    }


def edition(number: int, at: datetime) -> dict[str, object]:
    """The row of its edition."""
    texts = dict.fromkeys(("title", "title_html", "subtitle", "lead"), f"記事の題 {number}")
    return texts | {
        "id": number,
        "article_id": number,
        "number": 1,
        "live_from": at,
        "live_until": FOREVER,
        "tree": Tree(title="題"),
        "language": "ja",
        "minutes": 3,
        "source_count": 2,
        "page_count": 1,
        "key_points": ["要点"],
        "contents": [{"title": "", "sections": []}],
    }


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else LARGE)
