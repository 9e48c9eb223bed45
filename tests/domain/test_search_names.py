"""Names that readers may mean: only of what is public, the likeliest first."""

from datetime import timedelta

import pytest
from flask import Flask

from digest.domain.search.names import tag_meant, tags_saying, topics_with_digests
from digest.domain.topic import Topic
from digest.store import db, writing
from tests.support.factories import NOW, an_article

DAY = timedelta(days=1)


@pytest.fixture
def tagged(app: Flask) -> Flask:
    """A site with a public digest and a scheduled one, with tags of their own."""
    with app.app_context():
        an_article("one", tags=("宇宙と気候", "気候変動", "気候", "カエル", "NASA"))
        an_article("soon", at=NOW + DAY, topic="これからの話題", tags=("気候の未来",))
        with writing() as session:
            Topic.called(session, "使われない話題")
    return app


def test_tags_that_begin_with_what_was_typed_come_first_and_the_shortest_of_them(tagged: Flask) -> None:
    with tagged.app_context():
        found = {
            typed: [tag.name for tag in tags_saying(db.session(), typed, NOW, 3)]
            for typed in ("気候", "候", "かえ", "ｎａｓ", "無い", " ", "")
        }
    assert found == {
        "気候": ["気候", "気候変動", "宇宙と気候"],
        "候": ["気候", "気候変動", "宇宙と気候"],
        "かえ": ["カエル"],
        "ｎａｓ": ["NASA"],
        "無い": [],
        " ": [],
        "": [],
    }


def test_names_become_public_with_the_first_digest_that_has_them(tagged: Flask) -> None:
    with tagged.app_context():
        shown = [
            (
                [topic.name for topic in db.session.scalars(topics_with_digests(at))],
                tag_meant(db.session(), "気候の未来", at) is not None,
            )
            for at in (NOW, NOW + DAY)
        ]
    assert shown == [(["くらしと経済"], False), (["くらしと経済", "これからの話題"], True)]
