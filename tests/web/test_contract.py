"""The publish contract: it holds where nothing is broken, and what is broken is found by its rule alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from digest.domain.contract.rules import RULES
from digest.web.contract.asking import Asking
from digest.web.contract.walk import Walk
from tests.support import contract_site, sites
from tests.support.contract_mutations import CHANGED, KEPT, copied
from tests.support.contract_site import Answers, broken
from tests.support.factories import NOW


@pytest.fixture(scope="module")
def folder(shared_folder: Path) -> Path:
    """The small site, to be copied."""
    return sites.made_once(shared_folder / "contract", contract_site.filled)


@pytest.fixture(scope="module")
def small_site(folder: Path) -> Iterator[Flask]:
    """The small site, to be read."""
    with sites.site(folder, lambda: NOW) as app:
        yield app


@pytest.fixture(scope="module")
def answers() -> Answers:
    """What it answers."""
    return Answers()


def test_an_unbroken_site_keeps_every_rule(small_site: Flask, answers: Answers) -> None:
    with small_site.app_context():
        assert broken(answers) == {}


@pytest.mark.parametrize("name", CHANGED)
def test_an_answer_that_breaks_a_rule_is_found_by_exactly_that_rule(
    name: str, small_site: Flask, answers: Answers
) -> None:
    rule, path, change = CHANGED[name]
    with small_site.app_context():
        found = broken(answers.changed(path, change))
    assert set(found) == {rule}, found


@pytest.mark.parametrize("name", KEPT)
def test_a_row_or_file_that_breaks_a_rule_is_found_by_exactly_that_rule(
    name: str, folder: Path, tmp_path: Path
) -> None:
    rule, mutate = KEPT[name]
    with copied(folder, tmp_path / "instance") as site:
        mutate(site)
        with site.app.app_context():
            found = broken(Asking())
    assert set(found) == {rule}, found


def test_every_rule_is_broken_by_something() -> None:
    breaking = {rule for rule, *_ in CHANGED.values()} | {rule for rule, _ in KEPT.values()}
    assert {rule.code for rule in RULES} == breaking
    assert len(CHANGED) + len(KEPT) >= 25


def test_the_demo_keeps_every_rule(demo_site: Flask) -> None:
    with demo_site.app_context():
        walk = Walk(Asking())
        report = walk.run()
    assert [(found.rule, found.address, str(found.fault)) for found in report.found] == []
    assert walk.whole
    assert set(report.tried) >= {rule.code for rule in RULES} - {"hidden"}
