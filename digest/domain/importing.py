"""Importing and exporting: between a manuscript and the article that it describes."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from digest.domain import mention
from digest.domain.address import check_address
from digest.domain.article import Article, Draft
from digest.domain.manuscript import Manuscript, SpeakerProfile
from digest.domain.names import new_article_slug
from digest.domain.people import Author, Speaker
from digest.domain.picture import WIDTHS, Picture
from digest.domain.search_text import folded
from digest.domain.topic import Tag, Topic
from digest.domain.tree import PictureRef, Tree
from digest.store.pictures import PictureError, PictureFiles

Beside = Callable[[str], bytes | None]


@dataclass(slots=True)
class Shelf:
    """Where the pictures that a text names are found and kept; `missing` says which were not, and why."""

    files: PictureFiles
    beside: Beside = lambda name: None
    missing: dict[str, PictureError] = field(default_factory=dict)

    def take(self, session: Session, ref: PictureRef) -> Picture | None:
        """The picture that `ref` means: a stored one, or a file beside the text, which is then stored."""
        stored = Picture.named(session, {ref.key}).get(ref.key) or self._from_file(session, ref.key)
        if stored:
            stored.describe(ref)
        return stored

    def _from_file(self, session: Session, name: str) -> Picture | None:
        data = self.beside(name)
        if data is None:
            self.missing[name] = PictureError("there is no such picture")
            return None
        try:
            kept = self.files.keep(data, WIDTHS)
        except PictureError as error:
            self.missing[name] = error
            return None
        known = Picture.named(session, {kept.key}).get(kept.key)
        if known is None:
            known = Picture(key=kept.key, width=kept.width, height=kept.height)
            known.alt = known.credit = known.rights = known.licence = ""
            session.add(known)
            session.flush()
        return known


def import_manuscript(session: Session, manuscript: Manuscript, shelf: Shelf, zone: ZoneInfo) -> Article:
    """Make a new article with a draft from `manuscript`. Raises AddressError."""
    now = datetime.now(UTC)
    slug = manuscript.slug or new_article_slug(manuscript.published or now, zone)
    check_address(session, slug)
    for profile in manuscript.speakers:
        introduce(session, profile, shelf)
    tree = _with_stored_pictures(session, manuscript.tree, shelf)
    article = Article(
        slug=slug,
        topic=Topic.called(session, manuscript.topic),
        author=Author.called(session, manuscript.author),
        tags=Tag.called(session, manuscript.tags),
        created_at=now,
        draft=Draft(tree=tree, title=folded(tree.title), version=1, updated_at=now),
    )
    session.add(article)
    session.flush()
    mention.update(session, article.id, tree)
    return article


def introduce(session: Session, profile: SpeakerProfile, shelf: Shelf) -> Speaker:
    """The speaker that `profile` names, made if there is none; what was known of them is not overwritten."""
    speaker = Speaker.named(session, (profile.name,)).get(profile.name)
    if speaker is None:
        speaker = Speaker(name=profile.name, role="")
        session.add(speaker)
    speaker.role = speaker.role or profile.role
    if profile.portrait and speaker.portrait is None:
        speaker.portrait = shelf.take(session, PictureRef(profile.portrait, alt=profile.name))
    session.flush()
    return speaker


def export_manuscript(session: Session, article: Article) -> Manuscript:
    """Everything that the draft of `article` and what stands around it say."""
    tree = article.draft.tree
    known = Speaker.named(session, tree.speakers())
    return Manuscript(
        tree=tree,
        slug=article.slug,
        topic=article.topic.name,
        tags=tuple(tag.name for tag in article.tags),
        author=article.author.name,
        published=article.published_at,
        speakers=tuple(
            SpeakerProfile(s.name, s.role, s.portrait.key if s.portrait else "")
            for s in (known[name] for name in tree.speakers() if name in known)
        ),
    )


def _with_stored_pictures(session: Session, tree: Tree, shelf: Shelf) -> Tree:
    """`tree` with the keys of stored pictures in place of the names of files beside the text."""
    keys: dict[str, str] = {}
    for ref in tree.pictures():
        if ref.key not in keys:
            picture = shelf.take(session, ref)
            keys[ref.key] = picture.key if picture else ref.key
    renamed: Tree = _renamed(tree, keys)
    return renamed


def _renamed(value: Any, keys: dict[str, str]) -> Any:
    """`value`, and all that it is made of, with the pictures called by their new names."""
    match value:
        case PictureRef():
            return replace(value, key=keys[value.key])
        case tuple():
            return tuple(_renamed(each, keys) for each in value)
        case Tree():
            return replace(value, picture=_renamed(value.picture, keys), pages=_renamed(value.pages, keys))
    names = [name for name in ("sections", "blocks", "picture") if getattr(value, name, None)]
    return (
        replace(value, **{name: _renamed(getattr(value, name), keys) for name in names}) if names else value
    )
