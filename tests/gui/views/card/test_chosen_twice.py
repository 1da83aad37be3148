"""Choosing what is in front already takes nothing away that was typed: a chord is pressed twice more often than not."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWidget

from gui.views.card.card import CardView
from gui.views.card.command_stack import CommandStack
from gui.widgets.amounts.amount_display import AmountDisplay

ACTIONS = ("redeem", "top_up", "cash_out", "adjust", "edit", "freeze", "replace", "disable")


def typed(panel: QWidget) -> tuple[str, ...]:
    fields = [field.text() for field in panel.findChildren(QLineEdit) if field.objectName()]
    return (*fields, *(amount.typed for amount in panel.findChildren(AmountDisplay)))


@pytest.fixture
def view(qtbot, bridge, show, cards):
    made = show(CardView(bridge))
    made.show_card(cards[0].card_id)
    qtbot.waitUntil(lambda: made.findChild(QWidget, "redeem") is not None)
    return made


@pytest.mark.slow
@pytest.mark.unstyled
@pytest.mark.parametrize("name", ACTIONS)
def test_a_tile_that_is_chosen_again_keeps_what_was_typed(qtbot, view, name):
    tile = view.findChild(QAbstractButton, f"{name}_action")
    tile.click()
    panel = view.findChild(CommandStack).currentWidget()
    for amount in panel.findChildren(AmountDisplay):
        qtbot.keyClicks(amount, "12")
    for field in [each for each in panel.findChildren(QLineEdit) if not isinstance(each.parent(), QComboBox)]:
        if field.isVisible() and not field.isReadOnly():
            qtbot.keyClicks(field, "12")
    before = typed(panel)
    assert any("12" in text for text in before)
    tile.click()
    assert view.findChild(CommandStack).currentWidget() is panel
    assert typed(panel) == before
    assert tile.isChecked()
