"""axe finds nothing to object to at the desk, in light and in dark, on a phone and on a desktop."""

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, Route

from tests.support import sites
from tests.support.answers import Answer
from tests.support.browsers import DESKTOP, PHONE, TIMEOUT_MS
from tests.support.desk_pages import Desks, name_of, pages
from tests.support.factories import NOW
from tests.support.programs import module

HOST = "http://desk.example"
# Nothing but colours depends on the scheme.
COLOURS = {"runOnly": ["color-contrast"]}
# The pages are shared out, so that one process need not look at all of them while others have nothing to do.
SHARES = 2


@contextmanager
def showing(browser: Browser, app: Flask, answers: dict[str, Answer]) -> Iterator[Page]:
    """A page that gets `answers` by name, and all else from the site, without a server between them."""
    admin = Desks(app, "admin")

    def give(route: Route) -> None:
        path = urlsplit(route.request.url).path
        kept = answers.get(path.strip("/"))
        answer = kept or admin.ask(path, htmx=True)
        headers = {name: value for name, value in answer.headers if name != "Set-Cookie"}
        route.fulfill(status=200 if kept else answer.status, headers=headers, body=answer.data)

    context = browser.new_context(base_url=HOST, locale="ja-JP", reduced_motion="reduce")
    context.set_default_timeout(TIMEOUT_MS)
    context.add_init_script(module("axe-core/axe.min.js").read_text("utf-8"))
    context.route("**/*", give)
    yield context.new_page()
    context.close()


def different(answers: list[Answer]) -> Iterator[Answer]:
    """The whole pages of `answers`, the first of those that differ in what they say alone."""
    known = set()
    for answer in answers:
        key = re.sub(r"[?].*|(?<=/proof)/.*", "", answer.path), answer.status
        if answer.whole and key not in known:
            known.add(key)
            yield answer


def objections(page: Page, **options: Any) -> list[str]:
    """What axe objects to, with the elements. What the preview frames is judged as a page of its own."""
    options |= {"iframes": False, "resultTypes": ["violations"]}
    result = page.evaluate(f"axe.run(document, {json.dumps(options)})")
    return [f"{each['id']}: {node['html'][:160]}" for each in result["violations"] for node in each["nodes"]]


def judged(page: Page, name: str, answer: Answer) -> Iterator[str]:
    """What there is to object to on the page `name`; what is only said in refusal is looked at on a phone."""
    page.goto(f"/{name}")
    for size in (DESKTOP, PHONE) if answer.status == 200 else (PHONE,):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.emulate_media(color_scheme="light")
        yield from objections(page)
        page.emulate_media(color_scheme="dark")
        yield from (f"dark {found}" for found in objections(page, **COLOURS))


@pytest.mark.parametrize("share", range(SHARES))
def test_axe_finds_no_violation_at_the_desk(
    browser: Browser, migrated_folder: Path, tmp_path: Path, share: int
) -> None:
    folder = Path(shutil.copytree(migrated_folder, tmp_path / "instance"))
    with sites.site(folder, lambda: NOW) as app:
        answers = list(enumerate(different(pages(app, NOW))))[share::SHARES]
        named = {name_of(number, answer): answer for number, answer in answers}
        with showing(browser, app, named) as page:
            wrong = {name: each for name in named if (each := list(judged(page, name, named[name])))}
    assert wrong == {}
