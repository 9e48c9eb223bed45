"""The rules of the contract by name, and the faults that they find."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Weight(StrEnum):
    """What a fault does: a failure breaks the contract, a warning asks somebody to look."""

    FAILURE = "failure"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the contract. Its `name` says what holds; it is shown to people, in their language."""

    code: str
    weight: Weight
    name: str


class Breach:
    """What is wrong at an address, and what was expected there.

    `message` is a key of the translation catalogue with %(name)s places for `params`. `about` is the other
    address that it is about, if there is one.
    """

    __slots__ = ("about", "message", "params")

    def __init__(self, message: str, about: str = "", **params: object) -> None:
        self.message = message
        self.about = about
        self.params = {name: shown(value) for name, value in params.items()}

    def __str__(self) -> str:
        return self.message % self.params if self.params else self.message


Faults = Iterator[Breach]


@dataclass(frozen=True, slots=True)
class Found:
    """A fault, with the rule that found it and where."""

    rule: str
    address: str
    fault: Breach

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from others: a dead link is the same whichever of the pages with it was met first."""
        return self.rule, self.fault.about or self.address, str(self.fault)

    def as_data(self) -> dict[str, Any]:
        """As it is kept."""
        fault = self.fault
        return {
            "rule": self.rule,
            "address": self.address,
            "about": fault.about,
            "message": fault.message,
            "params": fault.params,
        }


SHOWN_MOST = 200


def shown(value: object) -> str:
    """`value` as a fault shows it: one line that is not endless."""
    text = " ".join(str(value).split())
    return text if len(text) <= SHOWN_MOST else f"{text[: SHOWN_MOST - 1]}…"
