"""Entries: digests and corrections, each as feeds tell it."""

import logging
from collections.abc import Iterable, Sequence
from functools import lru_cache

from flask import current_app, render_template
from flask_babel import force_locale, gettext
from markupsafe import Markup

from digest.config import LOCALES
from digest.domain.correction import Correction
from digest.domain.edition import Citation, Edition, Kind
from digest.domain.feed import name_of, notes_on, updated_at
from digest.domain.feed_html import feed_html
from digest.domain.picture import Picture
from digest.domain.topic import Tag, Topic
from digest.web.feeds.feed import Cited, Enclosure, Entry, Named
from digest.web.formats import PUBLIC_PICTURES, safe_url
from digest.web.share_picture import share_picture
from digest.web.site import session, site

_log = logging.getLogger(__name__)
# The newest pages are asked for again and again: those of about three feeds.
_fit = lru_cache(maxsize=128)(feed_html)


def of_digests(editions: Sequence[Edition]) -> list[Entry]:
    """An entry for each of `editions`; one of which none can be made is left out, and does no harm."""
    notes = notes_on(session(), editions)
    made = [_made(edition, notes.get(edition.article_id, ())) for edition in editions]
    return [entry for entry in made if entry]


def of_corrections(found: Iterable[Correction]) -> list[Entry]:
    """An entry for each correction."""
    return [_correction(one) for one in found]


def whole_url(endpoint: str, **values: object) -> str:
    """The whole public address of a page. Never from the request's host, and also where there is none."""
    return f"{site().url}{current_app.url_map.bind('').build(endpoint, values)}"


def _made(edition: Edition, notes: Sequence[Edition]) -> Entry | None:
    try:
        return _digest(edition, notes)
    except Exception:
        _log.exception("edition %s cannot be told in a feed", edition.id)
        return None


def _digest(edition: Edition, notes: Sequence[Edition]) -> Entry:
    article = edition.article
    sources = [_cited(citation) for citation in edition.citations]
    return Entry(
        id=name_of(article).urn,
        url=whole_url("articles.show", slug=article.slug),
        title=edition.title,
        language=edition.language,
        published=edition.published_at,
        updated=updated_at(edition),
        categories=[
            _named("topics.show", article.topic),
            *(_named("tags.show", tag) for tag in article.tags),
        ],
        summary=edition.lead or edition.subtitle,
        thumbnail=share_picture(edition),
        html=_whole(edition, notes, sources),
        authors=[Named(article.author.name, whole_url("authors.show", slug=article.author.slug))],
        picture=_enclosure(edition.picture) if edition.picture else None,
        sources=sources,
    )


def _whole(edition: Edition, notes: Sequence[Edition], sources: Sequence[Cited]) -> str:
    """All of a digest on one page, in its own language."""
    pages = [_page(edition.slug, page.number, page.html) for page in edition.pages]
    language = edition.language.partition("-")[0]
    with force_locale(language if language in LOCALES else "en"):
        shown = {"edition": edition, "pages": pages, "notes": notes, "sources": sources}
        return render_template("feeds/_digest.html", **shown).strip()


def _page(slug: str, number: int, html: str) -> Markup:
    first = number == 1
    place = {"slug": slug} if first else {"slug": slug, "number": number}
    url = whole_url("articles.show" if first else "articles.page", **place)
    return Markup(_fit(html, url))  # noqa: S704 -- feed_html() ends in the allow-list


def _named(endpoint: str, noun: Topic | Tag) -> Named:
    return Named(noun.name, whole_url(endpoint, slug=noun.slug), noun.slug)


def _cited(citation: Citation) -> Cited:
    source = citation.source
    if source is None:
        return Cited(citation.title, citation.publisher, "")
    kept = safe_url(source.archive_url) if source.is_missed else ""
    return Cited(
        citation.title or source.title, citation.publisher, kept or safe_url(source.url), source.published
    )


def _enclosure(picture: Picture) -> Enclosure | None:
    """The file of `picture` that shows most, if it is there."""
    name = f"{picture.key}-{picture.widths[-1]}.webp"
    try:
        length = site().files.path(name).stat().st_size
    except OSError:
        return None
    return Enclosure(f"{site().url}{PUBLIC_PICTURES}/{name}", "image/webp", length)


def _correction(one: Correction) -> Entry:
    note = one.edition
    kind = gettext("Correction") if note.kind == Kind.CORRECTION else gettext("Update")
    said = [note.note]
    said += [f"{gettext('It said')}: {note.before}"] if note.before else []
    said += [f"{gettext('It now says')}: {note.after}"] if note.after else []
    return Entry(
        id=one.uuid.urn,
        url=whole_url("articles.show", slug=one.live.slug),
        title=f"{kind}: {one.live.title}",
        language=one.live.language,
        published=one.at,
        updated=one.at,
        categories=[_named("topics.show", one.topic)],
        text="\n\n".join(said),
    )
