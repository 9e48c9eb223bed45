"""Picture files: kept re-encoded, under the hash of what was given."""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps

from digest.store.picture_guard import PictureError, opened

__all__ = ["PictureError", "PictureFiles", "Stored"]

SHARE_SIZE = (1200, 630)
# What search engines ask for of news, each at the width that they recommend
# (developers.google.com/search/docs/appearance/structured-data/article, `image`).
SHAPES = {"16x9": (1200, 675), "4x3": (1200, 900), "1x1": (1200, 1200)}
_QUALITY = 80
_NAME = re.compile(r"([0-9a-f]{20})-(?:\d{1,4}\.webp|(?:share|16x9|4x3|1x1)\.jpg)\Z", re.ASCII)
_UNFINISHED = ".part"


@dataclass(frozen=True, slots=True)
class Stored:
    """A kept picture: its content hash, and its size in pixels."""

    key: str
    width: int
    height: int


class PictureFiles:
    """The picture files of one installation.

    They are `<key>-<width>.webp`, `<key>-share.jpg` for previews, and `<key>-<shape>.jpg` once asked for.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, name: str) -> Path:
        """Where the file `name` is kept."""
        return self.folder / name

    def keep(self, data: bytes, widths: tuple[int, ...]) -> Stored:
        """Keep `data` re-encoded at those of `widths` that do not enlarge it. Raises PictureError.

        Nothing but pixels survives: no place, owner, comment or profile is carried over. The files are on
        disk when this returns, so that a row which names them may be written.
        """
        key = hashlib.sha256(data).hexdigest()[:20]
        with opened(data, max(widths)) as picture:
            image = picture.image
            self.folder.mkdir(parents=True, exist_ok=True)
            for width in {*(w for w in widths if w < picture.width), image.width}:
                height = max(1, round(picture.height * width / picture.width))
                resized = image if width == image.width else _resized(image, (width, height))
                self._write(f"{key}-{width}.webp", resized, "WEBP", quality=_QUALITY, method=4)
            share = ImageOps.fit(_on_white(image), SHARE_SIZE, Image.Resampling.LANCZOS)
            self._write(f"{key}-share.jpg", share, "JPEG", quality=_QUALITY)
            _sync(self.folder)
            return Stored(key, picture.width, picture.height)

    def shaped(self, key: str, width: int, shape: str) -> str:
        """The name of the file that shows the picture `key` in one of SHAPES.

        It is made when it is first asked for, of the file that is `width` wide. Raises FileNotFoundError.
        """
        name = f"{key}-{shape}.jpg"
        if not self.path(name).exists():
            with Image.open(self.path(f"{key}-{width}.webp")) as image:
                cut = ImageOps.fit(_on_white(image), SHAPES[shape], Image.Resampling.LANCZOS)
            self._write(name, cut, "JPEG", quality=_QUALITY)
        return name

    def has(self, key: str, widths: tuple[int, ...]) -> bool:
        """Whether every file of the picture `key` is there."""
        names = (*(f"{key}-{width}.webp" for width in widths), f"{key}-share.jpg")
        return all(self.path(name).exists() for name in names)

    def size(self, name: str) -> tuple[int, int] | None:
        """The width and height of the file `name` by its header; nothing if it is missing or no picture."""
        try:
            with Image.open(self.path(name)) as image:
                return image.size
        except (OSError, Image.DecompressionBombError):
            return None

    def remove(self, key: str) -> None:
        """Remove every file of the picture `key`."""
        for path, owner in self._named():
            if owner == key:
                path.unlink(missing_ok=True)

    def untouched_since(self, instant: float) -> set[str]:
        """The keys of the pictures none of whose files was kept after `instant` (seconds since 1970)."""
        newest: dict[str, float] = {}
        for path, key in self._named():
            newest[key] = max(newest.get(key, 0), _changed(path))
        return {key for key, changed in newest.items() if changed < instant}

    def remove_unfinished(self, instant: float) -> None:
        """Remove what a killed process left half written before `instant`."""
        for path in self.folder.glob(f".*{_UNFINISHED}"):
            if _changed(path) < instant:
                path.unlink(missing_ok=True)

    def _named(self) -> Iterator[tuple[Path, str]]:
        """Each picture file with its key; whatever else lies in the folder is not ours."""
        for path in self.folder.glob("*"):
            if match := _NAME.match(path.name):
                yield path, match[1]

    def _write(self, name: str, image: Image.Image, form: str, **options: int) -> None:
        """Write a file whole or not at all: under another name first, on disk before it is renamed."""
        if self._is_kept(name):
            return
        handle, temporary = tempfile.mkstemp(dir=self.folder, prefix=".", suffix=_UNFINISHED)
        try:
            with os.fdopen(handle, "wb") as file:
                image.save(file, form, **options)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).chmod(0o644)
            Path(temporary).replace(self.path(name))
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise

    def _is_kept(self, name: str) -> bool:
        """Whether the file is there; then it counts as kept just now, and no sweeper takes it away."""
        try:
            os.utime(self.path(name))
        except FileNotFoundError:
            return False
        return True


def _changed(path: Path) -> float:
    """When the file was kept; one that has gone meanwhile counts as new, and is left to who removed it."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return float("inf")


def _sync(folder: Path) -> None:
    """Bring the folder's list of names to disk: a renamed file is safe only with it (fsync(2))."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _resized(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    return image.resize(size, Image.Resampling.LANCZOS)


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground
