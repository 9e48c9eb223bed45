"""Several workers, in threads of their own, on both databases: each retrieval ends exactly once."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

from flask import Flask
from sqlalchemy import func, select

from digest.domain.drafting import Hand, save_part
from digest.domain.keeping import PUBLISHERS
from digest.domain.part import Lead, part_of, version_of
from digest.domain.publisher import Publisher
from digest.domain.retrieval import LEASE, Progress, Retrieval
from digest.domain.retrieving import ask, claim, do_next
from digest.domain.source import Source
from digest.domain.tree import Card
from digest.store import db, writing
from tests.support.factories import NOW, an_article
from tests.support.hands import a_hand, draft_tree
from tests.support.links import FakePages, a_page, cards_of
from tests.test_races import draft_is_whole, race, racing, server, share  # noqa: F401 -- fixtures

WORKERS = 4
LATE = NOW + LEASE + timedelta(seconds=1)


def worked_off(app: Flask, pages: FakePages, at: object = NOW) -> int:
    """How many retrievals all workers together have done."""
    start = threading.Barrier(WORKERS)

    def work(_: int) -> int:
        done = 0
        start.wait()
        while True:
            with app.app_context():
                if not do_next(pages, lambda: at):  # type: ignore[arg-type, return-value]
                    return done
            done += 1

    with ThreadPoolExecutor(WORKERS) as pool:
        return sum(pool.map(work, range(WORKERS)))


def test_workers_that_start_at_once_read_each_page_once(racing: Flask) -> None:  # noqa: F811
    number, hand = an_article("workers", at=None).id, a_hand()
    before = db.session.scalar(select(func.count()).select_from(Source)) or 0
    links = [f"https://h{n}.workers.jp/{n}" for n in range(20)]
    # Every second page says that it is the one before it; all are by one new publisher.
    own = {link: links[at - at % 2] for at, link in enumerate(links)}
    pages = FakePages({link: a_page(link, f"題{own[link]}", canonical=own[link]) for link in links})
    names = cards_of(number, hand, *links)
    done = worked_off(racing, pages)
    # Whoever finds every host taken goes home; what it leaves is for those who are still at it.
    assert done == 20
    assert Counter(pages.asked) == Counter(links)
    db.session.rollback()
    ended = db.session.scalars(Retrieval.of_article(number)).all()
    assert [(each.progress, each.tries) for each in ended] == [(Progress.DONE, 1)] * 20
    assert (db.session.scalar(select(func.count()).select_from(Source)) or 0) - before == 10
    assert len({each.source_id for each in ended}) == 10
    assert db.session.scalars(select(Publisher).where(Publisher.name == "あさひ新報")).one()
    titles = {card.id: card.title for card in draft_tree(number).cards() if card.id in names}
    assert titles == {name: f"題{own[link]}" for name, link in zip(names, links, strict=True)}
    assert draft_is_whole(number)


def test_what_somebody_saves_while_cards_fill_in_is_kept(racing: Flask) -> None:  # noqa: F811
    number, hand = an_article("saving", at=None).id, a_hand()
    links = [f"https://h{n}.saving.jp/{n}" for n in range(8)]
    cards_of(number, hand, *links)
    pages = FakePages({link: a_page(link, f"題{link}") for link in links})
    lines = iter(f"{n}行目" for n in range(len(links)))
    turn = threading.Lock()
    said: list[str] = []

    def save() -> None:
        # In the thread of a worker, with its own session, while it reads: no transaction is open there.
        with turn, writing() as session:
            said.append(next(lines))
            lead = version_of(Lead(said[-2] if said[1:] else first))
            by = Hand(hand.user_id, hand.name, hand.at)
            assert save_part(session, number, "lead", Lead(said[-1]), lead, by).kept

    first = str(part_of(draft_tree(number), "lead").text)  # type: ignore[union-attr]
    pages.meanwhile = save
    assert worked_off(racing, pages) == len(links)
    tree = draft_tree(number)
    assert tree.lead == said[-1]
    assert sum(card.title.startswith("題https://h") for card in tree.cards()) == len(links)
    assert draft_is_whole(number)


def test_a_page_that_is_read_while_its_card_is_published_is_one_source(racing: Flask) -> None:  # noqa: F811
    number, hand = an_article("cited", at=None).id, a_hand()
    for turn in range(share(racing, 10) or 1):
        link = f"https://h{turn}.cited.jp/"
        cards_of(number, hand, link)
        pages = FakePages({link: a_page(link, publisher=f"新聞{turn}")})

        def cite(link: str = link, name: str = f"新聞{turn}") -> int:
            with writing() as session:
                source = Source.cited_by(session, Card(url=link, title="題", publisher=name))
                return source.id if source else 0

        def read(pages: FakePages = pages) -> int:
            return int(do_next(pages, lambda: NOW))

        with ThreadPoolExecutor(2) as pool:
            cited, done = race(racing, pool, [cite, read])  # type: ignore[arg-type, list-item]
        assert done == 1
        db.session.rollback()
        assert [
            each.id for each in db.session.scalars(select(Source).where(Source.canonical_url == link))
        ] == [cited]


def test_what_killed_workers_left_behind_is_done_once_by_those_who_come_after(
    racing: Flask,  # noqa: F811
) -> None:
    number, hand = an_article("killed-workers", at=None).id, a_hand()
    links = [f"https://h{n}.killed.jp/{n}" for n in range(share(racing, 10) or 1)]
    with writing() as session:
        for link in links:
            ask(session, number, link, hand)
    with writing() as session:
        assert all(claim(session, NOW) for _ in links)
    pages = FakePages({link: a_page(link) for link in links})
    assert worked_off(racing, pages) == 0
    assert worked_off(racing, pages, LATE) == len(links)
    assert Counter(pages.asked) == Counter(links)


def test_a_publisher_that_is_merged_while_its_pages_are_read_leaves_no_trace(racing: Flask) -> None:  # noqa: F811
    number, hand = an_article("merged", at=None).id, a_hand()
    with writing() as session:
        kept = PUBLISHERS.add(session, {"name": "残る新聞", "host_names": "stays.jp"}, hand).id
    for turn in range(10):
        link, name = f"https://h{turn}.merged.jp/", f"消える新聞{turn}"
        (card,) = cards_of(number, hand, link)
        before = draft_tree(number).cards()[0]
        with writing() as session:
            gone = PUBLISHERS.add(session, {"name": name, "host_names": f"h{turn}.merged.jp"}, hand).id
            named = replace(before, publisher=name)
            assert save_part(session, number, before.id, named, version_of(before), hand).kept

        def merge(gone: int = gone) -> int:
            with writing() as session:
                row, to = PUBLISHERS.locked(session, gone), PUBLISHERS.locked(session, kept)
                assert row
                PUBLISHERS.remove(session, row, to, PUBLISHERS.version(row), hand)
            return 1

        def read(link: str = link) -> int:
            return int(do_next(FakePages({link: a_page(link)}), lambda: NOW))

        with ThreadPoolExecutor(2) as pool:
            assert race(racing, pool, [merge, read]) == [1, 1]  # type: ignore[arg-type, list-item, comparison-overlap]
        db.session.rollback()
        done = db.session.scalars(Retrieval.of_article(number)).all()[-1]
        assert (done.progress, done.source and done.source.publisher_id) == (Progress.DONE, kept)
        cards = {each.id: each.publisher for each in draft_tree(number).cards()}
        assert (cards[before.id], cards[card]) == ("残る新聞", "残る新聞")
