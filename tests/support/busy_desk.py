"""A desk with something of each on it, and every address there that can be asked for, from the URL map."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import product

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from digest.domain.article import Article
from digest.domain.confirmation import confirm
from digest.domain.contract.faults import Breach
from digest.domain.contract.faults import Found as FoundFault
from digest.domain.contract.rules import RULES
from digest.domain.drafting import delete, save_part
from digest.domain.part import Lead
from digest.domain.people import Speaker
from digest.domain.picture import Picture
from digest.domain.presence import seen
from digest.domain.preview_link import PreviewLink
from digest.domain.proposal import Fate
from digest.domain.publishing import withdraw
from digest.domain.retrieval import Progress, Retrieval
from digest.domain.retrieving import ask_again, ask_for_cards
from digest.domain.retrieving.reading import Found
from digest.domain.retrieving.sources import kept
from digest.domain.sign_in_link import SignInLink
from digest.domain.site_check import Result, keep
from digest.domain.source import Concern, Source, State
from digest.domain.support import statements
from digest.domain.tree import Block, Card, Figure, PictureRef, Point, Rights, Tree
from digest.domain.user import User
from digest.domain.webpage import WebPage
from digest.store import FOREVER, writing
from digest.web.printing import SitePress
from tests.support.answers import PRIVATE
from tests.support.factories import an_article
from tests.support.gathered import TEXT, a_gathering, read_sources
from tests.support.hands import a_hand, save_lead
from tests.support.kindred import follow, translate
from tests.support.part_forms import KINDS, full_tree
from tests.support.people import a_user
from tests.support.proposals import a_proposal

HOUR = timedelta(hours=1)
# Two sentences of the source of the card, word for word.
COPIED = TEXT.splitlines()[-1]


@dataclass
class Desk:
    """What is on a busy desk: the numbers of its articles by state, and its secrets."""

    articles: dict[str, int] = field(default_factory=dict)
    picture: str = ""
    preview: str = ""
    invitation: str = ""

    def article(self, state: str) -> str:
        """The address of the article that is in `state`."""
        return f"/editor/articles/{self.articles[state]}"

    def addresses(self, app: Flask) -> list[str]:
        """Every address below /editor, /session and /preview that can be asked for."""
        adapter = app.url_map.bind("localhost")
        rules = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith(PRIVATE)]
        asked = [rule for rule in rules if "GET" in (rule.methods or ())]
        return [adapter.build(rule.endpoint, values) for rule in asked for values in self._values(rule)]

    def _values(self, rule: Rule) -> Iterator[dict[str, str]]:
        choices = {name: self._choices(rule, name) for name in sorted(rule.arguments)}
        for chosen in product(*choices.values()):
            yield dict(zip(choices, chosen, strict=True))

    def _choices(self, rule: Rule, name: str) -> tuple[str, ...]:
        """What may stand in the place `name` of `rule`. Of what is not said here the first is asked for."""
        if name == "secret":
            return (self.preview if rule.rule.startswith("/preview") else self.invitation,)
        if name == "part":
            return tuple(KINDS)
        if name == "card":
            return ("c1",)
        if name == "name":
            return (self.picture,)
        return ("2",) if name == "number" and "min=2" in rule.rule else ("1",)


def a_busy_desk(app: Flask, at: datetime) -> Desk:
    """Fill the desk of `app` with articles in every state, a history, texts set aside and secret links."""
    desk = Desk()
    with app.app_context():
        _live(desk, at)
        _readings(desk.articles["live"], at)
        for state, title in (("scheduled", "桜の開花"), ("expired", "うるう秒"), ("withdrawn", "初雪")):
            desk.articles[state] = _ended(state, title, at)
        desk.articles["empty"] = an_article("empty", "", at=None).id
        follow(desk.articles["expired"], desk.articles["live"])
        translate(desk.articles["withdrawn"], desk.articles["live"])
        read_sources(desk.articles["live"], at)
        a_gathering(desk.articles["live"], at)
        newcomer = a_user("newcomer").id
        with writing() as session:
            session.get_one(Article, desk.articles["empty"]).draft.tree = Tree()
            user = session.get_one(User, newcomer)
            desk.invitation = SignInLink.make(session, user, at)
            _dying(session, at)
            _checked(session, at)
    return desk


def _live(desk: Desk, at: datetime) -> None:
    """Article 1: live since yesterday, changed since, with a history, and a colleague in it."""
    article = an_article("notes", at=at - 24 * HOUR, picture=True, tags=("お札",), pages=2)
    number = desk.articles["live"] = article.id
    with writing() as session:
        picture = session.scalars(select(Picture)).one()
        session.get_one(Article, number).draft.tree = _told(picture)
        session.add(Speaker(name="菊子", role="記者"))
    desk.picture = f"{picture.key}-{picture.widths[0]}.webp"
    save_lead(number, "一万円、五千円、千円の三つのお札が新しくなりました。", a_hand())
    save_lead(number, "三つのお札が二十年ぶりに新しくなりました。", a_hand("colleague", 30))
    hand, me, colleague = a_hand(), a_user().id, a_user("colleague").id
    with writing() as session:
        save_part(session, number, "lead", Lead("言いそびれた文です。"), "0" * 12, hand)
        delete(session, number, "b6", hand)
        seen(session, number, colleague, at, "lead")
        said = statements(session.get_one(Article, number).draft.tree)[0]
        confirm(session, number, {said.id: said.fingerprint}, hand)
        for fate in Fate:
            a_proposal(session, number, hand, fate)
        draft = session.get_one(Article, number)
        desk.preview, _ = PreviewLink.make(session, draft, me, 7, at)


def _dying(session: Session, at: datetime) -> None:
    """Sources of every concern; the first has been checked, and is being checked just now."""
    numbers = session.scalars(select(Source.id).order_by(Source.id)).all()
    first = session.get_one(Source, numbers[0])
    first.state, first.concern, first.trouble, first.status = State.GONE, Concern.GONE, "status", 404
    first.confirmed_at = at - 240 * HOUR
    first.checks = [
        [(at - 96 * HOUR).isoformat(), "strike", "status", 404],
        [at.isoformat(), "doubtful", "text", 200],
    ]
    first.archive_url, first.check_asked_at = "https://archive.example/web/2026/https://npb.go.jp/", at
    for number, concern in zip(numbers[1:], (Concern.DOUBTFUL, Concern.FAILING, Concern.MOVED), strict=False):
        source = session.get_one(Source, number)
        source.concern, source.strikes, source.checked_at = concern, 1, at
        source.trouble, source.moved_url = (
            "slow",
            "https://example.jp/new" if concern == Concern.MOVED else "",
        )


def _checked(session: Session, at: datetime) -> None:
    """Two checks of the site: one found nothing, a later sample found something of each weight."""
    counts = {rule.code: 3 for rule in RULES}
    keep(session, at - HOUR, Result(True, 1234, 56, (), counts, {}))
    dead = FoundFault(
        "links",
        "/articles/notes",
        Breach("The link to %(link)s is dead (%(status)s).", link="/%E6%9C%AD", status=404),
    )
    gone = FoundFault(
        "sources",
        "/sources/1",
        Breach("The source is gone and no archived copy is known: %(title)s", title="特徴"),
    )
    broken = {"links": 7, "sources": 1}
    keep(
        session,
        at,
        Result(False, 234, 5, [dead.as_data(), gone.as_data()], {"links": 9, "sources": 1}, broken),
    )


def _readings(number: int, at: datetime) -> None:
    """Cards of links: one that was read and says something else, one that waits, and one that failed."""
    hand = a_hand()
    read, waiting, failed = "https://www.npb.go.jp/", "https://a-shinpo.jp/news/1", "https://b-shinpo.jp/2"
    with writing() as session:
        ask_again(session, number, "c1", hand)
        ask_for_cards(session, number, [waiting, failed], "c1", hand)
        first, _, third = session.scalars(Retrieval.of_article(number)).all()
        page = WebPage(read, read, "新しいお札の印刷が始まる", publisher="あさひ新報", paywalled=True)
        source = kept(session, read, Found(page), at)
        first.progress, first.source_id = Progress.DONE, source.id
        third.progress, third.trouble, third.status = Progress.FAILED, "status", 404
        first.ended_at = third.ended_at = at


def _told(picture: Picture) -> Tree:
    """Every kind of part, with the picture in three places."""
    shown = PictureRef(picture.key, alt="旗", credit="当サイト作成", rights=Rights.OWN)
    tree = replace(full_tree(), picture=shown)
    section = tree.pages[0].sections[0]
    blocks = tuple(_shown(block, shown) for block in section.blocks)
    page = replace(tree.pages[0], sections=(replace(section, blocks=blocks),))
    return replace(tree, pages=(page, *tree.pages[1:]))


def _shown(block: Block, picture: PictureRef) -> Block:
    """`block` with the picture, where it has one; a card also with a point copied from its source."""
    if isinstance(block, Card):
        return replace(block, picture=picture, points=(*block.points, Point("v9", COPIED)))
    return replace(block, picture=picture) if isinstance(block, Figure) else block


def _ended(state: str, title: str, at: datetime) -> int:
    """An article that is not live now, though it was or will be."""
    begins = at + 4 * HOUR if state == "scheduled" else at - 48 * HOUR
    article = an_article(state, title, at=begins, until=at - HOUR if state == "expired" else FOREVER)
    if state == "withdrawn":
        with writing() as session:
            withdraw(session, session.merge(article), at - HOUR, SitePress(), "数え方に誤りがありました。")
    return article.id
