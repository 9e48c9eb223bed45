"""The ground for walks over the desk: a site with something of everything, and people of each role."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select

from digest.domain import password as passwords
from digest.domain.article import Article
from digest.domain.digest_text import format_text
from digest.domain.drafting import Hand, delete, save_part
from digest.domain.importing import export_manuscript
from digest.domain.library import take_in
from digest.domain.part import Head, Lead, part_of, version_of
from digest.domain.people import Speaker
from digest.domain.picture import Picture
from digest.domain.preview_link import PreviewLink
from digest.domain.publisher import Publisher
from digest.domain.publishing import withdraw
from digest.domain.retrieval import Progress, Retrieval
from digest.domain.revision import Revision
from digest.domain.set_aside import SetAside
from digest.domain.sign_in import SignIn
from digest.domain.sign_in_link import SignInLink
from digest.domain.source import Source
from digest.domain.support import statements
from digest.domain.topic import Tag, Topic
from digest.domain.tree import Comment
from digest.domain.user import Role, User
from digest.store import db, writing
from digest.web.printing import SitePress
from tests.support.factories import NOW, a_picture, an_article
from tests.support.gathered import a_gathering, read_sources
from tests.support.part_forms import full_tree, set_tree
from tests.support.people import NAMES, a_user
from tests.support.proposals import a_proposal

PASSWORD, NEW_PASSWORD = "three quiet herons 7", "four loud herons 8"
# Those who may come: the one whose articles they are, another author, an editor, an admin.
PEOPLE = ("author", "rival", "editor", "admin")
# What requests leave behind that are refused, or only looked at.
PASSING = frozenset({"failed_sign_in"})


@dataclass
class Ground:
    """The prepared site, by the numbers of what is in it."""

    app: Flask
    folder: Path
    secrets: dict[str, str] = field(default_factory=dict)
    emails: dict[str, str] = field(default_factory=dict)
    articles: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    revision: int = 0
    deletion: int = 0
    asides: dict[str, int] = field(default_factory=dict)
    text: str = ""
    text_of_draft: str = ""
    statement: str = ""
    version_of_key_points: str = ""
    version_of_card: str = ""

    def value(self, endpoint: str, name: str, state: str) -> Any:
        """What stands in the place `name` of the address of `endpoint`. KeyError if nothing does."""
        if name == "article_id":
            return self.articles["draft" if state == "returned" else state]
        if name == "aside_id":
            return self.asides["gone" if state == "returned" else "kept"]
        if name == "number" and ("preview" in endpoint and not endpoint.endswith("_links.end")):
            return 2
        user = self.numbers["gone" if endpoint.endswith(".enable") else "user"]
        known = {"revision_id": self.revision, "user_id": user, "part": "lead", "card": "c1"}
        if name in known:
            return known[name]
        if name == "number":
            return self.numbers[endpoint.removeprefix("editor.").partition(".")[0]]
        if name == "secret":
            return self.names["link" if endpoint.startswith("sign_in_links") else "preview"]
        return self.names[name]

    def keep(self) -> None:
        """Remember everything as it is."""
        self._closed()
        shutil.copytree(self.folder, self._kept, dirs_exist_ok=True)

    def restore(self) -> None:
        """Make everything as it was."""
        self._closed()
        shutil.rmtree(self.folder)
        shutil.copytree(self._kept, self.folder)

    @property
    def _kept(self) -> Path:
        return self.folder.with_name("kept")

    def _closed(self) -> None:
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()
        with closing(sqlite3.connect(self.folder / "digest.db")) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


class Watch:
    """Whether anything was committed, without looking at everything each time."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.before = self._everything()
        self._connection = self._opened()
        self._stamp = self._data_version()

    def changed(self) -> list[str]:
        """The tables (and "files") that are not as they were; what only passes by does not count."""
        if self._data_version() == self._stamp and self._files() == self.before["files"]:
            return []
        now = self._everything()
        found = [name for name in now if now[name] != self.before[name] and name not in PASSING]
        if not found:
            self._stamp = self._data_version()
        return found

    def restored(self) -> None:
        """Begin anew, with everything as it was."""
        self._connection.close()
        self.ground.restore()
        self._connection = self._opened()
        self._stamp = self._data_version()

    def close(self) -> None:
        """Let go."""
        self._connection.close()

    def _opened(self) -> sqlite3.Connection:
        return sqlite3.connect(self.ground.folder / "digest.db")

    def _data_version(self) -> int:
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def _files(self) -> list[str]:
        return sorted(path.name for path in (self.ground.folder / "pictures").glob("*"))

    def _everything(self) -> dict[str, Any]:
        with closing(self._opened()) as connection:
            # The search index cannot be read row by row; the tables that FTS5 keeps it in can.
            tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name != 'search_index'"
            names = connection.execute(tables).fetchall()
            found: dict[str, Any] = {}
            for (name,) in names:
                rows = connection.execute(f'SELECT * FROM "{name}"').fetchall()
                found[name] = sorted(row for row in map(repr, rows) if "'sign-in.fail'" not in row)
        return found | {"files": self._files()}


def prepare(app: Flask, folder: Path) -> Ground:
    """Put something of everything into the site."""
    ground = Ground(app, folder)
    with app.app_context():
        _people(ground)
        _articles(ground)
        _lists(ground)
        _traces(ground)
        _sign_ins(ground)
    ground.keep()
    return ground


