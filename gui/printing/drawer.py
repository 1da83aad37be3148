"""The cash drawer at the receipt printer, opened once for each act that moves cash, wherever it was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.usecases import receipts

if TYPE_CHECKING:
    from core.usecases.receipts import ReceiptSource
    from gui.work.core_bridge import CoreBridge

_opened_for: set[str] = set()


def open_for(bridge: CoreBridge, source: ReceiptSource | None) -> None:
    """Open the drawer for a confirmed cash-out or its take-back, where the shop wants it; a failure is told.

    What a customer pays with for a card or a top-up is not known here.
    """
    if source is None or source.preferences["receipt.drawer"] != "on":
        return
    moving = {row.operation_id for row in source.rows if row.cash} - _opened_for
    if moving:
        _opened_for.update(moving)
        bridge.ask(receipts.open_drawer, _on_open, thread="paper")


def _on_open(_kicked: bool) -> None:
    """Do nothing: it is seen and heard."""
