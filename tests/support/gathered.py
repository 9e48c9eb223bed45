"""Articles whose cards have sources that were read, and such as are being made from links."""

from datetime import datetime

from digest.domain.article import Article
from digest.domain.gathering import Gathering
from digest.domain.retrieval import Progress, Retrieval
from digest.domain.source import Source
from digest.store import writing

TEXT = """新しいお札が三日から使われ始めた。一万円札の肖像は渋沢栄一である。
五千円札の肖像は津田梅子、千円札の肖像は北里柴三郎になった。前のお札も引き続き使える。
お札の肖像が変わるのは二十年ぶりである。なぜ今なのだろうか。
財務省は、偽造を防ぐため二十年ごとにお札を新しくしてきた。新しいお札には立体的に見える肖像がある。"""


def read_sources(article_id: int, at: datetime, text: str = TEXT) -> None:
    """Let the source of each card of an article have a text. Needs an application context."""
    with writing() as session:
        for card in session.get_one(Article, article_id).draft.tree.cards():
            if source := Source.cited_by(session, card):
                source.text, source.retrieved_at = text, at


def a_gathering(article_id: int, at: datetime) -> dict[str, int]:
    """Let an article be made from links, of which one waits, one is done and one failed; by progress."""
    numbers = {}
    with writing() as session:
        session.add(Gathering(article_id=article_id, asked_at=at))
        for progress in (Progress.WAITING, Progress.DONE, Progress.FAILED):
            one = Retrieval(
                article_id=article_id,
                url=f"https://news.example/{progress}",
                progress=progress,
                trouble="status" if progress is Progress.FAILED else "",
                status=404 if progress is Progress.FAILED else 0,
                asked_at=at,
            )
            session.add(one)
            session.flush()
            numbers[str(progress)] = one.id
    return numbers
