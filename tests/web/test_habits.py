"""What browsers keep for their readers: the site knows nothing of it, and its pages are the same for all."""

from flask.testing import FlaskClient


def test_the_page_of_what_is_saved_is_nobodys_own(client: FlaskClient) -> None:
    plain = client.get("/saved")
    assert plain.data == client.get("/saved", headers={"Cookie": "digest=somebody"}).data
    assert plain.headers["Cache-Control"].startswith("public")
    assert "noindex" in plain.text
