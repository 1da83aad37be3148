"""Every act done twice on one card that stays on the counter: no panel waits for what has ended."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from core.domain.outcome import Confirmed
from core.server.sandbox.embedded import EmbeddedService
from gui.views.card.command_panel import CommandPanel
from tests.e2e.counter_actions import on_server
from tests.e2e.window import Counter

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def counter(qtbot, tmp_path: Path, service: EmbeddedService) -> Iterator[Counter]:
    made = Counter(qtbot, tmp_path / "till", service)
    yield made
    made.close()


@pytest.fixture
def sold(counter: Counter) -> Confirmed:
    made = counter.sell(10_000)
    counter.scan_card(counter.code_of(made))
    return made


def act(counter: Counter, panel: str, amount: str) -> None:
    counter.press(f"{panel}_action")
    counter.type(amount)
    counter.key(Qt.Key.Key_Return)


def nobody_waits(counter: Counter) -> bool:
    return not any(panel._busy for panel in counter.window.findChildren(CommandPanel))


def told(counter: Counter, heading: str) -> None:
    counter.until_told(heading)
    assert nobody_waits(counter)


def test_redeem_twice(counter: Counter, service: EmbeddedService, sold: Confirmed) -> None:
    act(counter, "redeem", "20")
    told(counter, "$20.00 taken")
    act(counter, "redeem", "30")
    told(counter, "$30.00 taken")
    assert on_server(service, sold.card_id) == 5000


def test_top_up_twice(counter: Counter, service: EmbeddedService, sold: Confirmed) -> None:
    act(counter, "top_up", "20")
    counter.until(lambda: on_server(service, sold.card_id) == 12_000)
    counter.until(lambda: nobody_waits(counter))
    act(counter, "top_up", "30")
    counter.until(lambda: on_server(service, sold.card_id) == 15_000)


def test_adjust_twice(counter: Counter, service: EmbeddedService, sold: Confirmed) -> None:
    for figure in ("70", "60"):
        act(counter, "adjust", figure)
        assert counter.find(QPushButton, "adjust_button").text() == "A reason is needed"
        counter.type("counted")  # Enter without a reason has put the focus there
        counter.key(Qt.Key.Key_Return)
        counter.until(lambda figure=figure: on_server(service, sold.card_id) == 100 * int(figure))
        counter.until(lambda: nobody_waits(counter))


def test_edit_twice(counter: Counter, sold: Confirmed) -> None:
    for note in ("first", "second"):
        counter.press("edit_action")
        counter.fill("edit_note", note)
        counter.key(Qt.Key.Key_Return)
        counter.until(lambda note=note: counter.core.queries.card(sold.card_id).note == note)
        counter.until(lambda: nobody_waits(counter) and counter.sees("outcome_heading"))


def test_freeze_unfreeze_and_freeze_again(counter: Counter, sold: Confirmed) -> None:
    for _ in range(2):
        counter.press("freeze_action")
        counter.fill("freeze_reason", "reported lost")
        counter.key(Qt.Key.Key_Return)
        counter.until(lambda: counter.core.queries.card(sold.card_id).frozen is not None)
        counter.until(lambda: nobody_waits(counter) and counter.sees("outcome_heading"))
        counter.press("freeze_action")
        counter.until(lambda: counter.sees("freeze_button"))
        counter.press("freeze_button")
        counter.until(lambda: counter.core.queries.card(sold.card_id).frozen is None)
        counter.until(lambda: nobody_waits(counter) and counter.sees("redeem_button"))


def test_cash_out_after_a_redeem(counter: Counter, service: EmbeddedService, sold: Confirmed) -> None:
    act(counter, "redeem", "20")
    told(counter, "$20.00 taken")
    counter.press("cash_out_action")
    counter.type("the rest is small")
    counter.key(Qt.Key.Key_Return)
    assert on_server(service, sold.card_id) == 8000  # Enter leads on to the button and no further
    counter.press("cash_out_button")
    counter.until(lambda: on_server(service, sold.card_id) == 0)
    counter.until(lambda: nobody_waits(counter))


@pytest.mark.parametrize("again", [True, False])
def test_an_act_after_a_refused_one(counter: Counter, service: EmbeddedService, sold: Confirmed, again: bool) -> None:
    """`again`: the act is chosen once more; else the other amount is typed at once."""
    counter.core.connection.switch(True)
    act(counter, "redeem", "60")  # more than may be promised without a connection
    counter.until(lambda: bool(counter.text("redeem_problem")))
    assert nobody_waits(counter)
    counter.core.connection.switch(False)
    if again:
        counter.press("redeem_action")
    counter.type("20")
    counter.key(Qt.Key.Key_Return)
    told(counter, "$20.00 taken")
    assert on_server(service, sold.card_id) == 8000


def test_the_same_amount_again_within_ten_seconds_is_asked_once(
    counter: Counter, service: EmbeddedService, sold: Confirmed
) -> None:
    act(counter, "redeem", "20")
    told(counter, "$20.00 taken")
    act(counter, "top_up", "20")  # another act
    counter.until(lambda: on_server(service, sold.card_id) == 10_000)
    counter.until(lambda: nobody_waits(counter) and counter.sees("outcome_heading"))
    act(counter, "redeem", "20")
    assert "The same was done with this card" in counter.find(QLabel, "redeem_problem").text()
    assert on_server(service, sold.card_id) == 10_000
    counter.key(Qt.Key.Key_Return)
    counter.until(lambda: on_server(service, sold.card_id) == 8000)


def test_another_card_with_the_same_amount_is_not_asked_about(counter: Counter, service: EmbeddedService) -> None:
    for each in (counter.sell(5000), counter.sell(5000)):
        counter.scan_card(counter.code_of(each))
        counter.type("20")
        counter.key(Qt.Key.Key_Return)
        counter.until(lambda each=each: on_server(service, each.card_id) == 3000)
        counter.until_told("$20.00 taken")
