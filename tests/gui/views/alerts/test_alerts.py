"""The page of the alerts: what each says, the way from it, and that a hand that is there is not disturbed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from core.domain.outcome import Message
from gui.views.alerts.alert_panel import AlertPanel
from gui.views.alerts.alerts import AlertsView
from tests.gui.builders import idle_bridge
from tests.gui.control_positions import moved, places
from tests.gui.views.alerts.alert_rows import EVERY, alert

pytestmark = pytest.mark.unstyled


@pytest.fixture
def view(show) -> AlertsView:
    made: AlertsView = show(AlertsView(idle_bridge()))
    return made


def said(view: QWidget, name: str) -> str:
    found = view.findChild(QLabel, name)
    assert isinstance(found, QLabel)
    return found.text()


def press(view: QWidget, name: str) -> QAbstractButton:
    found = view.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton)
    return found


def shown(view: QWidget) -> list[str]:
    return [each.objectName() for each in view.findChildren(AlertPanel) if each.isVisible()]


def test_without_alerts_it_says_so(view: AlertsView) -> None:
    view.show_alerts(())
    assert said(view, "empty_heading") == "Nothing needs you"
    assert shown(view) == []


def test_each_says_what_it_is_since_when_and_what_to_do(view: AlertsView) -> None:
    view.show_alerts((alert("receipts", since=0.0, because=Message("print.receipt_nowhere")), alert("disk")))
    assert shown(view) == ["alert_receipts", "alert_disk"]
    assert said(view, "alert_receipts_text").startswith("2 not on paper yet: ")
    assert said(view, "alert_receipts_since").startswith("since ")
    assert "See to the printer" in said(view, "alert_receipts_cure")
    assert (said(view, "alert_disk_text"), said(view, "alert_disk_since")) == ("7 MB free", "")
    assert view.findChild(QAbstractButton, "alert_disk_way") is None, "no page frees a disk"


@pytest.mark.parametrize(
    ("code", "place"),
    [
        ("outbox", "outbox"),
        ("queue", "outbox"),
        ("receipts", "settings.printing"),
        ("backups", "settings.support"),
        ("closing", "reports.close"),
        ("liability", "reports.liability"),
    ],
)
def test_each_has_a_button_that_goes_where_it_is_mended(view: AlertsView, code: str, place: str) -> None:
    went: list[str] = []
    view.view_requested.connect(went.append)
    view.show_alerts((alert(code),))
    press(view, f"alert_{code}_way").click()
    assert went == [place]
    press(view, "alerts_check").click()
    assert went == [place, "settings.support"]


def test_who_saw_it_stands_there_in_the_place_of_the_button(view: AlertsView) -> None:
    view.show_alerts((alert("queue"), alert("liability", due=False, seen_by="Mia", seen_at=0.0)))
    assert press(view, "alert_queue_seen").isVisible()
    assert not press(view, "alert_liability_seen").isVisible()
    assert said(view, "alert_liability_seen_by").startswith("Seen by Mia at ")
    view.show_alerts((alert("queue"), alert("liability", seen_by="Cleo", seen_at=0.0)))
    assert press(view, "alert_liability_seen").isVisible(), "a clerk saw it, so it is due for a manager"


def test_the_same_alerts_are_renewed_in_place_and_others_keep_the_focus(view: AlertsView, qtbot) -> None:
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.show_alerts(EVERY[1:3])
    press(view, "alert_receipts_way").setFocus()
    QApplication.processEvents()
    before = places(view)
    view.show_alerts((EVERY[1], alert("receipts", because=None, since=5.0)))
    QApplication.processEvents()
    assert moved(before, places(view)) == {}
    assert press(view, "alert_receipts_way").hasFocus()
    view.show_alerts(EVERY[2:4])
    assert press(view, "alert_receipts_way").hasFocus()
    view.show_alerts(())
    assert press(view, "alerts_again").hasFocus()


def test_the_keyboard_is_enough_and_only_the_first_has_chords(view: AlertsView, qtbot) -> None:
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    went: list[str] = []
    view.view_requested.connect(went.append)
    view.show_view()
    view.show_alerts(EVERY)
    assert press(view, "alert_outbox_way").hasFocus(), "whoever comes here begins with the worst"
    with_chords = [each.objectName() for each in view.findChildren(QAbstractButton) if not each.shortcut().isEmpty()]
    assert sorted(with_chords) == [
        "alert_outbox_seen",
        "alert_outbox_way",
        "alerts_again",
        "alerts_approvals",
        "alerts_check",
    ]
    QTest.keyClick(view.window(), Qt.Key.Key_O, Qt.KeyboardModifier.AltModifier)
    assert went == ["outbox"]


def test_an_alert_of_the_real_till_is_seen_noted_and_gone(qtbot, bridge, ask, show) -> None:
    ask(lambda core: core.preferences.set("alert.liability", "1"))
    view = show(AlertsView(bridge))
    qtbot.waitUntil(lambda: shown(view) == ["alert_liability"])
    press(view, "alert_liability_seen").click()
    qtbot.waitUntil(lambda: said(view, "alert_liability_seen_by").startswith("Seen by Anna at "))
    ask(lambda core: core.preferences.set("alert.liability", "0"))
    press(view, "alerts_again").click()
    qtbot.waitUntil(lambda: shown(view) == [])
    assert said(view, "empty_heading") == "Nothing needs you"


def test_one_that_is_over_when_it_is_noted_is_simply_gone(qtbot, bridge, ask, show) -> None:
    ask(lambda core: core.preferences.set("alert.liability", "1"))
    view = show(AlertsView(bridge))
    told: list[str] = []
    view.notified.connect(lambda text, _tone: told.append(text))
    qtbot.waitUntil(lambda: shown(view) == ["alert_liability"])
    bridge.ask(lambda core: core.preferences.set("alert.liability", "0"), view.setToolTip, thread="counter")
    press(view, "alert_liability_seen").click()
    qtbot.waitUntil(lambda: shown(view) == [])
    assert told == []
