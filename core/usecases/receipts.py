"""Receipts: what one is made from, those that wait for the printer, and the cash drawer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.domain.bill import PAID, Share, share_in
from core.domain.operation import MONEY_KINDS, OPEN, Kind, State
from core.domain.permission import Permission
from core.rows import CardRow, OperationRow
from core.usecases.changes import Changes
from core.usecases.front_door import needs

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.domain.receipt import Receipt, WaitingReceipt
    from core.printing.bitmap import Draw
    from core.printing.delivery import Delivered
    from core.rows import BillRows

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


@dataclass(frozen=True, slots=True)
class PrintedReceipt:
    """How the receipt printer took it."""

    how: Delivered

    @property
    def changes(self) -> Changes:
        return Changes(receipts=True)


@needs(Permission.LIST)
def read_receipt(core: Core, operation_id: str) -> ReceiptSource | None:
    """Return the operation with all that paid for the same sale; None where nothing is there to be receipted."""
    return source_of(core, core.queries.bill(operation_id))


def source_of(core: Core, bill: BillRows) -> ReceiptSource | None:
    """Return what a receipt of these rows is made from; None where no money was moved or promised."""
    if not any(has_receipt(row) for row in bill.rows):
        return None
    preferences = core.preferences.on_paper()
    return ReceiptSource(bill.rows, bill.cards, preferences, core.settings.data_dir / "receipts", bill.waits)


def has_receipt(row: OperationRow) -> bool:
    """Tell whether money was moved or promised."""
    return row.kind in _TOLD and share_of(row) in PAID


def share_of(row: OperationRow) -> Share:
    """Return how far an operation is, for the customer. A new card without an answer is as good as promised."""
    if row.kind is Kind.ISSUE:
        return Share.PROMISED if row.state in OPEN else _issued(row.state)
    return share_in(row.state, row.known, offline=row.offline)


@needs(Permission.LIST)
def read_waiting(core: Core) -> tuple[WaitingReceipt, ...]:
    """Return what is not on paper yet, oldest first."""
    return core.receipts.waiting()


@needs(Permission.PRINT)
def print_receipt(core: Core, operation_id: str, receipt: Receipt, late: str, draw: Draw) -> PrintedReceipt:
    """Keep it on disk until the printer has it, and print it. Raises KnownError: it is printed later.

    `operation_id` is the first of the sale, `late` the notice for a copy that comes later, with {at} in it.
    """
    return PrintedReceipt(core.receipts.print(operation_id, receipt, late, draw))


@needs(Permission.PRINT)
def note_receipt_printed(core: Core, operation_id: str, *, again: bool) -> None:
    """Journal that the front end printed this receipt itself; `again`: it is a duplicate. Raises SignInNeeded."""
    core.labels.record.note_receipt(operation_id, again=again)


@needs(Permission.PRINT)
def retry_receipt(core: Core, number: int, draw: Draw) -> PrintedReceipt:
    """Print one that waits, as a late copy. Raises NotFound, or what the printer met."""
    return PrintedReceipt(core.receipts.retry(number, draw))


@needs(Permission.PRINT)
def drop_receipt(core: Core, number: int) -> Changes:
    """Take one out of the queue unprinted. Raises NotFound."""
    core.receipts.drop(number)
    return Changes(receipts=True)


@needs(Permission.DRAWER)
def open_drawer(core: Core) -> bool:
    """Open the cash drawer; False where the shop wants no such thing. Raises KnownError."""
    return core.receipts.kick()


@needs(Permission.DRAWER)
def open_drawer_for(core: Core, operation_id: str) -> bool:
    """Open the cash drawer for an operation that moved cash. Raises KnownError: what was done is done all the same."""
    row = core.queries.operation(operation_id)
    return row is not None and bool(row.cash) and core.receipts.kick()


def _issued(state: State) -> Share:
    if state in {State.DONE, State.INFERRED}:
        return Share.TAKEN
    return Share.UNKNOWN if state is State.PARKED else Share.REFUSED
