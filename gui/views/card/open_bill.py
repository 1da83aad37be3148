"""The sale that several cards pay for. It belongs to the window; the money of each card is safe in the outbox.

A share counts once it is taken or promised, and until it is taken back. Each is looked at again whenever the outbox
changes.
"""

from __future__ import annotations

import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.domain.bill import Bill, Part, Share, share_in
from core.domain.command import Command, Redeem
from core.domain.identity import uuid7
from core.domain.outcome import Confirmed, Outcome, Queued, Refused, Unknown
from core.errors import KnownError
from core.usecases import operations

if TYPE_CHECKING:
    from core.rows import CardRow, OperationRow
    from core.usecases.changes import Changes
    from gui.work.core_bridge import CoreBridge


class OpenBill(QObject):
    """`bill` is None while no sale is in progress."""

    changed = Signal()

    def __init__(self, bridge: CoreBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._bill: Bill | None = None

        bridge.changed.connect(self._on_changed)

    @property
    def bill(self) -> Bill | None:
        return self._bill

    @property
    def operations(self) -> tuple[str, ...]:
        """What was accepted for it so far."""
        parts = self._bill.parts if self._bill else ()
        return tuple(part.operation_id for part in parts if part.operation_id)

    def claim(self, command: Redeem, due: int, card: CardRow) -> Redeem:
        """Put a command that goes out into the sale in progress, or begin one when more is `due`."""
        if self._bill is None:
            if due <= command.amount:
                return command
            self._bill = Bill(uuid7(time.time()), due, card.currency)
        self._show(self._bill.asked(card.last_characters, command.amount))
        return replace(command, bill=self._bill.bill_id)

    def record(self, command: Command, outcome: Outcome | KnownError) -> None:
        """Record what came of a command; of another sale or of none it changes nothing."""
        bill = self._bill
        if bill is None or not isinstance(command, Redeem) or command.bill != bill.bill_id:
            return
        asked = next((part for part in bill.parts if part.share is Share.ASKED), None)
        if asked is not None:
            answered = bill.answered(_part(asked, outcome))
            self._show(answered if answered.parts else None)

    def close(self) -> None:
        """End the sale; what was taken stays taken."""
        self._show(None)

    def _show(self, bill: Bill | None) -> None:
        if bill != self._bill:
            self._bill = bill
            self.changed.emit()

    def _on_changed(self, changes: Changes, _result: object) -> None:
        if changes.queue and self._bill is not None and self._bill.parts:
            work = partial(operations.read_operations, operation_ids=self.operations)
            self._bridge.ask(work, self._on_read)

    def _on_read(self, rows: tuple[OperationRow, ...]) -> None:
        bill = self._bill
        for row in rows:
            if bill is not None and row.bill == bill.bill_id:
                bill = bill.renewed(_part_of(row))
        self._show(bill)


def _part(asked: Part, outcome: Outcome | KnownError) -> Part | None:
    """Return the part; an error before it was accepted leaves nothing behind."""
    if isinstance(outcome, KnownError):
        return None
    shares = {Confirmed: Share.TAKEN, Queued: Share.PROMISED, Refused: Share.REFUSED, Unknown: Share.UNKNOWN}
    amount = -outcome.amount if isinstance(outcome, Confirmed) else asked.amount
    return Part(asked.last_characters, amount, shares[type(outcome)], outcome.operation_id)


def _part_of(row: OperationRow) -> Part:
    """Return the part; what was taken back of it pays no more."""
    kept = row.known + row.taken_back
    share = share_in(row.state, kept, offline=row.offline)
    amount = -kept if share is Share.TAKEN else -row.want
    return Part(row.last_characters, amount, share, row.operation_id)
