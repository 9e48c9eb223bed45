"""A PostgreSQL of our own for one test run: reached by a socket in its folder, gone afterwards."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.programs import program

OWNER = "postgres"


@contextmanager
def cluster() -> Iterator[str]:
    """Start a server; yields the URL of it with `{name}` in the place of a database's name."""
    initdb = program("initdb", "/usr/lib/postgresql/*/bin/initdb", hint="apt install postgresql")
    pg_ctl = program("pg_ctl", "/usr/lib/postgresql/*/bin/pg_ctl", hint="apt install postgresql")
    # Not below pytest's folder: that may be closed to the server's user, and too long for a socket's name.
    folder = Path(tempfile.mkdtemp(prefix="digest-pg-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, OWNER)
        data = folder / "data"
        _run(
            [initdb, "-D", data, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
            folder,
        )
        # No network: the socket in our folder cannot meet another server's port.
        options = f"-k {folder} -c listen_addresses='' -c fsync=off"
        _run([pg_ctl, "-D", data, "-l", folder / "log", "-o", options, "-w", "start"], folder)
        try:
            yield f"postgresql+psycopg://{OWNER}@/{{name}}?host={folder}"
        finally:
            _run([pg_ctl, "-D", data, "-m", "immediate", "-w", "stop"], folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(command: list[Path | str], folder: Path) -> None:
    # PostgreSQL refuses to be run by root.
    as_owner = ["runuser", "-u", OWNER, "--"] if os.geteuid() == 0 else []
    # The server would keep a pipe open: its words go to a file.
    with (folder / "output").open("ab") as output:
        done = subprocess.run([*as_owner, *map(str, command)], stdout=output, stderr=output, cwd=folder)
    if done.returncode:
        raise RuntimeError((folder / "output").read_text("utf-8", "replace"))
