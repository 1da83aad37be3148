"""Who is at the till, in the window: another person takes over by one chord, and a PIN of one's own is changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from core.domain.staff import Role
from core.server.sandbox.embedded import EmbeddedService
from core.usecases.changes import EVERYTHING
from tests.e2e.parked_card import in_front
from tests.e2e.staffed_window import CLERK, MANAGER, enter_pin, staffed
from tests.e2e.window import Counter

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "does not support (raise|grabbing)", extend=True)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def counter(qtbot, tmp_path: Path, service: EmbeddedService) -> Iterator[Counter]:
    made = Counter(qtbot, tmp_path / "till", service)
    yield made
    made.close()


def is_here(counter: Counter, name: str) -> bool:
    return bool(counter.bridge.status and counter.bridge.status.clerk == name)


def test_another_takes_over_by_one_chord_and_finds_the_card_and_no_amount(counter: Counter) -> None:
    code = counter.code_of(counter.sell(6250))
    staffed(counter, "Cleo", CLERK)
    counter.scan_card(code)
    counter.type("75")
    counter.key(Qt.Key.Key_T, CTRL)
    counter.until(lambda: in_front() == "pin_dialog")
    assert counter.text("pin_heading") == "Who takes over from Cleo?"
    counter.key(Qt.Key.Key_Escape)
    counter.until(lambda: in_front() == "main_window")
    assert is_here(counter, "Cleo")
    assert counter.text("amount_figure") == "75"  # nothing is lost before somebody else is there
    counter.key(Qt.Key.Key_T, CTRL)
    counter.until(lambda: in_front() == "pin_dialog")
    enter_pin(counter, MANAGER)
    counter.until(lambda: is_here(counter, "Mia"))
    counter.until(lambda: counter.text("amount_figure") != "75")
    assert counter.bridge.serving is not None  # the card is the customer's, and stays
    assert counter.core.gate.name == "Mia"


def test_a_wrong_pin_leaves_who_is_there(counter: Counter) -> None:
    staffed(counter, "Cleo", CLERK)
    counter.key(Qt.Key.Key_T, CTRL)
    counter.until(lambda: in_front() == "pin_dialog")
    enter_pin(counter, "111111")
    counter.until(lambda: counter.find(QLineEdit, "staff_pin").text() == "")
    counter.key(Qt.Key.Key_Escape)
    assert counter.core.gate.name == "Cleo"


def test_a_pin_of_ones_own_is_changed_with_the_old_one(counter: Counter) -> None:
    staffed(counter, "Cleo", CLERK)
    counter.key(Qt.Key.Key_K, CTRL)
    counter.until(lambda: in_front() != "main_window" or counter.sees("palette"))
    counter.type("change my pin")
    counter.key(Qt.Key.Key_Return)
    counter.until(lambda: in_front() == "change_pin_dialog")
    for text in (CLERK, "5073", "5074"):  # Enter leads to the next one
        counter.type(text)
        counter.key(Qt.Key.Key_Return)
    counter.until(lambda: counter.find(QLineEdit, "pin_again").text() == "")
    counter.type("5073")
    counter.key(Qt.Key.Key_Return)
    counter.until(lambda: not counter.sees("change_pin_dialog"))
    assert counter.core.staff.sign_in("Cleo", "5073").name == "Cleo"


def test_a_pin_that_a_manager_gave_is_changed_before_anything_else(counter: Counter) -> None:
    code = counter.code_of(counter.sell(6250))
    staffed(counter, "Mia", MANAGER)
    counter.core.staff.put("Cleo", Role.CLERK, "8462")
    counter.core.staff.sign_out()
    counter.bridge.announce(EVERYTHING)
    counter.until(lambda: counter.sees("guard_sign_in"))
    counter.press("guard_sign_in")
    counter.until(lambda: in_front() == "pin_dialog")
    enter_pin(counter, "8462")
    counter.until(lambda: in_front() == "change_pin_dialog")
    assert not counter.sees("pin_old")
    counter.key(Qt.Key.Key_Escape)
    counter.until(lambda: in_front() == "main_window")
    assert counter.core.gate.present is None
    counter.press("guard_sign_in")
    counter.until(lambda: in_front() == "pin_dialog")
    enter_pin(counter, "8462")
    counter.until(lambda: in_front() == "change_pin_dialog")
    counter.type("8462")
    counter.key(Qt.Key.Key_Return)
    counter.fill("pin_again", "8462")
    counter.key(Qt.Key.Key_Return)
    counter.until(lambda: counter.find(QLineEdit, "pin_new").text() == "")  # the same is not taken
    for name in ("pin_new", "pin_again"):
        counter.fill(name, "5073")
    counter.key(Qt.Key.Key_Return)
    counter.until(lambda: is_here(counter, "Cleo"))
    counter.scan_card(code)
