"""The feed book: what every feed has told so far, held against what is live."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from digest.domain.contract import rules
from digest.domain.contract.answers import Answer, place
from digest.domain.contract.faults import Breach, Faults, Found, Rule
from digest.domain.contract.feeds import Feed, read, sound

CORRECTIONS = "/corrections/"
# The feeds of all digests: these are told apart, of the others it is enough to count.
WHOLE = ("/feed.atom", "/feed.json")


@dataclass(slots=True)
class _Tally:
    """What one feed has told."""

    count: int = 0
    last: datetime | None = None
    is_open: bool = False
    names: set[str] = field(default_factory=set)


def rule_of(address: str) -> Rule:
    """The rule for a feed."""
    return rules.CORRECTIONS if address.startswith(CORRECTIONS) else rules.FEEDS


class FeedBook:
    """What feeds have told, by their addresses."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._tallies: dict[str, _Tally] = {}
        self._named: dict[str, str] = {}

    def read(self, answer: Answer) -> tuple[list[Breach], str]:
        """What is wrong with some entries of a feed by themselves, and the address of the next ones."""
        feed = read(answer)
        if feed is None:
            return [Breach("It is no feed that can be read.")], ""
        tally = self._tallies.setdefault(answer.path, _Tally())
        faults = [*sound(feed), *self._order(feed, tally)]
        for entry in feed.entries:
            found = place(entry.link, answer.address, self._base) if entry.is_told else None
            if found:
                tally.count += 1
                self._named.setdefault(found.address, answer.path)
                if answer.path in WHOLE:
                    tally.names.add(found.address)
        following = place(feed.next, answer.address, self._base) if feed.next else None
        tally.is_open = following is not None
        return faults, following.address if following else ""

    def incomplete(self, expected: Mapping[str, int]) -> Iterator[Found]:
        """Feeds that were read to their end and told more or fewer than they should."""
        for path, tally in self._tallies.items():
            of = path.rpartition("/feed.")[0]
            if tally.is_open or path.endswith(".xml") or tally.count == expected.get(of, tally.count):
                continue
            fault = Breach(
                "The feed should have %(expected)s entries and has %(found)s.",
                expected=expected[of],
                found=tally.count,
            )
            yield Found(rule_of(path).code, path, fault)

    def missing(self, digests: Iterator[str]) -> Iterator[Found]:
        """Live digests that a feed of all digests, read to its end, does not name."""
        whole = [(path, self._tallies[path]) for path in WHOLE if path in self._tallies]
        for digest in digests:
            for path, tally in whole:
                if not tally.is_open and digest not in tally.names:
                    yield Found(rules.FEEDS.code, path, Breach("%(link)s is missing.", digest, link=digest))

    def strangers(self, live: Container[str]) -> Iterator[Found]:
        """What feeds name and is not live."""
        for address, path in self._named.items():
            if address not in live:
                fault = Breach("%(link)s is named and is not public.", address, link=address)
                yield Found(rule_of(path).code, path, fault)

    def _order(self, feed: Feed, tally: _Tally) -> Faults:
        for entry in feed.entries:
            if tally.last and entry.published and entry.published > tally.last and entry.is_told:
                yield Breach("The entry %(title)s stands after an older one.", title=entry.title)
            tally.last = entry.published or tally.last
