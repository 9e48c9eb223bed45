"""Pictures are judged, re-encoded and kept."""

import os
import subprocess
import sys
import time
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from digest.store.pictures import SHAPES, PictureError, PictureFiles
from tests.store.odd_pictures import BAD, GOOD
from tests.support.programs import ROOT


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


def test_the_shapes_of_news_are_made_when_they_are_first_asked_for(files: PictureFiles) -> None:
    kept = files.keep(picture(mode="RGBA"), (480,))
    for shape, size in SHAPES.items():
        path = files.path(files.shaped(kept.key, 480, shape))
        with Image.open(path) as cut:
            assert (cut.format, cut.size, cut.mode) == ("JPEG", size, "RGB")
        made = path.stat().st_ino
        files.shaped(kept.key, 480, shape)
        assert path.stat().st_ino == made
    assert not list(files.folder.glob(".*"))
    files.remove(kept.key)
    assert not list(files.folder.iterdir())
    with pytest.raises(FileNotFoundError):
        files.shaped(kept.key, 480, "1x1")


@pytest.mark.parametrize("name", GOOD)
def test_an_odd_picture_is_shown_in_its_colours_and_nothing_else_is_kept(
    files: PictureFiles, name: str
) -> None:
    data, colour = GOOD[name]()
    kept = files.keep(data, (480,))
    with Image.open(files.path(f"{kept.key}-share.jpg")) as share:
        pixel = share.convert("RGB").getpixel((600, 315))
    assert isinstance(pixel, tuple)
    assert all(abs(is_ - meant) <= 6 for is_, meant in zip(pixel, colour, strict=True)), pixel
    for path in files.folder.iterdir():
        with Image.open(path) as image:
            assert getattr(image, "n_frames", 1) == 1
            assert not {"exif", "icc_profile", "comment", "xmp"} & set(image.info)
        assert b"secret" not in path.read_bytes()


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_picture_is_refused_with_a_reason_and_leaves_nothing(
    files: PictureFiles, name: str
) -> None:
    data, reason = BAD[name]()
    with pytest.raises(PictureError, match=reason):
        files.keep(data, (480,))
    assert not list(files.folder.glob("*"))


def test_every_cut_of_a_picture_is_answered(files: PictureFiles) -> None:
    for form in ("JPEG", "PNG", "WEBP", "GIF"):
        whole = picture(form, (40, 30))
        for end in range(0, len(whole), 7):
            with suppress(PictureError):
                files.keep(whole[:end], (480,))


def test_a_huge_picture_is_refused_by_its_header(files: PictureFiles) -> None:
    out = BytesIO()
    Image.new("1", (10_000, 5_000)).save(out, "PNG")
    with pytest.raises(PictureError, match="40 million pixels"):
        files.keep(out.getvalue(), (480,))


def test_the_largest_picture_fits_into_memory(tmp_path: Path) -> None:
    out = BytesIO()
    Image.new("RGBA", (8_000, 5_000), "teal").save(out, "PNG", compress_level=1)
    (tmp_path / "large.png").write_bytes(out.getvalue())
    program = (
        "import resource, sys; from pathlib import Path; from digest.store.pictures import PictureFiles;"
        "f = Path(sys.argv[1]); PictureFiles(f / 'kept').keep((f / 'large.png').read_bytes(), (480, 1600));"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
    )
    command = [sys.executable, "-c", program, str(tmp_path)]
    used = int(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)
    assert used < 500, "megabytes"


def test_sides_are_exchanged_for_a_large_picture_too(files: PictureFiles) -> None:
    exif = Image.Exif()
    exif[0x0112] = 8
    kept = files.keep(picture("JPEG", (4000, 3000), exif=exif), (480, 1600))
    assert (kept.width, kept.height) == (3000, 4000)
    with Image.open(files.path(f"{kept.key}-1600.webp")) as large:
        assert large.size == (1600, 2133)


def test_what_a_killed_process_left_is_not_taken_for_a_picture(files: PictureFiles) -> None:
    kept = files.keep(picture(), (480,))
    (files.folder / ".half.part").write_bytes(b"?")
    (files.folder / "notes.txt").write_bytes(b"?")
    assert files.untouched_since(time.time() + 60) == {kept.key}
    files.remove_unfinished(time.time() + 60)
    files.remove(kept.key)
    assert [path.name for path in files.folder.iterdir()] == ["notes.txt"]


def test_a_picture_that_is_kept_again_counts_as_new(files: PictureFiles) -> None:
    kept = files.keep(picture(), (480,))
    for path in files.folder.iterdir():
        os.utime(path, (0, 0))
    assert files.untouched_since(1) == {kept.key}
    files.keep(picture(), (480,))
    assert files.untouched_since(1) == set()


def test_a_picture_without_one_of_its_files_is_not_whole(files: PictureFiles) -> None:
    kept = files.keep(picture(), (480,))
    assert files.has(kept.key, (480, 1000)) is False
    files.keep(picture(), (480, 1000))
    assert files.has(kept.key, (480, 1000)) is True
    files.path(f"{kept.key}-share.jpg").unlink()
    assert files.has(kept.key, (480,)) is False
