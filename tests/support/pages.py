"""A sound page and a sound fragment, from which a test breaks one thing."""

from werkzeug.datastructures import Headers

from tests.support.answers import Answer

PAGE = """<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>菊花</title>
<link rel="stylesheet" href="/static/site.css">
<script src="/static/site.js" defer></script>
<script type="application/ld+json">{"@type": "NewsArticle"}</script>
</head>
<body>
<a href="#main">本文へ</a>
<main id="main">
<h1>題名</h1>
<h2>見出し</h2>
<img src="/p.webp" alt="花" width="20" height="10">
<form action="/search"><label for="q">検索</label><input id="q" name="q"><button>探す</button></form>
<p>本文。<a href="https://www.npb.go.jp/" rel="noopener external">さらに読む</a></p>
</main>
</body>
</html>
"""
FRAGMENT = '<h2>二ページ目</h2><p>続き。</p><button aria-label="閉じる"></button>'
HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cache-Control": "public, max-age=60",
}


def page(text: str = PAGE, path: str = "/", status: int = 200, **headers: str) -> Answer:
    """A whole page; `headers` (X_Robots_Tag for X-Robots-Tag) are added, an empty one is left out."""
    given = HEADERS | {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(path, status, Headers({k: v for k, v in given.items() if v}), text.encode())


def fragment(text: str = FRAGMENT, templates: tuple[str, ...] = ("a/_b.html",), **headers: str) -> Answer:
    """A fragment, made by `templates`."""
    headers.setdefault("X_Robots_Tag", "noindex")
    whole = page(text, "/_/articles/a/2", 200, **headers)
    return Answer(whole.path, whole.status, whole.headers, whole.data, templates)
