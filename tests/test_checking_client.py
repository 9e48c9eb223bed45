"""The checks of the checking client: each of them can fail."""

import pytest
from flask import Flask, render_template
from flask.testing import FlaskClient
from jinja2 import DictLoader

from tests.support.answers import Answer
from tests.support.checking import CheckFailed, CheckingClient
from tests.support.checks import CHECKS, faults
from tests.support.pages import HEADERS, PAGE, fragment, page

MAIN = '<main id="main">'

BROKEN_HTML = {
    "html_is_well_formed": [
        ("<p>本文。", "<p><p>本文。</p></p>"),
        ("</h2>", "</h3>"),
        ("<!doctype html>", ""),
        ("本文。", "本文。<table><tr><div></div></tr></table>"),
        ("本文。", "本文。&nosuch;"),
        ('id="q" name', 'id="q" id="r" name'),
    ],
    "ids_are_unique": [
        ("<h2>", '<h2 id="q">'),
        ("<h2>", '<h2 id="">'),
        ("<h2>", '<h2 id="a b">'),
    ],
    "whole_page_has_its_parts": [
        (' lang="ja"', ""),
        ("<title>菊花</title>", "<title> </title>"),
        ("</main>", "</main><main></main>"),
        ("width=device-width", "width=980"),
        ("initial-scale=1", "user-scalable=no"),
    ],
    "languages_are_known": [
        ("<h2>", '<h2 lang="">'),
        ("<h2>", '<h2 lang="&quot;en&quot;">'),
    ],
    "headings_are_in_order": [
        ("<h2>見出し</h2>", "<h1>見出し</h1>"),
        ("<h1>題名</h1>", ""),
        (MAIN, f"{MAIN}<h2>先に</h2>"),
        ("<h2>見出し</h2>", "<h3>見出し</h3>"),
        ("<h2>見出し</h2>", '<h2><span aria-hidden="true">見出し</span></h2>'),
    ],
    "controls_have_names": [
        ('<label for="q">検索</label>', ""),
        ('<label for="q">検索</label>', '<label for="q"></label>'),
        ("<button>探す", "<button>"),
        ("<button>探す", '<button><img src="/a.png" alt="" width="1" height="1">'),
        ("本文。", '本文。<select name="s"><option>大</option></select>'),
        ("本文。", '本文。<textarea name="t"></textarea>'),
        ("本文。", '本文。<input type="submit">'),
        ("本文。", '本文。<a href="/menu"><svg></svg></a>'),
        ("本文。", '本文。<span><a href="/menu"><span hidden>メニュー</span></a></span>'),
        ('<label for="q">検索</label><input ', '<input aria-labelledby="nowhere" '),
    ],
    "pictures_keep_their_place": [
        ('alt="花" ', ""),
        (' width="20"', ""),
        ('height="10"', 'height="auto"'),
        ('height="10"', 'height="0"'),
    ],
    "nothing_is_inline": [
        ("</main>", "<script>alert(1)</script></main>"),
        ("</head>", "<style>p { color: red }</style></head>"),
        ("<h2>", '<h2 style="color: red">'),
        ("<h2>", '<h2 onclick="alert(1)">'),
        ("<h2>", '<h2 data-hx-on:click="alert(1)">'),
        ("<h2>", '<h2 hx-get="/_/menu">'),
        ("https://www.npb.go.jp/", " JavaScript:alert(1)"),
    ],
    "structured_data_parses": [('"NewsArticle"}', '"NewsArticle",}')],
    "foreign_links_are_careful": [
        (' rel="noopener external"', ""),
        ('rel="noopener external"', 'rel="external" target="_blank"'),
    ],
    "anchors_resolve": [
        ("#main", "#content"),
        ('"#main"', '"/#content"'),
        ('<label for="q">', '<label for="q2">'),
        ("<h2>", '<h2 aria-describedby="nowhere">'),
    ],
    "nothing_from_elsewhere": [
        ("/static/site.css", "https://fonts.example/a.css"),
        ("/static/site.js", "//cdn.example/a.js"),
        ("/p.webp", "https://images.example/p.webp"),
        ('src="/p.webp"', 'src="/p.webp" srcset="https://images.example/p.webp 2x"'),
        ("</head>", '<link rel="preconnect" href="https://cdn.example"></head>'),
        ("</main>", '<iframe src="https://video.example/1" title="a"></iframe></main>'),
    ],
}

BROKEN_HEADERS = {
    "public_answers_set_no_cookie": [{"Set_Cookie": "session=1"}],
    "browsers_are_told_to_be_strict": [
        {"Content_Security_Policy": ""},
        {"Content_Security_Policy": "default-src 'self'; frame-ancestors 'none'"},
        {"Content_Security_Policy": "default-src 'none'"},
        {"Content_Security_Policy": HEADERS["Content-Security-Policy"] + "; style-src 'unsafe-inline'"},
        {"Content_Security_Policy": HEADERS["Content-Security-Policy"] + "; img-src *"},
        {"Content_Security_Policy": "default-src 'none'; frame-ancestors 'self'"},
        {"Content_Security_Policy": HEADERS["Content-Security-Policy"] + "; frame-src 'self'"},
        {"X_Frame_Options": "SAMEORIGIN"},
        {"X_Content_Type_Options": ""},
        {"Referrer_Policy": ""},
    ],
    "keeping_is_decided": [{"Cache_Control": ""}],
    "charset_is_named": [{"Content_Type": "text/html"}],
}

