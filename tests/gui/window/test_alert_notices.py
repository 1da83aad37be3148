"""A manager is told of each alert once a day, and what the badge counts; nobody looks while nobody could see it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QWidget

from core.domain.alert import ALERTS
from core.rows.alert import AlertRow
from core.usecases import alerts
from core.usecases.alerts import AlertsSeen
from core.usecases.changes import Changes
from gui.frame.pages import PAGES
from gui.frame.sidebar import NavButton
from gui.views.alerts.alerts import AlertsView
from gui.views.settings.places import places
from gui.window.alert_watch import AlertWatch
from gui.window.main_window import MainWindow
from gui.wording import check_words
from gui.work.core_bridge import CoreBridge
from tests.gui.builders import tell
from tests.gui.views.alerts.alert_rows import alert
from tests.gui.window_parts import message_bar

pytestmark = pytest.mark.unstyled


class Bridge(CoreBridge):
    """Keeps every question about alerts, with who wants the answer, and answers none by itself."""

    def __init__(self) -> None:
        super().__init__(self._never)
        self.looks: list[tuple[str, Callable[[Any], Any]]] = []
        self.notes: list[tuple[dict[str, str], Callable[[Any], Any]]] = []

    def ask(self, work, receiver, *, thread="read", failed=None) -> None:
        if work is alerts.read_alerts:
            self.looks.append((thread, receiver))

    def run(self, work, receiver, *, thread="counter", failed=None) -> None:
        self.notes.append((work.keywords, receiver))

    def answer(self, *rows: AlertRow) -> None:
        """Answer the last look."""
        self.looks[-1][1](rows)

    @staticmethod
    def _never() -> Any:
        raise AssertionError("not started")


@pytest.fixture
def till(qtbot, look) -> Bridge:
    return Bridge()


@pytest.fixture
def window(qtbot, keep, till) -> MainWindow:
    made = keep(MainWindow(till))
    made.show()
    return made


def take(window, *rows: AlertRow) -> None:
    window.findChild(AlertWatch).read.emit(rows)


def told(window) -> list[str]:
    """What the message bar says: the message in front, and how many more there are."""
    if not message_bar(window).isVisible():
        return []
    shown = [window.findChild(QLabel, name).text() for name in ("message_text", "message_more")]
    return [text for text in shown if text]


def badge(window) -> NavButton:
    found = window.findChild(NavButton, "go_alerts")
    assert isinstance(found, NavButton)
    return found


def test_the_badge_counts_them_and_is_read_aloud(window):
    button = badge(window)
    assert button.accessibleDescription() == "F7"
    take(window, alert("queue"), alert("disk", due=False))
    assert (button.accessibleDescription(), button.tone) == ("F7. 2 alerts", "warn")
    take(window, alert("queue", state="bad"))
    assert (button.accessibleDescription(), button.tone) == ("F7. 1 alert", "bad")
    take(window)
    assert button.accessibleDescription() == "F7"


def test_each_is_told_once_and_taken_back_when_it_is_over(window):
    take(window, alert("disk"))
    assert told(window) == ["Space on the disk: 7 MB free"]
    take(window, alert("disk"), alert("liability"))
    assert [told(window)[0].partition(":")[0], told(window)[1]] == ["Owed on cards", "1 more"]
    message_bar(window).end(told(window)[0])
    take(window, alert("liability"), alert("disk"))
    assert told(window) == ["Space on the disk: 7 MB free"], "the other one is not told again"
    take(window)
    assert told(window) == []
    take(window, alert("disk"))
    assert told(window) == ["Space on the disk: 7 MB free"], "it came back"


def test_the_worst_is_in_front(window):
    take(window, alert("closing", state="bad"), alert("liability"), alert("disk"))
    assert told(window) == ["Close of day: 29 Nov 2026 is not closed yet", "2 more"]


def test_an_alert_comes_behind_the_answer_to_what_somebody_did(window):
    bar = message_bar(window)
    bar.show_message("The receipt was not printed.", "bad")
    take(window, alert("disk"))
    assert told(window) == ["The receipt was not printed.", "1 more"]
    take(window, alert("disk"), alert("liability"))
    assert told(window) == ["The receipt was not printed.", "2 more"]
    bar.show_message("Saved.", "good")
    take(window, alert("disk"), alert("liability"), alert("queue"))
    assert told(window) == ["Saved.", "4 more"]
    for left in ("The receipt was not printed.", "What waits", "Owed on cards", "Space on the disk"):
        bar.close_front()
        assert told(window)[0].startswith(left)


def test_an_answer_comes_before_the_alerts(window):
    take(window, alert("disk"))
    message_bar(window).show_message("The receipt was not printed.", "bad")
    assert told(window) == ["The receipt was not printed.", "1 more"]


def test_what_was_seen_today_is_not_told(window):
    take(window, alert("disk", due=False))
    assert told(window) == []


def test_who_closes_it_has_seen_it_whichever_way(window, till):
    for close in (message_bar(window).close_front, window.findChild(QAbstractButton, "message_way").click):
        take(window)
        take(window, alert("disk"))
        close()
        assert told(window) == []
    assert [what for what, _ in till.notes] == [{"code": "disk"}] * 2
    assert window.findChild(AlertsView).isVisible(), "the way leads to the page"
    till.notes[-1][1](AlertsSeen((alert("disk", due=False),)))
    assert badge(window).accessibleDescription() == "F7. 1 alert"


def test_on_the_page_itself_nothing_is_told(window):
    window.show_page("alerts")
    take(window, alert("disk"))
    assert told(window) == []


def test_what_has_a_notice_of_its_own_is_told_on_another_day(window):
    now = time.time()
    take(window)
    take(window, alert("outbox", since=now - 60), alert("receipts", since=now - 60))
    assert told(window) == []
    take(window, alert("outbox", since=now - 25 * 3600), alert("receipts", since=now - 2 * 3600))
    assert told(window)[1] == "1 more"


def test_what_the_start_tells_is_not_told_twice(window):
    take(window, alert("outbox", since=0.0), alert("receipts", since=0.0), alert("disk"))
    assert told(window) == ["Space on the disk: 7 MB free"]


def test_what_a_manager_was_told_is_not_left_to_a_clerk(window):
    tell(window, staffed=True, signed_in=True, manages=True)
    take(window, alert("liability"))
    assert told(window)
    tell(window, staffed=True, signed_in=False)
    assert badge(window).accessibleDescription() == "F7"
    tell(window, staffed=True, signed_in=True, clerk="Cleo")
    assert told(window) == []


def test_it_is_looked_for_at_once_when_the_connection_changes_and_not_at_every_status(window, till):
    tell(window)
    assert len(till.looks) == 1
    till.answer()
    tell(window, cards=313)
    assert len(till.looks) == 1
    tell(window, connection="unauthorised")
    assert len(till.looks) == 2
    tell(window, connection="online")
    tell(window, connection="offline")
    assert len(till.looks) == 2, "one look at a time"
    till.answer()
    assert len(till.looks) == 3, "and one more for what came meanwhile"
    till.answer()
    till.changed.emit(Changes(queue=True, any_card=True), None)
    assert len(till.looks) == 3, "no sale looks for alerts"
    till.changed.emit(Changes(settings=True), None)
    assert len(till.looks) == 4


def test_nothing_is_looked_for_while_nobody_could_see_it(window, till):
    tell(window, staffed=True)
    assert till.looks == []
    tell(window)
    assert len(till.looks) == 1
    till.answer()
    minute = window.findChild(AlertWatch).findChild(QTimer)
    window.hide()
    minute.timeout.emit()
    assert len(till.looks) == 1
    window.show()
    minute.timeout.emit()
    assert len(till.looks) == 2


def test_what_was_found_for_somebody_who_has_gone_is_shown_to_nobody(window, till):
    tell(window, staffed=True, signed_in=True, manages=True)
    tell(window, staffed=True)
    till.answer(alert("liability"))
    assert badge(window).accessibleDescription() == "F7"
    assert told(window) == []


def test_what_was_found_for_a_manager_is_not_shown_to_the_clerk_who_came_meanwhile(window, till):
    tell(window, staffed=True, signed_in=True, manages=True)
    tell(window, staffed=True, signed_in=True, clerk="Cleo")
    till.answer(alert("liability"))
    assert told(window) == []
    till.answer()
    assert badge(window).accessibleDescription() == "F7"


def test_the_counter_never_waits_for_it(window, till):
    tell(window)
    assert [thread for thread, _ in till.looks] == ["background"]


@pytest.mark.parametrize(
    ("place", "seen"),
    [
        ("settings.service", "settings_service"),
        ("settings.printing", "settings_receipts"),
        ("settings.support", "settings_check"),
    ],
)
def test_a_place_of_the_settings_is_shown_at_once(window, place, seen):
    window.show_page(place)
    assert window.findChild(QWidget, seen).isVisible()
    window.show_page("alerts")
    window.show_page("settings")
    assert window.findChild(QWidget, seen).isVisible(), "where somebody left it"


def test_a_place_of_the_reports_is_the_report_itself_or_the_button_that_closes_the_day(window, qtbot):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.show_page("reports.liability")
    assert window.findChild(QComboBox, "report_kind").currentData() == "liability"
    window.show_page("alerts")
    window.show_page("reports.close")
    assert window.findChild(QAbstractButton, "reports_close_day").hasFocus()


def test_every_alert_has_words_and_leads_to_a_page_that_there_is(window):
    for code, kind in ALERTS.items():
        assert check_words.name(code) != code
        page, _, part = kind.place.partition(".")
        assert page in {"", *(each.name for each in PAGES)}
        if page == "settings":
            assert part in {name for name, _, _ in places()}
