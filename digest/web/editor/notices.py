"""Notices: what a page says after a form led to it. The address carries a word, never a text."""

from flask import Flask, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response


def init_app(app: Flask) -> None:
    """Offer notice() to the layout of the desk."""
    app.jinja_env.globals.update(notice=notice)


def led_to(endpoint: str, said: str = "", **values: object) -> Response:
    """Lead on to a page (303, so that reloading it sends nothing again) which says `said`."""
    if said and said not in _texts():
        raise KeyError(said)
    # url_for() types the values by the names of its own arguments, which these never are.
    return redirect(url_for(endpoint, **({"said": said} if said else {}), **values), 303)  # type: ignore[arg-type]


def notice() -> str:
    """What this page's address asks to say."""
    return _texts().get(request.args.get("said", ""), "")


def _texts() -> dict[str, str]:
    """The text of each word."""
    return _general() | _of_parts() | _of_sources()


def _general() -> dict[str, str]:
    """Of people, lists and publications."""
    return {
        "saved": gettext("Saved."),
        "created": gettext("Created."),
        "deleted": gettext("Deleted."),
        "stored": gettext("Stored in the library."),
        "moved": gettext("Moved."),
        "restored": gettext("Brought back."),
        "signed-out": gettext("Signed out there."),
        "password-changed": gettext("The password holds from now on. Every other browser is signed out."),
        "disabled": gettext("Disabled, and signed out everywhere."),
        "enabled": gettext("Enabled again."),
        "link-was-shown": gettext("The link was shown already. If it is lost, make a new one."),
        "link-ended": gettext("The link has ended."),
        "published": gettext("Published. Readers see it from now on."),
        "scheduled": gettext("Scheduled. It becomes public by itself at that time."),
        "called-off": gettext("The schedule is called off."),
        "withdrawn": gettext("Withdrawn. Its address now tells readers the reason."),
        "public-again": gettext("It is public again."),
        "left": gettext(
            "Saved. The address, or a topic or author that is not yours to choose, was left as it was."
        ),
    }


def _of_parts() -> dict[str, str]:
    """Of the parts of a draft."""
    return {
        "changed-meanwhile": gettext("It has been changed meanwhile. Please look at it as it is now."),
        "duplicated": gettext("Duplicated."),
        "part-deleted": gettext("Deleted. It stands among the deleted texts and can be brought back."),
        "edge": gettext("This cannot be moved any further."),
        "full": gettext("There is no room for more here."),
        "part-gone": gettext("This part is no longer in the draft."),
        "state-restored": gettext(
            "The earlier state is the draft now. What it replaced stays in the history."
        ),
        "used": gettext("The text is in the draft now."),
        "used-already": gettext("This text is no longer set aside: somebody has used it."),
    }


def _of_sources() -> dict[str, str]:
    """Of links, sources and what rests on them."""
    return {
        "confirmed": gettext("Confirmed."),
        "check-asked": gettext("It is being checked. What comes of it is shown here."),
        "site-check-asked": gettext("The site is being checked. What comes of it is shown here."),
        "source-confirmed": gettext("Noted: it is there."),
        "source-gone": gettext("Noted: it is gone. Readers are told at the cards."),
        "gathered": gettext("The draft is made of its links. What is still to be written stands beside it."),
        "gathered-some": gettext(
            "The draft is made of its links. Some pages could not be read: their cards have only the address."
        ),
        "reading": gettext("The pages are being read. The cards fill in by themselves."),
        "linked-already": gettext("Cards of this digest cite these links already."),
        "proposal-gone": gettext("This proposal is no longer there."),
        "taken-over": gettext("The wording is in the draft. Please read it once more beside its source."),
    }
