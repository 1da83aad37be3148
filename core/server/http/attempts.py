"""How often one address may try tokens that have to be looked for in the database, and ask for new ones.

Counted in each process, and in memory alone: whoever floods the service must not make it write.
"""

from __future__ import annotations

from collections.abc import Callable

from core.server.contract.refusals import RequestRefused

MOST = 60
"""At once; so many tills behind one address may start in the same moment."""
LEAK = 1.0
"""Of these, in a second."""
_MOST_ADDRESSES = 10_000


class Attempts:
    """A leaky bucket for each address. `clock` gives seconds; one that is set back counts as time that passed."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._levels: dict[str, tuple[float, float]] = {}

    def check(self, address: str) -> None:
        """Raise RequestRefused 429 for an address that has used up its attempts."""
        level = self._level(address)
        if level > MOST - 1:
            wait = max((level - MOST + 1) / LEAK, 0.1)
            told = "Too many tokens were tried. Wait a little."
            raise RequestRefused(429, told, code="too_many_attempts", Retry_After=f"{wait:.1f}")

    def count(self, address: str) -> None:
        """Count an attempt."""
        if len(self._levels) >= _MOST_ADDRESSES:
            self._levels = {each: at for each, at in self._levels.items() if self._level(each) > 0}
            if len(self._levels) >= _MOST_ADDRESSES:
                self._levels.clear()
        self._levels[address] = self._level(address) + 1, self._clock()

    def _level(self, address: str) -> float:
        level, at = self._levels.get(address, (0.0, 0.0))
        return max(0.0, level - abs(self._clock() - at) * LEAK)
