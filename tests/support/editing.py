"""Editors' hands: what somebody does at the desk, by mouse, by keyboard alone, or without JavaScript."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, TimeoutError, expect

from tests.support.browsers import TIMEOUT_MS, ja

# An element that nobody reaches with so many strokes of Tab is out of reach.
STROKES_MOST = 300
IS_ACTIVE = "target => target === document.activeElement"
IS_BEFORE = """target => !document.activeElement.contains(target)
  && !!(target.compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING)"""
# What is drawn round the element, or round the label that stands for it.
SHOWS_FOCUS = """target => [target, ...(target.labels ?? []), target.closest(".drop-choose")].some((each) => {
  if (!each?.checkVisibility({ visibilityProperty: true }) || !target.matches(":focus-visible")) return false;
  const { outlineStyle, outlineWidth, opacity } = getComputedStyle(each);
  const { top, bottom } = each.getBoundingClientRect();
  const drawn = outlineStyle !== "none" && outlineWidth !== "0px" && opacity !== "0";
  return drawn && bottom > 0 && top < innerHeight;
})"""


def click_within(tool: Locator, *around: Locator) -> None:
    """Click a tool that shows while the mouse is over what is `around` it.

    What fills in above may move it from under the mouse: then the mouse follows.
    """
    for patience in (2_000, 4_000, TIMEOUT_MS):
        for each in around:
            each.hover()
        try:
            tool.click(timeout=patience)
            return
        except TimeoutError:
            continue
    raise AssertionError(f"no mouse reaches {tool}")


@dataclass
class Tally:
    """How often somebody clicked and how many fields they typed into.

    `tabs` are those clicks that only go from one field on to another, which Tab does as well; `runs` are
    the unbroken runs of typing if it is Tab that does it.
    """

    clicks: int = 0
    fields: int = 0
    tabs: int = 0
    runs: int = 0
    typing: bool = False

    def click(self, into: bool = False) -> None:
        """Count a click; `into` a field to type there."""
        self.clicks += 1
        self.tabs += into and self.typing
        self.typing = self.typing and into

    def field(self) -> None:
        """Count a field that is typed into."""
        self.fields += 1
        self.runs += not self.typing
        self.typing = True

    @property
    def total(self) -> int:
        """Clicks and bursts of typing, where Tab goes from field to field."""
        return self.clicks - self.tabs + self.runs

    def __str__(self) -> str:
        return (
            f"{self.clicks} clicks and {self.fields} typed fields; with Tab between fields "
            f"{self.clicks - self.tabs} clicks and {self.runs} bursts of typing, {self.total} in all"
        )


class Hand:
    """Somebody at the desk in the browser of `page`, who works by mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.tally = Tally()

    def begin_to_count(self) -> None:
        """Count from here."""
        self.tally = Tally()

    def press(self, target: Locator) -> None:
        """Press a button, follow a link, tick a box."""
        self.tally.click()
        target.click()

    def write(self, field: Locator, text: str) -> None:
        """Type into a field instead of what stands there."""
        if not field.evaluate(IS_ACTIVE):
            self.tally.click(into=True)
            field.click()
        self.type(field, text)

    def type(self, field: Locator, text: str) -> None:
        """Type into the field that has the cursor."""
        expect(field).to_be_focused()
        self.tally.field()
        if field.get_attribute("type") == "date":
            self.type_day(field, text)
            return
        keys = self.page.keyboard
        keys.press("Control+A")
        for number, line in enumerate(text.split("\n")):
            if number:
                keys.press("Enter")
            keys.insert_text(line)

    def type_day(self, field: Locator, text: str) -> None:
        """Type a day in the order that this browser's language has."""
        year, month, day = text.split("-")
        for order in ((year, month, day), (month, day, year), (day, month, year)):
            for number in order:
                self.page.keyboard.type(number)
                if number == year:
                    self.page.keyboard.press("ArrowRight")
            if field.input_value() == text:
                return
            for _ in order:
                self.page.keyboard.press("ArrowLeft")
        raise AssertionError(f"{text} cannot be typed")

    def choose(self, field: Locator, option: str) -> None:
        """Choose from a list: a click that opens it, and one that takes what is wanted."""
        self.tally.click()
        self.tally.click()
        field.select_option(label=option)

    def pick(self, target: Locator) -> None:
        """Take one of several by its radio button."""
        self.press(target)

    def give(self, target: Locator, file: dict[str, object]) -> None:
        """Choose a file: a click on the field, and one in the window that the system opens."""
        with self.page.expect_file_chooser() as window:
            self.press(target)
        self.tally.click()
        window.value.set_files(file)  # type: ignore[arg-type]

    @property
    def form(self) -> Locator:
        """The one form that is open."""
        return self.page.locator(".part-form")

    @property
    def opened(self) -> Locator:
        """The part whose form that is."""
        return self.page.locator(".part-open")

    def field(self, name: str) -> Locator:
        """A field of the form that is open, by its name."""
        return self.form.locator(f"[name={name}]:not([type=hidden])")

    def part(self, kind: str, words: str = "") -> Locator:
        """A part on the canvas by its kind and first words."""
        return self.page.get_by_role("group", name=re.compile(f"^{re.escape(ja(kind))}.*{re.escape(words)}"))

    def edit(self, part: Locator) -> None:
        """Open the form of a part."""
        self.tally.click()
        click_within(part.get_by_role("link", name=ja("Edit"), exact=True), part)
        self.see_the_form()

    def add(self, kind: str, after: Locator) -> None:
        """Open the form of a new part behind another."""
        self.tally.click()
        tool = after.get_by_role("button", name=f"＋{ja(kind)}", exact=True)
        click_within(tool, after, after.locator(".plus"))
        self.see_the_form_of(kind)

    def see_the_form_of(self, kind: str) -> None:
        """See the form of a new part, and no other."""
        expect(self.form.locator(".part-form-title")).to_have_text(ja(kind))
        self.see_the_form()

    def see_the_form(self) -> None:
        """See a form with the cursor in it."""
        expect(self.form.locator("[autofocus]")).to_be_focused()

    def save(self) -> None:
        """Save the form, and see it closed."""
        self.press(self.form.get_by_role("button", name=ja("Save"), exact=True))
        expect(self.form).to_have_count(0)

    def onwards(self, field: str) -> None:
        """Save the form and go on to the next part, which has this `field`."""
        self.press(self.form.get_by_role("button", name=ja("Save, then the next"), exact=True))
        expect(self.field(field)).to_be_visible()
        self.see_the_form()

    def upload(self, file: dict[str, object]) -> None:
        """Send a picture from within a form, and have it chosen there."""
        self.press(self.form.locator(".picker-more > summary"))
        self.give(self.form.locator(".drop-choose"), file)
        expect(self.form.get_by_role("radio", name=str(file["name"]))).to_be_checked()


