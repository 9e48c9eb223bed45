"""Whether readers notice that twenty sources misbehave at once: their page, beside a quiet run.

Usage: python -m benchmarks.sources

Site, sources and reader are three processes of one machine; the site fetches in threads of its own.
"""

import http.client
import json
import multiprocessing
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks._fetching_site import URLS
from tests.support.misbehaving import BEHAVIOURS, sources
from tests.support.servers import serving
from tests.support.sites import with_demo

BAD = (
    "silent slow-status slow-headers drip slow-chunks endless endless-chunks endless-head endless-line"
    " continue endless-empty-gzip huge gzip-bomb deflate-bomb double-gzip-bomb cut-gzip many-headers"
    " too-long-header loop reset"
)
PAGE = "/articles/new-banknotes"
QUIET = 300
# What is promised, whatever the machine.
SECONDS_MOST, GROWTH_MOST, P99_MOST = 10.0, 50.0, 250.0


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name, bad_sources() as urls:
        folder = Path(name)
        with_demo(folder)
        os.environ[URLS] = " ".join(urls)
        pairs = ",".join(urlsplit(url).netloc for url in urls)
        target = "benchmarks._fetching_site:app"
        with serving(folder, target, testing="1", fetch_allow=pairs) as address:
            ask = reader(urlsplit(address).netloc)
            quiet = [timed(ask) for _ in range(QUIET)]
            ask("/benchmark/start")
            busy: list[float] = []
            report: dict[str, list[dict[str, str]]] = {"done": []}
            while len(report["done"]) < len(urls):
                busy += [timed(ask) for _ in range(20)]
                report = json.loads(ask("/benchmark/done"))
    show(quiet, busy, report)


def show(quiet: list[float], busy: list[float], report: dict[str, object]) -> None:
    """Print what was measured, and whether it is as promised."""
    done = sorted(report["done"], key=lambda each: each["seconds"])
    for each in done:
        print(f"{urlsplit(each['url']).path[1:]:<22}{each['seconds']:>8.2f} s  {each['said']}")
    print(f"\n{'a reader waits, ms':<22}{'p50':>8}{'p99':>8}{'pages':>8}")
    for name, times in (("quiet", quiet), (f"{len(done)} bad sources", busy)):
        print(f"{name:<22}{statistics.median(times):>8.1f}{p99(times):>8.1f}{len(times):>8}")
    growth = report["growth"] / 1024
    for name, value, most, unit in (
        ("longest fetch", done[-1]["seconds"], SECONDS_MOST, "s"),
        ("growth of memory", growth, GROWTH_MOST, "MiB"),
        ("p99 of readers", p99(busy), P99_MOST, "ms"),
    ):
        print(f"{name:<22}{value:>8.1f} {unit:<4} promised {most:g}: {'yes' if value <= most else 'NO'}")


def p99(times: list[float]) -> float:
    """What all but one in a hundred keep below."""
    return statistics.quantiles(times, n=100)[-1]


def reader(netloc: str) -> Callable[[str], bytes]:
    """Somebody with one connection, who asks for one thing after another."""
    connection = http.client.HTTPConnection(netloc, timeout=60)

    def ask(path: str) -> bytes:
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
        assert answer.status == 200, (path, answer.status)
        return body

    return ask


def timed(ask: Callable[[str], bytes]) -> float:
    """The milliseconds that a page takes."""
    start = time.perf_counter()
    ask(PAGE)
    return (time.perf_counter() - start) * 1000


@contextmanager
def bad_sources() -> Iterator[list[str]]:
    """The URLs of the sources, each on a port of its own, so that none waits for another's turn."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_misbehave, args=(theirs,), daemon=True)
    process.start()
    try:
        yield ours.recv()
    finally:
        ours.send("enough")
        process.join(5)


def _misbehave(pipe: Connection) -> None:
    with ExitStack() as stack:
        paths = [f"/{name}" for name in BAD.split()]
        servers = [stack.enter_context(sources({path: BEHAVIOURS[path]})) for path in paths]
        pipe.send([server.url(path) for server, path in zip(servers, paths, strict=True)])
        pipe.recv()


if __name__ == "__main__":
    main()
