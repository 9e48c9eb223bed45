"""Survival of sources: checks by this site's own fetch, press and clock, also in the background."""

import logging
from collections.abc import Collection

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from digest.domain.survival.checking import Kit, check_asked
from digest.domain.survival.saving import ask_copies, save_next
from digest.store import writing
from digest.web.background import Background
from digest.web.printing import SitePress
from digest.web.site import now, site

_log = logging.getLogger(__name__)


def init_app(app: Flask) -> None:
    """Let the background check what the desk asks for, and ask for copies."""
    background: Background = app.extensions["digest.background"]
    background.register("checks", lambda: check_asked(kit()))
    background.register("copies", _save_next)


def kit() -> Kit:
    """What checking needs from this site."""
    return Kit(site().fetch, SitePress(), now, site().settings.archive_timegate)


def ask_for_copies(edition_ids: Collection[int]) -> None:
    """Let the background ask the archive of the settings to save what editions cite. Off by default.

    Called after the publication is committed: whatever comes of it, the edition is public.
    """
    if not (site().settings.archive_save and edition_ids):
        return
    try:
        with writing() as session:
            for number in edition_ids:
                ask_copies(session, number, now())
    except SQLAlchemyError:
        _log.exception("no copies were asked for")
    site().background.wake()


def _save_next() -> bool:
    prefix = site().settings.archive_save
    return bool(prefix) and save_next(site().fetch, prefix)
