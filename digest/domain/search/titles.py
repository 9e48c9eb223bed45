"""Titles that somebody may mean who has begun to type."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from digest.domain.article import Article
from digest.domain.edition import Edition, live
from digest.domain.search import facets
from digest.domain.search.entry import SearchEntry
from digest.domain.search.folding import folded_for_search
from digest.domain.search.tokens import wanted
from digest.store import search_index

# So many of the newest candidates are looked at.
_MOST = 200


def title_hits(session: Session, typed: str, at: datetime, size: int) -> Sequence[Edition]:
    """The newest public digests whose titles say what was typed; its last word may be only begun."""
    typed = folded_for_search(typed)
    asked = _facets(typed)
    if not asked:
        return []
    numbers = search_index.candidates(session, [{facet} for facet in asked], most=_MOST)
    titles = (
        live(at)
        .join(SearchEntry, SearchEntry.edition_id == Edition.id)
        .with_only_columns(Edition.id, SearchEntry.title, maintain_column_froms=True)
        .where(Edition.id.in_(numbers))
        .order_by(Article.published_at.desc(), Article.id.desc())
    )
    meant = [number for number, title in session.execute(titles) if _begins(typed, title)][:size]
    editions = {e.id: e for e in session.scalars(live(at).where(Edition.id.in_(meant))).unique()}
    return [editions[number] for number in meant]


def _facets(typed: str) -> frozenset[str]:
    whole = typed
    while whole and facets.is_word_letter(whole[-1]):
        whole = whole[:-1]
    begun = typed[len(whole) :]
    return facets.in_title(wanted(whole)) | ({facets.beginning(begun)} if begun else set())


def _begins(typed: str, title: str) -> bool:
    """Whether `title` has what was typed, from the beginning of a word on if it begins with one."""
    if not facets.is_word_letter(typed[0]):
        return typed in title
    at = title.find(typed)
    while at > 0 and facets.is_word_letter(title[at - 1]):
        at = title.find(typed, at + 1)
    return at >= 0
