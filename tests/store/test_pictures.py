"""Pictures are judged, re-encoded and kept."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from digest.store.pictures import PictureError, PictureFiles


@pytest.fixture
def files(tmp_path: Path) -> PictureFiles:
    return PictureFiles(tmp_path / "pictures")


def picture(
    form: str = "PNG", size: tuple[int, int] = (1000, 500), mode: str = "RGB", **options: object
) -> bytes:
    out = BytesIO()
    Image.new(mode, size, "teal").save(out, form, **options)
    return out.getvalue()


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "GIF"])
def test_each_kind_is_kept_at_each_width_that_does_not_enlarge(files: PictureFiles, form: str) -> None:
    kept = files.keep(picture(form), (480, 960, 1600))
    assert (kept.width, kept.height) == (1000, 500)
    names = sorted(path.name.removeprefix(kept.key) for path in files.folder.iterdir())
    assert names == ["-1000.webp", "-480.webp", "-960.webp", "-share.jpg"]
    with Image.open(files.path(f"{kept.key}-480.webp")) as small:
        assert (small.format, small.size) == ("WEBP", (480, 240))
    with Image.open(files.path(f"{kept.key}-share.jpg")) as share:
        assert (share.format, share.size) == ("JPEG", (1200, 630))


def test_the_same_bytes_are_the_same_picture(files: PictureFiles) -> None:
    assert files.keep(picture(), (480,)) == files.keep(picture(), (480,))


def test_nothing_but_pixels_survives(files: PictureFiles) -> None:
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    kept = files.keep(picture("JPEG", exif=exif, comment=b"<script>secret</script>"), (480,))
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", "secret name")
    also = files.keep(picture("PNG", pnginfo=text), (480,))
    for key in (kept.key, also.key):
        for path in files.folder.glob(f"{key}*"):
            assert b"secret" not in path.read_bytes()


def test_a_picture_lying_on_its_side_is_put_upright(files: PictureFiles) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    kept = files.keep(picture("JPEG", (400, 200), exif=exif), (480,))
    assert (kept.width, kept.height) == (200, 400)


def test_a_see_through_picture_gets_a_white_ground_in_its_preview(files: PictureFiles) -> None:
    out = BytesIO()
    Image.new("RGBA", (100, 100), (0, 0, 0, 0)).save(out, "PNG")
    kept = files.keep(out.getvalue(), (480,))
    with Image.open(files.path(f"{kept.key}-share.jpg")) as share:
        assert share.getpixel((600, 300)) == (255, 255, 255)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        picture("BMP"),
        picture("TIFF"),
        picture()[:60],
        b"GIF89a" + b"\x00" * 40,
        b"\x89PNG\r\n\x1a\n" + b"\x00" * (10 * 1024 * 1024),
    ],
)
def test_what_is_no_picture_is_refused_and_leaves_nothing(files: PictureFiles, data: bytes) -> None:
    with pytest.raises(PictureError):
        files.keep(data, (480,))
    assert not list(files.folder.glob("*"))


def test_a_huge_picture_is_refused_by_its_header(files: PictureFiles) -> None:
    out = BytesIO()
    Image.new("1", (10_000, 5_000)).save(out, "PNG")
    with pytest.raises(PictureError, match="40 million pixels"):
        files.keep(out.getvalue(), (480,))