def _people(ground: Ground) -> None:
    kept = passwords.hashed(PASSWORD)
    for name in (*PEOPLE, "user", "gone"):
        number = a_user(name, Role.AUTHOR if name in ("rival", "user", "gone") else None).id
        ground.numbers[name], ground.emails[name] = number, f"{name}@example.jp"
        with writing() as session:
            user = session.get_one(User, number)
            user.password_hash, user.disabled_at = kept, NOW if name == "gone" else None
    with writing() as session:
        ground.names["link"] = SignInLink.make(session, session.get_one(User, ground.numbers["user"]), NOW)


def _articles(ground: Ground) -> None:
    starts = {"draft": None, "live": NOW - timedelta(hours=1), "scheduled": NOW + timedelta(days=1)}
    starts["withdrawn"] = NOW - timedelta(days=1)
    for state, at in starts.items():
        title = f"お札の話、{state}"
        article = an_article(state, title, at=at, author=NAMES["author"], pages=2, picture=True)
        ground.articles[state] = article.id
        ground.names["name"] = f"{article.draft.tree.pictures()[0].key}-640.webp"
    with writing() as session:
        withdraw(session, session.get_one(Article, ground.articles["withdrawn"]), NOW, SitePress(), "誤り")
    set_tree(ground.articles["draft"], full_tree())
    read_sources(ground.articles["draft"], NOW)
    ground.numbers["failed"] = a_gathering(ground.articles["draft"], NOW)["failed"]
    live = db.session.get_one(Article, ground.articles["live"]).draft
    with writing() as session:
        head = part_of(live.tree, "head")
        save_part(
            session,
            ground.articles["live"],
            "head",
            Head("お札の話、直した題"),
            version_of(head),
            _hand(ground),
        )


def _hand(ground: Ground) -> Hand:
    return Hand(ground.numbers["author"], NAMES["author"], NOW)


def _lists(ground: Ground) -> None:
    site = ground.app.extensions["digest"]
    picture, _ = take_in(site.files, a_picture(colour="green"), "green.png", _hand(ground))
    ground.numbers["pictures"] = picture.id
    with writing() as session:
        rows = {
            "topics": Topic(name="使われない話題", slug="unused", position=9),
            "tags": Tag(name="使われない札", slug="unused"),
            "speakers": Speaker(name="使われない人"),
            "publishers": Publisher(name="使われない新聞"),
        }
        session.add_all(rows.values())
        session.flush()
        source = session.scalars(select(Source).order_by(Source.id)).first()
        assert source
        ground.numbers["sources"] = source.id
        ground.numbers |= {word: row.id for word, row in rows.items()}
    shown = db.session.scalars(select(Picture).where(Picture.id != picture.id)).first()
    assert shown
    ground.names["name"] = f"{shown.key}-{shown.widths[0]}.webp"


def _traces(ground: Ground) -> None:
    """What work leaves behind: states, texts set aside, deletions, links."""
    number, hand = ground.articles["draft"], _hand(ground)
    tree = db.session.get_one(Article, number).draft.tree
    with writing() as session:
        save_part(
            session, number, "lead", Lead("もう一つの前書き。"), version_of(part_of(tree, "lead")), hand
        )
        save_part(session, number, "lead", Lead("間に合わなかった前書き。"), "old", hand)
        gone = version_of(part_of(tree, "b6"))
        ground.deletion = delete(session, number, "b6", hand).id
        save_part(session, number, "b6", Comment("b6", "葉一", ("消えた後の文。",)), gone, hand)
    with writing() as session:
        link_for = session.get_one(Article, number)
        secret, link = PreviewLink.make(session, link_for, ground.numbers["author"], 7, NOW)
        ground.names["preview"], ground.numbers["preview_links"] = secret, link.id
    with writing() as session:
        ground.numbers["proposals"] = a_proposal(session, number, hand).id
        asked = Retrieval(article_id=number, card_id="c1", url="https://www.npb.go.jp/", asked_at=NOW)
        asked.progress, asked.trouble, asked.ended_at = Progress.FAILED, "slow", NOW
        session.add(asked)
        session.flush()
        ground.numbers["retrievals"] = asked.id
    asides = db.session.scalars(select(SetAside).order_by(SetAside.id)).all()
    ground.asides = {"kept": asides[0].id, "gone": asides[1].id}
    states = db.session.scalars(Revision.of_article(number)).all()
    ground.revision = states[-1].id
    article = db.session.get_one(Article, number)
    text = format_text(export_manuscript(db.session(), article))
    ground.text_of_draft = text.replace("もう一つの前書き。", "三つ目の前書き。")
    ground.text = text
    said = statements(article.draft.tree)[0]
    ground.statement = f"{said.id}:{said.fingerprint}"
    ground.version_of_card = version_of(part_of(article.draft.tree, "c1"))
    ground.version_of_key_points = version_of(part_of(article.draft.tree, "key-points"))


def _sign_ins(ground: Ground) -> None:
    with writing() as session:
        for name in (*PEOPLE, "other"):
            user = session.get_one(User, ground.numbers["author" if name == "other" else name])
            ground.secrets[name] = SignIn.begin(session, user, NOW)
    newest = db.session.scalars(select(SignIn.id).order_by(SignIn.id.desc())).first()
    assert newest
    ground.numbers["profile"] = newest
