"""Site checks: whether the publish contract holds, what is broken, and the trend of the last checks."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from digest.domain import site_check
from digest.domain.permission import Action
from digest.domain.site_check import KEPT, SiteCheck
from digest.store import writing
from digest.web.contract.words import Line, holds, lines, text
from digest.web.editor.access import rule
from digest.web.editor.deeds import hand
from digest.web.editor.forms import DeskForm
from digest.web.editor.notices import led_to
from digest.web.site import session, site

pages = Blueprint("site_checks", __name__, url_prefix="/site-checks")

# The chart: a bar for each check, its height by how much was broken.
STEP, WIDTH, HEIGHT, LEAST = 14, 10, 60, 3


@dataclass(frozen=True, slots=True)
class Bar:
    """A check in the chart."""

    check: SiteCheck
    x: int
    height: int
    holds: bool

    @property
    def y(self) -> int:
        """Where it begins, from above."""
        return HEIGHT - self.height


@pages.get("/")
@rule(Action.CHECK_SITE)
def index() -> str:
    """The last result by rule, and the trend."""
    checks = session().scalars(SiteCheck.done()).all()
    last = checks[0] if checks else None
    found = lines(last) if last else []
    return render_template(
        "editor/site_checks/index.html",
        last=last,
        lines=sorted(found, key=_urgency),
        holds=holds,
        text=text,
        plainly=unquote,
        bars=bars(checks),
        size=(KEPT * STEP, HEIGHT),
        waiting=_waiting(),
    )


@pages.get("/standing")
@rule(Action.CHECK_SITE)
def standing() -> str:
    """Whether one is under way, as the piece of the page that asks for itself again."""
    return render_template("editor/site_checks/_standing.html", waiting=_waiting(), again=True)


@pages.post("/")
@rule(Action.CHECK_SITE)
def create() -> ResponseReturnValue:
    """Have the site checked, in the background."""
    DeskForm.sent()
    with writing() as writer:
        site_check.ask(writer, hand())
    site().background.wake()
    return led_to("editor.site_checks.index", "site-check-asked")


def bars(checks: Sequence[SiteCheck]) -> list[Bar]:
    """A bar for each of `checks`, the newest at the right end; one that found nothing is the lowest."""
    most = max((check.broken for check in checks), default=0) or 1
    return [
        Bar(
            check,
            (KEPT - 1 - place) * STEP + (STEP - WIDTH) // 2,
            LEAST + round((HEIGHT - LEAST) * check.broken / most),
            holds(check),
        )
        for place, check in enumerate(checks)
    ]


def _waiting() -> SiteCheck | None:
    return session().scalars(SiteCheck.waiting().limit(1)).first()


def _urgency(line: Line) -> int:
    """What is broken stands first, then what somebody should look at."""
    return ("failure", "warning", "ok", "untried").index(line.state)
