"""The report of a walk: how often each rule was tried and broken, and the first faults of each."""

from collections import Counter
from collections.abc import Iterable

from digest.domain.contract.faults import Breach, Found, Rule, Weight
from digest.domain.contract.rules import BY_CODE, RULES

# So many faults of one rule are kept; more only say the same.
KEPT_OF_A_RULE = 50


class Report:
    """What rules found so far."""

    def __init__(self) -> None:
        self.tried: Counter[str] = Counter()
        self.failed: Counter[str] = Counter()
        self.found: list[Found] = []

    def look(self, rule: Rule, address: str, faults: Iterable[Breach]) -> None:
        """Note that `rule` was held against what is at `address`, and what it found."""
        self.tried[rule.code] += 1
        self.add(Found(rule.code, address, fault) for fault in faults)

    def add(self, found: Iterable[Found]) -> None:
        """Note faults."""
        for each in found:
            self.failed[each.rule] += 1
            if self.failed[each.rule] <= KEPT_OF_A_RULE:
                self.found.append(each)

    def drop(self, gone: Iterable[Found]) -> None:
        """Forget faults that were mended, or that passed by, while the walk went on."""
        for each in gone:
            self.found.remove(each)
            self.failed[each.rule] -= 1

    @property
    def broken(self) -> list[Rule]:
        """The rules that are broken, warnings among them."""
        return [rule for rule in RULES if self.failed[rule.code]]

    @property
    def holds(self) -> bool:
        """Whether the contract holds; a warning does not break it."""
        return not any(rule.weight is Weight.FAILURE for rule in self.broken)

    def in_order(self) -> list[Found]:
        """The faults, by rule."""
        order = {code: place for place, code in enumerate(BY_CODE)}
        return sorted(self.found, key=lambda found: order[found.rule])
