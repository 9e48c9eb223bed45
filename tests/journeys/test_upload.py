"""Pictures reach the library by choosing, pasting and dropping, with script and without."""

import shutil
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support import browsers, desks
from tests.support.browsers import ja
from tests.support.factories import a_picture

# A browser makes such an event when somebody drops or pastes a file; a test has to do it itself.
GIVE = """([place, kind, name, bytes]) => {
  const data = new DataTransfer();
  const sound = Uint8Array.from(atob(bytes), (sign) => sign.charCodeAt(0));
  data.items.add(new File([sound], name, { type: "image/png" }));
  const options = { bubbles: true, cancelable: true };
  const event = kind === "paste"
    ? new ClipboardEvent("paste", { ...options, clipboardData: data })
    : new DragEvent(kind, { ...options, dataTransfer: data });
  document.querySelector(place).dispatchEvent(event);
}"""


@pytest.fixture(scope="module")
def desk(migrated_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    folder = Path(shutil.copytree(migrated_folder, tmp_path_factory.mktemp("upload") / "instance"))
    with desks.desk(folder) as (address, secret):
        yield address, secret


@pytest.fixture
def visitor(browser: Browser, desk: tuple[str, str]) -> Iterator[browsers.Visitor]:
    with browsers.visiting(browser, desk[0]) as visitor:
        yield visitor


@pytest.fixture
def library(visitor: browsers.Visitor, desk: tuple[str, str], size: dict[str, int]) -> Page:
    page = desks.sign_in(visitor.page(size), *desk)
    page.goto("/editor/pictures")
    return page


def file(name: str, colour: str) -> dict[str, object]:
    return {"name": name, "mimeType": "image/png", "buffer": a_picture(colour=colour)}


def give(page: Page, kind: str, name: str, data: bytes, place: str = ".drop") -> None:
    page.evaluate(GIVE, [place, kind, name, b64encode(data).decode()])


def test_chosen_pictures_stand_in_the_library_at_once(library: Page) -> None:
    library.locator(".drop-file").set_input_files([file("one.png", "red"), file("two.png", "blue")])  # type: ignore[list-item]
    expect(library.get_by_role("link", name="two.png")).to_be_visible()
    expect(library.get_by_role("link", name="one.png")).to_be_visible()
    library.get_by_role("link", name="one.png").click()
    expect(library.get_by_role("heading", name="one.png")).to_be_visible()
    assert library.locator(".picture-whole img").evaluate("image => image.naturalWidth") > 0


@pytest.mark.parametrize(("kind", "place"), [("drop", ".drop"), ("paste", "body")])
def test_a_picture_is_dropped_or_pasted(library: Page, kind: str, place: str) -> None:
    give(library, kind, f"{kind}.png", a_picture(colour="green" if kind == "drop" else "gold"), place)
    expect(library.get_by_role("link", name=f"{kind}.png")).to_be_visible()


def test_what_is_no_picture_is_named_where_it_was_given(library: Page, visitor: browsers.Visitor) -> None:
    visitor.expected.add(422)
    give(library, "drop", "letter.png", b"no picture")
    expect(library.locator(".drop-refused")).to_contain_text("letter.png")
    give(library, "drop", "huge.png", b"\0" * (10 * 2**20 + 1))
    expect(library.locator(".drop-refused")).to_contain_text("huge.png")


def test_one_picture_twice_stands_there_once(library: Page) -> None:
    for name in ("first.png", "again.png"):
        library.locator(".drop-file").set_input_files([file(name, "pink")])  # type: ignore[list-item]
        expect(library.get_by_role("link", name="first.png")).to_have_count(1)
    expect(library.get_by_role("link", name="again.png")).to_have_count(0)


def test_an_ended_session_says_so_and_keeps_the_page(library: Page, visitor: browsers.Visitor) -> None:
    visitor.expected |= {401}
    library.context.clear_cookies()
    give(library, "drop", "late.png", a_picture(colour="navy"))
    expect(library.locator(".drop-refused a[target=_blank]")).to_be_visible()


def test_a_plain_form_sends_pictures_too(
    visitor: browsers.Visitor, desk: tuple[str, str], size: dict[str, int]
) -> None:
    page = desks.sign_in(visitor.page(size, java_script_enabled=False), *desk)
    page.goto("/editor/pictures")
    page.locator(".drop-file").set_input_files([file("plain.png", "olive")])  # type: ignore[list-item]
    page.get_by_role("button", name=ja("Send")).click()
    expect(page.get_by_role("heading", name="plain.png")).to_be_visible()
