"""Money on a card with something unsettled: asked once, for the lost answer may have been this very amount."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from core.domain.command import Redeem
from gui.views.card.cash_out_panel import CashOutPanel
from gui.views.card.command_panel import CommandPanel
from gui.views.card.freeze_panel import FreezePanel
from gui.views.card.open_bill import OpenBill
from gui.views.card.redeem_panel import RedeemPanel
from tests.gui.builders import card, idle_bridge

pytestmark = pytest.mark.unstyled


class Asked:
    """A panel, and what was asked of the core by it."""

    def __init__(self, qtbot, panel: CommandPanel) -> None:
        self.panel, self.commands = panel, []
        panel.requested.connect(self.commands.append)
        qtbot.addWidget(panel)
        panel.show_card(card(unsettled=1))
        panel.start()

    def enter(self, qtbot) -> str:
        """Presses Enter; the line above the button then."""
        qtbot.keyClick(self.panel, Qt.Key.Key_Return)
        line = self.panel.findChild(QWidget, f"{self.panel.objectName()}_problem")
        return line.text() if line.isVisibleTo(self.panel) else ""


@pytest.fixture
def redeem(qtbot) -> Asked:
    bridge = idle_bridge()
    asked = Asked(qtbot, RedeemPanel(OpenBill(bridge, bridge)))
    asked.panel.amount.set_minor(500)
    return asked


def test_the_first_enter_asks_and_the_second_goes_on(qtbot, redeem):
    assert "not settled yet" in redeem.enter(qtbot)
    assert redeem.commands == []
    assert redeem.enter(qtbot) == ""
    assert redeem.commands == [Redeem(card().card_id, 500, "Purchase")]


def test_fresh_figures_do_not_ask_again(qtbot, redeem):
    redeem.enter(qtbot)
    redeem.panel.show_card(card(unsettled=1))
    redeem.enter(qtbot)
    assert len(redeem.commands) == 1


def test_the_next_time_it_is_asked_again(qtbot, redeem):
    redeem.enter(qtbot)
    redeem.panel.start()
    redeem.panel.amount.set_minor(500)
    assert "not settled yet" in redeem.enter(qtbot)
    assert redeem.commands == []


def test_a_settled_card_is_charged_at_once(qtbot, redeem):
    redeem.panel.show_card(card())
    redeem.enter(qtbot)
    assert len(redeem.commands) == 1


def test_cashing_out_asks_too(qtbot):
    asked = Asked(qtbot, CashOutPanel())
    qtbot.keyClicks(asked.panel.findChild(QLineEdit, "cash_out_reason"), "asked for it")
    asked.panel.button.click()
    assert asked.commands == []
    asked.panel.button.click()
    assert len(asked.commands) == 1


def test_what_moves_no_money_is_not_asked(qtbot):
    asked = Asked(qtbot, FreezePanel())
    for each in asked.panel.findChildren(QWidget):
        if each.objectName() == "freeze_reason":
            each.setText("Reported lost")
    asked.enter(qtbot)
    assert len(asked.commands) == 1
