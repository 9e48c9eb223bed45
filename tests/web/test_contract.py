"""The publish contract: it holds where nothing is broken, and what is broken is found by its rule alone."""

from pathlib import Path

import pytest
from flask import Flask

from digest.domain.contract.rules import RULES
from digest.web.contract.walk import Walk
from tests.support import contract_site, sites
from tests.support.contract_site import MUTATIONS


@pytest.fixture(scope="module")
def folder(shared_folder: Path) -> Path:
    """The small site, to be copied."""
    return sites.made_once(shared_folder / "contract", contract_site.filled)


def test_an_unbroken_site_keeps_every_rule(folder: Path, tmp_path: Path) -> None:
    with contract_site.copied(folder, tmp_path / "instance") as site:
        assert site.broken() == {}


@pytest.mark.parametrize("name", MUTATIONS)
def test_what_is_broken_is_found_by_exactly_its_rule(name: str, folder: Path, tmp_path: Path) -> None:
    rule, mutate = MUTATIONS[name]
    with contract_site.copied(folder, tmp_path / "instance") as site:
        mutate(site)
        found = site.broken()
    assert set(found) == {rule}, found


def test_every_rule_is_broken_by_something() -> None:
    assert {rule.code for rule in RULES} == {rule for rule, _ in MUTATIONS.values()}


def test_the_demo_keeps_every_rule(demo_site: Flask) -> None:
    with demo_site.app_context():
        walk = Walk()
        report = walk.run()
    assert [(found.rule, found.address, str(found.fault)) for found in report.found] == []
    assert walk.whole
    assert set(report.tried) >= {rule.code for rule in RULES} - {"hidden"}
