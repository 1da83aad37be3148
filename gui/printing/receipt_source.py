"""What a receipt is made from: the operations of one sale as they stand, their cards, and how the shop prints."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.domain.bill import PAID, Share, share_in
from core.domain.operation import MONEY_KINDS, OPEN, Kind, State
from core.rows import CardRow, OperationRow

if TYPE_CHECKING:
    from core.bootstrap import Core

_TOLD = MONEY_KINDS | {Kind.ISSUE}


@dataclass(frozen=True, slots=True)
class ReceiptSource:
    """`cards` stand beside `rows`, None for one that was never made. `folder` takes receipts that are files.

    `waits`: this receipt was tried already, and the printer will get it as soon as it works.
    """

    rows: tuple[OperationRow, ...]
    cards: tuple[CardRow | None, ...]
    preferences: Mapping[str, str]
    folder: Path
    waits: bool = False

    @property
    def content(self) -> frozenset[tuple[str, Share]]:
        """The same content printed again is a duplicate; a promise that is confirmed meanwhile is not."""
        return frozenset((row.operation_id, share_of(row)) for row in self.rows)


def read_receipt(operation_id: str) -> Callable[[Core], ReceiptSource | None]:
    """The operation with all that paid for the same sale; None where nothing is there to be receipted."""

    def work(core: Core) -> ReceiptSource | None:
        rows = core.queries.bill(operation_id)
        if not any(has_receipt(row) for row in rows):
            return None
        cards = tuple(core.queries.card(row.card_id) for row in rows)
        waits = any(row.operation_id == rows[0].operation_id for row in core.receipts.waiting())
        preferences = core.preferences.all() | {"shop.name": core.preferences.shop_on_paper()}
        return ReceiptSource(rows, cards, preferences, core.settings.data_dir / "receipts", waits)

    return work


def has_receipt(row: OperationRow) -> bool:
    """Whether money was moved or promised."""
    return row.kind in _TOLD and share_of(row) in PAID


def share_of(row: OperationRow) -> Share:
    """How far an operation is, for the customer. A new card without an answer is as good as promised."""
    if row.kind is Kind.ISSUE:
        return Share.PROMISED if row.state in OPEN else _issued(row.state)
    return share_in(row.state, row.known, offline=row.offline)


def _issued(state: State) -> Share:
    if state in {State.DONE, State.INFERRED}:
        return Share.TAKEN
    return Share.UNKNOWN if state is State.PARKED else Share.REFUSED
