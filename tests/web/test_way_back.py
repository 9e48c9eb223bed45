"""After signing in one comes to a page of the desk, and never anywhere else."""

import pytest
from flask import Flask

from digest.web.way_back import way_back

HOSTILE = (
    "",
    "/",
    "//evil.example",
    "///evil.example",
    "////evil.example/editor/",
    "/\\evil.example",
    "\\/evil.example",
    "\\\\evil.example",
    "/%5cevil.example",
    "/%2fevil.example",
    "/editor//evil.example",
    "/editor/%2f%2fevil.example",
    "/editor/\\evil.example",
    "/editor/%5cevil.example",
    "/editor/%255cevil.example",
    "/editor/../../evil",
    "/editor/..%2f..%2fevil",
    "/editor/%2e%2e/evil",
    "/editor/./",
    "/editor/%0d%0aLocation:%20https://evil.example",
    "/editor/\r\nLocation: https://evil.example",
    "/editor/\t",
    "/editor/\0",
    "\t/editor/",
    " /editor/",
    "/editor/ x",
    "https://evil.example/editor/",
    "https:/editor/",
    "https:evil.example",
    "http://localhost/editor/",
    "javascript:alert(1)",
    "javascript:/editor/",
    "data:text/html,x",
    "editor/",
    "evil.example",
    "@evil.example",
    "/@evil.example",
    "/editorial",
    "/editor.evil.example",
    "/session/end",
    "/session/links/x",
    "/session/back/x",
    "/articles/one",
    "/editor/#x",
    "/editor/あ",
    "/editor/\u2028",
    "/editor/\ud800",
    "/editor/" + "x" * 2000,
    "?next=/editor/",
    "#/editor/",
)


@pytest.mark.parametrize("given", HOSTILE)
def test_a_hostile_target_leads_to_the_desk(app: Flask, given: str) -> None:
    with app.test_request_context():
        assert way_back(given) == "/editor/"


@pytest.mark.parametrize(
    "given",
    [
        "/editor/",
        "/editor",
        "/editor/articles/12",
        "/editor/articles/12?said=saved&x=//y",
        "/editor/?q=%E6%9C%AD",
        "/editor/lists/%E6%9C%AD",
        "/session/back",
    ],
)
def test_a_page_of_the_desk_is_led_to(app: Flask, given: str) -> None:
    with app.test_request_context():
        assert way_back(given) == given
