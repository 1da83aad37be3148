"""A receipt that the window itself brought into a file is journalled, and so is a duplicate."""

from __future__ import annotations

from typing import Any

import pytest

from core.domain.command import Redeem
from gui.printing.receipts import Receipts
from tests.core.services.test_journal import entries

pytestmark = pytest.mark.unstyled


def noted(ask: Any) -> list[tuple[object, object]]:
    """What the journal says was printed: what it was, and whether it was a duplicate."""
    found = ask(lambda core: [values for what, values in entries(core) if what == "printed"])
    return [(values["paper"], values.get("again", False)) for values in found]


def test_a_receipt_and_its_duplicate_are_two_entries(qtbot: Any, bridge: Any, ask: Any, cards: Any, qapp: Any) -> None:
    ask(lambda core: core.preferences.set("receipt.paper", "PDF"))
    accepted = ask(lambda core: core.desk.submit(Redeem(cards[0].card_id, 500)))
    ask(lambda core: core.replay.run(accepted.operation_id))
    receipts = Receipts(bridge, qapp)
    with qtbot.waitSignal(receipts.shown):
        receipts.show_again(accepted.operation_id)
    receipts.note_shown()  # as the page does once it was saved from there
    qtbot.waitUntil(lambda: noted(ask) == [("receipt", True)])
    with qtbot.waitSignal(receipts.done):
        receipts.print_again(accepted.operation_id)
    qtbot.waitUntil(lambda: noted(ask) == [("receipt", True), ("receipt", True)])
    receipts.deleteLater()
