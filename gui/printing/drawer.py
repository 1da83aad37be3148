"""The cash drawer at the receipt printer, opened once for each act that moves cash, wherever it was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gui.printing.receipt_source import ReceiptSource
    from gui.work.worker import Desk

_opened_for: set[str] = set()


def open_for(desk: Desk, source: ReceiptSource | None) -> None:
    """For a confirmed cash-out or its take-back, where the shop wants it; a failure is told in the message bar.

    What a customer pays with for a card or a top-up is not known here.
    """
    if source is None or source.preferences["receipt.drawer"] != "on":
        return
    moving = {row.operation_id for row in source.rows if row.cash} - _opened_for
    if moving:
        _opened_for.update(moving)
        desk.ask(lambda core: core.receipts.kick(), _on_open, lane="paper")


def _on_open(_kicked: bool) -> None:
    """It is seen and heard."""
