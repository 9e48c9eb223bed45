"""Help where it is needed: a line at each field, a page with the first steps, a sheet of keys everywhere."""

import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.support import sites
from tests.support.answers import Answer
from tests.support.desk_pages import TYPED, pages
from tests.support.factories import NOW
from tests.support.people import Person

# What needs no explanation: everybody has searched, signed in and chosen from a list of names before.
EVIDENT = {"email", "password", "present_password", "person", "from", "to"}


def helpless(answer: Answer) -> list[str]:
    """The fields of a page that nobody is told the purpose of."""
    return [
        f"{element.tag} {element.get('name') or element.get('id')} on {answer.path}"
        for element in answer.elements("input", "select", "textarea")
        if is_seen(answer, element)
        and element.get("type") != "search"
        and element.get("name") not in EVIDENT
        and "aria-describedby" not in element.attrib
    ]


def is_seen(answer: Answer, element: ET.Element) -> bool:
    """Whether it is a field in which something is typed or chosen from a list, and not hidden."""
    if element.tag == "input" and element.get("type", "text") not in (*TYPED, "file"):
        return False
    return not any("hidden" in each.attrib for each in (element, *answer.around(element)))


@pytest.fixture(scope="module")
def answers(migrated_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Answer]:
    """What the busy desk answers: collected once, and only read."""
    folder = Path(shutil.copytree(migrated_folder, tmp_path_factory.mktemp("help") / "instance"))
    with sites.site(folder, clock=lambda: NOW) as app:
        return pages(app, NOW)


def test_every_field_says_in_a_line_what_it_is_for(answers: list[Answer]) -> None:
    assert sum(is_seen(answer, each) for answer in answers for each in answer.elements("input")) > 100
    assert [found for answer in answers for found in helpless(answer)] == []


def test_every_page_leads_to_the_help_and_has_the_sheet_of_keys(answers: list[Answer]) -> None:
    for answer in answers:
        signed_in = answer.whole and "desk-here" in answer.text and "places-list" in answer.text
        if signed_in:
            assert "keys" in answer.ids, answer.path
            assert 'href="/editor/help"' in answer.text, answer.path


def test_the_help_leads_to_the_first_step(author: Person) -> None:
    page = author.get("/editor/help")
    assert page.status_code == 200
    assert 'href="/editor/articles/new"' in page.text
    assert "Ctrl + Enter" in page.text


def test_the_keys_of_the_canvas_are_shown_on_the_canvas_alone(answers: list[Answer]) -> None:
    shown = {answer.path for answer in answers if answer.status == 200 and "Ctrl + Enter" in answer.text}
    assert {"/editor/articles/1", "/editor/help"} <= shown
    assert "/editor/" not in shown
