"""What a check found, in the language of whoever reads it, and as data for programs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext

from digest.domain.contract.faults import Rule, Weight
from digest.domain.contract.rules import RULES
from digest.domain.site_check import SiteCheck


@dataclass(frozen=True, slots=True)
class Line:
    """How a rule fared."""

    rule: Rule
    tried: int
    failed: int
    failures: tuple[Mapping[str, Any], ...]

    @property
    def name(self) -> str:
        """What holds, or should."""
        return str(gettext(self.rule.name))

    @property
    def state(self) -> str:
        """In a word that is not translated."""
        if self.failed:
            return self.rule.weight.value
        return "ok" if self.tried else "untried"

    @property
    def unshown(self) -> int:
        """How many faults are counted and not kept."""
        return self.failed - len(self.failures)


def lines(check: SiteCheck) -> list[Line]:
    """How each rule fared, in their order."""
    by_rule: dict[str, list[Mapping[str, Any]]] = {}
    for failure in check.failures:
        by_rule.setdefault(failure["rule"], []).append(failure)
    return [
        Line(
            rule,
            check.counts.get(rule.code, 0),
            check.failed.get(rule.code, 0),
            tuple(by_rule.get(rule.code, ())),
        )
        for rule in RULES
    ]


def text(failure: Mapping[str, Any]) -> str:
    """What is wrong, in a sentence."""
    message = failure["message"]
    said: str = gettext(message)
    return said % failure["params"] if failure["params"] else said


def holds(check: SiteCheck) -> bool:
    """Whether the contract held; a warning does not break it."""
    return not any(line.failed and line.rule.weight is Weight.FAILURE for line in lines(check))


def as_data(check: SiteCheck) -> dict[str, Any]:
    """The result for programs (docs/site-check.md)."""
    return {
        "format": 1,
        "at": check.at.isoformat(),
        "holds": holds(check),
        "whole": check.whole,
        "milliseconds": check.milliseconds,
        "addresses": check.addresses,
        "rules": [
            {
                "code": line.rule.code,
                "name": line.name,
                "state": line.state,
                "tried": line.tried,
                "failed": line.failed,
                "faults": [
                    {"address": each["address"], "about": each["about"], "text": text(each)}
                    for each in line.failures
                ],
            }
            for line in lines(check)
        ],
    }
