"""What a clerk does all day, and the key presses that it takes. No mouse, no field that is clicked first.

The counts are those that docs/input.md 7 asks to beat; a scan is no key press.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from core.domain.outcome import Confirmed
from core.server.sandbox.embedded import EmbeddedService
from gui.views.card.outcome_panel import OutcomePanel
from tests.e2e.counter_actions import on_server
from tests.e2e.window import Counter

pytestmark = [pytest.mark.e2e, pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)]

NAMED = {"Enter": Qt.Key.Key_Return, "Esc": Qt.Key.Key_Escape, "F2": Qt.Key.Key_F2, "F6": Qt.Key.Key_F6}
HELD = {
    "": Qt.KeyboardModifier.NoModifier,
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
}
HANDED_OVER = "Ctrl+Enter"


class Clerk:
    """Hands at the window's keys. `presses` counts them; the two keys of a chord are two."""

    def __init__(self, counter: Counter) -> None:
        self.counter = counter
        self.presses = 0

    def press(self, keys: str) -> None:
        """Keys with spaces between them."""
        for key in keys.split():
            with_it, _, name = key.rpartition("+")
            self.presses += 1 + bool(with_it)
            if with_it or name in NAMED:
                self.counter.key(NAMED.get(name) or Qt.Key(ord(name)), HELD[with_it])
            else:
                self.counter.type(name)

    def read_and_press(self, keys: str) -> None:
        """As `press`, for an outcome that was looked at: an Enter at once is taken for a second one of the same."""
        panel = self.counter.find(OutcomePanel, "outcome")
        self.counter.until(panel.was_read)
        self.press(keys)

    def scan(self, sold: Confirmed) -> None:
        self.counter.scan_card(self.counter.code_of(sold))


@pytest.fixture
def counter(qtbot, tmp_path: Path, service: EmbeddedService) -> Iterator[Counter]:
    made = Counter(qtbot, tmp_path / "till", service)
    yield made
    made.close()


@pytest.fixture
def clerk(counter: Counter) -> Clerk:
    return Clerk(counter)


def test_a_balance_takes_no_key(clerk: Clerk, counter: Counter) -> None:
    clerk.scan(counter.sell(6250))
    assert (counter.text("card_balance"), clerk.presses) == ("$62.50", 0)


def test_redeeming_twenty_takes_three_and_the_next_customer_one(
    clerk: Clerk, counter: Counter, service: EmbeddedService
) -> None:
    sold = counter.sell(6250)
    clerk.scan(sold)
    clerk.press("2 0 Enter")
    counter.until_told("$20.00 taken")
    assert (on_server(service, sold.card_id), clerk.presses) == (4250, 3)
    clerk.read_and_press("Enter")
    counter.until(lambda: not counter.sees("card_balance"))
    assert clerk.presses == 4


def test_selling_twenty_five_takes_four_and_the_hand_over_two(
    clerk: Clerk, counter: Counter, service: EmbeddedService
) -> None:
    clerk.press("F2")
    counter.find(QWidget, "sell")
    clerk.press("2 5 Enter")
    counter.until_text("code_state", "Confirmed")
    assert clerk.presses == 4
    clerk.press(HANDED_OVER)
    counter.until(lambda: not counter.sees("code_text"))
    (row,) = counter.core.queries.operations()
    assert row.card_id is not None
    assert (on_server(service, row.card_id), clerk.presses) == (2500, 6)


def test_topping_up_fifteen_takes_a_chord_and_three(clerk: Clerk, counter: Counter, service: EmbeddedService) -> None:
    sold = counter.sell(5000)
    clerk.scan(sold)
    clerk.press("Alt+T")
    counter.find(QWidget, "top_up")
    clerk.press("1 5 Enter")
    counter.until_told("$15.00 put on")
    assert (on_server(service, sold.card_id), clerk.presses) == (6500, 5)


def test_cashing_out_the_rest_takes_a_chord_its_reason_and_a_chord(
    clerk: Clerk, counter: Counter, service: EmbeddedService
) -> None:
    sold = counter.sell(735)
    clerk.scan(sold)
    clerk.press("Alt+C")
    counter.find(QWidget, "cash_out")
    clerk.press("o k Alt+G")
    counter.until_told("$7.35")
    assert (on_server(service, sold.card_id), clerk.presses) == (0, 6)


def test_a_sale_that_two_cards_pay_takes_five(clerk: Clerk, counter: Counter, service: EmbeddedService) -> None:
    """The amount is typed once: the second card finds the rest filled in."""
    first, second = counter.sell(6250), counter.sell(5000)
    clerk.scan(first)
    clerk.press("9 0 Enter")
    counter.until_told("$62.50 taken")
    clerk.read_and_press("Enter")
    counter.until(lambda: not counter.sees("card_balance"))
    clerk.scan(second)
    counter.until_text("redeem_after", "$22.50")
    clerk.press("Enter")
    counter.until_told("$27.50 taken")
    assert [on_server(service, card.card_id) for card in (first, second)] == [0, 2250]
    assert clerk.presses == 5


def test_the_next_card_may_be_scanned_over_the_last_outcome(clerk: Clerk, counter: Counter) -> None:
    """Whoever is in a hurry leaves the Enter out: three cards, nine presses."""
    for taken, card in enumerate([counter.sell(2000) for _ in range(3)], 1):
        clerk.scan(card)
        clerk.press("1 0 Enter")
        counter.until_told("$10.00 taken")
        assert clerk.presses == 3 * taken


def test_the_report_takes_one(clerk: Clerk, counter: Counter) -> None:
    counter.sell(5000)
    clerk.press("F6")
    counter.find(QWidget, "reports_table")
    assert clerk.presses == 1
