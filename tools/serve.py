"""Starts the site on this machine: brings the database up to date, loads the demo into a new one, serves.

Usage: python -m tools.serve   (HOST and PORT come from the environment)
"""

import os
import socket
import sys
from contextlib import suppress
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
from sqlalchemy import inspect, select

from digest import create_app, utc_now
from digest.commands.demo import group as demo
from digest.commands.search import rebuild_with_bar
from digest.commands.user import link_for_first_admin
from digest.config import SettingsError
from digest.domain import outlets
from digest.domain.publisher import PublisherHost
from digest.domain.search.rebuilding import is_behind
from digest.store import db, writing
from digest.store.search_index import RebuildError

THREADS = 4


def main(environ: dict[str, str]) -> int:
    """Serve until interrupted. Returns the exit status."""
    host, port = environ.get("HOST") or "127.0.0.1", environ.get("PORT") or "5000"
    if problem := _problem_with(host, port):
        return _refuse(problem)
    try:
        app = create_app()
    except SettingsError as error:
        return _refuse(f"Cannot start: {error}")
    with app.app_context():
        link = _make_ready(app)
    server = Granian(
        "app:app",
        address=host,
        port=int(port),
        interface=Interfaces.WSGI,
        blocking_threads=THREADS,
        log_level=LogLevels.warning,
    )
    # The socket listens already when this is called: whoever follows the line finds the site.
    invitation = f"\nSign in once at {link}" if link else ""
    server.on_startup(lambda: _say(f"The site is at http://{host}:{port}/  (Ctrl+C stops it){invitation}"))
    server.serve()
    return 0


def _problem_with(host: str, port: str) -> str | None:
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        return f"PORT={port} will not do; give a number from 1 to 65535"
    try:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, int(port)))
    except OSError as error:
        return f"Cannot serve on {host}:{port} ({error.strerror}); choose another port: make run PORT=5001"
    return None


def _make_ready(app: Flask) -> str | None:
    """Migrate; load the demo if the database is new, or if the first start was cut off before it had.

    Returns a one-time link as long as no admin can sign in.
    """
    wanted = Path(app.instance_path) / "demo-wanted"
    if not inspect(db.engine).has_table("alembic_version"):
        wanted.touch()
    upgrade()
    _introduce()
    if wanted.exists():
        demo.main(args=["load"], prog_name="demo", standalone_mode=False)
        wanted.unlink()
    if is_behind(db.session(), utc_now()):
        # Whoever begins at the same moment does the same.
        with suppress(RebuildError):
            rebuild_with_bar()
    link = link_for_first_admin()
    db.session.remove()
    db.engine.dispose()
    return link


def _introduce() -> None:
    """Tell a site that knows no outlet yet of those that the program knows."""
    with writing() as writer:
        if writer.scalar(select(PublisherHost.host).limit(1)) is None:
            outlets.introduce(writer)


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201 -- this is what the program is for


def _refuse(text: str) -> int:
    print(text, file=sys.stderr)  # noqa: T201
    return 1


if __name__ == "__main__":
    sys.exit(main(dict(os.environ)))
