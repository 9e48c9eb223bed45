"""robots.txt (RFC 9309): what programs may read, and where everything is listed."""

from flask import Blueprint, Response, url_for

from digest.web.site import site

pages = Blueprint("robots", __name__)

# Fragments are parts of pages; the rest is for one person alone.
_CLOSED = ("/_/", "/editor", "/session", "/preview")


@pages.get("/robots.txt")
def show() -> Response:
    """Everything that is a page of its own, and both sitemaps (sitemaps.org/protocol.html)."""
    closed = "".join(f"Disallow: {path}\n" for path in _CLOSED)
    lists = "".join(f"Sitemap: {site().url}{url_for(name)}\n" for name in ("sitemaps.index", "sitemaps.news"))
    answer = Response(f"User-agent: *\n{closed}\n{lists}", mimetype="text/plain")
    answer.headers["Cache-Control"] = "public, max-age=3600"
    return answer
