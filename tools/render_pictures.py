"""Renders the project's own drawings: demo pictures to WebP, the brand to its icon and share files.

Usage: python tools/render_pictures.py [NAME...]   (no name: everything; "brand": only the brand)
"""

import os
import shutil
import sys
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "digest" / "demo" / "pictures"
BRAND = ROOT / "static" / "img"
BRAND_SOURCES = ROOT / "tools" / "brand"
SIZE_LIMIT = 60 * 1024
QUALITIES = (80, 76, 72, 68)


def main(names: list[str]) -> int:
    sources = {path.stem: path for path in sorted((PICTURES / "src").glob("*.svg"))}
    unknown = set(names) - set(sources) - {"brand"}
    if unknown:
        sys.stderr.write(f"No such drawing: {', '.join(sorted(unknown))}\n")
        return 2
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=_arguments())
        page = browser.new_page()
        too_heavy = _render_pictures(
            page, [path for stem, path in sources.items() if not names or stem in names]
        )
        if not names or "brand" in names:
            _render_brand(page)
        browser.close()
    return 1 if too_heavy else 0


def _render_pictures(page: Page, sources: Iterable[Path]) -> bool:
    too_heavy = False
    for source in sources:
        target = PICTURES / f"{source.stem}.webp"
        size = _save_webp(_draw(page, source), target)
        sys.stdout.write(f"{target.name} {size / 1024:.1f} KB\n")
        too_heavy = too_heavy or size > SIZE_LIMIT
    return too_heavy


def _save_webp(image: Image.Image, target: Path) -> int:
    """Save at the best quality that keeps the picture light; return its size in bytes."""
    size = 0
    for quality in QUALITIES:
        image.save(target, "WEBP", quality=quality, method=6)
        size = target.stat().st_size
        if size <= SIZE_LIMIT:
            break
    return size


def _render_brand(page: Page) -> None:
    icon = _draw(page, BRAND_SOURCES / "icon.svg")
    for name, size in (("apple-touch-icon", 180), ("icon-192", 192), ("icon-512", 512)):
        _save_png(icon.resize((size, size), Image.Resampling.LANCZOS), BRAND / f"{name}.png")
    _save_png(_draw(page, BRAND_SOURCES / "share.svg"), BRAND / "share.png")
    favicons = [_draw_sized(page, BRAND / "favicon.svg", size) for size in (16, 32, 48)]
    favicons[1].save(BRAND / "favicon-32.png", optimize=True)
    favicons[2].save(
        BRAND / "favicon.ico", append_images=favicons[:2], sizes=[image.size for image in favicons]
    )


def _save_png(image: Image.Image, target: Path) -> None:
    # A flat drawing needs few colours; a palette makes the file a fraction of full colour.
    palette = image.convert("RGB").quantize(64, dither=Image.Dither.NONE)
    palette.save(target, optimize=True)
    sys.stdout.write(f"{target.name} {target.stat().st_size / 1024:.1f} KB\n")


def _draw(page: Page, source: Path) -> Image.Image:
    """Draw an SVG at its own width and height."""
    page.set_content(f"<body style='margin:0'>{source.read_text(encoding='utf-8')}")
    return _screenshot(page).convert("RGB")


def _draw_sized(page: Page, source: Path, size: int) -> Image.Image:
    svg = source.read_text(encoding="utf-8").replace("<svg ", f"<svg width='{size}' height='{size}' ", 1)
    page.set_content(f"<body style='margin:0'>{svg}")
    return _screenshot(page)


def _screenshot(page: Page) -> Image.Image:
    return Image.open(BytesIO(page.locator("svg").first.screenshot(omit_background=True)))


def _chromium() -> str | None:
    """The system's Chromium where there is one, else the browser that playwright brought."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium")


def _arguments() -> list[str]:
    # The sandbox needs privileges that root in a container lacks; only our own files are drawn.
    return ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
