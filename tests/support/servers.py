"""The site as it is really served, in a process of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.programs import ROOT
from tests.support.sites import KEY

PATIENCE = 60


@contextmanager
def serving(folder: Path, target: str = "app:app", port: int = 0, **changes: str) -> Iterator[str]:
    """Serve the installation in `folder` with the production server; yields the site's address.

    `changes` are settings, such as locale="en"; `target` is another application than the real one. Without a
    `port` a free one is taken.
    """
    port = port or free_port()
    address = f"http://127.0.0.1:{port}"
    given = {"instance_path": str(folder), "secret_key": KEY, "site_url": address, **changes}
    environ = {name: value for name, value in os.environ.items() if not name.startswith("DIGEST_")}
    environ |= {f"DIGEST_{name.upper()}": value for name, value in given.items()}
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--blocking-threads", "4"]
    command += ["--host", "127.0.0.1", "--port", str(port), "--log-level", "warning", target]
    log = folder / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=output, stderr=output)
        try:
            _wait_for(address, process, log)
            yield address
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the server did not start:\n{log.read_text('utf-8', 'replace')}")
