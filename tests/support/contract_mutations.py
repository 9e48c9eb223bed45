"""The ways in which one rule of the publish contract is broken at a time: an answer, a row or a file."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from flask import Flask
from PIL import Image
from sqlalchemy import text

from digest.domain.contract.answers import Answer
from digest.store import writing
from tests.support import sites
from tests.support.contract_site import Change, rewritten, status, with_end
from tests.support.factories import NOW


@dataclass
class Copy:
    """A copy of the site in which rows and files are changed."""

    app: Flask
    folder: Path

    def sql(self, statement: str) -> None:
        """Change rows; some must be there."""
        with self.app.app_context(), writing() as session:
            assert session.execute(text(statement)).rowcount  # type: ignore[attr-defined]  # of an UPDATE

    def picture(self, end: str) -> Path:
        """A file of the picture whose name ends like that."""
        return next(path for path in sorted((self.folder / "pictures").iterdir()) if path.name.endswith(end))


@contextmanager
def copied(folder: Path, to: Path) -> Iterator[Copy]:
    """A copy of the site at `folder`."""
    there = Path(shutil.copytree(folder, to))
    with sites.site(there, lambda: NOW) as app:
        yield Copy(app, there)


def cookie(answer: Answer) -> Answer:
    """Let it set a cookie."""
    return replace(answer, sets_cookie=True)


def listed(answer: Answer) -> Answer:
    """Let search engines list it."""
    return replace(answer, robots="")


def small(path: Path) -> None:
    """Let the file be a picture of ten pixels."""
    Image.new("RGB", (10, 10)).save(path, "WEBP" if path.suffix == ".webp" else "JPEG")


# What is broken, the rule that must find it and no other, and which answers are changed how.
CHANGED: dict[str, tuple[str, str, Change]] = {
    "an article answers with a fault": ("status", "/articles/snow", status(500)),
    "a later page has gone": ("status", "/articles/flag/2", status(404)),
    "a list leads elsewhere": ("status", "/topics/.*", status(302)),
    "a withdrawn digest answers": ("hidden", "/articles/withdrawn", status(200)),
    "a draft answers": ("hidden", "/articles/draft", status(200)),
    "a scheduled digest answers": ("hidden", "/articles/coming", status(200)),
    "a page sets a cookie": ("cookies", "/corrections", cookie),
    "a page names no language": ("language", "/", rewritten("<html lang=[^>]*>", "<html>")),
    "a page has no title": ("title", "/corrections", rewritten("<title>.*?</title>", "")),
    "a title is empty": ("title", "/menu", rewritten("<title>.*?</title>", "<title> </title>")),
    "two pages have one title": (
        "title",
        "/articles/(snow|metre)",
        rewritten("<title>.*?</title>", "<title>同じ題</title>"),
    ),
    "a description is missing": (
        "description",
        "/articles/snow",
        rewritten('<meta name="description"[^>]*>', ""),
    ),
    "the canonical address is missing": (
        "canonical",
        "/articles/snow",
        rewritten('<link rel="canonical"[^>]*>', ""),
    ),
    "the canonical address is another page's": (
        "canonical",
        "/articles/flag/2",
        rewritten('(<link rel="canonical"[^>]*)/2"', r'\1"'),
    ),
    "the canonical address is another site's": (
        "canonical",
        "/",
        rewritten('<link rel="canonical" href="http://[^/]*', '<link rel="canonical" href="http://a.example'),
    ),
    "search engines are kept from a digest": (
        "listed",
        "/articles/snow",
        rewritten("</title>", '</title><meta name="robots" content="noindex">'),
    ),
    "a preview leads to another page": (
        "og-url",
        "/articles/flag/2",
        rewritten('(<meta property="og:url"[^>]*)/2"', r'\1"'),
    ),
    "a second first heading": ("headings", "/archive", with_end("<h1>題</h1>")),
    "a level is left out": ("headings", "/search", with_end("<h5>題</h5>")),
    "a heading says nothing": ("headings", "/corrections", rewritten("</h1>", "</h1><h2></h2>")),
    "a picture has no alternative text": (
        "alt",
        "/articles/flag",
        rewritten('<img([^>]*) alt="[^"]*"', r"<img\1"),
    ),
    "an id is there twice": (
        "ids",
        "/articles/snow",
        with_end('<p id="main"></p>'),
    ),
    "a link is dead": (
        "links",
        "/corrections",
        with_end('<a href="/gone">x</a>'),
    ),
    "a whole address is dead": (
        "links",
        "/menu",
        with_end('<a href="http://127.0.0.1:5000/gone?a=b">x</a>'),
    ),
    "a style sheet is missing": (
        "links",
        "/search",
        rewritten('(href="/assets/site)-[0-9a-f]*', r"\1-000000000000"),
    ),
    "a place on the page is missing": (
        "anchors",
        "/articles/snow",
        with_end('<a href="#nowhere">x</a>'),
    ),
    "a place on another page is missing": (
        "anchors",
        "/",
        with_end('<a href="/articles/snow#nowhere">x</a>'),
    ),
    "no page leads to a digest": (
        "linked",
        "(?!/articles/metre).*",
        rewritten('href="/articles/metre"', 'href="/"'),
    ),
    "search engines may list a piece": ("fragments", "/_/menu", listed),
    "a piece is a whole page": ("fragments", "/_/menu", rewritten("^", "<main>")),
    "robots are kept from everything": ("robots", "/robots.txt", rewritten("Disallow: /_/", "Disallow: /")),
    "robots are let in at the desk": (
        "robots",
        "/robots.txt",
        rewritten("Disallow: /editor\n", ""),
    ),
    "the feed of corrections is not XML": (
        "corrections",
        "/corrections/feed.atom",
        rewritten("</feed>", ""),
    ),
    "a correction is not in its feed": (
        "corrections",
        "/corrections/feed.atom",
        rewritten("<entry.*</entry>", ""),
    ),
    "the data of a digest cannot be read": ("json-ld", "/articles/snow", rewritten('"@context"', "")),
    "the data of a page name another page": (
        "json-ld",
        "/articles/flag/2",
        rewritten('("mainEntityOfPage":[^}]*/flag)/2"', r'\1"'),
    ),
    "a digest has no data": (
        "json-ld",
        "/articles/metre",
        rewritten('<script type="application/ld.json">.*?</script>', ""),
    ),
    "a translation does not name its original": (
        "hreflang",
        "/articles/snow",
        rewritten(
            "</title>",
            '</title><link rel="alternate" hreflang="ja" href="http://127.0.0.1:5000/articles/snow">'
            '<link rel="alternate" hreflang="en" href="http://127.0.0.1:5000/articles/metre">',
        ),
    ),
    "the picture of a preview is missing": (
        "share-picture",
        "/articles/metre",
        rewritten('(property="og:image" content="http://127.0.0.1:5000)/[^"]*', r"\1/static/gone.png"),
    ),
    "a page has no picture for previews": (
        "share-picture",
        "/corrections",
        rewritten('<meta property="og:image" [^>]*>', ""),
    ),
    "the JSON of a digest is cut off": ("copies", "/articles/snow.json", rewritten("}\\s*$", "")),
    "the text of a digest is empty": ("copies", "/articles/snow.txt", rewritten(".*", "")),
    "the feed is not XML": ("feeds", "/feed.atom", rewritten("</feed>", "")),
    "a digest is not in the JSON feed": ("feeds", "/feed.json", rewritten("articles/snow", "articles/metre")),
    "a feed of a topic is empty": ("feeds", "/topics/science/feed.atom", rewritten("<entry.*</entry>", "")),
    "a feed names what is not public": (
        "feeds",
        "/feed.smartnews.xml",
        rewritten("<link>([^<]*)/articles/snow", r"<link>\1/articles/coming"),
    ),
    "a sitemap is not XML": ("sitemap", "/sitemaps/lists.xml", rewritten("</urlset>", "")),
    "a page is missing in the sitemaps": (
        "sitemap",
        "/sitemaps/articles-0.xml",
        rewritten("<url><loc>[^<]*/articles/flag/2</loc>.*?</url>", ""),
    ),
    "a sitemap names a draft": (
        "sitemap",
        "/sitemaps/lists.xml",
        rewritten("</urlset>", "<url><loc>http://127.0.0.1:5000/articles/draft</loc></url></urlset>"),
    ),
    "news are missing": ("sitemap-news", "/sitemap-news.xml", rewritten("<url>.*</url>", "")),
}
# What is changed in rows and files.
KEPT: dict[str, tuple[str, Callable[[Copy], object]]] = {
    "the text of a picture was never written": (
        "alt",
        lambda s: (
            s.sql(
                "UPDATE edition SET tree = json_remove(tree, '$.picture.alt') WHERE picture_id IS NOT NULL"
            ),
            s.sql("UPDATE picture SET alt = ''"),
        ),
    ),
    "a picture is missing": ("pictures", lambda s: s.picture("-480.webp").unlink()),
    "a picture is of the wrong size": ("pictures", lambda s: small(s.picture("-960.webp"))),
    "a preview picture is no picture": ("pictures", lambda s: s.picture("-share.jpg").write_text("no")),
    "the rights in a picture are not stated": (
        "rights",
        lambda s: (
            s.sql(
                "UPDATE edition SET tree = json_remove(tree, '$.picture.rights') WHERE picture_id IS NOT NULL"
            ),
            s.sql("UPDATE picture SET rights = ''"),
        ),
    ),
    "a source is gone for good": (
        "sources",
        lambda s: s.sql("UPDATE source SET archive_url = '' WHERE state = 'gone'"),
    ),
    "search has lost a digest": (
        "search",
        lambda s: s.sql("DELETE FROM search_entry WHERE edition_id = 1"),
    ),
}
