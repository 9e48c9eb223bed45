"""What a page is about, as data for search engines (JSON-LD with the words of schema.org).

Which words are read is said by developers.google.com/search/docs/appearance/structured-data: `article`,
`breadcrumb`, `organization`, `profile-page` and `carousel`; `citation` and `correction` are schema.org's own.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from flask import Flask, url_for
from flask_babel import gettext
from markupsafe import Markup
from werkzeug.urls import iri_to_uri

from digest.domain.edition import Edition, EditionPage
from digest.domain.people import DESK_SLUG, Author
from digest.domain.shortening import shortened
from digest.web.article_view import ArticleView, SourceEntry
from digest.web.assets import asset
from digest.web.formats import PUBLIC_PICTURES, here, iso, safe_url
from digest.web.listings import Listing
from digest.web.script_data import script_data
from digest.web.share_picture import news_pictures
from digest.web.site import site

# Longer headlines were refused for years, and are cut in results.
HEADLINE_MOST = 110

Data = dict[str, Any]


def init_app(app: Flask) -> None:
    """Offer what each kind of page is about to its template."""
    app.jinja_env.globals.update(
        article_data=article_data, site_data=site_data, list_data=list_data, author_data=author_data
    )


def article_data(article: ArticleView, page: EditionPage, notes: Sequence[Edition]) -> Markup:
    """An article on its page `page`, with the corrections `notes`, and the way to it."""
    crumbs = [(site().name, _url("home.index")), (article.topic.name, _topic_url(article.topic.slug))]
    return _graph(_article(article, page, notes), _breadcrumbs([*crumbs, (article.title, here())]))


def site_data() -> Markup:
    """The site itself and how to search it, for its front page."""
    search = {
        "@type": "SearchAction",
        "target": {
            "@type": "EntryPoint",
            "urlTemplate": f"{_url('search.results')}?q={{search_term_string}}",
        },
        "query-input": "required name=search_term_string",
    }
    about = {"description": site().tagline, "inLanguage": site().locale}
    return _graph({**_site(), **about, "publisher": _publisher(), "potentialAction": search})


def list_data(name: str, description: str, listing: Listing) -> Markup:
    """A list of digests."""
    page = {"@type": "CollectionPage", **_page(name, description), "mainEntity": _items(listing)}
    return _graph(page, _breadcrumbs([(site().name, _url("home.index")), (name, here())]))


def author_data(author: Author) -> Markup:
    """Somebody who signs digests."""
    somebody = {**_author(author), "@id": f"{here()}#author"}
    if author.bio:
        somebody["description"] = author.bio
    if author.portrait:
        name = f"{author.portrait.key}-{author.portrait.widths[-1]}.webp"
        somebody["image"] = f"{site().url}{PUBLIC_PICTURES}/{name}"
    return _graph({"@type": "ProfilePage", **_page(author.name, author.bio), "mainEntity": somebody})


def _article(article: ArticleView, page: EditionPage, notes: Sequence[Edition]) -> Data:
    url = here()
    data = {
        "@type": "NewsArticle",
        "@id": f"{site().url}{article.way.page(1)}#article",
        "url": url,
        "mainEntityOfPage": {"@type": "WebPage", "@id": url},
        "headline": shortened(article.title, HEADLINE_MOST),
        "alternativeHeadline": article.subtitle,
        "description": article.lead or article.subtitle or article.title,
        "image": news_pictures(article),
        "datePublished": iso(article.published_at),
        "dateModified": iso(article.updated_at or article.published_at),
        "author": [_author(article.author)],
        "publisher": _publisher(),
        "isPartOf": _site(),
        "articleSection": article.topic.name,
        "keywords": [tag.name for tag in article.tags],
        "inLanguage": article.language,
        "isAccessibleForFree": True,
        "timeRequired": f"PT{article.minutes}M",
        "citation": [_citation(source) for source in article.sources],
        "correction": [_correction(note, article, page.number == 1) for note in notes],
    }
    if article.page_count > 1:
        data["pagination"] = f"{page.number}/{article.page_count}"
    return _filled(data)


def _citation(source: SourceEntry) -> Data:
    publisher = {"@type": "Organization", "name": source.publisher} if source.publisher else None
    said = {
        "name": source.title or source.publisher or source.url,
        "url": iri_to_uri(safe_url(source.url)),
        "publisher": publisher,
        "datePublished": iso(source.published) if source.published else None,
    }
    return {"@type": "CreativeWork", **_filled(said)}


def _correction(note: Edition, article: ArticleView, in_full: bool) -> Data:
    """What was corrected; on later pages, as for their readers, only that it was and where that stands."""
    kind = gettext("Correction") if note.kind == "correction" else gettext("Update")
    said = ((gettext("It said"), note.before), (gettext("It now says"), note.after))
    lines = [note.note, *(f"{word}: {text}" for word, text in said if text)]
    return {
        "@type": "CorrectionComment",
        "name": kind,
        "url": f"{site().url}{article.way.page(1)}#article-notes",
        **({"text": "\n".join(filter(None, lines)) or kind} if in_full else {}),
        "datePublished": iso(note.corrected_at or note.live_from),
        "inLanguage": article.language,
    }


def _author(author: Author) -> Data:
    kind = "Organization" if author.slug == DESK_SLUG else "Person"
    return {"@type": kind, "name": author.name, "url": _url("authors.show", slug=author.slug)}


def _publisher() -> Data:
    logo = {
        "@type": "ImageObject",
        "url": f"{site().url}{asset('img/icon-512.png')}",
        "width": 512,
        "height": 512,
    }
    return {
        "@type": "NewsMediaOrganization",
        "@id": f"{_url('home.index')}#publisher",
        "name": site().name,
        "url": _url("home.index"),
        "logo": logo,
        "correctionsPolicy": _url("corrections.index"),
    }


def _site() -> Data:
    home = _url("home.index")
    return {"@type": "WebSite", "@id": f"{home}#website", "name": site().name, "url": home}


def _page(name: str, description: str) -> Data:
    url = here()
    about = {"@id": url, "url": url, "name": name, "description": description}
    return {**_filled(about), "inLanguage": site().locale, "isPartOf": _site()}


def _items(listing: Listing) -> Data:
    slugs = [summary.slug for group in listing.groups for summary in group.summaries]
    items = [
        {"@type": "ListItem", "position": place, "url": _url("articles.show", slug=slug)}
        for place, slug in enumerate(slugs, start=1)
    ]
    return {"@type": "ItemList", "itemListElement": items}


def _breadcrumbs(crumbs: Iterable[tuple[str, str]]) -> Data:
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": url}
        for place, (name, url) in enumerate(crumbs, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _graph(*nodes: Data) -> Markup:
    return script_data({"@context": "https://schema.org", "@graph": nodes})


def _filled(data: Data) -> Data:
    """`data` without what there is nothing to say of."""
    return {name: value for name, value in data.items() if value not in (None, "", [])}


def _topic_url(slug: str) -> str:
    return _url("topics.show", slug=slug)


def _url(endpoint: str, **values: Any) -> str:
    return f"{site().url}{url_for(endpoint, **values)}"
