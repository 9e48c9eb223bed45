"""flask site check: what it prints, as text and as JSON, and what the exit status says."""

import json

from flask import Flask

from digest.domain.contract.rules import RULES
from digest.domain.site_check import SiteCheck
from digest.store import db
from tests.support.factories import an_article


def check(app: Flask, *args: str) -> tuple[int, str, str]:
    result = app.test_cli_runner().invoke(args=["site", "check", *args])
    return result.exit_code, result.stdout, result.stderr


def test_a_line_for_each_rule_and_each_fault_with_its_address(app: Flask) -> None:
    with app.app_context():
        an_article(picture=True)
    code, text, notes = check(app)
    assert (code, [line.split("\t")[2] for line in text.splitlines() if line.count("\t") == 3]) == (
        0,
        [rule.code for rule in RULES],
    )
    assert notes
    for path in app.extensions["digest"].files.folder.glob("*-480.webp"):
        path.unlink()
    code, text, _ = check(app)
    assert code == 1
    assert "pictures\t/pictures/" in text
    with app.app_context():
        assert [each.broken for each in db.session.scalars(SiteCheck.done())] == [1, 0]


def test_programs_get_json_and_a_sample_says_that_it_is_one(app: Flask) -> None:
    with app.app_context():
        an_article()
    code, text, _ = check(app, "--format", "json", "--most", "5")
    told = json.loads(text)
    assert (code, told["holds"], told["whole"], told["addresses"]) == (0, True, False, 5)
    assert check(app, "--most", "0")[0] == 2
