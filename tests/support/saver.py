"""Saves without pause until it is killed: each save that was answered is written to the output.

    python -m tests.support.saver FOLDER DATABASE_URL ARTICLE KILLS

Starts as many children as it is to kill, one after the other, each with a connection of its own. The last one
is hasty and answers before it commits: it shows that a save which is lost would be seen.
"""

import os
import random
import signal
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask

from digest.domain.drafting import Hand, locked, save_part
from digest.domain.part import Head, KeyPoints, part_of, version_of
from digest.domain.tree import KeyPoint
from digest.store import db, writing
from tests.support import sites

# From the first answered save on; some fall into a save, some between two.
KILL_AFTER = (0.001, 0.04)
# The hasty one is killed long before it would commit, however busy the machine is.
HASTE = 60


def main(folder: str, url: str, article: str, kills: str) -> None:
    """Print the last number that each child was answered."""
    with sites.site(Path(folder), database_url=url) as app:
        last = 0
        for left in reversed(range(int(kills) + 1)):
            last = killed(app, int(article), last, hasty=not left)
            sys.stdout.write(f"{last}\n")


def killed(app: Flask, article: int, last: int, hasty: bool) -> int:
    """Let a child go on after the number `last`, kill it, and give the last number it was answered."""
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        try:
            # The number after the last may be there, if the one before was killed as it was about to say so.
            save_for_ever(app, article, last + (2 if hasty else 1), theirs, hasty)
        finally:
            os._exit(1)
    os.close(theirs)
    answered = os.read(ours, 8)
    time.sleep(0 if hasty else random.uniform(*KILL_AFTER))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(ours, 65536):
        answered += more
    os.close(ours)
    return int.from_bytes(answered[-8:])


def save_for_ever(app: Flask, article: int, number: int, answers: int, hasty: bool) -> None:
    """Save the number in two parts, in one transaction: half of it would be seen."""
    with app.app_context():
        while True:
            with writing() as session:
                tree = locked(session, article).tree
                hand = Hand(None, "", datetime.now(UTC))
                points = KeyPoints((KeyPoint(text=f"{number}"), KeyPoint(text=f"また{number}")))
                for part, value in (("head", Head(f"第{number}回")), ("key-points", points)):
                    save_part(session, article, part, value, version_of(part_of(tree, part)), hand)
                if hasty:
                    os.write(answers, number.to_bytes(8))
                    time.sleep(HASTE)
            if not hasty:
                os.write(answers, number.to_bytes(8))
            number += 1
            db.session.remove()


if __name__ == "__main__":
    main(*sys.argv[1:])
