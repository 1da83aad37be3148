"""What a clerk sees, paint by paint: a card is never half there, and no outcome stands beside an older balance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from core.server.sandbox.embedded import EmbeddedService
from core.server.sandbox.faults import HOLD, Endpoint
from core.usecases.changes import Changes
from tests.e2e.window import Counter

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@dataclass(frozen=True)
class Painted:
    """One state of the counter as it was painted. "" and False: that is not in sight."""

    balance: str
    line: str
    state: str
    last: str
    past: str
    act: str
    outcome: str
    receipt: bool


class Painter(QObject):
    """Notes the state at every paint of the window, each once in a row. A flush paints all that changed, so what
    one paint event meets is what stands on the screen together.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self._window = window
        self.states: list[Painted] = []
        QApplication.instance().installEventFilter(self)

    @property
    def last(self) -> Painted:
        return self.states[-1] if self.states else Painted("", "", "", "", "", "", "", False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and isinstance(watched, QWidget) and watched.window() is self._window:
            state = self._now()
            if self.states[-1:] != [state]:
                self.states.append(state)
        return False

    def stop(self) -> None:
        QApplication.instance().removeEventFilter(self)

    def _now(self) -> Painted:
        return Painted(
            self._text("card_balance"),
            self._text("card_line"),
            self._text("card_state").split(" · ")[0],
            self._text("card_last"),
            next((label.text() for box in self._seen("past") for label in box.findChildren(QLabel)), ""),
            self._act(),
            self._text("outcome_heading"),
            bool(self._seen("receipt_print")),
        )

    def _seen(self, name: str) -> list[QWidget]:
        return [each for each in self._window.findChildren(QWidget, name) if each.isVisible()]

    def _text(self, name: str) -> str:
        return next((each.text() for each in self._seen(name) if isinstance(each, QLabel)), "")

    def _act(self) -> str:
        names = ("redeem", "top_up", "cash_out", "adjust", "edit", "freeze", "replace", "disable_view", "outcome")
        return next((name for name in names if self._seen(name)), "")


@pytest.fixture
def counter(qtbot, service: EmbeddedService, tmp_path: Path) -> Iterator[Counter]:
    made = Counter(qtbot, tmp_path / "till", service)
    yield made
    made.close()


@pytest.fixture
def painter(counter: Counter) -> Iterator[Painter]:
    made = Painter(counter.window)
    yield made
    made.stop()


def begin(counter: Counter, painter: Painter, name: str, amount: str = "") -> int:
    """Scans a card of 62.50, chooses the act and types what it needs; `painter` notes from then on."""
    sold = counter.sell(6250)
    counter.scan_card(counter.code_of(sold))
    if not counter.sees(name):
        counter.press(f"{name.removesuffix('_view')}_action")
    if amount:
        counter.find(QWidget, name)
        counter.type(amount)
    if name == "disable_view":
        counter.fill("disable_last_four", counter.text("card_last")[-4:])
        counter.fill("disable_reason", "found in the street")
    painter.states.clear()
    return sold.card_id


def projected(counter: Counter, card_id: int) -> int:
    row = counter.core.queries.card(card_id)
    assert row is not None
    return row.balance


def shown(painter: Painter) -> list[tuple[str, str, bool]]:
    """Balance, what stands at the right, and whether a receipt is offered; each once in a row."""
    states = [(each.balance, each.outcome or each.act, each.receipt) for each in painter.states]
    return [state for at, state in enumerate(states) if states[at - 1 : at] != [state]]


@pytest.mark.parametrize(
    ("name", "amount", "after", "heading"),
    [("redeem", "20", "$42.50", "$20.00 taken"), ("top_up", "15", "$77.50", "$15.00 put on")],
)
def test_an_outcome_its_balance_and_its_receipt_are_painted_in_one_step(
    counter: Counter, painter: Painter, name: str, amount: str, after: str, heading: str
) -> None:
    begin(counter, painter, name, amount)
    counter.press(f"{name}_button")
    counter.until(lambda: painter.last.receipt)
    assert shown(painter) == [("$62.50", name, False), (after, heading, True)]


def test_a_card_that_is_disabled_looks_it_in_the_paint_that_says_so(counter: Counter, painter: Painter) -> None:
    begin(counter, painter, "disable_view")
    counter.press("disable_button")
    counter.until(lambda: painter.last.state == "Disabled")
    assert {(each.act, each.state) for each in painter.states} == {("disable_view", "Active"), ("outcome", "Disabled")}


def test_while_the_service_thinks_nothing_changes_and_then_both_sides_do(
    counter: Counter, painter: Painter, service: EmbeddedService
) -> None:
    card_id = begin(counter, painter, "redeem", "20")
    service.faults.next(Endpoint.BALANCE, HOLD)
    counter.press("redeem_button")
    counter.until(lambda: projected(counter, card_id) == 4250)
    counter.bridge.announce(Changes(frozenset({card_id})))
    heard: list[object] = []
    counter.bridge.ask(lambda core: core.queries.card(card_id), heard.append)  # behind the page's own reading
    counter.until(lambda: bool(heard))
    assert {each.balance for each in painter.states} == {"$62.50"}
    counter.until(lambda: not service.faults.unmet)
    service.faults.release()
    counter.until(lambda: painter.last.receipt)
    assert shown(painter) == [("$62.50", "redeem", False), ("$42.50", "$20.00 taken", True)]


def test_a_promise_and_its_end_come_each_with_their_card(
    counter: Counter, painter: Painter, service: EmbeddedService
) -> None:
    begin(counter, painter, "redeem", "20")
    counter.core.connection.switch(True)
    counter.press("redeem_button")
    counter.until(lambda: painter.last.outcome == "PENDING")
    counter.core.connection.switch(False)
    counter.bridge.wake()
    counter.until(lambda: painter.last.outcome == "Confirmed now")
    lines = [(each.outcome, each.line) for each in painter.states if each.outcome]
    assert all(("waiting" in line) == (outcome == "PENDING") for outcome, line in lines), lines


def test_a_scanned_card_is_whole_in_the_first_paint_that_shows_it(counter: Counter, painter: Painter) -> None:
    first, second = (counter.code_of(counter.sell(amount)) for amount in (6250, 1000))
    painter.states.clear()
    for code, balance in ((first, "$62.50"), (second, "$10.00")):
        counter.scan_card(code)
        counter.until(lambda balance=balance: painter.last.balance == balance)
    whole = {(each.balance, each.last, each.past, each.act) for each in painter.states if each.balance or each.act}
    assert whole == {
        (balance, f"•••• •••• •••• {code[-4:].upper()}", f"How it got to {balance}", "redeem")
        for code, balance in ((first, "$62.50"), (second, "$10.00"))
    }
