"""The site that benchmarks/sources.py serves: the real one, and a way to let it fetch in its background."""

import json
import os
import resource
import threading
import time

from flask import Flask

from digest import create_app
from digest.store.fetch import FetchError
from digest.web.site import site

URLS = "BENCHMARK_URLS"


def fetching_site() -> Flask:
    """The application; `/benchmark/start` fetches every URL at once in threads, as background work does."""
    app = create_app()
    done: list[dict[str, object]] = []
    before: list[int] = []

    def fetch(url: str) -> None:
        start = time.monotonic()
        with app.app_context():
            try:
                said = f"{len(site().fetch.page(url).body)} bytes"
            except FetchError as error:
                said = str(error)
        done.append({"url": url, "said": said, "seconds": time.monotonic() - start})

    @app.get("/benchmark/start")
    def start() -> str:
        before.append(_peak())
        for url in os.environ[URLS].split():
            threading.Thread(target=fetch, args=(url,), daemon=True).start()
        return "ok"

    @app.get("/benchmark/done")
    def report() -> str:
        return json.dumps({"done": done, "growth": _peak() - before[0]})

    return app


def _peak() -> int:
    """The most memory that this process has had, in KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


app = fetching_site()
