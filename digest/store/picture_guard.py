"""The guard before pictures: what somebody sends, judged by its header and made into plain sRGB pixels."""

import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageCms

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
BYTES_MOST = 10 * 1024 * 1024
PIXELS_MOST = 40_000_000
# A strip longer than this shows nothing at any width, and WebP ends at 16383 pixels.
RATIO_MOST = 10
_ORIENTATION = 0x0112
_LYING = (5, 6, 7, 8)  # orientations that exchange width and height (Exif 2.32, 4.6.4)
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# A decoded picture takes up to 160 MB. One after the other, so that ten at once do not take ten times that.
_one_at_a_time = threading.Lock()


class PictureError(ValueError):
    """A file that cannot be taken as a picture; `message` is a catalogue key with places for `params`."""

    def __init__(self, message: str, **params: object) -> None:
        super().__init__(message % params if params else message)
        self.message = message
        self.params = params


@dataclass(frozen=True, slots=True)
class Opened:
    """A picture's upright pixels, made narrow enough already, and how large it was."""

    image: Image.Image
    width: int
    height: int


@contextmanager
def opened(data: bytes, width_most: int) -> Iterator[Opened]:
    """The first frame of `data` in sRGB without metadata, at most `width_most` wide. Raises PictureError.

    Decoding is left to one thread at a time.
    """
    if not data:
        raise PictureError("the file is empty")
    if len(data) > BYTES_MOST:
        raise PictureError("larger than %(most)s MB", most=BYTES_MOST // 2**20)
    with _one_at_a_time, _headed(data) as image:
        try:
            picture = _decoded(image, width_most)
        except Exception as error:
            # Decoders meet damage with errors of many kinds (struct, zlib, EOF, index, memory and their own).
            raise _unsound(data) from error
        yield picture


@contextmanager
def _headed(data: bytes) -> Iterator[Image.Image]:
    """The picture that the header of `data` announces, nothing of it decoded."""
    with warnings.catch_warnings():
        # Sizes are judged below, with a limit of our own; oddities of metadata do not matter, it is dropped.
        warnings.simplefilter("ignore")
        try:
            image = Image.open(BytesIO(data), formats=FORMATS)
            image.seek(0)
        except Image.DecompressionBombError as error:
            raise _too_many_pixels() from error
        except Exception as error:
            raise _unsound(data) from error
        with image:
            _judge(image.width, image.height)
            yield image


def _judge(width: int, height: int) -> None:
    if width * height > PIXELS_MOST:
        raise _too_many_pixels()
    if max(width, height) > RATIO_MOST * min(width, height):
        raise PictureError("more than %(most)s times as long as wide", most=RATIO_MOST)


def _unsound(data: bytes) -> PictureError:
    if data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8")) or data[8:12] == b"WEBP":
        return PictureError("the picture is damaged or was cut off")
    return PictureError("not a sound picture of the kinds %(kinds)s", kinds=", ".join(FORMATS))


def _too_many_pixels() -> PictureError:
    return PictureError("more than %(most)s million pixels", most=PIXELS_MOST // 10**6)


def _decoded(image: Image.Image, width_most: int) -> Opened:
    """Made small before anything else, so that at most two copies of the whole are in memory."""
    turn = _turn(image)
    width, height = (image.height, image.width) if turn in _LYING else image.size
    shown = (min(width, width_most), max(1, round(height * min(width, width_most) / width)))
    size = (shown[1], shown[0]) if turn in _LYING else shown
    profile = image.info.get("icc_profile")
    if image.format == "JPEG":
        image.draft(None, size)  # decodes at a half, a quarter or an eighth where that is enough
    small = _plain(image)
    if small.size != size:
        small = small.resize(size, Image.Resampling.LANCZOS)
    small = _in_srgb(small, profile)
    if turn in _TURNS:
        small = small.transpose(_TURNS[turn])
    # A picture made of the pixels alone: nothing else of the file can come along.
    return Opened(Image.frombytes(small.mode, small.size, small.tobytes()), width, height)


def _turn(image: Image.Image) -> int:
    """The orientation that the camera noted; broken notes are none."""
    with suppress(Exception):
        return int(image.getexif().get(_ORIENTATION, 1))
    return 1


def _plain(image: Image.Image) -> Image.Image:
    """`image` in a mode that can be made smaller, with its transparency."""
    if image.mode.startswith("I;16"):
        image = image.convert("I")
    if image.mode in ("I", "F"):  # sixteen bits of grey
        return image.point(lambda grey: grey / 257).convert("L")
    if image.mode in ("RGBA", "LA"):
        return image
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image if image.mode in ("RGB", "L", "CMYK") else image.convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """`image` as RGB or RGBA, its colours as they were meant; an unsound profile is left out."""
    mode = "RGBA" if image.mode in ("RGBA", "LA") else "RGB"
    if profile and image.mode != "LA":
        with suppress(Exception):
            meant = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(
                image, meant, ImageCms.createProfile("sRGB"), outputMode=mode
            )
            if converted is not None:
                return converted
    return image if image.mode == mode else image.convert(mode)