# What proofs of a draft, and the room that frames them, may say; nobody else may, and they say nothing less.
FRAMED = {
    "Content_Security_Policy": "default-src 'none'; frame-ancestors 'self'",
    "X_Frame_Options": "SAMEORIGIN",
}
FRAMING = {"Content_Security_Policy": HEADERS["Content-Security-Policy"] + "; frame-src 'self'"}
PROOFS = ("/editor/articles/12/proof", "/editor/articles/12/proof/2")
ROOM = "/editor/articles/12/preview?width=phone"
CANVAS = "/editor/articles/12"
BROKEN_FRAMES = [
    *(page(path=path, **FRAMED) for path in ("/", "/articles/a", "/editor/", "/editor/articles/12", ROOM)),
    *(
        page(path=f"/editor/articles/12/{path}", **FRAMED)
        for path in ("proof/pieces/2", "proofs", "parts/proof")
    ),
    *(
        page(path=path, **FRAMED)
        for path in ("/preview/a", "/editor/articles/a/proof", "/x/editor/articles/1/proof")
    ),
    *(
        page(path=path, **FRAMING)
        for path in ("/", "/editor/articles/12/text", PROOFS[0], f"{ROOM[:27]}/version")
    ),
    page(path=PROOFS[0], status=404, **FRAMED),
    page(path=PROOFS[0]),
    page(path=ROOM),
]

BROKEN_FRAGMENTS = {
    "fragments_are_parts": [
        fragment(X_Robots_Tag=""),
        fragment("<!doctype html><p>続き。</p>"),
        fragment("<body><p>続き。</p></body>"),
        fragment("<h1>続き</h1>"),
        fragment(templates=("articles/show.html",)),
    ],
    "headings_are_in_order": [fragment("<h2>あ</h2><h4>い</h4>")],
    "html_is_well_formed": [fragment("<p>続き。</div>")],
    "ids_are_unique": [fragment('<p id="a">続き。</p><p id="a">続き。</p>')],
    "structured_data_parses": [
        page("{,}", Content_Type="application/json"),
        page("{", Content_Type="application/feed+json"),
        page("<feed>", Content_Type="application/atom+xml"),
        page("<urlset>&nbsp;</urlset>", Content_Type="application/xml"),
    ],
}


def broken() -> list[tuple[str, Answer]]:
    """Each check with the answers that it must object to."""
    cases = []
    for name, changes in BROKEN_HTML.items():
        for sound, wrong in changes:
            assert PAGE.count(sound) >= 1, sound
            cases.append((name, page(PAGE.replace(sound, wrong, 1))))
    for name, headers in BROKEN_HEADERS.items():
        cases += [(name, page(PAGE, "/", 200, **each)) for each in headers]
    cases += [("browsers_are_told_to_be_strict", each) for each in BROKEN_FRAMES]
    for name, answers in BROKEN_FRAGMENTS.items():
        cases += [(name, each) for each in answers]
    return cases


@pytest.mark.parametrize(("name", "answer"), broken())
def test_a_broken_answer_is_found(name: str, answer: Answer) -> None:
    assert name in {fault.partition(":")[0] for fault in faults(answer)}


def test_each_check_has_an_answer_that_it_objects_to() -> None:
    assert {check.__name__ for check in CHECKS} == {name for name, _ in broken()}


@pytest.mark.parametrize("answer", [page(), page(status=404), fragment(), fragment("")])
def test_a_sound_answer_has_no_fault(answer: Answer) -> None:
    assert faults(answer) == []


@pytest.mark.parametrize(
    "answer",
    [
        *(page(path=path, **FRAMED) for path in PROOFS),
        *(page(path=path, **FRAMING) for path in (ROOM, CANVAS)),
    ],
)
def test_a_proof_may_be_framed_and_its_room_may_frame_it(answer: Answer) -> None:
    assert faults(answer) == []


@pytest.mark.parametrize("kind", ["application/json", "text/plain; charset=utf-8", "image/webp"])
def test_what_is_not_html_is_not_judged_as_html(kind: str) -> None:
    assert faults(page("[1]", Content_Type=kind)) == []


def test_the_editor_may_set_a_cookie() -> None:
    assert faults(page(path="/editor/articles", Set_Cookie="session=1")) == []


def test_the_redirect_page_of_the_framework_is_not_judged() -> None:
    assert faults(page("<h3>Moved", status=301)) == []


@pytest.fixture
def bare() -> FlaskClient:
    """A client of a site whose pages are not yet what they should be."""
    app = Flask(__name__)
    app.test_client_class = CheckingClient
    app.jinja_loader = DictLoader({"articles/page.html": "<p>bare</p>"})
    app.add_url_rule("/bare", "bare", lambda: render_template("articles/page.html"))
    app.add_url_rule("/_/bare", "piece", lambda: render_template("articles/page.html"))
    return app.test_client()


def test_the_client_fails_whatever_the_test_is_about(bare: FlaskClient) -> None:
    with pytest.raises(CheckFailed, match=r"200 /bare\?q=1\n(.*\n)*headings_are_in_order"):
        bare.get("/bare?q=1")


def test_the_client_knows_the_templates_of_a_fragment(bare: FlaskClient) -> None:
    with pytest.raises(CheckFailed, match=r"made by articles/page\.html"):
        bare.get("/_/bare")