class Keyboard(Hand):
    """Somebody with a keyboard and nothing else."""

    def reach(self, target: Locator) -> None:
        """Go to an element with Tab or Shift and Tab; it must show that it has the focus."""
        expect(target).to_be_attached()
        key = "Shift+Tab" if target.evaluate(IS_BEFORE) else "Tab"
        for _ in range(STROKES_MOST):
            if target.evaluate(IS_ACTIVE):
                break
            self.page.keyboard.press(key)
        expect(target).to_be_focused()
        assert target.evaluate(SHOWS_FOCUS), f"the focus is not seen: {target}"

    def press(self, target: Locator) -> None:
        """Reach it and strike Enter, or Space on what Enter would not press."""
        self.reach(target)
        box = target.evaluate("target => ['checkbox', 'radio'].includes(target.type)")
        self.page.keyboard.press("Space" if box else "Enter")

    def write(self, field: Locator, text: str) -> None:
        """Reach a field and type."""
        self.reach(field)
        self.type(field, text)

    def choose(self, field: Locator, option: str) -> None:
        """Reach a list and go down in it."""
        self.reach(field)
        self.page.keyboard.press("Home")
        for _ in range(STROKES_MOST):
            if field.locator("option:checked").inner_text() == option:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{option} cannot be chosen")

    def pick(self, target: Locator) -> None:
        """Reach a group of radio buttons, which is one stop of Tab, and go on with the arrows."""
        group = target.page.locator(f"input[type=radio][name='{target.get_attribute('name')}']")
        start = group.locator("visible=true").and_(target.page.locator(":checked"))
        self.reach(start if start.count() else group.first)
        self.page.keyboard.press("Space")
        for _ in range(group.count()):
            if target.evaluate(IS_ACTIVE):
                break
            self.page.keyboard.press("ArrowDown")
        expect(target).to_be_checked()

    def give(self, target: Locator, file: dict[str, object]) -> None:
        """Open the system's window with Space; once more if a busy browser has let the key pass."""
        for patience in (4_000, 10_000):
            self.reach(target.locator("input"))
            try:
                with self.page.expect_file_chooser(timeout=patience) as window:
                    self.page.keyboard.press("Space")
            except TimeoutError:
                continue
            window.value.set_files(file)  # type: ignore[arg-type]
            return
        raise AssertionError("no window to choose a file in has opened")

    def edit(self, part: Locator) -> None:
        """Reach a part and open it with Enter."""
        self.press(part)
        self.see_the_form()

    def add(self, kind: str, after: Locator) -> None:
        """Unfold with Enter what can be added behind a part, and take one of that."""
        self.press(after.locator(".plus"))
        self.press(after.get_by_role("button", name=f"＋{ja(kind)}", exact=True))
        self.see_the_form_of(kind)

    def save(self) -> None:
        """Escape closes a form without loss."""
        self.page.keyboard.press("Escape")
        expect(self.form).to_have_count(0)

    def onwards(self, field: str) -> None:
        """Ctrl and Enter saves and goes on."""
        self.page.keyboard.press("Control+Enter")
        expect(self.field(field)).to_be_visible()
        self.see_the_form()


