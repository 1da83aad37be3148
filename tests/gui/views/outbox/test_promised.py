"""A promise for goods that are gone: never cancelled, but dropped with its loss, by somebody else than who made it."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from core.domain.command import Redeem, TopUp
from core.domain.operation import State
from core.domain.staff import Role
from gui.dialogs.settle import SettleDialog
from gui.widgets.buttons.option_button import OptionButton

pytestmark = pytest.mark.unstyled


def visible(widget, name: str) -> bool:
    found = widget.findChild(object, name)
    return found.isVisibleTo(widget)


def waits(qtbot, view) -> None:
    qtbot.waitUntil(lambda: [row.state.value for row in view.model.rows] == ["waiting"])


def promised(qtbot, view, ask, cards) -> str:
    accepted = ask(lambda core: core.desk.submit(Redeem(cards[0].card_id, 500)))
    waits(qtbot, view)
    qtbot.waitUntil(lambda: bool(view.findChildren(OptionButton, "settle_drop")))
    return accepted.operation_id


def test_a_promise_is_not_cancelled_but_dropped_with_its_loss(qtbot, view, ask, offline, cards):
    operation_id = promised(qtbot, view, ask, cards)
    assert not visible(view, "outbox_cancel")
    assert visible(view, "settle_ways")
    drop = view.findChild(OptionButton, "settle_drop")
    assert drop.text().replace("&", "").startswith("Never take it: drop the promise…")
    drop.click()
    qtbot.waitUntil(lambda: view.findChild(SettleDialog) is not None)
    dialog = view.findChild(SettleDialog)
    qtbot.waitUntil(lambda: "$5.00 is the shop's loss." in dialog.findChild(QLabel, "settle_foreseen").text())
    QTest.keyClicks(dialog.findChild(QLineEdit, "settle_reason"), "typed on the wrong card")
    button = dialog.findChild(object, "settle_button")
    qtbot.waitUntil(button.isEnabled)
    with qtbot.waitSignal(view.notified) as told:
        button.click()
    assert "$5.00" in told.args[0]
    assert told.args[1] == "warn"
    row = ask(lambda core: core.queries.operation(operation_id))
    assert (row.state, row.settlement.loss, row.ways) == (State.INFERRED, 500, ())


def test_what_was_put_on_a_card_without_a_connection_is_cancelled_as_before(qtbot, view, ask, offline, cards):
    ask(lambda core: core.desk.submit(TopUp(cards[0].card_id, 500)))
    waits(qtbot, view)
    qtbot.waitUntil(lambda: visible(view, "outbox_cancel"))
    assert not visible(view, "settle_ways")


def test_where_nobody_here_could_decide_it_is_said_before_a_reason_is_typed(qtbot, view, ask, offline, cards):
    ask(lambda core: core.staff.put("Mia", Role.MANAGER, "482913"))
    promised(qtbot, view, ask, cards)
    with qtbot.waitSignal(view.notified) as told:
        view.findChild(OptionButton, "settle_drop").click()
    assert told.args == [
        "You made it yourself, so another manager decides, and there is none. Nothing was changed.",
        "warn",
    ]
    assert view.findChild(SettleDialog) is None
    ask(lambda core: core.staff.put("Max", Role.MANAGER, "918273"))
    view.findChild(OptionButton, "settle_drop").click()
    qtbot.waitUntil(lambda: view.findChild(SettleDialog) is not None)
