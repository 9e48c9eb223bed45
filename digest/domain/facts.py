"""The facts that the checklist asks for: what the database knows of an article besides its tree."""

from sqlalchemy.orm import Session

from digest.domain.article import Article
from digest.domain.checklist import Facts
from digest.domain.confirmation import Confirmation
from digest.domain.earlier import earlier_digests
from digest.domain.likeness import similar
from digest.domain.picture import Picture
from digest.domain.quotation import Limits
from digest.domain.source import Source
from digest.domain.source_mix import SourceMix, publishers_of, source_mix, with_origins
from digest.domain.support import Coverage, cover
from digest.domain.topic import OTHER_SLUG
from digest.domain.tree import Tree


def facts_of(
    session: Session, article: Article, limits: Limits | None = None, tree: Tree | None = None
) -> Facts:
    """What the checklist has to know of `article` (with another `tree` than its draft's, if one is given).

    `limits` are this site's for quotation, or else the stated ones. A constant number of statements. The
    topic for all else stands for none: nobody has chosen it.
    """
    tree = tree or article.draft.tree
    cards = tree.cards()
    urls = [card.url for card in cards]
    topic = article.topic
    return Facts(
        slug=article.slug,
        mix=source_mix_of(session, tree),
        topic="" if topic.slug == OTHER_SLUG else topic.name,
        author=article.author.name,
        stored_pictures=Picture.named(session, {ref.key for ref in tree.pictures()}),
        similar=similar(tree.title, urls, earlier_digests(session, article.id, urls)) if tree.title else (),
        source_texts=Source.texts(session, cards),
        limits=limits or Limits(),
        confirmed=Confirmation.of(session, article.id),
    )


def coverage_of(session: Session, article: Article) -> Coverage:
    """What the statements of the draft of `article` rest on; two statements."""
    tree = article.draft.tree
    return cover(tree, Source.texts(session, tree.cards()), Confirmation.of(session, article.id))


def source_mix_of(session: Session, tree: Tree) -> SourceMix:
    """The mix of the sources of `tree`; a constant number of statements."""
    cards = tree.cards()
    publishers = publishers_of(session, cards)
    sources = Source.known(session, cards, publishers)
    return source_mix(cards, sources, with_origins(session, publishers, sources))
