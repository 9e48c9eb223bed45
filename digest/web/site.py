"""The site: what every view and template may ask of this installation."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from flask import current_app
from flask_babel import gettext
from sqlalchemy.orm import Session

from digest.config import Settings
from digest.domain.quotation import Limits
from digest.store import db
from digest.store.drawn import DrawnFiles
from digest.store.fetch import Fetch
from digest.store.pictures import PictureFiles
from digest.web.background import Background


@dataclass(frozen=True, slots=True)
class Site:
    """The settings, the clock, the picture files and the way out of one application."""

    settings: Settings
    clock: Callable[[], datetime]
    files: PictureFiles
    fetch: Fetch

    @property
    def name(self) -> str:
        """What the site is called."""
        return self.settings.site_name or str(gettext("Chrysanthemum Digest"))

    @property
    def tagline(self) -> str:
        """What the site is, in a line."""
        return str(gettext("Short digests of the news that show their sources"))

    @property
    def locale(self) -> str:
        """The language of the pages around the articles."""
        return self.settings.locale

    @property
    def background(self) -> Background:
        """What works beside requests."""
        return cast("Background", current_app.extensions["digest.background"])

    @property
    def drawn(self) -> DrawnFiles:
        """The pictures that the program draws itself. They may be deleted at any time."""
        return DrawnFiles(self.settings.instance_path / "drawn")

    @property
    def limits(self) -> Limits:
        """The limits of the quotation check."""
        given = self.settings
        return Limits(
            given.quotation_overlap_amber,
            given.quotation_overlap_red,
            given.quotation_copied_amber,
            given.quotation_copied_red,
            given.quotation_own_share_amber,
            given.quotation_own_share_red,
        )

    @property
    def url(self) -> str:
        """The public address, without a slash at its end. Never taken from a request."""
        return self.settings.site_url


def site() -> Site:
    """The site that this request or command works for."""
    return cast("Site", current_app.extensions["digest"])


def now() -> datetime:
    """The instant that decides what is public, in UTC."""
    return site().clock()


def session() -> Session:
    """The database session of this request or command."""
    return db.session()
