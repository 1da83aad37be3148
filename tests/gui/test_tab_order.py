"""Tab goes from the amount over what the act needs to its confirm, then to the other acts; a keypad is one stop."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from core.domain.operation import State
from core.domain.settlement import How
from gui.dialogs.backup_form import BackupForm
from gui.dialogs.restore_form import RestoreForm
from gui.dialogs.settle import SettleDialog
from gui.views.card.card import CardView
from gui.views.issue.issue import IssueView
from gui.widgets.amounts.keypad import Keypad
from gui.widgets.amounts.quick_amounts import QuickAmounts
from tests.gui.builders import card, idle_bridge
from tests.gui.views.card.test_counter import panel, put
from tests.gui.views.outbox.test_outbox import operation

pytestmark = pytest.mark.unstyled


@pytest.fixture
def show(qtbot, look):
    kept = []

    def shown(widget: QWidget) -> QWidget:
        qtbot.addWidget(widget)
        kept.append(widget)
        widget.resize(1180, 760)
        widget.show()
        widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)
        return widget

    yield shown
    kept.clear()


def walked(qtbot, steps: int) -> list[str]:
    """The names of what has the focus, from where it is now."""
    names = []
    for _ in range(steps):
        names.append(QApplication.focusWidget().objectName())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    return names


def test_redeem_is_amount_reason_confirm_then_chips_keypad_and_tiles(qtbot, show):
    view = show(CardView(idle_bridge()))
    put(view, card())
    qtbot.keyClicks(panel(view).amount, "5")
    assert walked(qtbot, 7) == [
        "amount", "redeem_reason", "redeem_button", "quick_all", "key_1", "redeem_action", "card_again",
    ]  # fmt: skip


def test_other_chips_for_fresh_figures_keep_their_place(qtbot, show):
    view = show(CardView(idle_bridge()))
    put(view, card())
    put(view, card(balance=1500, confirmed_balance=1500))
    qtbot.keyClicks(panel(view).amount, "5")
    assert walked(qtbot, 5) == ["amount", "redeem_reason", "redeem_button", "quick_all", "key_1"]


@pytest.mark.parametrize("name", ["top_up", "adjust"])
def test_every_panel_with_an_amount_goes_the_same_way(qtbot, show, name):
    view = show(CardView(idle_bridge()))
    put(view, card())
    view._right.open(name)
    qtbot.keyClicks(panel(view).amount, "5")
    panel(view).button.setEnabled(True)
    panel(view).amount.setFocus()
    assert walked(qtbot, 3) == ["amount", f"{name}_reason", f"{name}_button"]


@pytest.mark.parametrize("name", ["freeze", "replace", "cash_out"])
def test_every_panel_with_a_reason_goes_from_it_to_its_confirm(qtbot, show, name):
    view = show(CardView(idle_bridge()))
    put(view, card())
    view._right.open(name)
    qtbot.keyClicks(QApplication.focusWidget(), "lost")
    assert walked(qtbot, 3) == [f"{name}_reason", f"{name}_button", f"{name}_action"]


def test_a_sale_is_amount_confirm_then_all_that_need_not_be_said(qtbot, show):
    view = show(IssueView(idle_bridge()))
    view.show_view()
    qtbot.keyClicks(view._sell.amount, "5")
    assert walked(qtbot, 5) == ["sell_amount", "sell_button", "sell_several", "ready_25", "key_1"]
    assert QApplication.focusWidget() in view._details.findChildren(QWidget)


def test_settling_is_figure_reason_confirm_and_back(qtbot, show):
    parent = show(QWidget())
    row = operation(state=State.PARKED, ways=(How.APPLIED, How.BALANCE, How.AMOUNT))
    dialog = SettleDialog(row, How.BALANCE, parent)
    dialog.start()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog._button.setEnabled(True)
    assert walked(qtbot, 7) == [
        "amount", "settle_reason", "settle_reason_1", "settle_reason_2", "settle_reason_3", "settle_button",
        "settle_back",
    ]  # fmt: skip
    dialog.reject()


# one stop


def focus_name() -> str:
    return QApplication.focusWidget().objectName()


def test_a_keypad_is_moved_in_by_arrows_and_stays_one_stop(qtbot, show):
    keypad = show(Keypad())
    keypad.findChild(QPushButton, "key_1").setFocus()
    for key, name in (
        (Qt.Key.Key_Right, "key_2"),
        (Qt.Key.Key_Down, "key_5"),
        (Qt.Key.Key_Down, "key_8"),
        (Qt.Key.Key_Left, "key_7"),
        (Qt.Key.Key_Up, "key_4"),
    ):
        qtbot.keyClick(QApplication.focusWidget(), key)
        assert focus_name() == name
    stops = [each.objectName() for each in keypad.roving.buttons if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == ["key_4"]


def test_what_cannot_be_pressed_is_passed_over(qtbot, show):
    keypad = show(Keypad())
    keypad.set_decimals(0)
    keypad.findChild(QPushButton, "key_0").setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left)
    assert focus_name() == "key_9"


def test_space_presses_the_key_that_has_the_focus(qtbot, show):
    keypad = show(Keypad())
    keypad.findChild(QPushButton, "key_7").setFocus()
    with qtbot.waitSignal(keypad.pressed) as pressed:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert pressed.args == ["7"]


def test_chips_from_right_to_left_are_moved_in_as_they_are_seen(qtbot, show):
    chips = QuickAmounts()
    chips.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    chips.offer("USD", 6250)
    show(chips)
    chips.findChild(QPushButton, "quick_all").setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left)
    assert focus_name() == "quick_10"


def test_a_stop_that_can_no_longer_be_pressed_gives_its_place_to_another(qtbot, show):
    view = show(CardView(idle_bridge()))
    put(view, card())
    bar = view._side.page.action_bar
    bar.allow({"edit", "disable"})
    stops = [each.objectName() for each in bar.roving.buttons if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == ["edit_action"]


@pytest.mark.parametrize(
    ("form", "names"),
    [
        (lambda: BackupForm("Till 1"), ["backup_file", "backup_choose", "backup_password", "backup_again"]),
        (RestoreForm, ["restore_file", "restore_choose", "restore_password"]),
    ],
)
def test_a_file_is_chosen_beside_its_field_and_before_what_comes_below(qtbot, show, form, names):
    view = show(form())
    file, choose, below = (view.findChild(QWidget, name) for name in names[:3])
    file.setFocus()
    assert walked(qtbot, len(names)) == names
    assert file.geometry().center().y() == choose.geometry().center().y() < below.geometry().top()
    assert file.geometry().right() < choose.geometry().left()
