"""Picture files: judged, re-encoded and kept under the hash of what was given."""

import hashlib
import os
import tempfile
import warnings
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
BYTES_MOST = 10 * 1024 * 1024
PIXELS_MOST = 40_000_000
SHARE_SIZE = (1200, 630)
_QUALITY = 80


class PictureError(ValueError):
    """A file that cannot be taken as a picture; `message` is a catalogue key with places for `params`."""

    def __init__(self, message: str, **params: object) -> None:
        super().__init__(message % params if params else message)
        self.message = message
        self.params = params


@dataclass(frozen=True, slots=True)
class Stored:
    """A kept picture: its content hash, and its size in pixels."""

    key: str
    width: int
    height: int


class PictureFiles:
    """The picture files of one installation: `<key>-<width>.webp`, and `<key>-share.jpg` for previews."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, name: str) -> Path:
        """Where the file `name` is kept."""
        return self.folder / name

    def keep(self, data: bytes, widths: tuple[int, ...]) -> Stored:
        """Keep `data` re-encoded at those of `widths` that do not enlarge it. Raises PictureError.

        Nothing but pixels survives: no place, owner or comment is carried over.
        """
        image = _opened(data)
        key = hashlib.sha256(data).hexdigest()[:20]
        largest = min(image.width, max(widths))
        self.folder.mkdir(parents=True, exist_ok=True)
        for width in {*(w for w in widths if w < image.width), largest}:
            height = max(1, round(image.height * width / image.width))
            resized = (
                image if width == image.width else image.resize((width, height), Image.Resampling.LANCZOS)
            )
            self._write(f"{key}-{width}.webp", resized, "WEBP", quality=_QUALITY, method=4)
        share = ImageOps.fit(_on_white(image), SHARE_SIZE, Image.Resampling.LANCZOS)
        self._write(f"{key}-share.jpg", share, "JPEG", quality=_QUALITY)
        return Stored(key, image.width, image.height)

    def _write(self, name: str, image: Image.Image, form: str, **options: int) -> None:
        """Write a file whole or not at all: under another name first, on disk before it is renamed."""
        if self.path(name).exists():
            return
        handle, temporary = tempfile.mkstemp(dir=self.folder, prefix=".", suffix=".part")
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


def _opened(data: bytes) -> Image.Image:
    """The first frame of `data`, upright and without metadata. Judged by its header before it is decoded."""
    if len(data) > BYTES_MOST:
        raise PictureError("larger than %(most)s MB", most=BYTES_MOST // 2**20)
    try:
        with warnings.catch_warnings():
            # The header's size is judged below, with a limit of our own.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(BytesIO(data), formats=FORMATS)
            if image.width * image.height > PIXELS_MOST:
                raise PictureError("more than %(most)s million pixels", most=PIXELS_MOST // 10**6)
            image.seek(0)
            upright = ImageOps.exif_transpose(image)
            upright = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    except Image.DecompressionBombError as error:
        raise PictureError("more than %(most)s million pixels", most=PIXELS_MOST // 10**6) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        if isinstance(error, PictureError):
            raise
        raise PictureError("not a sound picture of the kinds %(kinds)s", kinds=", ".join(FORMATS)) from error
    upright.info.clear()
    return upright


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground
