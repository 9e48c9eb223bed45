"""Who is let in: every view of the desk names its rule, and the rule is kept."""

import pytest
from flask import Flask

from digest.web.editor.access import rule_of
from tests.support.people import Person


def desk_views(app: Flask) -> list[str]:
    return [r.endpoint for r in app.url_map.iter_rules() if r.rule.startswith("/editor")]


def test_every_view_of_the_desk_names_its_rule(app: Flask) -> None:
    assert desk_views(app)
    assert [name for name in desk_views(app) if rule_of(app, name) is None] == []


def test_a_view_without_a_rule_lets_nobody_in(app: Flask, editor: Person) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.add_url_rule("/editor/forgotten", "forgotten", lambda: "?")
    assert editor.get("/editor/forgotten").status_code == 500


def test_a_stranger_is_asked_to_sign_in(stranger: Person) -> None:
    answer = stranger.get("/editor/")
    assert (answer.status_code, answer.location) == (302, "/session/new?next=/editor/")


def test_htmx_is_told_that_the_session_has_ended(stranger: Person) -> None:
    answer = stranger.get("/editor/", htmx=True)
    assert answer.status_code == 401
    assert 'target="_blank"' in answer.text


@pytest.mark.parametrize("person", ["author", "editor", "admin"])
def test_everybody_with_an_account_has_a_desk(request: pytest.FixtureRequest, person: str) -> None:
    assert request.getfixturevalue(person).get("/editor/").status_code == 200
