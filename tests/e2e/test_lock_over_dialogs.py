"""The till locks under an open dialog: nothing of it can be read or used, and only the same person gets it back."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDialog, QLabel, QLineEdit, QWidget

from core.server.sandbox.embedded import EmbeddedService
from core.usecases import people
from gui.dialogs.confirm import Confirm
from tests.e2e.conftest import OpenTill
from tests.e2e.parked_card import Trouble, ask, hit, in_front, parked
from tests.e2e.staffed_window import CLERK, MANAGER, enter_pin, replace_lost, staffed
from tests.e2e.window import Counter
from tests.gui.visible_text import texts

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

REASON = "Ann says it went through"


@pytest.fixture
def trouble(qtbot, tmp_path: Path, service: EmbeddedService, open_till: OpenTill) -> Iterator[Trouble]:
    made = Trouble(qtbot, tmp_path, service, open_till)
    yield made
    made.close()


@pytest.fixture
def counter(qtbot, tmp_path: Path, service: EmbeddedService) -> Iterator[Counter]:
    made = Counter(qtbot, tmp_path / "till", service)
    yield made
    made.close()


def leave_alone(window: Counter) -> None:
    """Nobody touches the till until it locks."""
    window.bridge.run(partial(people.sign_out_idle, idle_s=130.0), lambda _done: None)
    window.until(lambda: bool(window.bridge.status and window.bridge.status.locked))
    window.until(lambda: window.sees("guard_sign_in"))


def sign_in(window: Counter, name: str, pin: str) -> None:
    window.press("guard_sign_in")
    window.until(lambda: in_front() == "pin_dialog")
    names = window.find(QComboBox, "staff_name")
    names.setCurrentIndex(names.findText(name))
    window.find(QLineEdit, "staff_pin").setFocus()
    enter_pin(window, pin)
    window.until(lambda: not window.sees("guard_sign_in"))


def dialogs() -> list[str]:
    """Every window that is seen beside the main one."""
    seen = (each for each in QApplication.topLevelWidgets() if each.isVisible())
    return sorted(each.objectName() for each in seen if isinstance(each, QDialog))


def readable() -> str:
    """All that stands anywhere on the screen."""
    widgets = [*QApplication.topLevelWidgets()]
    all_of_them = (child for each in widgets if each.isVisible() for child in (each, *each.findChildren(QWidget)))
    shown = [each for each in all_of_them if each.isVisible()]
    fields = [each.text() for each in shown if isinstance(each, QLineEdit)]
    return "\n".join((*fields, *(text for each in shown for _, text in texts(each))))


def settling(trouble: Trouble, name: str, pin: str) -> Counter:
    """The question of a settlement with a reason of one's own, as a clerk has it open."""
    window = trouble.doubt(applied=True)
    staffed(window, name, pin)
    hit(window, "F4")
    window.until(lambda: window.sees("settle_ways"))
    ask(window, "alt+w")
    window.fill("settle_reason", REASON)
    window.until(lambda: window.find(QAbstractButton, "settle_button").isEnabled())
    return window


@pytest.mark.fault("attack 18")
def test_a_question_is_gone_while_nobody_is_there_and_back_for_the_same_person(trouble: Trouble) -> None:
    window = settling(trouble, "Cleo", CLERK)
    last = parked(window).last_characters.upper()
    assert REASON in readable()
    assert last in readable()
    leave_alone(window)
    assert dialogs() == []
    assert (REASON in readable(), last in readable()) == (False, False)
    assert QApplication.activeModalWidget() is None
    hit(window, "alt+s")  # its key does nothing any more
    window.until(lambda: dialogs() in ([], ["pin_dialog"]))
    if dialogs():
        hit(window, "esc")
        window.until(lambda: dialogs() == [])
    assert parked(window) is not None
    sign_in(window, "Cleo", CLERK)
    window.until(lambda: dialogs() == ["settle_dialog"])
    assert window.find(QLineEdit, "settle_reason").text() == REASON
    hit(window, "alt+s")
    window.until(lambda: in_front() == "pin_dialog")  # and it is in use again
    enter_pin(window, MANAGER)
    window.until(lambda: parked(window) is None)
    window.until(lambda: dialogs() == [])


@pytest.mark.fault("attack 18")
def test_somebody_else_does_not_see_what_was_begun(trouble: Trouble) -> None:
    window = settling(trouble, "Cleo", CLERK)
    leave_alone(window)
    sign_in(window, "Mia", MANAGER)
    window.until(lambda: window.sees("settle_ways"))
    assert dialogs() == []
    assert REASON not in readable()
    ask(window, "alt+w")  # a question of their own begins empty
    assert window.find(QLineEdit, "settle_reason").text() == ""
    hit(window, "esc")
    window.until(lambda: dialogs() == [])


def test_a_pin_that_is_waited_for_is_given_up_and_the_question_under_it_is_kept(trouble: Trouble) -> None:
    window = settling(trouble, "Cleo", CLERK)
    hit(window, "alt+s")
    window.until(lambda: in_front() == "pin_dialog")
    leave_alone(window)
    assert dialogs() == []
    sign_in(window, "Cleo", CLERK)
    window.until(lambda: dialogs() == ["settle_dialog"])
    assert window.find(QLineEdit, "settle_reason").text() == REASON
    assert parked(window) is not None
    hit(window, "esc")
    window.until(lambda: dialogs() == [])


@pytest.mark.fault("attack 18")
def test_a_new_cards_code_is_for_nobody_while_the_till_is_locked(counter: Counter) -> None:
    sold = counter.sell(5000)
    code = counter.code_of(sold)
    staffed(counter, "Mia", MANAGER)
    replace_lost(counter, code)
    counter.until(lambda: counter.sees("new_card_dialog"))
    made = next(row for row in counter.core.queries.operations() if row.kind.value == "issue")
    fresh = counter.core.desk.code_of(made.operation_id)
    assert fresh is not None
    assert fresh[-4:] in readable().replace(" ", "").upper()
    leave_alone(counter)
    assert dialogs() == []
    assert fresh[-4:] not in readable().replace(" ", "").upper()
    sign_in(counter, "Mia", MANAGER)
    counter.until(lambda: dialogs() == ["new_card_dialog"])


def test_a_mere_question_is_left_and_the_window_can_be_closed(counter: Counter) -> None:
    sold = counter.sell(6250)
    code = counter.code_of(sold)
    staffed(counter, "Mia", MANAGER)
    counter.scan_card(code)
    counter.type("75")
    counter.key(Qt.Key.Key_Return)
    counter.until_told("$62.50 taken")
    counter.window.close()
    counter.until(lambda: isinstance(QApplication.activeModalWidget(), Confirm) or not counter.window.isVisible())
    assert isinstance(QApplication.activeModalWidget(), Confirm)
    leave_alone(counter)
    assert dialogs() == []
    counter.window.close()
    counter.until(lambda: isinstance(QApplication.activeModalWidget(), Confirm))
    said = QApplication.activeModalWidget().findChild(QLabel, "confirm_sentence").text()
    assert said == "Somebody has not finished what they began here. It is lost when the window closes."
    QTest.keyClick(QApplication.activeModalWidget(), Qt.Key.Key_Escape)
    counter.until(lambda: dialogs() == [])
