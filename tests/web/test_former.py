"""A former address leads to the one of today, for good."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from digest.domain.former_name import FormerName, NameKind
from digest.domain.people import Author
from digest.store import writing
from tests.support.factories import an_article


@pytest.fixture(autouse=True)
def _moved(app: Flask) -> None:
    """An author whose page was at other addresses before."""
    with app.app_context():
        number = an_article().author_id
        with writing() as session:
            FormerName.keep(session, NameKind.AUTHOR, "kikuno", number)
            FormerName.keep(session, NameKind.AUTHOR, "gone", 4711)
            FormerName.keep(session, NameKind.TOPIC, "a-topic", number)


@pytest.mark.parametrize("page", ["/authors/", "/_/authors/"])
def test_the_former_address_leads_to_that_of_today(client: FlaskClient, page: str) -> None:
    answer = client.get(f"{page}kikuno?before=12.3")
    assert answer.status_code == 301
    assert answer.location == f"{page}%E7%A7%8B%E5%B1%B1-%E8%8F%8A%E4%B9%83?before=12.3"


@pytest.mark.parametrize("slug", ["nobody", "gone", "a-topic"])
def test_what_leads_nowhere_is_not_here(client: FlaskClient, slug: str) -> None:
    assert client.get(f"/authors/{slug}").status_code == 404


def test_a_name_in_use_is_never_a_former_one(app: Flask, client: FlaskClient) -> None:
    with app.app_context(), writing() as session:
        session.add(Author(name="別人", slug="kikuno", bio=""))
    assert client.get("/authors/kikuno").status_code == 200


@pytest.mark.parametrize("query", ["_external=1", "_scheme=javascript", "slug=x", "_anchor=y", "%0d%0aX: y"])
def test_what_stands_behind_the_address_leads_nowhere_else(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/authors/kikuno?{query}")
    assert answer.location.startswith("/authors/%E7%A7%8B")
    assert "X" not in answer.headers
