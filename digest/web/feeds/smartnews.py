"""SmartFormat, the RSS 2.0 that SmartNews takes: the newest digests, and what is to be seen no longer.

https://publishers.smartnews.com/hc/ja/articles/360010977813
"""

from datetime import timedelta
from email.utils import format_datetime

from flask import render_template

from digest.domain.article import Article
from digest.domain.feed import gone, name_of, whole_digests
from digest.domain.listing import everything
from digest.domain.plain import xml_text
from digest.web.feeds.entries import of_digests, whole_url
from digest.web.site import now, session, site

# An article older than this has left the app by itself.
DAYS, GONE_MOST = 30, 50


def smart_format() -> str:
    """The feed as XML text."""
    at = now()
    entries = of_digests(whole_digests(session(), everything(at)).editions)
    withdrawn = session().scalars(gone(at - timedelta(days=DAYS), at).limit(GONE_MOST)).unique()
    newest = max((entry.updated for entry in entries), default=at)
    return xml_text(
        render_template(
            "feeds/smartnews.xml",
            entries=entries,
            gone=[_Gone(article) for article in withdrawn],
            newest=newest,
            rfc822=lambda instant: format_datetime(instant.astimezone(site().settings.zone)),
        )
    )


class _Gone:
    """All that is still said of a digest that is no longer public: which it was."""

    def __init__(self, article: Article) -> None:
        self.id = name_of(article).urn
        self.url = whole_url("articles.show", slug=article.slug)
        self.published = article.published_at
