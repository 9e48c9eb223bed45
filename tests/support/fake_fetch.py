"""A network for tests: what each address answers is set by hand, and every request is remembered."""

from collections.abc import Mapping
from typing import Any

from digest.store.fetch import Answer, FetchError, Trouble

HTML = {"content-type": "text/html; charset=utf-8"}


def a_page(title: str, text: str = "") -> str:
    """The HTML of a page with a title and a text."""
    paragraphs = "".join(f"<p>{line}</p>" for line in text.splitlines())
    return (
        f'<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    )


class FakeFetch:
    """Answers as `told`; what nobody told it about is status 404.

    An answer is an Answer, a status, a Trouble, or the HTML of a page; by address, or by method and address.
    """

    def __init__(self, **told: Any) -> None:
        self.told: dict[Any, Any] = dict(told)
        self.asked: list[tuple[str, str]] = []
        self.headers: list[Mapping[str, str]] = []
        self.bodies: list[bytes] = []

    def tell(self, url: str, answer: Any, method: str = "") -> None:
        """Let `url` answer so from now on."""
        self.told[(method, url) if method else url] = answer

    def page(self, url: str) -> Answer:
        """A page to be read."""
        answer = self._answer("PAGE", url)
        if answer.status != 200:
            raise answer.refused()
        return answer

    def look(self, url: str, method: str = "HEAD") -> Answer:
        """Any answer."""
        return self._answer(method, url)

    def ask(self, url: str, **given: Any) -> Answer:
        """A service."""
        self.headers.append(given.get("headers", {}))
        self.bodies.append(given.get("body") or b"")
        answer = self._answer("ASK", url)
        if not 200 <= answer.status < 300:
            raise answer.refused()
        return answer

    def _answer(self, method: str, url: str) -> Answer:
        self.asked.append((method, url))
        told = self.told.get((method, url), self.told.get(url, 404))
        if isinstance(told, Trouble):
            raise FetchError(told)
        if isinstance(told, int):
            return Answer(url, told, HTML)
        if isinstance(told, str):
            return Answer(url, 200, HTML, told.encode())
        found: Answer = told
        return found
