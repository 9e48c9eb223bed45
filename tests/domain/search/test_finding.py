"""What is found, in which order, and what is not."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from digest.domain.article import Article
from digest.domain.publishing import withdraw
from digest.domain.search.finding import Filters, find
from digest.domain.search.query import read_query
from digest.domain.search.titles import title_hits
from digest.domain.topic import Tag
from digest.store import db, writing
from digest.web.printing import SitePress
from tests.support.factories import NOW, an_article


def found(q: str, at=NOW, **filters) -> list[str]:
    app_zone = SitePress().zone
    return [
        hit.edition.slug for hit in find(db.session(), read_query(q), Filters(**filters), at, app_zone).hits
    ]


def test_it_finds(app: Flask) -> None:
    with app.app_context():
        an_article("notes", tags=("お札",))
        an_article("second", "停戦の合意 AI", tags=("平和",), at=NOW - timedelta(days=40))
        an_article("later", "停戦の延期", at=NOW + timedelta(days=1))
        assert found("停戦") == ["second"]
        assert found("停") == ["second"]
        assert found("停戦", NOW + timedelta(days=2)) == ["later", "second"]
        assert found("お札") == ["notes", "second"]
        assert found("肖像が動いて") == ["notes", "second"]
        assert found("お札 -停戦") == ["notes"]
        assert found("ai") == ["second"]
        assert found("キクコ") == []
        tag = db.session.scalar(select(Tag).where(Tag.name == "平和"))
        assert found("札", tag=tag) == ["second"]
        assert found("", tag=tag) == ["second"]
        assert found("", publisher="国立 印刷局") == []
        assert found("", publisher="国立印刷局", speaker="菊子") == ["notes", "second"]
        assert found("", since=NOW.date()) == ["notes"]
        assert found("", until=NOW.date() - timedelta(days=1)) == ["second"]
        assert [e.slug for e in title_hits(db.session(), "停戦の合意 A", NOW, 5)] == ["second"]
        assert [e.slug for e in title_hits(db.session(), "札", NOW, 5)] == ["notes"]
        with writing() as session:
            withdraw(session, session.scalar(Article.at("second")), NOW, SitePress())
        assert found("停戦") == []
