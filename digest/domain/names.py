"""Names in addresses: slugs for people, topics and tags, and for articles whose editor gave none."""

import re
import secrets
import unicodedata
from datetime import datetime
from zoneinfo import ZoneInfo

# Without letters and digits that are easily taken for one another.
_EASY = "23456789abcdefghjkmnpqrstuvwxyz"
ARTICLE_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
SLUG_MOST = 80


def slug_of(name: str) -> str:
    """`name` as one part of an address: 「日本 銀行」 becomes 日本-銀行. Never empty."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return re.sub(r"[\W_]+", "-", folded).strip("-")[:SLUG_MOST] or "x"


def new_article_slug(at: datetime, zone: ZoneInfo) -> str:
    """A slug from the day and four random signs, such as 20240703-k7f2."""
    return f"{at.astimezone(zone):%Y%m%d}-{''.join(secrets.choice(_EASY) for _ in range(4))}"


def is_article_slug(slug: str) -> bool:
    """Whether `slug` may name an article: ASCII small letters, digits and single hyphens, 80 at most."""
    return len(slug) <= SLUG_MOST and bool(ARTICLE_SLUG.match(slug))
