"""flask site sweep: picture files and their rows are kept in step."""

import os

from flask import Flask

from digest.domain.library import take_in
from digest.web.site import site
from tests.support.factories import a_picture
from tests.support.hands import a_hand


def test_stray_files_are_removed_and_named(app: Flask) -> None:
    with app.app_context():
        stray = site().files.keep(a_picture(), (480,))
        for path in site().files.folder.iterdir():
            os.utime(path, (0, 0))
    answer = app.test_cli_runner().invoke(args=["site", "sweep"])
    assert (answer.exit_code, answer.stdout) == (0, f"{stray.key}\n")


def test_drawn_files_go_for_they_can_be_drawn_again(app: Flask) -> None:
    with app.app_context():
        card = site().drawn.kept(1, "aa", "share.png", lambda: b"card")
    assert app.test_cli_runner().invoke(args=["site", "sweep"]).exit_code == 0
    assert not card.exists()


def test_a_picture_without_files_is_a_stated_failure(app: Flask) -> None:
    with app.app_context():
        picture, _ = take_in(site().files, a_picture(), "flag.png", a_hand())
        key = picture.key
        site().files.path(f"{key}-share.jpg").unlink()
    answer = app.test_cli_runner().invoke(args=["site", "sweep"])
    assert answer.exit_code == 1
    assert key in answer.stderr
