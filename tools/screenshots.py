"""Makes the screenshots of the documents from a site that is running with a fresh demo in Japanese.

Usage: python -m tools.screenshots http://127.0.0.1:5000            the reader's pages
       python -m tools.screenshots http://127.0.0.1:5000 EMAIL      the desk's, with the password on stdin

The second changes a lead on the way, so that there is a history to show.
"""

import shutil
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
BYTES_MOST = 110 * 1024
DESKTOP = {"viewport": {"width": 1440, "height": 1000}}
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "color_scheme": "dark"}
WIDE = 1120
LATER = "最新の発表も合わせて確かめます。"
# Name, path, window, and how wide the picture is kept.
SHOTS: tuple[tuple[str, str, dict[str, Any], int], ...] = (
    ("article-phone", "/articles/leap-second", PHONE, 520),
    ("home-desktop", "/", {"viewport": {"width": 1440, "height": 1120}}, 1120),
)


def main(address: str, email: str = "") -> int:
    """Make every screenshot; a file that is too large is an error."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        path = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--lang=ja"])
        sizes = list(_desk(browser, address, email) if email else _public(browser, address))
        browser.close()
    return 1 if max(sizes) > BYTES_MOST else 0


def _public(browser: Browser, address: str) -> Iterator[int]:
    for name, path, window, width in SHOTS:
        page = browser.new_page(**window, locale="ja-JP", base_url=address)
        page.goto(path, wait_until="networkidle")
        yield _keep(page, name, width)


def _desk(browser: Browser, address: str, email: str) -> Iterator[int]:
    """The desk as it stands while an article that readers see is changed."""
    page = browser.new_page(**DESKTOP, locale="ja-JP", base_url=address)
    page.goto("/session/new")
    page.locator("#email").fill(email)
    page.locator("#password").fill(sys.stdin.readline().rstrip("\n"))
    page.locator("main button").click()
    page.locator(".desk-row-title a").nth(1).click()
    canvas = page.url.partition("#")[0]
    page.locator("#part-lead").press("Enter")
    page.locator("#form-lead textarea").press("Control+End")
    page.locator("#form-lead textarea").type(LATER)
    page.locator("#saved-at").filter(has_text=":").wait_for()
    page.locator("#form-lead .part-foot .button").last.click()
    page.locator("#form-lead").wait_for(state="detached")
    for name, path in (
        ("desk-articles", "/editor/"),
        ("desk-pictures", "/editor/pictures"),
        ("desk-publishing", f"{canvas}/publications"),
        ("desk-history", f"{canvas}/comparison"),
    ):
        page.goto(f"{canvas}/history" if "comparison" in path else path, wait_until="networkidle")
        if "comparison" in path:
            page.locator("main a[href*='comparison']").first.click()
        yield _keep(page, name, WIDE)
    page.goto(canvas, wait_until="networkidle")
    page.locator(".part-card").first.press("Enter")
    page.locator(".part-card .part-form").first.scroll_into_view_if_needed()
    yield _keep(page, "desk-canvas", WIDE)
    phone = browser.new_page(**PHONE, locale="ja-JP", base_url=address)
    phone.context.add_cookies(page.context.cookies())  # type: ignore[arg-type]
    phone.goto(canvas, wait_until="networkidle")
    yield _keep(phone, "desk-phone", 520)


def _keep(page: Page, name: str, width: int) -> int:
    target = FOLDER / f"{name}.webp"
    with Image.open(BytesIO(page.screenshot())) as image:
        height = round(image.height * width / image.width)
        image.convert("RGB").resize((width, height), Image.Resampling.LANCZOS).save(
            target, "WEBP", quality=82, method=6
        )
    size = target.stat().st_size
    sys.stdout.write(f"{target.name}: {size // 1024} KB\n")
    return size


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1].rstrip("/"), *sys.argv[2:]))
