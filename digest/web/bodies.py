"""Bodies of requests: whether what was sent can be read as a form of this site.

What is not understood must not pass for an empty form, nor for text that nobody typed.
"""

from urllib.parse import unquote_to_bytes

from flask import request

_URLENCODED = "application/x-www-form-urlencoded"


def is_text() -> bool:
    """Whether every byte of a plain form is of a character. To be asked before the form is read.

    Reading it would keep a lone surrogate or half a character as the letters of its code.
    """
    if request.mimetype != _URLENCODED:
        return True
    try:
        unquote_to_bytes(request.get_data()).decode()
    except UnicodeDecodeError:
        return False
    return True


def is_form() -> bool:
    """Whether it is a form at all: JSON, a body cut short and fields without a name are none."""
    if None in request.form:
        return False
    return bool(request.form or request.files) or _is_empty()


def _is_empty() -> bool:
    """Whether there is nothing in it; a form with nothing in it, sent by script, ends where it begins."""
    boundary = request.mimetype_params.get("boundary", "")
    ends = {len(boundary) + len(around) for around in ("----", "----\r\n", "\r\n----\r\n")}
    return not request.content_length or (bool(boundary) and request.content_length in ends)
