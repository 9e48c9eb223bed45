"""Static files may be kept for ever, because their addresses name their content."""

from pathlib import Path

import pytest
from flask import Flask, current_app
from flask.testing import FlaskClient

from digest.web.assets import asset, bundle

FOREVER = "public, max-age=31536000, immutable"


def address(app: Flask, name: str) -> str:
    with app.test_request_context():
        return bundle(name) if "/" not in name else asset(name)


@pytest.mark.parametrize(("name", "kind"), [("site.css", "css"), ("site.js", "js")])
def test_a_bundle_holds_every_file(app: Flask, client: FlaskClient, name: str, kind: str) -> None:
    answer = client.get(address(app, name))
    assert answer.headers["Cache-Control"] == FOREVER
    for path in Path(app.static_folder or "").glob(f"{kind}/*.{kind}"):
        if path.name != "early.js":
            assert path.read_text("utf-8").strip() in answer.text


def test_a_file_is_kept_for_ever_only_by_the_address_that_names_its_content(
    app: Flask, client: FlaskClient
) -> None:
    named = address(app, "img/favicon.svg")
    assert client.get(named).headers["Cache-Control"] == FOREVER
    assert client.get(named.partition("?")[0]).headers["Cache-Control"] == "public, max-age=3600"


def test_a_changed_file_gets_a_new_address(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "img").mkdir()
    file = tmp_path / "img" / "a.svg"
    app.debug = True
    with app.test_request_context():
        current_app.static_folder = str(tmp_path)
        file.write_text("<svg/>")
        before = asset("img/a.svg")
        file.write_text("<svg></svg>")
        assert asset("img/a.svg") != before
