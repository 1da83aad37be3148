"""Fresh rows under a hand: those that are shown are renewed where they stand, new ones are counted and wait.

What has left the list leaves it; nothing else moves until a person asks to see the new ones.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic

from gui.widgets.lists.table_model import Row


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
    old, keys = [key(row) for row in shown], [key(row) for row in fresh]
    if old == keys:
        return SteadyRows(tuple(fresh), (), 0)
    now, before = dict(zip(keys, fresh, strict=True)), set(old)
    last_shown = max((at for at, each in enumerate(old) if each in now), default=-1)
    kept = tuple(
        now.get(each, row)
        for at, (each, row) in enumerate(zip(old, shown, strict=True))
        if each in now or (not ended and at > last_shown)
    )
    if not kept:
        return SteadyRows(tuple(fresh), (), 0)
    last_fresh = max((at for at, each in enumerate(keys) if each in before), default=len(keys) - 1)
    new = sum(each not in before for each in keys[: last_fresh + 1])
    return SteadyRows(kept, tuple(fresh[last_fresh + 1 :]), new)
