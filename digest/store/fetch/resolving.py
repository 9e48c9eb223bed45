"""Looking up a name, once for each hop and never for longer than the deadline."""

import socket
from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue
from threading import Thread

from digest.store.fetch.deadline import Deadline
from digest.store.fetch.trouble import FetchError, Trouble

Resolver = Callable[[str], Sequence[str]]


def system_resolver(host: str) -> list[str]:
    """The addresses that this machine knows for `host`, in the order in which they are to be tried."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return [str(each[4][0]) for each in found]


def looked_up(resolver: Resolver, host: str, deadline: Deadline) -> list[str]:
    """The addresses of `host`, each once. Raises FetchError.

    The system's look-up takes no time limit, so it gets a thread of its own that may be left behind.
    """
    box: SimpleQueue[Sequence[str] | Exception] = SimpleQueue()
    Thread(target=_look_up, args=(resolver, host, box), name="look-up", daemon=True).start()
    try:
        found = box.get(timeout=deadline.left())
    except (Empty, TimeoutError) as error:
        raise FetchError(Trouble.SLOW) from error
    if isinstance(found, Exception) or not found:
        raise FetchError(Trouble.UNREACHABLE) from (found if isinstance(found, Exception) else None)
    return list(dict.fromkeys(found))


def _look_up(resolver: Resolver, host: str, box: SimpleQueue[Sequence[str] | Exception]) -> None:
    try:
        box.put(resolver(host))
    except Exception as error:
        box.put(error)
