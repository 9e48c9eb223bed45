"""Display settings: they act at once, and this browser keeps them."""

from playwright.sync_api import Page, expect

ARTICLE = "/articles/new-banknotes"
STYLE = """() => {
  const text = document.querySelector('.balloon p');
  const { fontSize, fontFamily } = getComputedStyle(text);
  return { fontSize: parseFloat(fontSize), fontFamily,
           ground: getComputedStyle(document.documentElement).backgroundColor,
           width: document.querySelector('.page').getBoundingClientRect().width };
}"""


def choose(page: Page, **choices: str) -> None:
    """Open the menu and choose, as `size="large"`."""
    page.locator("#menu-opener").click()
    for name, value in choices.items():
        page.locator(f"#menu label:has(input[data-setting={name}][value={value}])").click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_settings_act_at_once_and_are_kept(page: Page) -> None:
    page.goto(ARTICLE)
    before = page.evaluate(STYLE)
    choose(page, size="large", face="mincho", theme="dark")
    after = page.evaluate(STYLE)
    assert after["fontSize"] > before["fontSize"]
    assert after["fontFamily"] != before["fontFamily"]
    assert after["ground"] != before["ground"]
    page.reload()
    assert page.evaluate(STYLE) == after
    page.locator("#menu-opener").click()
    expect(page.locator("#menu input[data-setting=size][value=large]")).to_be_checked()


def test_the_width_of_lines_can_be_chosen(page: Page, size: dict[str, int]) -> None:
    page.goto(ARTICLE)
    choose(page, width="narrow")
    narrow = page.evaluate(STYLE)["width"]
    choose(page, width="wide")
    wide = page.evaluate(STYLE)["width"]
    assert wide > narrow if size["width"] > 1000 else wide >= narrow


def test_the_device_decides_until_the_reader_does(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(ARTICLE)
    dark = page.evaluate(STYLE)["ground"]
    choose(page, theme="light")
    assert page.evaluate(STYLE)["ground"] != dark
    choose(page, theme="auto")
    assert page.evaluate(STYLE)["ground"] == dark
