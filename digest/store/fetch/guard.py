"""The guard at the gate: which addresses a request may be sent to, judged before anything is."""

from collections.abc import Callable

from digest.store.fetch.addresses import Address, address, is_public
from digest.store.fetch.deadline import Deadline
from digest.store.fetch.resolving import Resolver, looked_up
from digest.store.fetch.trouble import FetchError, Trouble
from digest.store.fetch.urls import PORTS, Target

# What a name may have: more are cut off, since there is no time to try them.
ADDRESSES_MOST = 8


class Guard:
    """Judges where requests go. `allow` are exact "ip:port" that are admitted besides what is public."""

    def __init__(self, resolver: Resolver, allow: frozenset[str]) -> None:
        self._resolver = resolver
        self._allow = frozenset(filter(None, map(_pair, allow)))
        self._ports = {*PORTS.values(), *(port for _, port in self._allow)}

    def judged(self, target: Target, deadline: Deadline) -> list[Address]:
        """The addresses of `target`, all of which may be connected to. Raises FetchError.

        A name with one address that may not is refused as a whole: who gives such answers is up to something,
        and which of them was tried would depend on the network.
        """
        if target.port not in self._ports:
            raise FetchError(Trouble.ADDRESS)
        return self._all(target, deadline, lambda found: self._admits(found, target.port))

    def trusted(self, target: Target, deadline: Deadline) -> list[Address]:
        """The addresses of a `target` that the operator named in the settings: none is refused."""
        return self._all(target, deadline, lambda found: True)

    def _admits(self, found: Address, port: int) -> bool:
        return (found, port) in self._allow or (port in PORTS.values() and is_public(found))

    def _all(self, target: Target, deadline: Deadline, admits: Callable[[Address], bool]) -> list[Address]:
        if target.literal:
            found: list[Address | None] = [target.literal]
        else:
            found = [address(text) for text in looked_up(self._resolver, target.host, deadline)]
        sound = [each for each in found if each is not None and admits(each)]
        if len(sound) < len(found):
            raise FetchError(Trouble.REFUSED)
        return sound[:ADDRESSES_MOST]


def _pair(text: str) -> tuple[Address, int] | None:
    """The address and port of "127.0.0.1:8000" or "[::1]:8000"."""
    host, _, port = text.strip().rpartition(":")
    found = address(host.removeprefix("[").removesuffix("]"))
    return (found, int(port)) if found is not None and port.isascii() and port.isdigit() else None
