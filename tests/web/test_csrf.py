"""A change is made only by a page of this site, in the browser whose session it is."""

import pytest

from tests.support.people import Person, token_for

END = "/session/end"


def test_with_the_token_it_is_done(editor: Person) -> None:
    assert editor.post(END).status_code == 303
    assert editor.get("/editor/").status_code == 302


@pytest.mark.parametrize("token", ["", "x", token_for(""), token_for("another"), "é" * 64])
def test_without_it_nothing_is(editor: Person, token: str) -> None:
    assert editor.post(END, data={"csrf_token": token}, csrf=False).status_code == 403
    assert editor.get("/editor/").status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost.evil.example"},
        {"Origin": "http://[::1"},
    ],
)
def test_from_elsewhere_nothing_is(editor: Person, headers: dict[str, str]) -> None:
    assert editor.post(END, headers=headers).status_code == 403
    assert editor.get("/editor/").status_code == 200


def test_the_page_of_this_site_may(editor: Person) -> None:
    headers = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    assert editor.post(END, headers=headers).status_code == 303


def test_what_was_typed_comes_back(editor: Person) -> None:
    answer = editor.post(END, data={"text": "長い文を打ちました。\nもう一行。"}, csrf=False)
    assert answer.status_code == 403
    assert "長い文を打ちました。\nもう一行。" in answer.text
