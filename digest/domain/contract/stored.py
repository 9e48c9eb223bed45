"""Rules over what is stored: the files of pictures, what is said of them, and the sources."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from digest.domain.checks import rules as checks
from digest.domain.checks.pictures import check_picture
from digest.domain.contract import census, rules
from digest.domain.contract.faults import Breach, Faults, Rule
from digest.domain.edition import Edition
from digest.domain.picture import Picture
from digest.domain.search.checking import Finding, check
from digest.store.pictures import SHARE_SIZE, PictureFiles

Looked = Iterator[tuple[Rule, str, list[Breach]]]


def pictures(session: Session, files: PictureFiles, at: datetime) -> Looked:
    """Each public picture is there at every width, and as preview."""
    known: set[int] = set()
    for picture in census.pictures(session, at):
        if picture.id not in known:
            known.add(picture.id)
            yield (
                rules.PICTURES,
                f"/pictures/{picture.key}-{picture.widths[-1]}.webp",
                list(_files(picture, files)),
            )


def _files(picture: Picture, files: PictureFiles) -> Faults:
    wanted = {
        f"{picture.key}-{width}.webp": (width, max(1, round(picture.height * width / picture.width)))
        for width in picture.widths
    }
    wanted[f"{picture.key}-share.jpg"] = SHARE_SIZE
    for name, size in wanted.items():
        found = files.size(name)
        if found is None:
            yield Breach("The file %(name)s is missing or is no picture.", name=name)
        elif found[0] != size[0] or abs(found[1] - size[1]) > 1:
            expected, got = ("×".join(map(str, each)) for each in (size, found))
            yield Breach(
                "The file %(name)s should have %(expected)s pixels and has %(found)s.",
                name=name,
                expected=expected,
                found=got,
            )


def said_of_pictures(session: Session, at: datetime) -> Looked:
    """Each picture of each live edition says what it shows, who made it and why we may show it."""
    for some in census.editions(session, at):
        keys = {ref.key for edition in some for ref in edition.tree.pictures()}
        library = Picture.named(session, keys)
        for edition in some:
            found = [
                finding
                for ref in edition.tree.pictures()
                for finding in check_picture("picture", ref, library)
                if finding.code != checks.PICTURE_UNKNOWN.code
            ]
            mute = [finding for finding in found if finding.code == checks.PICTURE_WITHOUT_ALT.code]
            yield rules.ALT, _address(edition), [Breach(finding.message) for finding in mute]
            yield rules.RIGHTS, _address(edition), [Breach(f.message) for f in found if f not in mute]


def sources(session: Session, at: datetime) -> Looked:
    """Each source that is gone can still be read in an archive."""
    for number, url, title, is_lost in census.sources(session, at):
        fault = Breach("The source is gone and no archived copy is known: %(title)s", url, title=title)
        yield rules.SOURCES, f"/sources/{number}", [fault] if is_lost else []


def search(session: Session, at: datetime) -> Looked:
    """Search knows each live digest as it is, and nothing else."""
    wrong: dict[int, Finding] = {finding.edition_id: finding for finding in check(session, at)}
    for edition_id, slug in census.numbered(session, at):
        finding = wrong.pop(edition_id, None)
        faults = (
            [Breach("The search index does not know it as it is: %(what)s", what=finding.trouble)]
            if finding
            else []
        )
        yield rules.SEARCH, f"/articles/{slug}", faults
    for finding in wrong.values():
        fault = Breach("The search index does not know it as it is: %(what)s", what=finding.trouble)
        yield rules.SEARCH, "/search", [fault]
    session.rollback()


def _address(edition: Edition) -> str:
    return f"/articles/{edition.slug}"
