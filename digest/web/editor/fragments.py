"""Answers to htmx on the canvas: a piece for the one place that changed, and what else is to be known."""

import json
from typing import Any

from flask import Response, make_response, render_template, request, url_for
from markupsafe import Markup

from digest.web.editor.readings import Readings
from digest.web.editor.sheet import Sheet
from digest.web.site import now

# Set by the answers alone, so that the same piece can be part of a page.
OOB = Markup(' data-hx-swap-oob="true"')
OOB_DELETE = Markup(' data-hx-swap-oob="delete"')


def is_htmx() -> bool:
    """Whether htmx asks, for a piece."""
    return bool(request.headers.get("HX-Request"))


def fragment(template: str, sheet: Sheet, **values: Any) -> Response:
    """The piece `template`, for a place on the canvas of `sheet`."""
    given = {**context(sheet), "oob": OOB, "oob_delete": OOB_DELETE, "saved_at": now(), **values}
    answer = make_response(render_template(template, **given))
    answer.vary.add("HX-Request")
    return answer


def context(sheet: Sheet) -> dict[str, Any]:
    """What every template of the canvas asks for."""
    return {
        "article": sheet.article,
        "sheet": sheet,
        "readings": Readings(sheet.article.id),
        "desk_url": url_for("editor.canvas.show", article_id=sheet.article.id),
    }


def placed_at(answer: Response, target: str, swap: str) -> Response:
    """`answer` for another place than the one that asked. htmx-flask's own way refuses some of the swaps."""
    answer.headers["HX-Retarget"], answer.headers["HX-Reswap"] = target, swap
    return answer


def telling(answer: Response, settled: dict[str, Any] | None = None, **events: Any) -> Response:
    """`answer` with events for the scripts of the canvas; `settled` are those for when it is in its place."""
    if events:
        answer.headers["HX-Trigger"] = json.dumps(events)
    if settled:
        answer.headers["HX-Trigger-After-Settle"] = json.dumps(settled)
    return answer
