"""Chromium for tests: pages that note whatever goes wrong in them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

from digest.web.i18n import catalogue
from tests.support.programs import program

PHONE = {"width": 390, "height": 844}
TABLET = {"width": 820, "height": 1180}
DESKTOP = {"width": 1440, "height": 900}
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Without these a browser as root does not start, and an idle one asks its maker for news.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
)
TIMEOUT_MS = 10_000
_STOPPED = ("htmx:afterRequest", "htmx:sendAbort")


def chromium() -> str:
    """Where Chromium is."""
    return str(program(*NAMES, hint="apt install chromium fonts-noto-cjk"))


@contextmanager
def browser() -> Iterator[Browser]:
    """A running Chromium."""
    path = chromium()
    # A save comes after a pause and before a page: on two busy cores that can take more than five seconds.
    expect.set_options(timeout=TIMEOUT_MS)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        try:
            yield running
        finally:
            running.close()


class Visitor:
    """A reader with a browser at `site`, who sees one or more pages.

    `troubles` is what went wrong there; an answer with a status in `expected` is none.
    """

    def __init__(self, running: Browser, site: str) -> None:
        self._browser = running
        self._site = site
        self._contexts: list[BrowserContext] = []
        self.troubles: list[str] = []
        self.expected: set[int] = set()

    def page(self, size: dict[str, int] | None = None, **options: Any) -> Page:
        """A fresh page in a profile of its own. `options` are those of Playwright's new_context()."""
        shape: Any = size or DESKTOP
        defaults: Any = {"base_url": self._site, "locale": "ja-JP", "reduced_motion": "reduce"}
        context = self._browser.new_context(viewport=shape, **(defaults | options))
        self._contexts.append(context)
        context.set_default_timeout(TIMEOUT_MS)
        page = context.new_page()
        page.on("pageerror", lambda error: self._note(f"script: {error}"))
        page.on("console", self._on_console)
        page.on("request", self._on_request)
        page.on("response", self._on_response)
        return page

    def close(self) -> None:
        """Close every page."""
        for context in self._contexts:
            context.close()

    def _on_console(self, message: ConsoleMessage) -> None:
        # That an answer was no success is told better by the answer. What htmx stops for something newer is
        # no trouble; it writes two lines on that, as on a failure, whose second one has another name.
        told = message.text.startswith(("Failed to load resource", "Response Status Error Code", *_STOPPED))
        if message.type in ("error", "warning") and not told:
            self._note(f"console: {message.text}")

    def _on_request(self, request: Request) -> None:
        if urlsplit(request.url).netloc != urlsplit(self._site).netloc and request.url.startswith("http"):
            self._note(f"asked another host: {request.url}")

    def _on_response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self._note(f"{response.status} for {response.url}")

    def _note(self, trouble: str) -> None:
        self.troubles.append(trouble)


@contextmanager
def visiting(running: Browser, site: str) -> Iterator[Visitor]:
    """A reader of `site`; at the end nothing may have gone wrong in any page."""
    visitor = Visitor(running, site)
    try:
        yield visitor
    finally:
        visitor.close()
    if visitor.troubles:
        raise AssertionError("\n".join(visitor.troubles))


def ja(text: str) -> str:
    """What the Japanese site says for `text`."""
    return str(catalogue("ja").gettext(text))
