"""Public digests as digest text and as JSON: what can be taken along, checked and imported elsewhere."""

from flask import Blueprint, Response, url_for

from digest.domain.digest_text import format_text
from digest.domain.public_copy import copied, public_manuscript
from digest.domain.tree_json import dump_json
from digest.web.articles import missed
from digest.web.site import now, session, site

pages = Blueprint("copies", __name__)

_FORMS = {"txt": (format_text, "text/plain; charset=utf-8"), "json": (dump_json, "application/json")}


@pages.get("/articles/<slug>.<any(json, txt):form>")
def show(slug: str, form: str) -> Response:
    """The whole article, all pages, as docs/digest-text.md and docs/digest-json.md describe it.

    Search engines are told that its address is the article's (RFC 8288; RFC 6596).
    """
    edition = session().scalars(copied(slug, now())).unique().one_or_none() or missed(slug)
    write, kind = _FORMS[form]
    manuscript = public_manuscript(session(), edition, site().settings.zone)
    answer = Response(write(manuscript), content_type=kind)
    answer.headers["Link"] = f'<{site().url}{url_for("articles.show", slug=slug)}>; rel="canonical"'
    return answer
