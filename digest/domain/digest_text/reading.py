"""Reads any digest text, canonical or pasted, and says of each line what it was taken for."""

from dataclasses import dataclass

from digest.domain.digest_text.canonical_reader import is_canonical, parse_lines
from digest.domain.digest_text.input import check_text, decode
from digest.domain.digest_text.lenient import read_lenient
from digest.domain.digest_text.report import ReportLine, canonical_report
from digest.domain.manuscript import Manuscript


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, and how: `canonical` tells the project's own form from pasted text."""

    manuscript: Manuscript
    report: tuple[ReportLine, ...]
    canonical: bool

    @property
    def flagged(self) -> tuple[ReportLine, ...]:
        """The lines that a person should look at."""
        return tuple(line for line in self.report if line.flagged)


def read(data: bytes | str) -> Reading:
    """The article that `data` describes. Raises DigestTextError if there is none to find in it."""
    text = decode(data) if isinstance(data, bytes) else check_text(data)
    if is_canonical(text):
        manuscript, names = parse_lines(text)
        return Reading(manuscript, canonical_report(text, names), canonical=True)
    manuscript, report = read_lenient(text)
    return Reading(manuscript, report, canonical=False)
