"""How long an editor waits: opening a canvas, opening and saving one part, for small and for large articles.

Usage: python -m benchmarks.desk [DRAFTS]   (default 2000; two further articles have 30 and 300 blocks)

Everything is measured in one process and one run, in turn, so the ratios hold although the machine is noisy.
"""

import re
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade

from digest import create_app
from digest.config import Settings
from digest.domain.drafting import Hand, new_draft_article
from digest.domain.people import Author
from digest.domain.sign_in import SignIn
from digest.domain.tree import Card, Comment, KeyPoint, Page, Point, Section, Text, Tree
from digest.domain.user import Role, User
from digest.store import writing

SECTIONS = (1, 10)  # of ten pages, with three blocks each
DRAFTS = 2000
ROUNDS = 25
NOW = datetime(2026, 7, 1, 3, 0, tzinfo=UTC)


def main(drafts: int) -> None:
    """Measure and print the medians and ratios."""
    with tempfile.TemporaryDirectory() as folder:
        app = site(Path(folder), drafts)
        client, numbers = desk(app)
        times, sizes = measured(client, numbers)
    small, large = numbers
    print(
        f"{'what':<14}{'30 blocks ms':>14}{'/ empty':>10}"
        f"{'300 blocks ms':>15}{'large / small':>15}{'large KB':>10}"
    )
    for name in ("desk", "canvas", "open a part", "save a part"):
        few, many = times[(small, name)], times[(large, name)]
        ratio = few / times[(small, "empty view")]
        size = sizes[(large, name)] / 1024
        print(f"{name:<14}{few:>14.1f}{ratio:>10.1f}{many:>15.1f}{many / few:>15.2f}{size:>10.1f}")


def measured(
    client: FlaskClient, numbers: tuple[int, ...]
) -> tuple[dict[tuple[int, str], float], dict[tuple[int, str], int]]:
    """The median milliseconds and the bytes of each answer, asked for in turn."""
    taken: dict[tuple[int, str], list[float]] = {}
    sizes: dict[tuple[int, str], int] = {}
    for turn in range(ROUNDS):
        for number in numbers:
            part = f"/editor/articles/{number}/parts/t1x5"
            form = client.get(part, headers={"HX-Request": "true"}).text
            given = dict(re.findall(r'name="([a-z_]+)"[^>]*? value="([^"]*)"', form))
            kept = {name: given[name] for name in ("csrf_token", "version", "kind") if name in given}
            asked = {
                "empty view": lambda: client.get("/healthz"),
                "desk": lambda: client.get("/editor/"),
                "canvas": lambda number=number: client.get(f"/editor/articles/{number}"),
                "open a part": lambda part=part: client.get(part, headers={"HX-Request": "true"}),
                "save a part": lambda part=part, kept=kept, turn=turn: client.post(
                    part,
                    data={**kept, "text": f"段落の文章です。{turn}回目。"},
                    headers={"HX-Request": "true"},
                ),
            }
            for name, ask in asked.items():
                start = time.perf_counter()
                answer = ask()
                taken.setdefault((number, name), []).append((time.perf_counter() - start) * 1000)
                assert answer.status_code == 200, (name, answer.status, answer.text[:300])
                sizes[(number, name)] = len(answer.data)
    return {key: statistics.median(values) for key, values in taken.items()}, sizes


def site(folder: Path, drafts: int) -> Flask:
    """A site with a desk full of drafts, the two that are measured among them."""
    settings = Settings(folder, f"sqlite:///{folder / 'digest.db'}", secret_key="k" * 32)
    app = create_app(settings, clock=lambda: NOW)
    with app.app_context():
        upgrade()
        with writing() as session:
            author = Author(name="秋山 菊乃", slug="akiyama", bio="")
            user = User(email="a@example.jp", role=Role.ADMIN, password_hash="!", language="", author=author)
            session.add(user)
            session.flush()
            hand = Hand(user.id, author.name, NOW)
            for sections in SECTIONS:
                new_draft_article(session, a_tree(sections), hand, author_id=author.id, zone=settings.zone)
            for number in range(drafts):
                short = Tree(title=f"{number}番目の下書き")
                new_draft_article(session, short, hand, author_id=author.id, zone=settings.zone)
    return app


def desk(app: Flask) -> tuple[FlaskClient, tuple[int, ...]]:
    """A signed-in browser, and the numbers of the measured articles."""
    client = app.test_client()
    with app.app_context(), writing() as session:
        secret = SignIn.begin(session, session.get_one(User, 1), NOW)
    client.set_cookie("digest", secret)
    return client, (1, 2)


def a_tree(sections: int) -> Tree:
    """Ten pages of `sections` sections with a comment, a card and a paragraph each."""
    return Tree(
        title="長い記事",
        lead="長さを測るための記事です。",
        key_points=(KeyPoint(text="要点です。"), KeyPoint(text="もう一つの要点です。")),
        pages=tuple(
            Page(f"p{page}", f"{page}ページ目", tuple(a_section(page, at) for at in range(sections)))
            for page in range(10)
        ),
    )


def a_section(page: int, at: int) -> Section:
    """A section with three blocks; the first paragraph of the sixth page is called t1x5."""
    name = f"{at + 1}x{page}"
    points = tuple(Point(text=f"カードの要点{n}です。ここに根拠を書きます。") for n in range(3))
    return Section(
        f"s{name}",
        f"見出し{name}",
        "何が変わったのですか。",
        "肖像が変わりました。",
        (
            Comment(f"b{name}", "菊子", ("なるほど、そうなのですね。",)),
            Card(f"c{name}", f"出典{name}", f"https://www.npb.go.jp/{name}", "国立印刷局", points=points),
            Text(f"t{name}", "段落の文章です。" * 8, (f"c{name}",)),
        ),
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else DRAFTS)
