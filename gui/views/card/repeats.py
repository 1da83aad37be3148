"""What was done with which card a moment ago: the same once more is asked about, for it is usually a slip."""

from __future__ import annotations

import time
from collections.abc import Callable

from core.domain.command import CashOut, Command, Holding, Redeem, SetBalance, TopUp

SECONDS = 10


class Repeats:
    """Kept over panels and cards. `now` is a clock in seconds."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._done: dict[tuple[str, int, int], float] = {}

    def add(self, command: Command | Holding) -> None:
        """Note that it goes out now."""
        if (key := _key_of(command)) is not None:
            self._done[key] = self._now()

    def forget(self, command: Command | Holding) -> None:
        """Forget what came to nothing: to try it again is no repetition."""
        if (key := _key_of(command)) is not None:
            self._done.pop(key, None)

    def ago(self, command: Command | Holding) -> int | None:
        """Return whole seconds since the same amount went off or onto the same card; None: not in the last ten."""
        key = _key_of(command)
        at = self._done.get(key) if key is not None else None
        passed = None if at is None else self._now() - at
        return None if passed is None or passed > SECONDS else int(passed)


def _key_of(command: Command | Holding) -> tuple[str, int, int] | None:
    if isinstance(command, (Redeem, TopUp, CashOut)):
        return type(command).__name__, command.card_id, command.amount
    if isinstance(command, SetBalance):
        return "SetBalance", command.card_id, command.balance
    return None
