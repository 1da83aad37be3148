"""What needs a person is settled in the window by keys alone, few of them, and the service's books agree."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from core.domain.command import TopUp
from core.domain.operation import State
from core.domain.settlement import How
from core.server.contract.switches import Switches
from core.server.sandbox.embedded import EmbeddedService
from tests.e2e.conftest import TOKEN, OpenTill, SteppingClock
from tests.e2e.parked_card import Trouble, ask, hit, parked
from tests.e2e.window import Counter

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def service(tmp_path: Path) -> Iterator[EmbeddedService]:
    """A service that keeps no keys, so that a request that comes twice may be carried out twice."""
    plain = Switches(idempotency_keys=False)
    made = EmbeddedService(tmp_path / "service.db", TOKEN, seed=None, switches=plain, clock=SteppingClock())
    made.start()
    yield made
    made.stop()


@pytest.fixture
def trouble(qtbot, tmp_path: Path, service: EmbeddedService, open_till: OpenTill) -> Iterator[Trouble]:
    made = Trouble(qtbot, tmp_path, service, open_till)
    yield made
    made.close()


def settle_by_keys(window: Counter, keys: str) -> int:
    """Opens the outbox, waits for what a person would wait to see, and presses `keys`. Returns how many there were."""
    row = parked(window)
    assert row is not None
    hit(window, "F4")
    window.until(lambda: window.sees("settle_ways"))
    presses = keys.split()
    ask(window, presses[0])
    for key in presses[1:-1]:
        hit(window, key)
    window.until(lambda: window.find(QAbstractButton, "settle_button").isEnabled())
    hit(window, presses[-1])
    window.until(lambda: window.core.queries.operation(row.operation_id).state is State.INFERRED)
    window.until(lambda: not window.sees("settle_dialog"))
    return 1 + len(presses)


@pytest.mark.parametrize(
    ("applied", "keys", "count", "how", "known", "balance"),
    [
        (True, "alt+w alt+r alt+s", 4, How.APPLIED, -3000, 6500),
        (False, "alt+a alt+c alt+s", 4, How.NOT_APPLIED, 0, 6500),
        (True, "alt+s 6 5 alt+a alt+s", 6, How.BALANCE, -3000, 6500),
        (True, "alt+s alt+m 3 0 alt+r alt+s", 7, How.AMOUNT, -3000, 6500),
        (False, "alt+d alt+c alt+d", 4, How.DROP, 0, 9500),
    ],
)
def test_each_way_by_keys(
    trouble: Trouble, applied: bool, keys: str, count: int, how: How, known: int, balance: int
) -> None:
    window = trouble.doubt(applied=applied)
    operation_id = parked(window).operation_id
    assert settle_by_keys(window, keys) == count
    row = window.core.queries.operation(operation_id)
    assert (row.settlement.how, row.settlement.clerk, row.known) == (how, "Anna", known)
    assert row.settlement.why in {"Receipt checked", "Customer asked", "Card checked", "Customer left"}
    window.until(lambda: trouble.balance() == balance)
    window.until_text("message_text", "Settled")


@pytest.mark.fault("attack 1")
def test_what_was_done_twice_is_settled_by_all_that_it_changed(trouble: Trouble) -> None:
    """There is no sign on the keypad: the sum of both copies is typed as any amount."""
    window = trouble.twice()
    operation_id = parked(window).operation_id
    hit(window, "F4")
    window.until(lambda: window.sees("settle_balance"))
    ask(window, "alt+s")
    hit(window, "alt+m")
    window.until_text("settle_foreseen", "Type all that it changed on the card, twice where it was done twice")
    for key in ("6", "0", "alt+r"):
        hit(window, key)
    window.until_text("settle_foreseen", "This redeem goes into the books as −$60.00. Nothing is sent.")
    assert "The card has $30.00 less than was wanted." in window.text("settle_foreseen")
    window.until(lambda: window.find(QAbstractButton, "settle_button").isEnabled())
    hit(window, "alt+s")
    window.until(lambda: window.core.queries.operation(operation_id).state is State.INFERRED)
    assert window.core.queries.operation(operation_id).known == -6000


def test_what_is_left_is_suggested_and_taken(trouble: Trouble) -> None:
    window = trouble.short(left=1500)
    hit(window, "F4")
    window.until(lambda: window.sees("settle_take-left"))
    button = window.find(QAbstractButton, "settle_take-left")
    assert button.words == "Take what is left ($15.00)"
    window.until(lambda: parked(window).message.key == "park.short")
    assert "evidence hints" in button.accessibleDescription()
    assert not window.sees("settle_applied")
    for name, figure in (
        ("wanted", "−$40.00"),
        ("known", "$0.00"),
        ("owed", "−$40.00"),
        ("shown", "$15.00"),
        ("short", "$25.00"),
    ):
        window.until_text(f"fact_{name}", figure)
    ask(window, "alt+l")
    window.until_text("settle_foreseen", "$15.00 is taken from the card now; $0.00 stays on it.")
    assert "$25.00 is the shop's loss." in window.text("settle_foreseen")
    assert trouble.balance() == 1500
    window.type("counted the drawer")
    window.until(lambda: window.find(QAbstractButton, "settle_button").isEnabled())
    hit(window, "enter")
    assert window.sees("settle_dialog"), "what cannot be undone is never confirmed by Enter"
    hit(window, "alt+s")
    window.until(lambda: trouble.balance() == 0)
    last = window.core.queries.card(trouble.card_id).last_characters.upper()
    told = f"Redeem −$40.00 · card {last} · Settled and confirmed: $0.00 on the card. The shop bears a loss of $25.00."
    window.until_text("message_text", told)
    window.until_text("outbox_advice", "counted the drawer")
    assert "Settled by Anna" in window.text("outbox_advice")
    window.press("outbox_after")
    window.until_text("outbox_detail_title", "−$15.00")
    window.press("outbox_before")
    window.until_text("outbox_detail_title", "−$40.00")


def test_a_balance_by_hand_says_what_its_figure_is(trouble: Trouble) -> None:
    window = trouble.short(left=1500)
    hit(window, "F4")
    window.until(lambda: window.sees("settle_balance"))
    ask(window, "alt+s")
    window.until_text("settle_figure_title", "True balance of the card")
    window.until_text("settle_foreseen", "Type what should be on the card to see what will happen.")
    hit(window, "esc")
    window.until(lambda: not window.sees("settle_dialog"))


def test_enter_goes_to_the_suggestion_and_presses_nothing_by_itself(trouble: Trouble) -> None:
    window = trouble.doubt(applied=True, command=lambda card: TopUp(card, 700))
    hit(window, "F4")
    window.until(lambda: window.sees("settle_applied"))
    assert window.find(QAbstractButton, "settle_applied").words == "It was put on"
    hit(window, "enter")
    assert not window.find(QAbstractButton, "settle_applied").hasFocus(), "nobody chose the line yet"
    window.key(Qt.Key.Key_Home)
    hit(window, "enter")
    assert window.find(QAbstractButton, "settle_applied").hasFocus()
    assert not window.sees("settle_dialog")
    ask(window, "enter")
    window.until_text("settle_foreseen", "This top-up goes into the books as +$7.00. Nothing is sent.")
    assert not window.find(QAbstractButton, "settle_button").isEnabled()
    hit(window, "enter")
    hit(window, "esc")
    window.until(lambda: not window.sees("settle_dialog"))
    assert parked(window) is not None


def test_what_cannot_be_meant_is_said_and_what_was_typed_stays(trouble: Trouble) -> None:
    window = trouble.doubt(applied=True)
    hit(window, "F4")
    window.until(lambda: window.sees("settle_balance"))
    ask(window, "alt+s")
    for key in ("alt+m", "3", "1", "alt+r"):
        hit(window, key)
    window.until_text("settle_foreseen", "It can be $30.00 at most.")
    assert not window.find(QAbstractButton, "settle_button").isEnabled()
    assert window.text("amount_figure") == "31"
    hit(window, "esc")
    window.until(lambda: not window.sees("settle_dialog"))


def test_a_refusal_stays_in_the_question_with_the_reason(trouble: Trouble) -> None:
    window = trouble.doubt(applied=True)
    hit(window, "F4")
    window.until(lambda: window.sees("settle_balance"))
    ask(window, "alt+s")
    for key in ("6", "5", "alt+c"):
        hit(window, key)
    window.until(lambda: window.find(QAbstractButton, "settle_button").isEnabled())
    window.core.connection.switch(True)
    hit(window, "alt+s")
    window.until_text("settle_problem", "needs a connection")
    assert window.text("amount_figure") == "65"
    window.core.connection.switch(False)
    window.until(lambda: window.find(QAbstractButton, "settle_button").isEnabled())
    hit(window, "alt+s")
    window.until(lambda: parked(window) is None)
