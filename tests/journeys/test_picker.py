"""A picture is picked within a form: searched, sent, chosen, and what is known of it is filled in."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from digest.domain.library import describe, take_in
from digest.domain.sign_in import SignIn
from digest.store import writing
from digest.web.site import now, site
from tests.support import browsers, desks, servers, sites
from tests.support.browsers import ja
from tests.support.factories import a_picture
from tests.support.hands import a_hand
from tests.support.people import a_user


def shelf() -> str:
    """Put fourteen pictures into the library; the secret of an editor who is signed in."""
    user, hand = a_user(), a_hand()
    for number in range(14):
        data = a_picture(colour=f"#{number * 17:02x}8080")
        picture, _ = take_in(site().files, data, f"{number}.png", hand)
        identity = picture.id
        with writing() as session:
            describe(session, identity, {"alt": f"旗{number}番", "credit": "本紙", "rights": "own"}, hand)
    with writing() as session:
        return SignIn.begin(session, session.merge(user), now())


@pytest.fixture(scope="module")
def desk(migrated_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    folder = Path(shutil.copytree(migrated_folder, tmp_path_factory.mktemp("picker") / "instance"))
    with sites.site(folder) as app, app.app_context():
        secret = shelf()
    with servers.serving(folder, target="tests.support.picker_desk:app") as address:
        yield address, secret


@pytest.fixture
def visitor(browser: Browser, desk: tuple[str, str]) -> Iterator[browsers.Visitor]:
    with browsers.visiting(browser, desk[0]) as visitor:
        yield visitor


@pytest.fixture
def form(visitor: browsers.Visitor, desk: tuple[str, str], size: dict[str, int]) -> Page:
    page = desks.sign_in(visitor.page(size), *desk)
    page.goto("/editor/cover")
    page.locator(".picker-more > summary").click()
    return page


def test_what_is_known_is_filled_in_and_what_was_typed_stays(form: Page) -> None:
    form.get_by_role("radio", name="旗13番").check()
    expect(form.locator("[name=picture_alt]")).to_have_value("旗13番")
    expect(form.locator("[name=picture_rights]")).to_have_value("own")
    form.get_by_role("radio", name="旗12番").check()
    expect(form.locator("[name=picture_alt]")).to_have_value("旗12番")
    form.locator("[name=picture_alt]").fill("別の旗")
    form.get_by_role("radio", name="旗11番").check()
    expect(form.locator("[name=picture_alt]")).to_have_value("別の旗")
    form.get_by_role("button", name="OK").click()
    expect(form.locator("#ref")).to_contain_text("別の旗 own")


def test_words_of_the_picture_before_do_not_stay_with_another(form: Page) -> None:
    form.get_by_role("radio", name="旗13番").check()
    form.get_by_role("button", name="OK").click()
    form.locator(".picker-more > summary").click()
    expect(form.locator("[name=picture_alt]")).to_have_value("旗13番")
    form.get_by_role("radio", name="旗12番").check()
    expect(form.locator("[name=picture_alt]")).to_have_value("旗12番")


def test_searching_keeps_what_is_chosen(form: Page) -> None:
    form.get_by_role("radio", name="旗13番").check()
    form.get_by_role("searchbox").fill("旗1番")
    expect(form.get_by_role("radio", name="旗1番", exact=True)).to_be_visible()
    expect(form.get_by_role("radio", name="旗12番")).to_have_count(0)
    expect(form.get_by_role("radio", name="旗13番")).to_be_checked()
    form.get_by_role("searchbox").press("Enter")
    expect(form.locator("#ref")).to_contain_text("?")
    form.get_by_role("searchbox").fill("")
    expect(form.get_by_role("radio", name="旗12番")).to_be_visible()
    expect(form.get_by_role("radio", name="旗13番")).to_have_count(1)


def test_older_pictures_are_fetched(form: Page) -> None:
    expect(form.get_by_role("radio", name="旗0番")).to_have_count(0)
    form.get_by_role("link", name=ja("Show more")).click()
    expect(form.get_by_role("radio", name="旗0番")).to_be_visible()


def test_a_picture_that_is_sent_here_is_chosen(form: Page) -> None:
    given = {"name": "new.png", "mimeType": "image/png", "buffer": a_picture(colour="gold")}
    form.locator(".drop-file").set_input_files(given)  # type: ignore[arg-type]
    expect(form.get_by_role("radio", name="new.png")).to_be_checked()
    form.get_by_role("button", name="OK").click()
    expect(form.locator("#ref")).not_to_contain_text("?")


def test_without_script_older_pictures_are_chosen_on_a_page(
    visitor: browsers.Visitor, desk: tuple[str, str], size: dict[str, int]
) -> None:
    page = desks.sign_in(visitor.page(size, java_script_enabled=False), *desk)
    page.goto("/editor/cover")
    page.locator(".picker-more > summary").click()
    page.get_by_role("link", name=ja("Show more")).click()
    page.get_by_role("link", name="旗0番").click()
    expect(page.get_by_role("radio", name="旗0番")).to_be_checked()
    page.get_by_role("button", name="OK").click()
    expect(page.locator("#ref")).not_to_contain_text("?")
