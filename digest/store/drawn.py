"""Drawn files: pictures that the program draws itself when they are first asked for, and can draw again."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path


class DrawnFiles:
    """The drawn files of one installation: for each owner those of its newest key, and none of before."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def kept(self, owner: int, key: str, form: str, draw: Callable[[], bytes]) -> Path:
        """The file of `owner` in a form such as 1x1.png that shows what `key` names, drawn if there is none.

        Two processes may draw it at once: each writes a whole file, and both are the same.
        """
        path = self.folder / f"{owner}-{key}-{form}"
        if not path.exists():
            self._write(path, draw())
            self._remove_others(owner, key)
        return path

    def clear(self) -> None:
        """Remove all of them, those too whose owners have gone: what is still asked for is drawn again."""
        # What is being written just now has another name.
        for path in self.folder.glob("[!.]*"):
            path.unlink(missing_ok=True)

    def _write(self, path: Path, data: bytes) -> None:
        """Write a file whole or not at all: under another name first, on disk before it is renamed."""
        self.folder.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=self.folder, prefix=".")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise

    def _remove_others(self, owner: int, key: str) -> None:
        for path in self.folder.glob(f"{owner}-*"):
            if not path.name.startswith(f"{owner}-{key}-"):
                path.unlink(missing_ok=True)
