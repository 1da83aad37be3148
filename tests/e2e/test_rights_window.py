"""The table of what each role may do, edited in the window by keys and gone by; and what each person did."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QDialog, QTableView

from core.domain.command import Redeem
from core.domain.staff import Role
from core.server.sandbox.embedded import EmbeddedService
from core.usecases.changes import EVERYTHING
from gui.views.settings.settings import SettingsView
from gui.widgets.lists.table_model import ROW
from tests.e2e.staffed_window import CLERK, MANAGER, enter_pin, staffed
from tests.e2e.window import Counter

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
MAX = "918273"


@pytest.fixture
def counter(qtbot, tmp_path: Path, service: EmbeddedService):
    made = Counter(qtbot, tmp_path / "till", service)
    yield made
    made.close()


def cells(counter: Counter) -> dict[str, list[str]]:
    model = counter.find(QTableView, "rights_table").model()
    texts = [[str(model.index(row, column).data()) for column in range(3)] for row in range(model.rowCount())]
    return {act: levels for act, *levels in texts}


def open_table(counter: Counter) -> QTableView:
    counter.key(Qt.Key.Key_F9)
    counter.until(lambda: counter.sees("settings_places"))
    counter.window.findChild(SettingsView).show_place("rights")
    table = counter.find(QTableView, "rights_table")
    counter.until(lambda: table.model().rowCount() > 10)
    return table


def choose(counter: Counter, act: str) -> None:
    """Go to the act by the arrow keys, and press Enter."""
    table = counter.find(QTableView, "rights_table")
    table.setFocus()
    counter.key(Qt.Key.Key_Home)
    for _ in range([*cells(counter)].index(act)):
        counter.key(Qt.Key.Key_Down)
    counter.key(Qt.Key.Key_Return)
    counter.until(lambda: counter.sees("right_dialog") and counter.find(QDialog, "right_dialog").isActiveWindow())


def level(counter: Counter, name: str, value: str) -> None:
    box = counter.find(QComboBox, name)
    box.setCurrentIndex(box.findData(value))


def until_page(counter: Counter) -> None:
    counter.until(lambda: not counter.sees("right_dialog") and counter.window.isActiveWindow())


def be(counter: Counter, name: str, pin: str) -> None:
    counter.core.staff.sign_in(name, pin)
    counter.bridge.announce(EVERYTHING)
    counter.until(lambda: bool(counter.bridge.status and counter.bridge.status.clerk == name))


def test_a_manager_reads_and_edits_the_table_by_keys(counter: Counter) -> None:
    staffed(counter, "Mia", MANAGER)
    open_table(counter)
    assert cells(counter)["Top up"] == ["Up to $200.00, $200.00 a day", "Alone"]
    assert cells(counter)["Disable a card for good"] == ["With approval", "Alone"]
    assert cells(counter)["Settle what needs a person"] == ["With approval", "Alone, never their own"]
    choose(counter, "Redeem")
    counter.fill("right_clerk_most", "20")
    counter.fill("right_clerk_day", "50")
    counter.key(Qt.Key.Key_Return)
    until_page(counter)
    counter.until(lambda: cells(counter)["Redeem"] == ["Up to $20.00, $50.00 a day", "Alone"])
    choose(counter, "Disable a card for good")
    level(counter, "right_clerk_level", "no")
    counter.chord("S")
    until_page(counter)
    counter.until(lambda: cells(counter)["Disable a card for good"] == ["No", "Alone"])
    choose(counter, "Redeem")
    counter.fill("right_manager_most", "10")
    counter.key(Qt.Key.Key_Return)
    counter.until_text("right_problem", "A clerk cannot have more than a manager")
    counter.fill("right_manager_most", "much")
    counter.key(Qt.Key.Key_Return)
    counter.until(lambda: counter.sees("right_problem") and "clerk" not in counter.text("right_problem"))
    counter.key(Qt.Key.Key_Escape)
    until_page(counter)
    assert counter.core.preferences.get("limit.manager.redeem") == ""


def test_what_it_says_counts_at_the_counter(counter: Counter) -> None:
    sold = counter.sell(10_000)
    staffed(counter, "Mia", MANAGER)
    counter.core.preferences.set("limit.clerk.redeem", "20")
    be(counter, "Cleo", CLERK)
    counter.scan_card(counter.code_of(sold))
    counter.type("21")
    counter.key(Qt.Key.Key_Return)
    counter.until_text("pin_sentence", "To be approved: taking an amount off a card.")
    enter_pin(counter, MANAGER)
    counter.until_told("$21.00 taken")
    (row,) = (row for row in counter.core.queries.operations() if row.want == -2100)
    assert (row.clerk, row.approver) == ("Cleo", "Mia")


def test_a_manager_asks_another_manager_and_nobody_else(counter: Counter) -> None:
    staffed(counter, "Mia", MANAGER)
    counter.core.preferences.set("rights.manager.replace", "approval")
    counter.core.staff.put("Max", Role.MANAGER, MAX)
    open_table(counter)
    choose(counter, "Replace a lost card")
    level(counter, "right_manager_level", "alone")
    counter.chord("S")
    counter.until_text("pin_sentence", "To be approved: a change of what a role may do.")
    names = counter.find(QComboBox, "staff_name")
    assert [names.itemData(at) for at in range(names.count())] == ["Max"]
    enter_pin(counter, MAX)
    until_page(counter)
    counter.until(lambda: cells(counter)["Replace a lost card"] == ["With approval", "Alone"])


def test_a_clerk_changes_nothing_without_a_manager(counter: Counter) -> None:
    staffed(counter, "Cleo", CLERK)
    open_table(counter)
    choose(counter, "Disable a card for good")
    level(counter, "right_clerk_level", "alone")
    counter.press("right_store")
    counter.until(lambda: counter.sees("pin_dialog"))
    counter.key(Qt.Key.Key_Escape)
    counter.until_text("right_problem", "This needs a manager.")
    assert counter.core.preferences.get("rights.clerk.disable") == "approval"
    counter.press("right_store")
    enter_pin(counter, MANAGER)
    until_page(counter)
    counter.until(lambda: cells(counter)["Disable a card for good"] == ["Alone", "Alone"])


def test_what_one_person_did_is_a_key_away_from_their_name(counter: Counter) -> None:
    """The history shows all of it: sign-ins and acts with cards of Cleo, and nothing of anybody else."""
    staffed(counter, "Mia", MANAGER)
    card = counter.sell(5000)
    be(counter, "Cleo", CLERK)
    counter.act(Redeem(card.card_id, 700))
    be(counter, "Mia", MANAGER)
    open_table(counter)
    counter.window.findChild(SettingsView).show_place("people")
    buttons = [each for each in counter.window.findChildren(QAbstractButton, "person_history") if each.isVisible()]
    (cleo,) = (each for each in buttons if each.accessibleDescription() == "Cleo")
    cleo.setFocus()
    counter.key(Qt.Key.Key_Space)
    table = counter.find(QTableView, "history_table")
    counter.until(lambda: table.model().rowCount() > 0 and {row.clerk for row in rows(table)} == {"Cleo"})
    assert {"redeem", "signed-in"} <= {getattr(row, "what", None) or row.kind.value for row in rows(table)}
    assert counter.find(QComboBox, "history_clerk").currentData() == "Cleo"


def rows(table: QTableView) -> list[Any]:
    model = table.model()
    return [model.index(at, 0).data(ROW) for at in range(model.rowCount())]


def test_a_clerk_who_may_not_see_the_reports_is_told_so(counter: Counter) -> None:
    staffed(counter, "Mia", MANAGER)
    counter.core.preferences.set("rights.clerk.report", "no")
    be(counter, "Cleo", CLERK)
    counter.key(Qt.Key.Key_F6)
    counter.until_text("message_text", "Your role may not do this.")
