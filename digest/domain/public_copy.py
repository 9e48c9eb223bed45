"""A public digest as a manuscript: what its digest text and its JSON tell everybody."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Select
from sqlalchemy.orm import Session, contains_eager, selectinload, undefer

from digest.domain.article import Article
from digest.domain.edition import Edition, live_named
from digest.domain.manuscript import Manuscript, SpeakerProfile
from digest.domain.people import Speaker
from digest.domain.tree import Block, Card, Figure, PictureRef, Tree


def copied(slug: str, at: datetime) -> Select[Edition]:
    """The public edition of the article `slug` with all that its manuscript says."""
    article = contains_eager(Edition.article)
    return live_named(slug, at).options(
        undefer(Edition.tree),
        article.joinedload(Article.author),
        article.selectinload(Article.tags),
        selectinload(Edition.pictures),
    )


def public_manuscript(session: Session, edition: Edition, zone: ZoneInfo) -> Manuscript:
    """What readers of `edition` can see, and nothing else: no picture that it does not show."""
    shown = {picture.key for picture in edition.pictures}
    article, names = edition.article, edition.tree.speakers()
    known = Speaker.named(session, names)
    return Manuscript(
        tree=with_pictures(edition.tree, shown),
        slug=article.slug,
        topic=article.topic.name,
        tags=tuple(tag.name for tag in article.tags),
        author=article.author.name,
        published=edition.published_at.astimezone(zone),
        speakers=tuple(_profile(name, known[name], shown) for name in names if name in known),
    )


def with_pictures(tree: Tree, keys: Collection[str]) -> Tree:
    """`tree` with those of its pictures that `keys` names. Any other is a file that never came along."""

    def kept(ref: PictureRef | None) -> PictureRef | None:
        return ref if ref and ref.key in keys else None

    def block_of(block: Block) -> Block:
        return replace(block, picture=kept(block.picture)) if isinstance(block, Card | Figure) else block

    pages = tuple(
        replace(
            page, sections=tuple(replace(s, blocks=tuple(map(block_of, s.blocks))) for s in page.sections)
        )
        for page in tree.pages
    )
    return replace(tree, picture=kept(tree.picture), pages=pages)


def _profile(name: str, speaker: Speaker, shown: Collection[str]) -> SpeakerProfile:
    """A speaker under the name of the edition."""
    portrait = speaker.portrait.key if speaker.portrait and speaker.portrait.key in shown else ""
    return SpeakerProfile(name, speaker.role, portrait)
