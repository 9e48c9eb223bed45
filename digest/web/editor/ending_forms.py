"""The small forms of the publications' room: withdrawing, changing the end, and deleting a draft."""

from datetime import datetime
from typing import Any

from flask_babel import gettext
from wtforms import BooleanField, TextAreaField

from digest.store import FOREVER
from digest.web.editor.forms import AtMost, DeskForm, Needed
from digest.web.editor.moments import DayField, TimeField, instant_of, which_field
from digest.web.site import site

REASON_MOST = 1000


class WithdrawalForm(DeskForm):
    """Why an article is withdrawn. Readers are told."""

    reason = TextAreaField("", [Needed(), AtMost(REASON_MOST)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reason.label.text = gettext("The reason, for readers")


class EndForm(DeskForm):
    """When an article ends; nothing for never."""

    end_day = DayField("")
    end_time = TimeField("")
    end_which = which_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.end_day.label.text, self.end_time.label.text = gettext("Last day"), gettext("Time of the end")
        self.end_which.label.text = gettext("Which of the two")

    @property
    def end(self) -> datetime | None:
        """The instant; none, with what is wrong said at the fields, if it cannot be told."""
        if not (self.end_day.data or self.end_time.data):
            return FOREVER
        return instant_of(self.end_day, self.end_time, self.end_which, site().settings.zone)


class RemovalForm(DeskForm):
    """That somebody means it."""

    sure = BooleanField("", [Needed()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sure.label.text = gettext("Yes, delete this draft with its whole history")
