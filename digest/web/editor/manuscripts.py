"""Manuscripts as they are sent: text from a field or a file, read, and faults shown where they stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import request
from flask_babel import gettext
from wtforms import FileField, TextAreaField
from wtforms.validators import ValidationError

from digest.domain.digest_text import DigestTextError, decode
from digest.domain.digest_text.reading import Reading, read
from digest.domain.refusal import Refusal
from digest.domain.tree_json import MAX_JSON_BYTES, load_json
from digest.web.editor.forms import DeskForm, unsound

# A file of JSON is the largest; the rest of a form is small.
TEXT_BYTES_MOST = MAX_JSON_BYTES + 64 * 1024
AROUND = 2


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text was refused: a sentence, and the lines around the one to blame."""

    message: str
    line: int | None = None
    around: Sequence[tuple[int, str]] = ()

    @classmethod
    def of(cls, error: DigestTextError | Refusal, text: str) -> "Fault":
        """The fault that `error` found in `text`."""
        said = gettext(error.message) % error.params if error.params else gettext(error.message)
        line = getattr(error, "line", None)
        path = "" if line else getattr(error, "path", "")
        return cls(f"{path}: {said}" if path else said, line, _around(text, line))


class TextForm(DeskForm):
    """A whole digest as text. Beside a field of its own for files, it may come as one."""

    text = TextAreaField("", filters=[lambda text: (text or "").replace("\r\n", "\n")])

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether the text can be kept as it is; one message is enough, and it says the line."""
        sound = super().validate(extra_validators)
        self.text.errors = self.text.errors[:1]
        return sound

    def validate_text(self, field: TextAreaField) -> None:
        """Refuse characters that would be lost, and say in which line the first one is."""
        for number, line in enumerate((field.data or "").split("\n"), 1):
            if message := unsound(line):
                raise ValidationError(gettext("Line %(line)s: %(text)s", line=number, text=message))


class FileForm(TextForm):
    """The same, with a file that takes the place of the text."""

    file = FileField("")

    def take_file(self) -> None:
        """Put the text of the file, if one was sent, into the field. Raises DigestTextError."""
        sent = request.files.get("file")
        data = sent.read() if sent else b""
        if data:
            # JSON may be larger than a text; what is no UTF-8 is refused with its line in either case.
            is_json = data.lstrip()[:1] == b"{"
            self.text.data = data.decode("utf-8", "replace") if is_json else decode(data)


def read_sent(text: str) -> Reading:
    """What `text` says: digest text in either form, or an exported JSON. Raises DigestTextError."""
    if text.lstrip().startswith("{"):
        return Reading(load_json(text), (), canonical=True)
    return read(text)


def _around(text: str, line: int | None) -> Sequence[tuple[int, str]]:
    if not line:
        return ()
    lines = text.split("\n")
    first = max(line - 1 - AROUND, 0)
    return [(at, each[:200]) for at, each in enumerate(lines[first : line + AROUND], first + 1)]
