"""Lighthouse, which judges as a phone on a slow network sees the site, gives full marks."""

import json
import os
import statistics
import subprocess
import threading
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.serving import make_server

from tests.support import servers
from tests.support.browsers import ARGUMENTS, chromium
from tests.support.programs import module

FULL = ("accessibility", "best-practices", "seo")
FAST = 0.98
TRIES = 5
# Lighthouse makes a middling phone of the machine by this factor, if the machine's own index is as below.
SLOWDOWN = 4.0
INDEX = 1500


def report(address: str, folder: Path, slowdown: float = SLOWDOWN) -> dict[str, Any]:
    """What Lighthouse says of the page at `address` on a device `slowdown` times as slow as this machine."""
    path = folder / "report.json"
    flags = " ".join(("--headless=new", "--disable-gpu", *ARGUMENTS))
    command = [str(module(".bin/lighthouse")), address, "--quiet", "--output=json", f"--output-path={path}"]
    command += [f"--chrome-flags={flags}", f"--throttling.cpuSlowdownMultiplier={slowdown}"]
    for _ in range(TRIES):
        done = subprocess.run(
            command,
            env=os.environ | {"CHROME_PATH": chromium()},
            stderr=subprocess.PIPE,
            text=True,
            timeout=240,
        )
        # It lost the browser's record of the visit, says so, and has no opinion of the page.
        if "Please run Lighthouse again" not in done.stderr:
            break
    assert done.returncode == 0, done.stderr
    result: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return result


def score(given: dict[str, Any], category: str) -> float:
    return float(given["categories"][category]["score"] or 0)


def calibrated(given: dict[str, Any]) -> float:
    """The factor that makes the same phone of this machine as it was while `given` was measured.

    Lighthouse's document on throttling asks for it where the index is lower: a busy machine would otherwise
    pass for a phone slower than any.
    """
    index = float(given["environment"]["benchmarkIndex"])
    return round(SLOWDOWN * min(1.0, index / INDEX), 1)


def lost_points(given: dict[str, Any]) -> list[str]:
    """The audits that cost points, for whoever has to mend it."""
    return [
        f"{audit['id']}: {audit['title']} {audit.get('displayValue', '')}"
        for audit in given["audits"].values()
        if audit["score"] is not None and audit["score"] < 1
    ]


@pytest.mark.alone
@pytest.mark.parametrize("path", ["/", "/articles/leap-second"], ids=["home", "article of three pages"])
def test_full_marks(server: str, path: str, tmp_path: Path) -> None:
    # The first answer of a fresh process also reads the templates; readers of a running site never meet it.
    with urllib.request.urlopen(f"{server}{path}", timeout=30):
        pass
    found = report(f"{server}{path}", tmp_path)
    assert {name: score(found, name) for name in FULL} == dict.fromkeys(FULL, 1.0), lost_points(found)
    speeds = [score(found, "performance")]
    # Something else may be busy on this machine: one slow measurement says little, the middle of five does.
    while statistics.median(speeds) < FAST and len(speeds) < TRIES:
        found = report(f"{server}{path}", tmp_path, calibrated(found))
        speeds.append(score(found, "performance"))
    assert statistics.median(speeds) >= FAST, (speeds, lost_points(found))


def test_a_broken_page_loses_points(tmp_path: Path) -> None:
    app = Flask(__name__)
    broken = (
        "<!doctype html><title></title><p style='color: #ccc'>うすい字<img src='/none.png'><a href='/'></a>"
    )
    app.add_url_rule("/", "broken", lambda: broken)
    port = servers.free_port()
    server = make_server("127.0.0.1", port, app)
    threading.Thread(target=server.serve_forever).start()
    try:
        found = report(f"http://127.0.0.1:{port}/", tmp_path)
    finally:
        server.shutdown()
        server.server_close()
    assert all(score(found, name) < 1 for name in FULL)
