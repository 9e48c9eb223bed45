"""The made-up press: its pages with what must be read from them, and a server that has them on loopback."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from tests.support.press import aggregated, charsets, news, oddities, wayward
from tests.support.press.page import Page

PAGES: tuple[Page, ...] = (
    *news.PAGES,
    *charsets.PAGES,
    *wayward.PAGES,
    *aggregated.PAGES,
    *oddities.PAGES,
)
ROBOTS = b"User-agent: *\nDisallow: /private/\n"

__all__ = ["PAGES", "ROBOTS", "Page", "serving_press"]


@contextmanager
def serving_press(pages: Iterable[Page] = PAGES) -> Iterator[str]:
    """Serve `pages` over loopback, each at its path; yields the address of the site."""
    found = {_asked(page.path): page for page in pages}

    class Press(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = _asked(self.path)
            page = found.get(path)
            if path == "/robots.txt":
                self._answer(200, "text/plain; charset=utf-8", ROBOTS)
            elif page is None:
                self._answer(404, "text/html; charset=utf-8", b"<title>Not here</title>")
            else:
                self._answer(200, page.content_type, page.body(base))

        def do_HEAD(self) -> None:
            self.do_GET()

        def _answer(self, status: int, content_type: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Tests say what went wrong; a log would only stand between their lines."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Press) as server:
        base = f"http://127.0.0.1:{server.server_port}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield base
        finally:
            server.shutdown()
            thread.join()


def _asked(path: str) -> str:
    return path.partition("#")[0]
