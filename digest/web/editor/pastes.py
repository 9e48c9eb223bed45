"""Pastes: a copied text, shown with what each line was taken for, before it becomes a draft."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from digest.domain.accepting import Terms, terms
from digest.domain.digest_text import DigestTextError
from digest.domain.digest_text.reading import Reading
from digest.domain.digest_text.report import ReportLine, Role
from digest.domain.people import Speaker
from digest.domain.permission import Action
from digest.domain.picture import Picture
from digest.domain.press import Copy
from digest.domain.refusal import Refusal
from digest.web.editor.access import rule
from digest.web.editor.manuscripts import TEXT_BYTES_MOST, Fault, FileForm, read_sent
from digest.web.formats import DESK_PICTURES
from digest.web.identity import signed_in
from digest.web.printing import SitePress
from digest.web.site import session

pages = Blueprint("pastes", __name__)

# A page with more lines than this helps nobody to find the odd one.
LINES_SHOWN = 2000
PAGES_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Pasted:
    """A text as it was understood: its reading, the terms it is taken on, its pages as readers see them."""

    reading: Reading
    terms: Terms
    printed: Sequence[Markup]
    missing: Sequence[str]
    unknown: Sequence[str]

    @property
    def lines(self) -> Sequence[ReportLine]:
        """The lines that say something, as many as are shown."""
        return [line for line in self.reading.report if line.role is not Role.BLANK][:LINES_SHOWN]

    @property
    def pages_unshown(self) -> int:
        """How many pages are left out of what is shown."""
        return max(len(self.reading.manuscript.tree.pages) - PAGES_SHOWN, 0)

    @property
    def unshown(self) -> int:
        """How many lines are left out of the report."""
        return sum(line.role is not Role.BLANK for line in self.reading.report) - len(self.lines)


@pages.post("/articles/pastes")
@rule(Action.WRITE, bytes_most=TEXT_BYTES_MOST)
def create() -> ResponseReturnValue:
    """What the text was taken for, beside what becomes of it. Nothing is kept yet."""
    form = FileForm.sent()
    try:
        form.take_file()
        sound, text = form.validate(), form.text.data or ""
        if not sound:
            return refused_paste(text, Fault(" ".join(form.text.errors)))
        found = pasted(read_sent(text))
    except (DigestTextError, Refusal) as error:
        text = form.text.data or ""
        return refused_paste(text, Fault.of(error, text))
    return render_template("editor/pastes/show.html", text=text, pasted=found, fault=None)


def refused_paste(text: str, fault: Fault) -> ResponseReturnValue:
    """The page with the text as it was sent, and what is wrong with it."""
    return render_template("editor/pastes/show.html", text=text, pasted=None, fault=fault), 422


def pasted(reading: Reading) -> Pasted:
    """`reading` as it would be taken and would look; only reads."""
    manuscript, tree = reading.manuscript, reading.manuscript.tree
    keys = {ref.key: None for ref in tree.pictures()}
    pictures = Picture.named(session(), set(keys))
    speakers = Speaker.named(session(), tree.speakers())
    return Pasted(
        reading,
        terms(session(), manuscript, signed_in()),
        _printed(Copy("", replace(tree, pages=tree.pages[:PAGES_SHOWN]), pictures, speakers)),
        [key for key in keys if key not in pictures],
        [name for name in tree.speakers() if name and name not in speakers],
    )


def _printed(copy: Copy) -> Sequence[Markup]:
    """All pages of `copy`, for one page: each card is there."""
    press = SitePress(DESK_PICTURES, lambda _number: "")
    return [Markup(html) for html in press.print(copy)]  # noqa: S704 -- made by the press
