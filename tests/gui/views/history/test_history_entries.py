"""What people do beside money, in the window: found by the filter, read as a sentence, and no receipt is offered."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from core.domain.command import Freeze
from core.domain.staff import Role
from core.errors import RuleRefused
from gui.views.history.history import HistoryView
from gui.widgets.buttons.offers import WHY_NOT, of_button

pytestmark = pytest.mark.unstyled


@pytest.fixture
def view(qtbot: Any, bridge: Any, ask: Any, cards: Any, show: Any) -> HistoryView:
    """Mia is there; Cleo mistyped her PIN, froze a card and went. The bridge reads as Mia."""

    def do(core: Any) -> None:
        core.staff.put("Mia", Role.MANAGER, "482913")
        core.staff.put("Cleo", Role.CLERK, "7294")
        with pytest.raises(RuleRefused):
            core.staff.sign_in("Cleo", "0000")
        core.staff.sign_in("Cleo", "7294")
        core.freezes.freeze(Freeze(cards[0].card_id, "lost at the fair"))
        core.staff.sign_in("Mia", "482913")
        core.preferences.set("offline.per_sale", "80")

    ask(do)
    made: HistoryView = show(HistoryView(bridge))
    qtbot.waitUntil(lambda: made.model.rowCount() > 5)
    return made


def find(view: HistoryView, name: str) -> Any:
    return view.findChild(object, name)


def cells(view: HistoryView, row: int) -> dict[str, str]:
    """The cells of a line by their headings."""
    model = view.model
    return {
        str(model.headerData(at, Qt.Orientation.Horizontal)): str(model.index(row, at).data() or "")
        for at in range(model.columnCount())
    }


def narrow(qtbot: Any, view: HistoryView, kind: str, rows: int) -> None:
    box = find(view, "history_kind")
    box.setCurrentIndex(box.findData(kind))
    qtbot.waitUntil(lambda: view.model.rowCount() == rows)


def test_sign_ins_are_shown_with_whose_they_are(qtbot: Any, view: HistoryView) -> None:
    narrow(qtbot, view, "sign-ins", 3)
    lines = [cells(view, at) for at in range(3)]
    assert [(line["What"], line["Clerk"], line["Details"]) for line in lines] == [
        ("Sign in", "Mia", "Signed in as a manager."),
        ("Sign in", "Cleo", "Signed in as a clerk."),
        ("Wrong PIN", "Cleo", "Somebody typed a wrong PIN for Cleo. Wrong tries in a row: 1."),
    ]
    assert {(line["Amount"], line["Outcome"], line["Afterwards"]) for line in lines} == {("", "", "")}
    assert find(view, "history_totals").text() == ""


def test_a_setting_reads_from_what_to_what(qtbot: Any, view: HistoryView) -> None:
    narrow(qtbot, view, "settings", 1)
    assert cells(view, 0)["Details"] == "Allowed without a connection · For one sale: changed from “50.00” to “80.00”."


def test_columns_of_money_give_way_where_no_line_has_any(qtbot: Any, view: HistoryView) -> None:
    table, columns = find(view, "history_table"), view.model.columns
    money = [at for at, column in enumerate(columns) if column.order in {"amount", "outcome", "after"}]
    narrow(qtbot, view, "sign-ins", 3)
    assert len(money) == 3
    assert all(table.isColumnHidden(at) for at in money)
    find(view, "history_kind").setCurrentIndex(0)
    qtbot.waitUntil(lambda: view.model.rowCount() > 5)
    assert not any(table.isColumnHidden(at) for at in money)


def test_a_line_without_money_says_why_it_has_no_receipt_and_is_read_whole_below(qtbot: Any, view: HistoryView) -> None:
    narrow(qtbot, view, "freezes", 1)
    for name in ("history_receipt", "history_view_receipt", "history_take_back"):
        button: QAbstractButton = find(view, name)
        assert of_button(button, "").why_not == "Choose a line first."
    qtbot.keyClick(find(view, "history_field"), Qt.Key.Key_Down)
    assert find(view, "history_about").text().endswith("on this till. Reason: lost at the fair")
    for name, why in (
        ("history_receipt", "This line moved no money, so it has no receipt."),
        ("history_take_back", "This line changed no card's balance, so there is nothing to take back."),
    ):
        button = find(view, name)
        assert not button.isEnabled()
        assert button.property(WHY_NOT) == of_button(button, "").why_not == why


def test_a_line_of_a_card_opens_it_and_another_is_read_aloud(qtbot: Any, view: HistoryView, cards: Any) -> None:
    narrow(qtbot, view, "freezes", 1)
    qtbot.keyClick(find(view, "history_field"), Qt.Key.Key_Down)
    with qtbot.waitSignal(view.card_requested) as asked:
        qtbot.keyClick(find(view, "history_table"), Qt.Key.Key_Return)
    assert asked.args == [cards[0].card_id]
    narrow(qtbot, view, "sign-ins", 3)
    qtbot.keyClick(find(view, "history_field"), Qt.Key.Key_Down)
    with qtbot.waitSignal(view.notified) as told:
        qtbot.keyClick(find(view, "history_table"), Qt.Key.Key_Return)
    assert told.args == ["Signed in as a manager.", "info"]


def test_a_german_till_finds_and_tells_in_german(qtbot: Any, german: Any, view: HistoryView) -> None:
    qtbot.keyClicks(find(view, "history_field"), "falsche")
    qtbot.waitUntil(lambda: view.model.rowCount() == 1)
    line = cells(view, 0)
    assert "Falsche PIN" in line.values()
    assert any("falsche PIN eingegeben" in cell for cell in line.values())


def choose(qtbot: Any, view: HistoryView, text: str) -> None:
    """Choose a line of the menu of saved filters."""
    find(view, "history_saved").click()
    menu = find(view, "row_menu")
    action = next(each for each in menu.actions() if each.text() == text)
    assert action.isEnabled()
    action.trigger()
    menu.close()
    qtbot.waitUntil(lambda: view.findChild(object, "row_menu") is None)


def test_a_filter_is_saved_under_a_name_chosen_again_and_removed(qtbot: Any, view: HistoryView, ask: Any) -> None:
    narrow(qtbot, view, "sign-ins", 3)
    box = find(view, "history_clerk")
    qtbot.waitUntil(lambda: box.findData("Cleo") > 0)
    box.setCurrentIndex(box.findData("Cleo"))
    find(view, "history_period").setCurrentIndex(find(view, "history_period").findData("today"))
    qtbot.waitUntil(lambda: view.model.rowCount() == 2)
    choose(qtbot, view, "Save this filter…")
    dialog = find(view, "filter_name_dialog")
    find(dialog, "filter_save").click()
    assert dialog.isVisible()  # no name yet
    qtbot.keyClicks(find(dialog, "filter_name"), "Cleo today")
    with qtbot.waitSignal(view.notified) as told:
        find(dialog, "filter_save").click()
    assert told.args == ["The filter “Cleo today” is saved.", "good"]
    for name in ("history_kind", "history_period", "history_clerk"):
        find(view, name).setCurrentIndex(0)
    qtbot.waitUntil(lambda: view.model.rowCount() > 5)
    choose(qtbot, view, "Cleo today")
    qtbot.waitUntil(lambda: view.model.rowCount() == 2)
    chosen = [find(view, name).currentData() for name in ("history_kind", "history_period", "history_clerk")]
    assert chosen == ["sign-ins", "today", "Cleo"]
    with qtbot.waitSignal(view.notified) as told:
        choose(qtbot, view, "Remove “Cleo today”")
    assert told.args == ["The filter “Cleo today” is removed.", "good"]
    assert ask(lambda core: core.preferences.filters.all()) == ()
