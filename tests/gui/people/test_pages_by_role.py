"""A page on which there is nothing for a role is not offered to whoever has that role."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QLabel, QWidget

from tests.gui.people.test_sign_in import CLERK, MANAGER, Till, till

__all__ = ["till"]

pytestmark = pytest.mark.unstyled


def test_who_may_not_read_reports_has_no_page_of_them(till: Till) -> None:
    till.set_up()
    reports = till.window.findChild(QWidget, "go_reports")
    QTest.keyClick(till.window, Qt.Key.Key_F6)
    till.until(lambda: reports.isChecked())
    till.done(lambda core: core.staff.sign_in("Mia", MANAGER))
    till.done(lambda core: core.preferences.set("rights.clerk.report", "no"))
    till.until(lambda: bool(till.bridge.status and till.bridge.status.manages))
    assert reports.isVisible(), "a manager reads them"
    till.done(lambda core: core.staff.sign_in("Cleo", CLERK))
    till.until(lambda: not reports.isVisible())
    till.until(lambda: till.find(QWidget, "card_view").isVisible())
    QTest.keyClick(till.window, Qt.Key.Key_F6)
    till.until(lambda: "Your role may not do this" in till.find(QLabel, "message_text").text())
    assert not any(each.isVisible() for each in till.window.findChildren(QWidget, "report_kind"))
    QTest.keyClick(till.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    rows = till.window.findChild(QAbstractItemView, "palette_list")
    till.until(lambda: rows is not None and rows.isVisible())
    words = [str(rows.model().index(at, 0).data()) for at in range(rows.model().rowCount())]
    assert "History" in words
    assert "Reports" not in words
