"""Drawn files: drawn once, and only the newest kept."""

from pathlib import Path

import pytest

from digest.store.drawn import DrawnFiles


def never() -> bytes:
    raise AssertionError("it is there already")


def test_a_file_is_drawn_when_it_is_first_asked_for(tmp_path: Path) -> None:
    files = DrawnFiles(tmp_path / "drawn")
    first = files.kept(1, "aa", "share.png", lambda: b"one")
    assert first.read_bytes() == b"one"
    assert files.kept(1, "aa", "share.png", never) == first


def test_what_an_owner_had_before_goes_and_that_of_others_stays(tmp_path: Path) -> None:
    files = DrawnFiles(tmp_path)
    for owner, key, form in ((1, "aa", "share.png"), (1, "aa", "1x1.png"), (11, "aa", "share.png")):
        files.kept(owner, key, form, lambda: b"old")
    files.kept(1, "bb", "share.png", lambda: b"new")
    files.kept(1, "bb", "1x1.png", lambda: b"new")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        *("1-bb-1x1.png", "1-bb-share.png", "11-aa-share.png")
    ]


def test_all_can_be_cleared_and_drawn_again(tmp_path: Path) -> None:
    files = DrawnFiles(tmp_path / "drawn")
    files.clear()
    for owner in (1, 2):
        files.kept(owner, "aa", "share.png", lambda: b"old")
    files.clear()
    assert list(files.folder.iterdir()) == []
    assert files.kept(1, "aa", "share.png", lambda: b"new").read_bytes() == b"new"


def test_a_drawing_that_fails_leaves_nothing(tmp_path: Path) -> None:
    files = DrawnFiles(tmp_path)
    with pytest.raises(AssertionError):
        files.kept(1, "aa", "share.png", never)
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_is_full_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="no space"):
        DrawnFiles(tmp_path).kept(1, "aa", "share.png", lambda: b"x")
    assert list(tmp_path.iterdir()) == []
