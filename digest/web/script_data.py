"""Data inside a page: JSON in which nothing can be taken for markup, or for the end of its script element."""

import json
from typing import Any

from markupsafe import Markup

# "</script" and "<!--" would end or change the element (HTML, 4.12.1.3); two separators end a line of script.
_RISKY = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def script_data(value: Any) -> Markup:
    """`value` as it may stand in a script element. JSON knows these signs in strings alone, by any name."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_RISKY))  # noqa: S704 -- every sign that HTML knows is written by its number
