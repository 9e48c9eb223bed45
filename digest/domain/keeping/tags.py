"""The list of tags, by address."""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.orm import Session

from digest.domain.article import Article, article_tag
from digest.domain.former_name import NameKind
from digest.domain.hand import Hand
from digest.domain.keeping.keeper import Keeper
from digest.domain.names import slug_of
from digest.domain.search import index
from digest.domain.topic import Tag


class Tags(Keeper[Tag]):
    """Tags. Articles make them; here they are named anew, merged and deleted."""

    noun = Tag
    kind = NameKind.TAG
    fields = ("name", "slug")
    address = "slug"

    def containing(self, words: str) -> ColumnElement[bool]:
        """Whether name or address contains `words`; an address is folded, so it finds other widths too."""
        return or_(super().containing(words), Tag.slug.contains(slug_of(words), autoescape=True))

    def uses(self, session: Session, rows: Sequence[Tag]) -> Mapping[int, int]:
        """How many articles have each tag."""
        tag_id = article_tag.c.tag_id
        counted = select(tag_id, func.count()).where(tag_id.in_([row.id for row in rows])).group_by(tag_id)
        return dict(session.execute(counted).all())

    def hand_over(self, session: Session, row: Tag, to: Tag, hand: Hand) -> None:
        """Give `to` to its articles. What orders a tag's list goes along, as it is the article's own."""
        tagged = article_tag.c
        theirs = index.held(session, Article.id.in_(select(tagged.article_id).where(tagged.tag_id == row.id)))
        has_both = select(tagged.article_id).where(tagged.tag_id == to.id)
        session.execute(
            update(article_tag)
            .where(tagged.tag_id == row.id, tagged.article_id.not_in(has_both))
            .values(tag_id=to.id)
        )
        session.execute(delete(article_tag).where(tagged.tag_id == row.id))
        index.refile(session, theirs)

    def names(self, row: Tag) -> set[str]:
        """Its address, and the one that imported texts would make of its name."""
        return {row.slug, slug_of(row.name)}


TAGS = Tags()