class Thumb(Hand):
    """Somebody with a phone: nothing appears on hover."""

    def press(self, target: Locator) -> None:
        """Tap."""
        self.tally.click()
        target.tap()

    def edit(self, part: Locator) -> None:
        """Tap the tool of a part."""
        self.press(part.get_by_role("link", name=ja("Edit"), exact=True))
        self.see_the_form()

    def add(self, kind: str, after: Locator) -> None:
        """Unfold by a tap what can be added behind a part, and take one of that."""
        self.press(after.locator(".plus"))
        self.press(after.get_by_role("button", name=f"＋{ja(kind)}", exact=True))
        self.see_the_form_of(kind)


class Plain(Hand):
    """Somebody whose browser runs no script: every form is a page of its own."""

    def add(self, kind: str, after: Locator) -> None:
        """Follow the link to what can be added behind a part."""
        after.hover()
        self.press(after.locator(".plus"))
        self.press(self.page.get_by_role("button", name=f"＋{ja(kind)}", exact=True))
        self.see_the_form_of(kind)

    def upload(self, file: dict[str, object]) -> None:
        """Send a picture to the library in another tab, load the form again and choose it there."""
        self.press(self.form.locator(".picker-more > summary"))
        with self.page.context.expect_page() as tab:
            self.press(self.form.locator(".without-script a"))
        library = Hand(tab.value)
        library.give(library.page.locator(".drop-choose"), file)
        library.press(library.page.get_by_role("button", name=ja("Send")))
        expect(library.page.get_by_role("heading", name=str(file["name"]))).to_be_visible()
        library.page.close()
        self.page.reload()
        self.press(self.form.locator(".picker-more > summary"))
        self.pick(self.form.get_by_role("radio", name=str(file["name"])))
