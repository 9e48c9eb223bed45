"""Tests that measure time run alone: while one does, the other processes of the run hold still."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform != "win32":
    import fcntl


@contextmanager
def turn(folder: Path, alone: bool) -> Iterator[None]:
    """Run one test: together with others, or `alone`. `folder` is shared by all processes of the run.

    Everybody comes in through the gate. Who wants to be alone keeps it shut and waits until those who are
    inside have left.
    """
    if sys.platform == "win32":
        yield
        return
    gate, room = (os.open(folder / name, os.O_RDWR | os.O_CREAT) for name in ("gate.lock", "room.lock"))
    try:
        fcntl.flock(gate, fcntl.LOCK_EX)
        fcntl.flock(room, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        if not alone:
            fcntl.flock(gate, fcntl.LOCK_UN)
        yield
    finally:
        # Closing lets go of both.
        os.close(room)
        os.close(gate)
