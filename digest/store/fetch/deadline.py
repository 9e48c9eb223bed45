"""The one clock of a fetch: look-up, robots.txt, redirects, headers and body share its seconds."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Deadline:
    """An instant after which nothing is waited for."""

    def __init__(self, seconds: float, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._end = clock() + seconds

    def left(self) -> float:
        """The seconds that are left. Raises TimeoutError when there are none."""
        left = self._end - self._clock()
        if left <= 0:
            raise TimeoutError("no time is left")
        return left

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """Do not count what goes by inside of `with`: the source has nothing to do with it."""
        start = self._clock()
        try:
            yield
        finally:
            self._end += self._clock() - start
