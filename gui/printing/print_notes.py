"""What the window itself brought to paper or into a file is journalled. The page is there: no failure is told."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from core.usecases import receipts, sales

if TYPE_CHECKING:
    from gui.work.core_bridge import CoreBridge


def note_receipt(bridge: CoreBridge, operation_id: str, *, again: bool) -> None:
    """Journal a receipt; `again`: it is a duplicate."""
    work = partial(receipts.note_receipt_printed, operation_id=operation_id, again=again)
    bridge.ask(work, _on_noted, thread="paper", failed=_on_noted)


def note_card(bridge: CoreBridge, operation_id: str) -> None:
    """Journal the card of a sale."""
    work = partial(sales.note_cards_printed, operation_ids=(operation_id,))
    bridge.ask(work, _on_noted, thread="paper", failed=_on_noted)


def _on_noted(_answer: object) -> None:
    """Do nothing: it is on paper already."""
