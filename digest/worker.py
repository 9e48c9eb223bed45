"""The worker: what is done by schedule, in a process of its own. Started by `make worker`.

The queue is a file in the instance folder, or Redis where the settings name one; then workers may run on
several machines. It is only the clock: which sources are due stands in the database, and each is claimed
before it is checked, so it does no harm if cron or another worker does the same.
"""

import sys
from functools import cache

from flask import Flask
from huey import Huey, RedisHuey, SqliteHuey, crontab

from digest import config, create_app
from digest.domain.survival.checking import CutOffError, check_due
from digest.web.survival import kit
from digest.web.websub import tell_hub

# So many sources, a second or a few each, are done well before it is time again.
MOST = 100
MINUTES = "*/15"
# What has waited for so long is left to the next time.
STALE_SECONDS = 600


def queue(settings: config.Settings) -> Huey:
    """The queue of an installation."""
    if settings.redis_url:
        return RedisHuey("digest", url=settings.redis_url)
    return SqliteHuey("digest", filename=str(settings.instance_path / "worker.db"))


try:
    huey = queue(config.load())
except config.SettingsError as error:
    sys.exit(f"Cannot start: {error}")


@cache
def application() -> Flask:
    """The application that this process works for."""
    return create_app()


@huey.periodic_task(crontab(minute=MINUTES), expires=STALE_SECONDS)  # type: ignore[untyped-decorator]  # huey has no types
def check_sources() -> int | None:
    """Check the sources that are due: how many were checked, or nothing if this machine is cut off."""
    with application().app_context():
        try:
            return sum(1 for _ in check_due(kit(), MOST))
        except CutOffError:
            return None


@huey.periodic_task(crontab(), expires=STALE_SECONDS)  # type: ignore[untyped-decorator]  # huey has no types
def tell_feeds() -> bool:
    """Tell the hub of the settings which feeds have something new: whether there was something."""
    with application().app_context():
        return tell_hub()
