"""People at the window: they sign in, a manager is asked where one is needed, and what was asked then goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDialog, QLabel, QWidget

from core.domain.command import Redeem, Replace, SetBalance
from core.domain.outcome import Confirmed
from core.domain.rights import Demand, Permission
from core.domain.staff import Role
from core.usecases.changes import EVERYTHING
from core.usecases.commands import CommandResult, submit_and_run
from gui.widgets.messages.waiting_line import WaitingLine
from gui.window.main_window import MainWindow
from gui.work.core_bridge import CoreBridge
from tests.gui.builders import UNHURRIED_MS, real_bridge

pytestmark = pytest.mark.unstyled

PATIENCE_MS = 15_000
MANAGER, CLERK = "482913", "7294"


class Receiver(QObject):
    came = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.values: list[Any] = []

    def take(self, value: Any) -> None:
        self.values.append(value)
        self.came.emit()


def act(command: Redeem | SetBalance) -> Callable[[Any], CommandResult]:
    """Return the work of carrying it out."""
    return partial(submit_and_run, command=command)


class Till:
    """A window on the sandbox."""

    def __init__(self, qtbot, bridge: CoreBridge) -> None:
        self._qtbot, self.bridge = qtbot, bridge
        self.window = MainWindow(bridge)
        self.window.painted.connect(bridge.start)
        self.window.show()
        self.window.activateWindow()
        self.until(lambda: bool(bridge.status and bridge.status.first_pull_done))

    def until(self, condition: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(condition, timeout=PATIENCE_MS)

    def ask(self, work: Callable[[Any], Any], receiver: Receiver | None = None) -> Receiver:
        made = receiver or Receiver()
        self.bridge.ask(work, made.take, thread="counter", failed=made.take)
        return made

    def done(self, work: Callable[[Any], Any]) -> Any:
        made = self.ask(work)
        self.until(lambda: bool(made.values))
        self.bridge.announce(EVERYTHING)
        return made.values[0]

    def set_up(self) -> None:
        """Mia manages, and Cleo is at the till."""

        def people(core: Any) -> None:
            core.staff.put("Mia", Role.MANAGER, MANAGER)
            core.staff.put("Cleo", Role.CLERK, CLERK)
            core.staff.sign_in("Cleo", CLERK)

        self.done(people)
        self.bridge.announce(EVERYTHING)
        self.until(lambda: self.bridge.status is not None and self.bridge.status.clerk == "Cleo")

    @property
    def dialog(self) -> QDialog | None:
        found = self.window.findChildren(QDialog, "pin_dialog")
        return next((each for each in found if each.isVisible()), None)

    def find(self, kind: type[Any], name: str) -> Any:
        return next(each for each in self.window.findChildren(kind, name) if each.isVisible())

    def press(self, name: str) -> None:
        QTest.mouseClick(self.find(QAbstractButton, name), Qt.MouseButton.LeftButton)

    def enter_pin(self, pin: str) -> None:
        self.until(lambda: self.dialog is not None and QApplication.focusWidget() is not None and self.dialog.ready)
        QTest.keyClicks(QApplication.focusWidget(), pin)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    def card_id(self) -> int:
        rows = self.done(lambda core: core.queries.cards(limit=50))
        return next(row.card_id for row in rows if row.balance > 500 and row.status.value == "active")


@pytest.fixture
def till(qtbot, look, data_dir, quick_scrypt) -> Iterator[Till]:
    made = Till(qtbot, real_bridge(data_dir, pulled=True))
    yield made
    made.window.end()
    assert made.bridge.close(UNHURRIED_MS)
    made.window.deleteLater()


def test_until_there_is_a_manager_nobody_signs_in(till: Till) -> None:
    assert not till.window.findChild(QWidget, "sign").isVisible()
    assert isinstance(till.done(act(SetBalance(till.card_id(), 100, "x"))).outcome, Confirmed)


def test_a_manager_approves_with_a_pin_and_it_goes_on(till: Till) -> None:
    till.set_up()
    card_id = till.card_id()
    asked = till.ask(act(SetBalance(card_id, 100, "Miscounted")))
    till.until(lambda: till.dialog is not None)
    assert [till.find(QComboBox, "staff_name").itemText(0), till.find(QComboBox, "staff_name").count()] == ["Mia", 1]
    assert asked.values == []
    till.enter_pin("000001")
    till.until(lambda: "not right" in till.window.findChild(QLabel, "staff_pin_note").text())
    till.enter_pin(MANAGER)
    till.until(lambda: bool(asked.values))
    (carried,) = asked.values
    assert isinstance(carried, CommandResult)
    assert isinstance(carried.outcome, Confirmed)
    assert till.dialog is None
    assert till.done(lambda core: core.queries.history(limit=1))[0].clerk == "Cleo"
    again = till.ask(act(SetBalance(card_id, 200, "Again")))
    till.until(lambda: till.dialog is not None)  # one PIN, one act
    till.dialog.reject()
    till.until(lambda: bool(again.values))


def test_left_without_a_pin_nothing_is_done(till: Till) -> None:
    till.set_up()
    card_id = till.card_id()
    asked = till.ask(act(SetBalance(card_id, 100, "x")))
    till.until(lambda: till.dialog is not None)
    till.press("pin_back")
    till.until(lambda: bool(asked.values))
    assert asked.values[0].key == "staff.manager"
    assert till.done(lambda core: core.queries.operations(5)) == ()


def test_nobody_at_the_till_signs_in_and_the_work_goes_on(till: Till) -> None:
    till.set_up()
    till.press("sign")
    till.until(lambda: till.bridge.status is not None and not till.bridge.status.signed_in)
    asked = till.ask(lambda core: core.preferences.set("till.name", "Till 9"))
    till.until(lambda: till.dialog is not None)
    names = till.find(QComboBox, "staff_name")
    names.setCurrentIndex(names.findText("Mia"))
    till.find(QWidget, "staff_pin").setFocus()
    till.enter_pin(MANAGER)
    till.until(lambda: asked.values == ["Till 9"])
    till.until(lambda: till.bridge.status is not None and till.bridge.status.manages)
    assert "Mia" in till.find(QLabel, "who").text()


def test_whoever_signs_out_hears_what_is_not_finished(till: Till) -> None:
    """docs/protocol.md 9: the number and the sum. With nothing left behind there is nothing to say."""
    till.set_up()
    card_id = till.card_id()
    till.press("sign")
    till.until(lambda: till.bridge.status is not None and not till.bridge.status.signed_in)
    assert not till.window.findChild(QLabel, "message_text").isVisible()
    till.done(lambda core: core.staff.sign_in("Cleo", CLERK))
    till.bridge.announce(EVERYTHING)
    till.until(lambda: till.bridge.status is not None and till.bridge.status.signed_in)
    till.done(lambda core: core.connection.switch(True))
    for amount in (125, 200):
        till.done(act(Redeem(card_id, amount)))
    till.press("sign")
    till.until(lambda: "2, $3.25 in all" in till.window.findChild(QLabel, "message_text").text())
    assert till.window.findChild(QLabel, "message_text").isVisible()


def test_the_training_sheet_is_two_keys_away_and_does_what_it_says(till: Till) -> None:
    card_id = till.card_id()
    QTest.keyClick(till.window, Qt.Key.Key_F8)
    till.until(lambda: till.find(QWidget, "training_panel") is not None)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    till.until(lambda: not till.window.findChild(QWidget, "training_panel").isVisible())
    till.until(lambda: "it is refused" in till.find(QLabel, "band_1").text())
    outcome = till.done(act(SetBalance(card_id, 100, "x"))).outcome
    assert "training refusal" in str(outcome.message.values)


def test_an_outage_is_switched_on_and_off(till: Till) -> None:
    QTest.keyClick(till.window, Qt.Key.Key_F8)
    till.until(lambda: till.window.findChild(QWidget, "training_panel").isVisible())
    QTest.keyClick(till.find(QAbstractButton, "training_outage"), Qt.Key.Key_Space)
    till.until(lambda: till.bridge.status is not None and till.bridge.status.connection == "offline")
    till.until(lambda: "up to $50.00 a sale" in till.find(QLabel, "band_1").text())
    QTest.keyClick(till.find(QAbstractButton, "training_outage"), Qt.Key.Key_Space)
    till.until(lambda: till.bridge.status is not None and till.bridge.status.connection == "online")
    QTest.keyClick(till.window, Qt.Key.Key_Escape)
    till.until(lambda: not till.window.findChild(QWidget, "training_panel").isVisible())


def test_the_manager_reads_what_is_approved(till: Till) -> None:
    till.set_up()
    card_id = till.card_id()
    replaced = till.ask(lambda core: core.replacement.start(Replace(card_id, "lost")))
    till.until(lambda: till.dialog is not None)
    assert "replacing a lost card" in till.find(QLabel, "pin_sentence").text()
    QTest.keyClick(till.find(QWidget, "staff_pin"), Qt.Key.Key_Return)  # without a PIN: no try is spent
    till.enter_pin(MANAGER)
    till.until(lambda: bool(replaced.values))
    assert replaced.values[0].card_id == card_id
    assert till.dialog is None


def test_while_a_pin_is_looked_at_the_question_stays(till: Till) -> None:
    till.set_up()
    asked = till.ask(act(SetBalance(till.card_id(), 100, "x")))
    till.until(lambda: till.dialog is not None)
    till.until(lambda: QApplication.focusWidget() is not None and till.dialog.ready)
    QTest.keyClicks(QApplication.focusWidget(), MANAGER)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert till.dialog is not None
    QTest.keyClick(till.dialog, Qt.Key.Key_Escape)  # too late: it is under way
    assert not till.find(QAbstractButton, "pin_back").isEnabled()
    till.until(lambda: till.dialog is None)
    assert [type(each) for each in asked.values] == [CommandResult]


def test_who_decides_about_himself_is_told_and_not_asked_for_a_pin(till: Till) -> None:
    till.done(lambda core: core.staff.put("Mia", Role.MANAGER, MANAGER))
    till.bridge.announce(EVERYTHING)
    till.until(lambda: bool(till.bridge.status and till.bridge.status.manages))
    asked = till.ask(lambda core: core.gate.may(Demand(Permission.SETTLE, made_by="Mia")))
    till.until(lambda: bool(asked.values))
    assert (asked.values[0].key, till.dialog) == ("staff.alone", None)
    till.done(lambda core: core.staff.put("Max", Role.MANAGER, "918273"))
    till.ask(lambda core: core.gate.may(Demand(Permission.SETTLE, made_by="Mia")))
    till.until(lambda: till.dialog is not None)
    names = till.find(QComboBox, "staff_name")
    assert [names.itemText(at) for at in range(names.count())] == ["Max"]
    till.dialog.reject()


def test_what_was_typed_before_the_dialog_was_seen_is_no_pin(till: Till) -> None:
    till.set_up()
    till.bridge.ask(lambda core: core.gate.may(Demand(Permission.SETTINGS)), Receiver().take, thread="counter")
    till.until(lambda: till.dialog is not None and QApplication.focusWidget() is not None)
    field = till.find(QWidget, "staff_pin")
    till.dialog.ready = False
    QTest.keyClicks(field, "correction by Tom")
    assert field.text() == ""
    till.until(lambda: till.dialog.ready)
    QTest.keyClicks(field, MANAGER)
    assert field.text() == MANAGER
    QTest.keyClick(till.dialog, Qt.Key.Key_Escape)


def test_the_dialog_does_not_open_in_the_middle_of_a_text(till: Till) -> None:
    till.set_up()
    till.window.show_page("search")
    field = till.window.findChild(QWidget, "scan_field")
    field.setFocus()
    handle = till.window.windowHandle()
    QTest.keyClick(handle, Qt.Key.Key_B)
    awaited: list[bool] = []
    till.window._sign_in.awaited.connect(awaited.append)
    till.bridge.ask(lambda core: core.gate.may(Demand(Permission.SETTINGS)), Receiver().take, thread="counter")
    till.until(lambda: bool(awaited))
    assert till.window.keys.typing
    assert till.dialog is None
    QTest.keyClick(handle, Qt.Key.Key_Y)
    assert till.dialog is None
    till.until(lambda: till.dialog is not None)  # a moment after the last letter
    assert not till.window.keys.typing
    assert field.text().upper() == "BY"
    QTest.keyClick(till.dialog, Qt.Key.Key_Escape)


def test_while_a_pin_is_awaited_the_panel_does_not_say_that_the_service_is_asked(till: Till) -> None:
    line = till.window.findChild(WaitingLine) or WaitingLine("line", till.window)
    line.begin()
    till.window._on_pin_awaited(True)
    assert line._text.text() == "Waiting for the PIN…"
    line._on_tick()
    assert line._text.text() == "Waiting for the PIN…"
    till.window._on_pin_awaited(False)
    assert line._text.text() == "Asking the service…"


# who may look


def test_attack_18_nobody_signed_in_sees_no_page_and_a_scan_does_nothing(till: Till) -> None:
    till.set_up()
    for page in ("history", "reports", "settings"):
        till.window.show_page(page)
        assert till.window._stack.currentWidget().name == page
    till.press("sign")
    till.until(lambda: till.window._stack.currentWidget().name == "guard")  # what was in front is covered at once
    for page in ("history", "reports", "settings", "card", "issue", "search", "outbox"):
        till.window.show_page(page)
        assert till.find(QLabel, "guard_heading").text() == "Sign in to see this"
        assert till.window.findChild(QAbstractButton, f"go_{page}").isChecked()
    till.window.keys.scanned.emit(str(till.card_id()))
    QTest.keyClick(till.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert (till.window._stack.currentWidget().name, till.bridge.serving) == ("guard", None)


def test_the_page_that_was_asked_for_comes_after_the_sign_in(till: Till) -> None:
    till.set_up()
    till.done(lambda core: core.staff.sign_out())
    till.bridge.announce(EVERYTHING)
    till.until(lambda: not till.bridge.status.signed_in)
    till.window.show_page("history")
    QTest.keyClick(till.window, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    till.until(lambda: till.dialog is not None)
    names = till.find(QComboBox, "staff_name")
    names.setCurrentIndex(names.findText("Cleo"))
    till.enter_pin(CLERK)
    till.until(lambda: till.window._stack.currentWidget().name == "history")


def test_ctrl_l_signs_out_and_asks_who_is_there(till: Till) -> None:
    till.set_up()
    QTest.keyClick(till.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    till.until(lambda: not till.bridge.status.signed_in)
    QTest.keyClick(till.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    till.until(lambda: till.dialog is not None)
    QTest.keyClick(till.dialog, Qt.Key.Key_Escape)


def test_removing_somebody_asks_first(till: Till) -> None:
    till.done(lambda core: core.staff.put("Mia", Role.MANAGER, MANAGER))
    till.done(lambda core: core.staff.put("Cleo", Role.CLERK, CLERK))
    till.bridge.announce(EVERYTHING)
    till.until(lambda: till.bridge.status.staffed)
    till.window.show_page("settings")
    till.until(lambda: len(till.window.findChildren(QAbstractButton, "person_remove")) == 2)

    def remove_cleo() -> None:
        buttons = till.window.findChildren(QAbstractButton, "person_remove")
        next(each for each in buttons if each.property("person") == "Cleo").click()
        till.until(lambda: QApplication.activeModalWidget() is not None)

    remove_cleo()
    assert QApplication.activeModalWidget().findChild(QLabel, "confirm_question").text() == "Remove Cleo?"
    QTest.keyClick(QApplication.activeModalWidget(), Qt.Key.Key_Escape)
    assert len(till.done(lambda core: core.staff.people())) == 2
    remove_cleo()
    QApplication.activeModalWidget().findChild(QAbstractButton, "confirm_act").click()
    till.until(lambda: len(till.done(lambda core: core.staff.people())) == 1)


# the till that nobody stands at


def idle(till: Till, seconds: float) -> None:
    """So long nobody touched it."""
    till.window._idle_lock._last -= seconds
    till.window._idle_lock.look()
    till.done(lambda core: core.staff.people())


def test_attack_18_after_two_minutes_it_signs_out_and_keeps_what_is_on_the_page(till: Till) -> None:
    till.set_up()
    till.window.show_page("issue")
    amount = till.find(QWidget, "sell_amount")
    amount.set_minor(2500)
    idle(till, 100)
    assert till.bridge.status.signed_in
    idle(till, 30)
    till.until(lambda: not till.bridge.status.signed_in)
    assert amount.minor() == 2500
    assert till.find(QLabel, "message_text").text().startswith("Signed out")


def test_zero_minutes_never_sign_out_and_a_key_begins_anew(till: Till) -> None:
    till.set_up()
    idle(till, 100)
    QTest.keyClick(till.window.windowHandle(), Qt.Key.Key_Shift)
    idle(till, 100)
    assert till.bridge.status.signed_in
    till.done(lambda core: core.staff.sign_in("Mia", MANAGER))
    till.done(lambda core: core.preferences.set("window.idle_lock", "0"))
    idle(till, 9000)
    assert till.done(lambda core: core.gate.present).name == "Mia"
