"""Fresh rows under a hand: those that are shown are renewed where they stand, new ones are counted and wait.

What has left the list leaves it; nothing else moves until a person asks to see the new ones.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic

from gui.table_model import Row


@dataclass(frozen=True, slots=True)
class SteadyRows(Generic[Row]):
    """`rows` in the order that is shown, `further` those read behind them, `new` how many wait before them."""

    rows: tuple[Row, ...]
    further: tuple[Row, ...]
    new: int


def hold(shown: Sequence[Row], fresh: Sequence[Row], key: Callable[[Row], Hashable], *, ended: bool) -> SteadyRows[Row]:
    """Hold `fresh` against what is `shown`. `ended`: there is nothing behind the last fresh row.

    Unless the reading has ended, the last rows shown may only have been pushed behind what was read, so they stay.
    """
    now = {key(row): row for row in fresh}
    last_shown = max((at for at, row in enumerate(shown) if key(row) in now), default=-1)
    kept = tuple(
        now.get(key(row), row) for at, row in enumerate(shown) if key(row) in now or (not ended and at > last_shown)
    )
    if not kept:
        return SteadyRows(tuple(fresh), (), 0)
    before = {key(row) for row in shown}
    last_fresh = max((at for at, row in enumerate(fresh) if key(row) in before), default=len(fresh) - 1)
    new = sum(key(row) not in before for row in fresh[: last_fresh + 1])
    return SteadyRows(kept, tuple(fresh[last_fresh + 1 :]), new)
