"""Asking the application itself: as a stranger does who comes without a cookie, and without a network."""

from collections.abc import Callable
from time import perf_counter

from flask import Flask, current_app
from werkzeug.test import Client

from digest.domain.contract.answers import Answer
from digest.web.site import site

# Whether these are there is enough: what is in them is looked at where they are kept.
_FILES = ("/pictures/", "/static/", "/assets/")


class Asking:
    """Asks this application. `rest` is called with the seconds that each answer took."""

    def __init__(self, rest: Callable[[float], None] = lambda seconds: None) -> None:
        app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # a proxy has it
        self._client = Client(app, use_cookies=False)
        self._base = site().url
        self._rest = rest

    def __call__(self, address: str) -> Answer:
        """What comes back for `address`."""
        begun = perf_counter()
        method = "HEAD" if address.startswith(_FILES) else "GET"
        got = self._client.open(address, base_url=self._base, method=method, buffered=True)
        answer = Answer(
            address=address,
            status=got.status_code,
            kind=got.mimetype or "",
            robots=got.headers.get("X-Robots-Tag", ""),
            location=got.headers.get("Location", ""),
            kept=got.headers.get("Cache-Control", ""),
            sets_cookie="Set-Cookie" in got.headers,
            body=got.get_data(),
        )
        got.close()
        self._rest(perf_counter() - begun)
        return answer
