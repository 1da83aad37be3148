"""What this till began and has not finished: read before the window closes and after it opens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.domain.operation import OPEN, State
from core.domain.permission import Permission
from core.rows import BatchRow, OperationRow
from core.usecases import sales
from core.usecases.front_door import needs

if TYPE_CHECKING:
    from core.bootstrap import Core

_MOST = 500


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Sums are minor units by currency. `codes` are cards that nobody handed over, orders not counted."""

    waiting: int = 0
    owed: dict[str, int] = field(default_factory=dict)
    codes: int = 0
    worth: dict[str, int] = field(default_factory=dict)
    orders: tuple[BatchRow, ...] = ()
    """Orders that are not through, or whose cards nobody handed over."""
    parked: int = 0
    """What needs a person: for days, perhaps, so nobody is asked about it each evening."""
    receipts: int = 0
    """Not on paper yet."""


@dataclass(frozen=True, slots=True)
class ToHandOver:
    """Single sales whose code nobody handed over, newest first, and orders that are not through."""

    sales: tuple[OperationRow, ...]
    orders: tuple[BatchRow, ...]


@needs(Permission.LIST)
def read_to_hand_over(core: Core) -> ToHandOver:
    """Return the cards that wait for their customer."""
    return ToHandOver(sales.read_waiting(core), core.batches.orders())


@needs(Permission.LIST)
def read_unfinished(core: Core) -> Unfinished:
    """Return it as it stands now."""
    rows = core.queries.operations(_MOST)
    open_rows = [row for row in rows if row.state in OPEN]
    codes = sales.read_waiting(core)
    return Unfinished(
        waiting=len(open_rows),
        owed=_sums((row, row.want - row.known) for row in open_rows),
        codes=len(codes),
        worth=_sums((row, row.want) for row in codes),
        orders=core.batches.orders(),
        parked=sum(row.state is State.PARKED for row in rows),
        receipts=len(core.receipts.waiting()),
    )


def _sums(amounts: Iterable[tuple[OperationRow, int]]) -> dict[str, int]:
    """Return what the amounts come to, in or out alike."""
    sums: dict[str, int] = {}
    for row, amount in amounts:
        if amount:
            sums[row.currency] = sums.get(row.currency, 0) + abs(amount)
    return sums
