"""A clerk where there is a manager: what needs one asks for the PIN, and what nobody allowed was not done."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from core.server.embedded import EmbeddedService
from tests.e2e.staffing import CLERK, MANAGER, enter_pin, quick_pins, staffed
from tests.e2e.trouble import in_front
from tests.e2e.window import Counter

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape


@pytest.fixture
def counter(qtbot, tmp_path: Path, service: EmbeddedService, monkeypatch) -> Iterator[Counter]:
    quick_pins(monkeypatch)
    made = Counter(qtbot, tmp_path / "till", service)
    yield made
    made.close()


def test_a_lost_card_is_replaced_with_a_managers_pin(counter: Counter) -> None:
    sold = counter.sell(5000)
    code = counter.code_of(sold)
    staffed(counter, "Cleo", CLERK)
    counter.scan_card(code)
    counter.chord("L")
    counter.until(lambda: counter.sees("replace_reason"))
    counter.type("Lost")
    counter.chord("G")
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


def test_a_sale_counts_nothing_that_nobody_signed_in_for(counter: Counter) -> None:
    sold = counter.sell(6250)
    code = counter.code_of(sold)
    staffed(counter, "", "")
    counter.scan_card(code)
    counter.type("75")
    counter.key(ENTER)
    counter.until(lambda: in_front() == "pin_dialog")
    counter.key(ESCAPE)
    counter.until_text("redeem_problem", "Sign in first")
    assert not counter.sees("bill")  # a part that is not known would keep it
    counter.until(lambda: in_front() == "main_window")
    assert counter.text("amount_figure") == "75"  # nobody has to type it again
    counter.key(ENTER)
    counter.until(lambda: in_front() == "pin_dialog")
    enter_pin(counter, CLERK)
    counter.until_told("$62.50 taken")
    assert counter.text("bill_due") == "$12.50 still due"
    counter.press("bill_finish")
