"""The desk's front page: the articles by state, and what needs attention."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, render_template, request, url_for

from digest.domain.attention import matters
from digest.domain.desk_listing import State, Wish, rows
from digest.domain.permission import Action
from digest.web.editor.access import rule
from digest.web.identity import signed_in
from digest.web.listings import asked_for
from digest.web.site import now, session, site

pages = Blueprint("desk", __name__)

WORDS_MOST = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of the list says. `url` leads to the list with one thing changed."""

    state: State | None
    mine: bool
    words: str

    def url(self, **changes: Any) -> str:
        """The first page of the list with `changes`."""
        values = {"state": self.state, "mine": self.mine, "words": self.words} | changes
        named = {"state": values["state"], "mine": values["mine"] and "1", "q": values["words"]}
        return url_for(
            "editor.desk.index",
            **{name: value for name, value in named.items() if value},
            **({"before": changes["before"]} if "before" in changes else {}),
        )

    @property
    def narrows(self) -> bool:
        """Whether something is left out."""
        return bool(self.state or self.mine or self.words)


@pages.get("/")
@rule(Action.VISIT)
def index() -> str:
    """The articles, newest change first, and on the first page what needs attention."""
    asked, before = _asked(), asked_for()
    wish = Wish(signed_in(), asked.state, asked.mine, asked.words)
    found = rows(session(), wish, now(), before)
    if request.headers.get("HX-Request"):
        return render_template("editor/desk/_rows.html", found=found, asked=asked)
    urgent = [] if asked.narrows or before else matters(session(), wish.user, now(), site().settings.zone)
    return render_template(
        "editor/desk/index.html", found=found, asked=asked, before=before, matters=urgent, states=list(State)
    )


def _asked() -> Asked:
    state = request.args.get("state", "")
    if state and state not in list(State):
        abort(404)
    words = " ".join(request.args.get("q", "").split())[:WORDS_MOST]
    return Asked(State(state) if state else None, request.args.get("mine") == "1", words)
