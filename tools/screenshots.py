"""Makes the screenshots of the README from a site that is running with the demo in Japanese.

Usage: python -m tools.screenshots http://127.0.0.1:5000
"""

import shutil
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
BYTES_MOST = 80 * 1024
# Name, path, window, and how wide the picture is kept.
SHOTS: tuple[tuple[str, str, dict[str, Any], int], ...] = (
    (
        "article-phone",
        "/articles/leap-second",
        {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "color_scheme": "dark"},
        520,
    ),
    ("home-desktop", "/", {"viewport": {"width": 1440, "height": 1120}}, 1120),
)


def main(address: str) -> int:
    """Make every screenshot; a file that is too large is an error."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        path = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        sizes = [
            _shoot(browser, address + path, FOLDER / f"{name}.webp", window, width)
            for name, path, window, width in SHOTS
        ]
        browser.close()
    return 1 if max(sizes) > BYTES_MOST else 0


def _shoot(browser: Browser, address: str, target: Path, window: dict[str, Any], width: int) -> int:
    page = browser.new_page(**window, locale="ja-JP")
    page.goto(address, wait_until="networkidle")
    with Image.open(BytesIO(page.screenshot())) as image:
        height = round(image.height * width / image.width)
        image.convert("RGB").resize((width, height), Image.Resampling.LANCZOS).save(
            target, "WEBP", quality=82, method=6
        )
    size = target.stat().st_size
    sys.stdout.write(f"{target.name}: {size // 1024} KB\n")
    return size


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1].rstrip("/")))
