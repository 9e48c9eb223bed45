"""What is wrong with a source is said in plain words."""

from flask import Flask

from digest.store.fetch import Trouble
from digest.web.editor.troubles import trouble_text


def test_every_trouble_has_a_sentence_of_its_own(app: Flask) -> None:
    with app.test_request_context():
        said = {trouble: trouble_text(trouble) for trouble in Trouble}
        statuses = [trouble_text(Trouble.STATUS, status) for status in (401, 402, 403, 404, 410, 429, 503)]
    assert all(said.values())
    assert len({*said.values(), *statuses}) == len(said) + len(statuses)


def test_the_status_is_named_where_it_is_all_that_is_known(app: Flask) -> None:
    with app.test_request_context():
        assert "304" in trouble_text("status", 304)
        assert "502" in trouble_text("status", 502)


def test_a_trouble_from_another_version_is_said_too(app: Flask) -> None:
    with app.test_request_context():
        assert trouble_text("tired")
