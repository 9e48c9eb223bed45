"""The library of pictures: taking in, finding, describing, deleting, and keeping files and rows in step."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, or_, select, text, tuple_
from sqlalchemy.orm import Session

from digest.domain.audit import record
from digest.domain.checks.pictures import check_picture
from digest.domain.hand import Hand
from digest.domain.listing import Key
from digest.domain.picture import WIDTHS, Picture, widths_of
from digest.domain.picture_use import is_used
from digest.domain.plain import one_line
from digest.domain.refusal import Refusal
from digest.domain.search_text import folded
from digest.domain.tree import PictureRef
from digest.store import writing
from digest.store.pictures import PictureFiles, Stored
from digest.store.turns import turn

BATCH = 24
FILE_NAME_MOST = 200
# A picture whose row is not written yet is younger than this.
LEFT_ALONE = timedelta(hours=1)
_TRIES = 3
_WIDE = {sign: sign + 0xFEE0 for sign in range(0x21, 0x7F)}


class InUseError(Refusal):
    """A picture that something shows, and that can therefore not be deleted."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some pictures, newest first, and the key after which the list goes on, if it does."""

    pictures: Sequence[Picture]
    after: Key | None = None


def batch(session: Session, words: str = "", before: Key | None = None, size: int = BATCH) -> Batch:
    """The next `size` pictures that `words` find, from after the key `before` on."""
    found = session.scalars(finding(words, before).limit(size + 1)).all()
    last = found[size - 1] if len(found) > size else None
    return Batch(found[:size], Key(last.created_at, last.id) if last else None)


def finding(words: str, before: Key | None = None) -> Select[Picture]:
    """The pictures whose alt text, credit or file name contains each of `words`, newest first."""
    place = (Picture.created_at, Picture.id)
    found = select(Picture).order_by(*(column.desc() for column in place))
    if before:
        found = found.where(tuple_(*place) < tuple_(before.published_at, before.article_id))
    for word in words.split():
        found = found.where(_says(word))
    return found


def _says(word: str) -> ColumnElement[bool]:
    """What is typed may stand there in full or half width."""
    plain = folded(word)
    forms = {word, plain, plain.translate(_WIDE), plain.upper().translate(_WIDE)}
    columns = (Picture.alt, Picture.credit, Picture.file_name)
    return or_(*(column.icontains(form, autoescape=True) for column in columns for form in forms if form))


def take_in(files: PictureFiles, data: bytes, file_name: str, hand: Hand) -> tuple[Picture, bool]:
    """Store `data`: the picture, and whether it is new here. Raises PictureError.

    The files come first, outside of the transaction: encoding is slow, and a row without files is worse
    than files without a row.
    """
    for _ in range(_TRIES):
        kept = files.keep(data, WIDTHS)
        with writing() as session:
            turn(session, f"picture:{kept.key}")
            # Whoever deleted the same picture just now may have taken its files too: then once more.
            if files.has(kept.key, widths_of(kept.width)):
                return _registered(session, kept, file_name, hand)
    raise RuntimeError("the files of a picture vanish while it is stored")


def _registered(session: Session, kept: Stored, file_name: str, hand: Hand) -> tuple[Picture, bool]:
    known = Picture.named(session, {kept.key}).get(kept.key)
    if known is not None:
        return known, False
    picture = Picture(key=kept.key, width=kept.width, height=kept.height, created_at=hand.at)
    picture.file_name = bare_name(file_name)
    session.add(picture)
    session.flush()
    _record(session, "picture.upload", picture, hand, file_name=picture.file_name)
    return picture, True


def bare_name(given: str) -> str:
    """The name of a file without the folders that some browsers put before it."""
    return one_line(given.replace("\\", "/").rpartition("/")[2])[:FILE_NAME_MOST]


def describe(session: Session, number: int, said: dict[str, str | bool], hand: Hand) -> Picture | None:
    """Let the picture `number` say `said`: what articles start from that use it. None if it has gone."""
    picture = session.get(Picture, number, with_for_update={"key_share": True})
    if picture is None:
        return None
    changed = {name: value for name, value in said.items() if getattr(picture, name) != value}
    for name, value in changed.items():
        setattr(picture, name, value)
    if changed:
        _record(session, "picture.describe", picture, hand, **changed)
    return picture


def is_described(picture: Picture) -> bool:
    """Whether all is said of `picture` that must be before it is published."""
    ref = PictureRef(picture.key, decorative=picture.decorative)
    return not any(check_picture("picture", ref, {picture.key: picture}))


def delete(files: PictureFiles, number: int, hand: Hand) -> None:
    """Delete the picture `number`, its row first and then its files. Raises InUseError.

    What has gone already is deleted.
    """
    with writing() as session:
        _hold_mentions(session)
        picture = session.get(Picture, number, with_for_update=True)
        if picture is None:
            return
        turn(session, f"picture:{picture.key}")
        if is_used(session, picture):
            raise InUseError("The picture is in use and cannot be deleted.")
        key = picture.key
        _record(session, "picture.delete", picture, hand, key=key, file_name=picture.file_name)
        session.delete(picture)
    _remove_if_gone(files, key)


def sweep(files: PictureFiles, at: datetime) -> list[str]:
    """Remove files that no row names and that were not kept within the hour before `at`; their keys."""
    long_ago = (at - LEFT_ALONE).timestamp()
    files.remove_unfinished(long_ago)
    return [key for key in sorted(files.untouched_since(long_ago)) if _remove_if_gone(files, key)]


def incomplete(session: Session, files: PictureFiles) -> list[Picture]:
    """The pictures some of whose files are missing: a backup that was brought back without them, say."""
    everything = session.scalars(select(Picture).order_by(Picture.id))
    return [picture for picture in everything if not files.has(picture.key, picture.widths)]


def _remove_if_gone(files: PictureFiles, key: str) -> bool:
    with writing() as session:
        turn(session, f"picture:{key}")
        if Picture.named(session, {key}):
            return False
        files.remove(key)
    return True


def _hold_mentions(session: Session) -> None:
    """Let no draft begin to name a picture until this transaction ends.

    A draft names it by its key, without a foreign key that would stop it. On SQLite nobody else writes.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("LOCK TABLE mention IN SHARE MODE"))


def _record(session: Session, action: str, picture: Picture, hand: Hand, **detail: object) -> None:
    subject = f"picture:{picture.id}"
    record(session, hand.at, action, subject=subject, user_id=hand.user_id, user_name=hand.name, **detail)
