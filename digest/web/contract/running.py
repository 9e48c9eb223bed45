"""Running checks of the site: by a command, or in the background where the desk asks for one."""

from collections.abc import Callable
from time import monotonic, perf_counter, sleep

from flask import Flask

from digest.domain import site_check
from digest.domain.site_check import Result, SiteCheck
from digest.store import writing
from digest.web.background import Background
from digest.web.contract.asking import Asking
from digest.web.contract.walk import Told, Walk
from digest.web.site import now, site

# How often a walk in the background says that it goes on, and how long it may rest after one answer.
HOLD_SECONDS, REST_MOST = 5.0, 0.2


def init_app(app: Flask) -> None:
    """Let the background check the site when the desk asks for it."""
    background: Background = app.extensions["digest.background"]
    background.register("site checks", check_next)


def check(most: int | None = None, told: Told = lambda asked, known: None) -> SiteCheck:
    """Check the site now, in a process that serves nobody, and keep what was found."""
    # The first request of a process begins its background; what is asked here is no reader's.
    site().background.by_itself = False
    result = _walked(Walk(Asking(), most, told))
    with writing() as session:
        return site_check.keep(session, now(), result)


def check_next(rest: Callable[[float], None] | None = None) -> bool:
    """Do the check that was asked for first; whether there was one."""
    with writing() as session:
        number = site_check.claim(session, now())
    if number is None:
        return False
    result = _walked(Walk(Asking(rest or _rest), told=_Holding(number)))
    with writing() as session:
        site_check.keep(session, now(), result, number)
    return True


class _Holding:
    """Says every few seconds that a check goes on, so that nobody else takes it up."""

    def __init__(self, number: int) -> None:
        self._number, self._said = number, monotonic()

    def __call__(self, asked: int, _known: int) -> None:
        if monotonic() - self._said < HOLD_SECONDS:
            return
        self._said = monotonic()
        with writing() as session:
            site_check.hold(session, self._number, now(), asked)


def _walked(walk: Walk) -> Result:
    begun = perf_counter()
    report = walk.run()
    return Result(
        walk.whole,
        round((perf_counter() - begun) * 1000),
        walk.asked,
        [found.as_data() for found in report.in_order()],
        dict(report.tried),
        {code: count for code, count in report.failed.items() if count},
    )


def _rest(seconds: float) -> None:
    """Leave readers as much of the machine as the walk takes itself."""
    sleep(min(seconds, REST_MOST))
