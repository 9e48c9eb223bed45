"""Every public address, as the checking client finds it, with the site in Japanese and in English."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.support import sites
from tests.support.answers import PRIVATE, Answer
from tests.support.crawl import BESIDE, LOST, endpoints, visit
from tests.support.factories import NOW, an_article

LONG = 25  # digests: more than a list shows at once


@pytest.fixture(scope="module", params=["ja", "en"])
def language(request: pytest.FixtureRequest) -> str:
    given: str = request.param
    return given


@pytest.fixture(scope="module")
def answers(request: pytest.FixtureRequest, language: str) -> list[Answer]:
    """What the demo's site answers; the client has checked each of them."""
    demo = {"ja": "demo_site", "en": "demo_site_in_english"}[language]
    site: Flask = request.getfixturevalue(demo)
    return visit(site.test_client())


@pytest.fixture(scope="module")
def answers_of_long_lists(
    language: str, migrated_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[Answer]]:
    """What a site answers on which every list goes on."""
    folder = Path(shutil.copytree(migrated_folder, tmp_path_factory.mktemp("long") / "instance"))
    with sites.site(folder, lambda: NOW, locale=language) as site:
        with site.app_context():
            for number in range(LONG):
                an_article(f"digest-{number}", tags=("お札",))
        yield visit(site.test_client(), ["/", "/search?q=札", "/_/search/suggestions?q=札", *BESIDE])


def test_no_link_is_dead(answers: list[Answer], answers_of_long_lists: list[Answer]) -> None:
    dead = {answer.path: answer.status for answer in answers + answers_of_long_lists if answer.status >= 400}
    assert dead == {LOST: 404}


def test_every_view_was_visited(
    answers: list[Answer], answers_of_long_lists: list[Answer], demo_site: Flask
) -> None:
    public = [rule for rule in demo_site.url_map.iter_rules() if not rule.rule.startswith(PRIVATE)]
    views = {rule.endpoint for rule in public}
    assert endpoints(demo_site, answers + answers_of_long_lists) == views


def test_every_page_is_in_the_language_of_the_site(answers: list[Answer], language: str) -> None:
    assert {answer.root.get("lang") for answer in answers if answer.whole} == {language}


def test_every_picture_and_bundle_is_there(answers: list[Answer]) -> None:
    kinds = {answer.kind for answer in answers}
    assert {"image/webp", "image/svg+xml", "text/css", "text/javascript"} <= kinds


def test_no_two_pages_have_the_same_title(answers: list[Answer]) -> None:
    titles: dict[str, str] = {}
    for answer in answers:
        if answer.whole and answer.status == 200:
            title = next(answer.elements("title")).text or ""
            assert titles.setdefault(title, answer.path) == answer.path, title
