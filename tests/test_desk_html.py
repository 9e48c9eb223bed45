"""The W3C checker has no objection to any page or piece of the desk, in either language."""

import shutil
from pathlib import Path

from tests.support import sites
from tests.support.answers import Answer
from tests.support.desk_pages import name_of, pages
from tests.support.factories import NOW
from tests.test_html_validity import AROUND, objections

PLACES = {"li": ("<ul>", "</ul>"), "option": ('<datalist id="choices">', "</datalist>")}
TOOLS = '<form id="tools" action="/"></form>'


def desk_in(language: str, migrated_folder: Path, folder: Path) -> list[Answer]:
    """What the desk of a fresh site answers."""
    folder = Path(shutil.copytree(migrated_folder, folder / f"site-{language}"))
    with sites.site(folder, lambda: NOW, locale=language, **sites.WITH_ASSISTANT) as app:
        return pages(app, NOW)


def page(answer: Answer) -> str:
    """A page, or a piece in the place where it will stand: in its list, beside the form of the tools."""
    if answer.whole:
        return answer.text
    first = next((child.tag for child in answer.root if isinstance(child.tag, str)), "")
    before, after = PLACES.get(first, ("", ""))
    return AROUND.format(path=answer.path, text=f"{before}{answer.text}{after}{TOOLS}")


def test_every_page_of_the_desk_is_valid_html(migrated_folder: Path, tmp_path: Path) -> None:
    for language in ("ja", "en"):
        folder = tmp_path / "pages" / language
        folder.mkdir(parents=True)
        answers = desk_in(language, migrated_folder, tmp_path)
        assert {answer.status for answer in answers} >= {200, 401, 403, 404, 409, 422}
        for number, answer in enumerate(answers):
            (folder / f"{name_of(number, answer)}.html").write_text(page(answer), "utf-8")
    assert objections(tmp_path / "pages") == []
