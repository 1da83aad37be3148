"""A clerk where there is a manager: what needs one asks for the PIN, and what nobody allowed was not done."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from core.server.sandbox.embedded import EmbeddedService
from tests.e2e.parked_card import in_front
from tests.e2e.staffed_window import CLERK, MANAGER, enter_pin, replace_lost, staffed
from tests.e2e.window import Counter

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape


@pytest.fixture
def counter(qtbot, tmp_path: Path, service: EmbeddedService) -> Iterator[Counter]:
    made = Counter(qtbot, tmp_path / "till", service)
    yield made
    made.close()


def test_a_lost_card_is_replaced_with_a_managers_pin(counter: Counter) -> None:
    sold = counter.sell(5000)
    code = counter.code_of(sold)
    staffed(counter, "Cleo", CLERK)
    replace_lost(counter, code)
    counter.until(lambda: in_front() == "pin_dialog")
    assert "replacing a lost card" in counter.text("pin_sentence")
    counter.key(ESCAPE)
    counter.until(lambda: in_front() == "main_window")
    assert counter.core.queries.card(sold.card_id).balance == 5000
    counter.chord("G")
    counter.until(lambda: in_front() == "pin_dialog")
    enter_pin(counter, MANAGER)
    counter.until(lambda: counter.sees("new_card_dialog"))
    assert counter.core.queries.card(sold.card_id).status.value == "disabled"


def test_what_a_clerk_typed_is_there_again_after_the_lock(counter: Counter) -> None:
    sold = counter.sell(6250)
    code = counter.code_of(sold)
    staffed(counter, "Cleo", CLERK)
    counter.scan_card(code)
    counter.type("75")
    counter.press("sign")
    counter.until(lambda: counter.sees("guard_sign_in"))
    assert not counter.sees("amount_figure")
    counter.press("guard_sign_in")
    counter.until(lambda: in_front() == "pin_dialog")
    enter_pin(counter, CLERK)
    counter.until(lambda: counter.sees("amount_figure"))
    assert counter.text("amount_figure") == "75"  # nobody has to type it again
    counter.key(ENTER)
    counter.until_told("$62.50 taken")
    assert counter.text("bill_due") == "$12.50 still due"
    counter.press("bill_finish")
