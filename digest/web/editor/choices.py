"""Fields that are one of a few choices, each with what people read."""

from collections.abc import Mapping
from typing import Any

from wtforms import SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs


def choice_of(label: Any, choices: Mapping[str, Any], **more: Any) -> SelectField:
    """A list to choose from; `choices` are texts by value, which may wait for their language."""
    return SelectField(label, choices=[SelectChoice(*each) for each in choices.items()], **more)
