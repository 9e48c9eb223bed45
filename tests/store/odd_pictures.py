"""Odd files that somebody may send as pictures, made here: harmless, broken and hostile ones."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms, PngImagePlugin

TEAL = (0, 128, 128)


def made(
    form: str, mode: str = "RGB", size: tuple[int, int] = (60, 40), fill: Any = TEAL, **options: Any
) -> bytes:
    """A file of one colour."""
    out = BytesIO()
    Image.new(mode, size, fill).save(out, form, **options)
    return out.getvalue()


def frames(form: str) -> bytes:
    """A picture that moves from teal to red."""
    out = BytesIO()
    first, second = Image.new("RGB", (60, 40), TEAL), Image.new("RGB", (60, 40), "red")
    options: dict[str, Any] = {"lossless": True} if form == "WEBP" else {}
    first.save(out, form, save_all=True, append_images=[second], duration=100, **options)
    return out.getvalue()


def chunk(name: bytes, data: bytes) -> bytes:
    """A chunk of a PNG file."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, data: bytes, *between: bytes, depth: int = 8, kind: int = 2) -> bytes:
    """A PNG file put together by hand; `data` is what is compressed."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(data, 9)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(between) + body


def sixteen_bits_of_grey() -> bytes:
    """A middle grey in sixteen bits."""
    row = b"\0" + b"\x80\x00" * 60
    return png(60, 40, row * 40, depth=16, kind=0)


def sixteen_bits_of_colour() -> bytes:
    """Teal in sixteen bits a channel."""
    row = b"\0" + b"\x00\x00\x80\x00\x80\x00" * 60
    return png(60, 40, row * 40, depth=16, kind=2)


def palette_see_through() -> bytes:
    """A palette whose first colour cannot be seen."""
    image = Image.new("P", (60, 40), 0)
    image.putpalette([*TEAL, 255, 0, 0])
    out = BytesIO()
    image.save(out, "PNG", transparency=0)
    return out.getvalue()


def wide_gamut() -> bytes:
    """Red as a printer's or camera's profile means it: the channels are exchanged."""
    exchanged = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # What stands under rXYZ and bXYZ changes places, so that (0, 0, 255) is red.
    swapped = exchanged.replace(b"rXYZ", b"?XYZ").replace(b"bXYZ", b"rXYZ").replace(b"?XYZ", b"bXYZ")
    return made("PNG", fill=(0, 0, 255), icc_profile=swapped)


def bomb_of_text() -> bytes:
    """Fifty megabytes of text within fifty kilobytes."""
    text = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"a" * 50 * 2**20, 9))
    return png(60, 40, (b"\0" + bytes(TEAL) * 60) * 40, text)


def large_frame_in_small_gif() -> bytes:
    """A GIF of one by one whose frame says that it is a huge one."""
    data = bytearray(made("GIF", "P", (1, 1), 0))
    at = data.index(b"\x2c")
    data[at + 5 : at + 9] = struct.pack("<HH", 60_000, 60_000)
    return bytes(data)


def with_text() -> bytes:
    """A name in a text chunk."""
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "secret")
    return made("PNG", pnginfo=info)


_JPEG = made("JPEG", quality=95)
_PNG = made("PNG")
_GIF = made("GIF")
_WEBP = made("WEBP", lossless=True)

# What is taken, with the colour of its middle as it must be shown (over white).
GOOD: dict[str, Callable[[], tuple[bytes, tuple[int, int, int]]]] = {
    "a plain JPEG": lambda: (_JPEG, TEAL),
    "a plain PNG": lambda: (_PNG, TEAL),
    "a plain WebP": lambda: (_WEBP, TEAL),
    "a plain GIF": lambda: (_GIF, TEAL),
    "a progressive JPEG": lambda: (made("JPEG", progressive=True, quality=95), TEAL),
    "a grey JPEG": lambda: (made("JPEG", "L", fill=100), (100, 100, 100)),
    "a JPEG for print": lambda: (made("JPEG", "CMYK", fill=(255, 127, 127, 0), quality=95), (0, 128, 128)),
    "a moving GIF": lambda: (frames("GIF"), TEAL),
    "a moving PNG": lambda: (frames("PNG"), TEAL),
    "a moving WebP": lambda: (frames("WEBP"), TEAL),
    "grey in sixteen bits": lambda: (sixteen_bits_of_grey(), (128, 128, 128)),
    "colour in sixteen bits": lambda: (sixteen_bits_of_colour(), TEAL),
    "grey with transparency": lambda: (made("PNG", "LA", fill=(0, 0)), (255, 255, 255)),
    "a see-through palette": lambda: (palette_see_through(), (255, 255, 255)),
    "one see-through colour": lambda: (made("PNG", transparency=TEAL), (255, 255, 255)),
    "black and white": lambda: (made("PNG", "1", fill=0), (0, 0, 0)),
    "a single dot": lambda: (made("PNG", size=(1, 1)), TEAL),
    "colours by a profile": lambda: (wide_gamut(), (255, 0, 0)),
    "a profile that is none": lambda: (made("PNG", icc_profile=b"\0" * 200), TEAL),
    "broken notes of a camera": lambda: (
        made("JPEG", exif=b"Exif\0\0MM\0*\xff\xff\xff\xff", quality=95),
        TEAL,
    ),
    "a page behind a picture": lambda: (_GIF + b"<script>secret</script>", TEAL),
    "an archive behind a picture": lambda: (_JPEG + b"PK\x03\x04secret", TEAL),
    "a name within": lambda: (with_text(), TEAL),
}

# What is refused, with a word of what is said.
BAD: dict[str, Callable[[], tuple[bytes, str]]] = {
    "nothing": lambda: (b"", "empty"),
    "a text": lambda: (b"not a picture", "kinds"),
    "a drawing with script": lambda: (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "kinds"),
    "a bitmap": lambda: (made("BMP"), "kinds"),
    "a TIFF": lambda: (made("TIFF"), "kinds"),
    "an icon": lambda: (made("ICO", size=(16, 16)), "kinds"),
    "a PDF": lambda: (b"%PDF-1.7\n", "kinds"),
    "a JPEG cut off": lambda: (_JPEG[:-10], "damaged"),
    "a PNG cut off": lambda: (_PNG[:-30], "damaged"),
    "a GIF cut off": lambda: (_GIF[:30], "damaged"),
    "a WebP cut off": lambda: (_WEBP[:-10], "damaged"),
    "a header alone": lambda: (_PNG[:33], "damaged"),
    "a GIF of zeros": lambda: (b"GIF89a" + b"\0" * 40, "damaged"),
    "no width": lambda: (png(0, 40, b""), "damaged"),
    "a size beyond counting": lambda: (png(2**31 - 1, 2**31 - 1, b""), "40 million"),
    "more dots than may be": lambda: (png(10_000, 5_000, b""), "40 million"),
    "a huge frame in a small GIF": lambda: (large_frame_in_small_gif(), "40 million"),
    "a long strip": lambda: (made("PNG", "1", (20_000, 10), 1), "10 times"),
    "a high strip": lambda: (made("PNG", "1", (10, 20_000), 1), "10 times"),
    "more text than fits": lambda: (bomb_of_text(), "damaged"),
    "a wrong sum": lambda: (_PNG[:29] + b"\xff\xff" + _PNG[31:], "damaged"),
    "more bytes than may be": lambda: (_PNG + b"\0" * 10 * 2**20, "10 MB"),
}
