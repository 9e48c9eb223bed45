"""What browsers keep for their readers: the site knows nothing of it, and its pages are the same for all."""

import json
import struct

from flask import Flask
from flask.testing import FlaskClient


def test_the_page_of_what_is_saved_is_nobodys_own(client: FlaskClient) -> None:
    plain = client.get("/saved")
    assert plain.data == client.get("/saved", headers={"Cookie": "digest=somebody"}).data
    assert plain.headers["Cache-Control"].startswith("public")
    assert "noindex" in plain.text


def test_the_worker_is_looked_for_again_each_time(client: FlaskClient) -> None:
    answer = client.get("/service-worker.js")
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("text/javascript", "no-cache")
    given = json.loads(answer.text.partition("const given = ")[2].partition(";\n")[0])
    assert "{day}" in given["band"]
    for address in given["shell"]:
        assert client.get(address).status_code == 200
    assert answer.data == client.get("/service-worker.js").data


def test_the_worker_is_another_one_when_the_site_looks_otherwise(app: Flask, client: FlaskClient) -> None:
    before = client.get("/service-worker.js").data
    app.jinja_env.globals["bundle"] = lambda name: f"/assets/of-tomorrow-{name}"
    assert client.get("/service-worker.js").data != before


def test_the_manifest_names_the_site_and_icons_that_are_there(client: FlaskClient) -> None:
    answer = client.get("/manifest.webmanifest")
    assert answer.mimetype == "application/manifest+json"
    told = json.loads(answer.text)
    assert (told["name"], told["start_url"]) == ("菊花ダイジェスト", "/")
    for icon in told["icons"]:
        data = client.get(icon["src"]).data
        side = int(icon["sizes"].partition("x")[0])
        assert struct.unpack(">II", data[16:24]) == (side, side)
    assert 'rel="manifest" href="/manifest.webmanifest"' in client.get("/").text
