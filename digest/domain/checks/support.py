"""Checks of what statements rest on: their numbers, their passages, and whether somebody has looked."""

from collections.abc import Iterator, Mapping

from digest.domain.checks import rules
from digest.domain.checks.rules import Finding
from digest.domain.support import Coverage, Covered, Grade, Kind

NUMBERS_SHOWN = 3


def check_support(coverage: Coverage, source_texts: Mapping[str, str]) -> Iterator[Finding]:
    """What is wrong with what the statements of a draft rest on."""
    for covered in coverage.statements:
        yield from _check_statement(covered)
    # A digest that was written without any of this is not held up by it. It is said once, for all.
    sourced = any(source_texts.values()) or any(each.statement.passage for each in coverage.statements)
    if sourced and (count := coverage.count(Grade.UNCONFIRMED)):
        yield rules.UNCONFIRMED.at(coverage.first(Grade.UNCONFIRMED).part, count=count)


def _check_statement(covered: Covered) -> Iterator[Finding]:
    said = covered.statement
    detail = "" if said.kind is Kind.TEXT else said.id
    if covered.odd and covered.kept:
        numbers = ", ".join(covered.odd[:NUMBERS_SHOWN])
        yield rules.NUMBER_NOT_IN_SOURCE.at(said.part, said.text, detail, numbers=numbers)
    if said.kind is Kind.POINT and covered.lost:
        yield rules.PASSAGE_NOT_IN_SOURCE.at(said.part, said.text, detail)
