"""A sale in progress takes room at the counter: the card and what can be done with it stay whole beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from core.server.sandbox.embedded import EmbeddedService
from gui.look import theme
from tests.e2e.window import Counter
from tests.gui import measurements

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

CONTROLS = (
    "card_shop",
    "card_balance",
    "card_last",
    "likely_text",
    "redeem_action",
    "disable_action",
    "bill_due",
    "bill_finish",
)


@pytest.fixture
def counter(qtbot, qapp, tmp_path: Path, service: EmbeddedService) -> Iterator[Counter]:
    if qapp.findChild(theme.Theme) is None:
        theme.Theme(qapp, "light")  # its letters and edges take room
    made = Counter(qtbot, tmp_path / "till", service)
    yield made
    made.close()


def place(window: QWidget, name: str) -> QRect:
    found = next(each for each in window.findChildren(QWidget, name) if each.isVisible())
    shown = found.visibleRegion().boundingRect()
    assert shown.size() == found.size(), f"{name} is cut off"
    return QRect(found.mapTo(window, QPoint(0, 0)), found.size())


def nothing_is_covered(counter: Counter) -> None:
    measurements.settle()
    places = [place(counter.window, name) for name in CONTROLS]
    face = place(counter.window, "card_face")
    assert not [name for name, each in zip(CONTROLS[3:], places[3:], strict=True) if each.intersects(face)]


@pytest.mark.parametrize(("height", "with_past"), [(800, True), (760, True), (700, False)])
def test_nothing_of_the_card_is_covered(counter: Counter, height: int, with_past: bool) -> None:
    counter.window.resize(1280, height)
    sold = counter.sell(5000)
    last = counter.code_of(sold)[-4:]
    counter.look_for(last)
    counter.until(lambda: counter.sees("likely_text"))
    measurements.settle()
    counter.until(lambda: counter.sees("past") is with_past)
    counter.chord("R")
    counter.type("90")
    counter.key(Qt.Key.Key_Return)
    counter.until_text("bill_due", "$40.00 still due")
    counter.look_for(last)
    counter.until(lambda: counter.sees("likely_text") and counter.sees("bill"))
    counter.until(lambda: not counter.sees("past"))
    nothing_is_covered(counter)
    counter.press("bill_stop")


@pytest.mark.parametrize("height", [800, 740])
def test_older_cards_of_a_sale_give_way_to_the_card_and_a_message(counter: Counter, height: int) -> None:
    counter.window.resize(1280, height)
    for left in ("$90.00", "$80.00", "$70.00"):
        counter.scan_card(counter.code_of(counter.sell(1000)))
        if not counter.sees("bill"):
            counter.type("100")
        counter.until(lambda: counter.find(QAbstractButton, "redeem_button").isEnabled())
        counter.key(Qt.Key.Key_Return)
        counter.until_text("bill_due", f"{left} still due")
        counter.until_told("$10.00 taken")
        counter.press("outcome_next")
        counter.until(lambda: not counter.sees("card_last"))
    counter.look_for(counter.code_of(counter.sell(1000))[-4:])
    counter.until(lambda: counter.sees("likely_text"))
    counter.window._messages.show_message("Something that somebody should know.", "warn")
    counter.until(lambda: counter.sees("message_text"))
    nothing_is_covered(counter)
    assert counter.find(QLabel, "bill_card").isVisible()
