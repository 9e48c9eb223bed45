"""Publishing, withdrawing and reprinting: which text is public at which instant."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask

from digest.domain.article import Article
from digest.domain.edition import Edition, Kind, live, live_named, was_live, with_page
from digest.domain.importing import Shelf, import_manuscript
from digest.domain.manuscript import Manuscript
from digest.domain.press import Copy
from digest.domain.publishing import NotReadyError, Order, publish, reprint, withdraw
from digest.domain.quotation import Limits
from digest.domain.tree import Card, Comment, KeyPoint, Page, Section, Text, Tree
from digest.store import FOREVER, db, writing
from digest.store.pictures import PictureFiles

NOON = datetime(2026, 7, 31, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
TOKYO = ZoneInfo("Asia/Tokyo")

TREE = Tree(
    title="新しいお札",
    lead="三つのお札が新しくなりました。",
    key_points=(KeyPoint(text="三つの額面", cards=("c2",)),),
    pages=(
        Page(
            sections=(
                Section(
                    heading="偽造を防ぐ技術",
                    question="何が新しい？",
                    answer="肖像が回る。",
                    blocks=(
                        Comment(speaker="菊子", lines=("傾けたくなりますね。",)),
                        Card(title="特徴", url="https://www.npb.go.jp/?utm_source=x", publisher="国立印刷局"),
                        Card(title="また", url="https://www.npb.go.jp/#top", publisher="国立印刷局"),
                    ),
                ),
            )
        ),
        Page(title="お札の歴史", sections=(Section(heading="年表", blocks=(Text(text="あゆみ。"),)),)),
        Page(title="まだ題だけ"),
    ),
)


class PlainPress:
    """Prints the headings of a page and nothing else."""

    zone = TOKYO
    limits = Limits()

    def print(self, copy: Copy) -> list[str]:
        return ["".join(section.heading for section in page.sections) for page in copy.tree.pages]


@pytest.fixture
def article(app: Flask) -> Iterator[Article]:
    with app.app_context():
        with writing() as session:
            shelf = Shelf(PictureFiles(app.extensions["digest"].files.folder))
            made = import_manuscript(
                session, Manuscript(TREE, slug="notes", tags=("お札", "日銀")), shelf, TOKYO
            )
        yield made


def publish_at(article: Article, at: datetime, kind: Kind = Kind.FIRST, until: datetime = FOREVER) -> Edition:
    with writing() as session:
        return publish(session, article, Order(at, until, kind, unchecked=True), PlainPress())


def retitle(article: Article, title: str) -> None:
    with writing():
        article.draft.tree = replace(article.draft.tree, title=title)


def public_title(at: datetime) -> str | None:
    edition = db.session.scalar(live_named("notes", at))
    return edition.title if edition else None


def test_a_draft_is_not_public(article: Article) -> None:
    assert db.session.scalars(live(NOON)).all() == []
    assert db.session.scalar(was_live("notes", NOON)) is None


def test_an_edition_is_public_from_its_instant_on(article: Article) -> None:
    publish_at(article, NOON)
    assert public_title(NOON - timedelta(microseconds=1)) is None
    assert public_title(NOON) == "新しいお札"


def test_an_edition_ends_at_its_instant(article: Article) -> None:
    publish_at(article, NOON, until=NOON + HOUR)
    assert public_title(NOON + HOUR - timedelta(microseconds=1)) == "新しいお札"
    assert public_title(NOON + HOUR) is None


def test_a_new_edition_takes_the_place_of_the_one_before(article: Article) -> None:
    publish_at(article, NOON)
    retitle(article, "改めた題")
    publish_at(article, NOON + HOUR, Kind.UPDATE)
    assert public_title(NOON + HOUR / 2) == "新しいお札"
    assert public_title(NOON + HOUR) == "改めた題"
    assert len(db.session.scalars(live(NOON + HOUR)).all()) == 1


def test_a_scheduled_edition_that_is_overtaken_never_goes_live(article: Article) -> None:
    publish_at(article, NOON + 2 * HOUR)
    retitle(article, "先に出た題")
    publish_at(article, NOON)
    for at in (NOON, NOON + HOUR, NOON + 3 * HOUR):
        assert public_title(at) == "先に出た題"
    assert article.published_at == NOON


def test_the_first_publication_gives_the_place_in_lists(article: Article) -> None:
    publish_at(article, NOON)
    publish_at(article, NOON + HOUR, Kind.UPDATE)
    assert article.published_at == NOON


def test_the_month_is_the_sites_month(article: Article) -> None:
    publish_at(article, NOON + 4 * HOUR)  # 01:00 on 1 August in Tokyo
    assert article.published_month == "2026-08"


def test_updates_and_corrections_are_dated_and_typo_fixes_keep_that_date(article: Article) -> None:
    assert publish_at(article, NOON).updated_at is None
    assert publish_at(article, NOON + HOUR, Kind.CORRECTION).updated_at == NOON + HOUR
    assert publish_at(article, NOON + 2 * HOUR, Kind.TYPO).updated_at == NOON + HOUR


def test_a_withdrawn_article_is_gone_but_is_known_to_have_been(article: Article) -> None:
    publish_at(article, NOON)
    with writing() as session:
        withdraw(session, article, NOON + HOUR, PlainPress())
    assert public_title(NOON + HOUR) is None
    assert db.session.scalar(was_live("notes", NOON + HOUR))


def test_an_article_withdrawn_before_its_time_never_was(article: Article) -> None:
    publish_at(article, NOON + HOUR)
    with writing() as session:
        withdraw(session, article, NOON, PlainPress())
    assert db.session.scalar(was_live("notes", NOON + 2 * HOUR)) is None
    assert article.published_at is None


def test_a_page_with_only_a_title_stays_in_the_draft(article: Article) -> None:
    edition = publish_at(article, NOON)
    assert [page.title for page in edition.pages] == ["", "お札の歴史"]
    assert [page.title for page in article.draft.tree.pages] == ["", "お札の歴史", "まだ題だけ"]


def test_what_lists_show_is_taken_from_the_tree(article: Article) -> None:
    edition = publish_at(article, NOON)
    assert (edition.page_count, edition.minutes, edition.key_points) == (2, 1, ["三つの額面"])
    assert [c["title"] for c in edition.contents] == ["", "お札の歴史"]
    assert "<wbr>" in edition.title_html or edition.title_html == "新しいお札"


def test_two_cards_of_one_page_cite_one_source(article: Article) -> None:
    edition = publish_at(article, NOON)
    first, second = edition.citations
    assert first.source is second.source
    assert first.source
    assert first.source.canonical_url == "https://www.npb.go.jp/"
    assert first.source.publisher
    assert first.source.publisher.name == "国立印刷局"
    assert edition.source_count == 1


def test_a_later_page_is_read_without_the_others(article: Article) -> None:
    publish_at(article, NOON)
    db.session.expire_all()
    edition, page = db.session.execute(with_page(live_named("notes", NOON), 2)).unique().one()
    assert page.html == "年表"
    assert "pages" not in edition.__dict__
    assert "tree" not in edition.__dict__


def test_reprinting_changes_the_page_and_not_the_text(article: Article) -> None:
    class OtherPress(PlainPress):
        def print(self, copy: Copy) -> list[str]:
            return ["改" for _ in copy.tree.pages]

    edition = publish_at(article, NOON)
    with writing() as session:
        reprint(session, edition, OtherPress())
    assert [page.html for page in edition.pages] == ["改", "改"]
    assert len(edition.citations) == 2
    assert (edition.live_from, edition.tree) == (NOON, TREE.readable())


@pytest.mark.parametrize(
    "tree", [replace(TREE, title=""), replace(TREE, pages=()), replace(TREE, pages=(Page(title="題だけ"),))]
)
def test_what_cannot_be_read_yet_is_refused(article: Article, tree: Tree) -> None:
    with writing():
        article.draft.tree = tree
    with pytest.raises(NotReadyError):
        publish_at(article, NOON)
    assert public_title(NOON) is None
