"""Alerts in the real window on a real service: told once a day, noted, listed with the way to where they are mended."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel

from core.rows.journal import JournalRow
from core.server.sandbox.embedded import EmbeddedService
from core.server.sandbox.faults import Endpoint, answer
from core.usecases import operations
from core.usecases.changes import EVERYTHING
from core.usecases.operations import HistoryQuestion
from gui.frame.sidebar import NavButton
from gui.views.reports.report_page import ReportPage
from gui.views.settings.service import ServicePanel
from tests.e2e.conftest import TOKEN
from tests.e2e.counter_actions import sell
from tests.e2e.window import Counter
from tests.gui.window_parts import message_bar

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

OpenCounter = Callable[[], Counter]


@pytest.fixture
def service(tmp_path: Path) -> Iterator[EmbeddedService]:
    """A service whose clock is right: that of the other tests is days behind, which is an alert."""
    made = EmbeddedService(tmp_path / "service.db", TOKEN, seed=None)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def open_counter(qtbot, service: EmbeddedService, tmp_path: Path) -> Iterator[OpenCounter]:
    opened: list[Counter] = []

    def open_one() -> Counter:
        while opened:
            opened.pop().close()
        opened.append(Counter(qtbot, tmp_path / "till", service))
        return opened[-1]

    yield open_one
    for counter in opened:
        counter.close()


def badge(counter: Counter) -> str:
    return counter.find(NavButton, "go_alerts").accessibleDescription()


def told(counter: Counter) -> list[str]:
    """What the message bar says: the message in front, and how many more there are."""
    if not message_bar(counter.window).isVisible():
        return []
    labels = [counter.window.findChild(QLabel, name) for name in ("message_text", "message_more")]
    return [each.text() for each in labels if isinstance(each, QLabel) and each.text()]


def owe(counter: Counter) -> None:
    """Owe more than the mark."""
    sell(counter.core, 5000)
    counter.core.preferences.set("alert.liability", "10")
    counter.bridge.announce(EVERYTHING)


def seen(counter: Counter) -> list[str]:
    rows = operations.read_history(counter.core, HistoryQuestion()).rows
    return [row.messages[0].key for row in rows if isinstance(row, JournalRow) and row.what == "alert-seen"]


def test_an_alert_is_told_until_somebody_closes_it_and_not_again_that_day(open_counter: OpenCounter) -> None:
    counter = open_counter()
    owe(counter)
    counter.until(lambda: any(text.startswith("Owed on cards: ") for text in told(counter)))
    assert badge(counter) == "F7. 1 alert"
    assert seen(counter) == []
    counter.key(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    counter.until(lambda: seen(counter) == ["entry.alert-seen.liability"])
    again = open_counter()
    again.until(lambda: badge(again) == "F7. 1 alert")
    assert told(again) == ["1 new card is not handed over yet: $50.00."]


def test_f7_lists_it_and_its_button_goes_to_the_report(open_counter: OpenCounter) -> None:
    counter = open_counter()
    owe(counter)
    counter.key(Qt.Key.Key_F7)
    way = counter.find(QAbstractButton, "alert_liability_way")
    counter.until(way.hasFocus)
    assert counter.find(QLabel, "alert_liability_text").text() == "$50.00 owed on cards, more than $10.00"
    counter.key(Qt.Key.Key_O, Qt.KeyboardModifier.AltModifier)
    counter.until(lambda: any(page.isVisible() for page in counter.window.findChildren(ReportPage)))


def test_a_refused_token_is_listed_at_once_and_gone_once_it_is_taken(
    open_counter: OpenCounter, service: EmbeddedService
) -> None:
    counter = open_counter()
    service.faults.always(Endpoint.ANY, answer(401, body=b"{}", media_type="application/json"))
    counter.core.sync.hurry()
    counter.bridge.wake()
    counter.until(lambda: badge(counter) == "F7. 1 alert")
    counter.key(Qt.Key.Key_F7)
    counter.until(lambda: counter.find(QAbstractButton, "alert_token_way").isVisible())
    counter.find(QAbstractButton, "alert_token_way").click()
    counter.until(lambda: counter.find(ServicePanel, "settings_service").isVisible())
    service.faults.clear()
    counter.core.connection.try_again()
    counter.core.sync.hurry()
    counter.bridge.wake()
    counter.until(lambda: badge(counter) == "F7")
