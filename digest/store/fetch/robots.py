"""robots.txt (RFC 9309): whether a site lets programs such as this one read a page."""

import re
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote

from protego import Protego

from digest.store.fetch.trouble import FetchError, Trouble

PATH = "/robots.txt"
# What has to be read at least (RFC 9309, 2.5).
BYTES_MOST = 500 * 1024
# How long rules are believed (2.4), and how much of them is remembered for all sites together.
SECONDS = 24 * 3600
KEPT_MOST = 4 * 1024 * 1024
# Of the rules that may fit a page, so many are looked into: no real site has as many, and ten times as many
# would keep the interpreter busy for a second. One thread does it at a time, so that readers get between.
RULES_MOST = 2000
_one_at_a_time = threading.Lock()
_PLAIN = re.compile(r"[a-z]+: /?([!-~]*?)(?:[*$%?;]|[^!-~]|\Z)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Known:
    rules: str
    until: float


class Robots:
    """The rules of sites for the agent called `name`, remembered for a day."""

    def __init__(self, name: str, now: Callable[[], float]) -> None:
        self._name = name.lower()
        self._now = now
        self._known: OrderedDict[str, _Known] = OrderedDict()
        self._lock = threading.Lock()

    def check(self, origin: str, url: str, ask: Callable[[], tuple[int, bytes]]) -> None:
        """Raise FetchError (ROBOTS) if `url` must not be read. `ask` gets status and text of robots.txt.

        What is remembered are answers, not failures: a site that comes back is read again at once.
        """
        rules = self._remembered(origin)
        if rules is None:
            rules = self._rules(*ask())
            self._remember(origin, rules)
        if rules and not _allowed(rules, url):
            raise FetchError(Trouble.ROBOTS)

    def _rules(self, status: int, text: bytes) -> str:
        if status >= 500:
            raise FetchError(Trouble.ROBOTS, status)
        return relevant(text[:BYTES_MOST].decode("utf-8-sig", "replace"), self._name) if status < 300 else ""

    def _remembered(self, origin: str) -> str | None:
        with self._lock:
            known = self._known.get(origin)
            return known.rules if known and known.until > self._now() else None

    def _remember(self, origin: str, rules: str) -> None:
        with self._lock:
            self._known[origin] = _Known(rules, self._now() + SECONDS)
            self._known.move_to_end(origin)
            while sum(len(known.rules) + 100 for known in self._known.values()) > KEPT_MOST:
                self._known.popitem(last=False)


def relevant(text: str, name: str) -> str:
    """The rules in `text` that are meant for `name`, or else those for everybody.

    Without the other groups: a library that multiplies thousands of agents by thousands of rules has much
    to do (2.2.1 says which groups count).
    """
    for_us, for_all, ours, everybodys, in_head = [], [], False, False, False
    for line in text.splitlines():
        field, _, value = (part.strip() for part in line.partition("#")[0].partition(":"))
        if field.lower() == "user-agent":
            if not in_head:
                ours, everybodys, in_head = False, False, True
            agent = value.lower().partition("/")[0].strip()
            ours, everybodys = ours or agent == name, everybodys or agent == "*"
            # A group that names us counts even if it has no rule: then everything is allowed.
            for_us += [""] if agent == name else []
        elif field.lower() in ("allow", "disallow"):
            in_head = False
            for_us += [f"{field}: {value}"] if ours else []
            for_all += [f"{field}: {value}"] if everybodys else []
    rules = [line for line in for_us or for_all if line]
    return "\n".join(rules)


def _allowed(rules: str, url: str) -> bool:
    path = unquote(url.partition("://")[2].partition("/")[2])
    with _one_at_a_time:
        fitting = {line for line in rules.splitlines() if path.startswith(_beginning(line))}
        # The longest rule that fits decides (2.2.2), so what is left out is what would be asked last.
        near = sorted(fitting, key=len, reverse=True)[:RULES_MOST]
        try:
            return bool(Protego.parse("\n".join(["User-agent: *", *near])).can_fetch(url, "*"))
        except ValueError:
            return False


def _beginning(line: str) -> str:
    """What a path that fits a rule begins with after its slash, as far as the rule says it plainly."""
    found = _PLAIN.match(line)
    return found[1] if found else ""
