"""The way back after signing in: to the page of the desk that was asked for, and never elsewhere."""

import re
from urllib.parse import unquote, urlsplit

from flask import url_for

LENGTH_MOST = 2000
# What a browser could take for another host or another folder, written plainly or behind per cent signs.
_ODD = re.compile(r"[\\\x00-\x20\x7f-\x9f]|//|(?:\A|/)\.{1,2}(?:/|\Z)")
_PLAIN = re.compile(r"/[!-~]*\Z")


def way_back(given: str) -> str:
    """`given` if it is a path at the desk (or the page for a form in another tab), else the desk itself."""
    return given if _is_ours(given) else url_for("editor.desk.index")


def _is_ours(given: str) -> bool:
    if len(given) > LENGTH_MOST or not _PLAIN.match(given) or "#" in given:
        return False
    path = urlsplit(given).path
    for _ in range(3):
        if _ODD.search(path):
            return False
        path = unquote(path)
    return path == url_for("session.back") or path.startswith("/editor/") or path == "/editor"
