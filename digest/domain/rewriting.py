"""Rewriting: a whole article as one text, saved back with the ids of all that stayed."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from digest.domain.about import About, locked_article, tell
from digest.domain.accepting import author_named, topic_named
from digest.domain.article import Article
from digest.domain.drafting import Outcome, locked, replace_tree
from digest.domain.hand import Hand
from digest.domain.importing import Shelf, introduce
from digest.domain.manuscript import Manuscript
from digest.domain.matching import with_ids_of
from digest.domain.names import slug_of
from digest.domain.permission import Somebody
from digest.domain.press import Press
from digest.domain.topic import OTHER_SLUG, Topic


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What became of a text: that of its tree, and whether some of what it says of the article was left."""

    outcome: Outcome
    mine: Manuscript
    left: bool = False


def rewrite(
    session: Session,
    article_id: int,
    manuscript: Manuscript,
    given: Collection[str],
    version: int,
    user: Somebody,
    hand: Hand,
    shelf: Shelf,
    press: Press,
) -> Rewritten:
    """Make `manuscript` the article's draft and header, by somebody who started from the draft's `version`.

    `given` are the ids that the text says itself. In a conflict the text is set aside and nothing is changed,
    the header included.
    """
    draft = locked(session, article_id)
    mine = replace(manuscript, tree=with_ids_of(manuscript.tree, draft.tree, given))
    outcome = replace_tree(session, article_id, mine.tree, version, hand)
    if not outcome.kept:
        return Rewritten(outcome, mine)
    for profile in mine.speakers:
        introduce(session, profile, shelf)
    article = locked_article(session, article_id)
    wanted, left = _about(session, article, mine, user)
    tell(session, article, wanted, hand, press)
    return Rewritten(outcome, mine, left)


def _about(session: Session, article: Article, manuscript: Manuscript, user: Somebody) -> tuple[About, bool]:
    """What the text says of `article`, as far as `user` may say it; and whether that was not all.

    The address is changed where its consequences are told, never in passing.
    """
    now = About.of(article)
    left = manuscript.slug not in ("", now.slug)
    wanted = replace(now, tags=manuscript.tags)
    if manuscript.author not in ("", article.author.name):
        author = author_named(session, manuscript.author, user)
        left |= author.name != manuscript.author
        wanted = wanted if author.name != manuscript.author else replace(wanted, author_id=author.id)
    if manuscript.topic != article.topic.name:
        name = topic_named(session, manuscript.topic, user)
        left |= bool(manuscript.topic) and not name and slug_of(manuscript.topic) != OTHER_SLUG
        topic = Topic.called(session, name)
        wanted = replace(wanted, topic_id=None if topic.slug == OTHER_SLUG else topic.id)
    return wanted, left
