"""Old records in the window: what is due is counted in words, and removed after one question alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit

from core.domain.command import Issue
from core.server.sandbox.embedded import EmbeddedService
from gui.dialogs.confirm import Confirm
from tests.builders import database_of
from tests.e2e.test_backup_plan_window import enter, support, text
from tests.e2e.window import Counter

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def counter(qtbot, tmp_path: Path, service: EmbeddedService) -> Iterator[Counter]:
    made = Counter(qtbot, tmp_path / "till", service)
    yield made
    made.close()


def notes(counter: Counter) -> list[str]:
    with database_of(counter.core).reading() as conn:
        return list(conn.exec_driver_sql("SELECT json_extract(payload, '$.note') FROM operations").scalars())


def test_a_rule_is_set_its_records_counted_and_removed_after_a_question(counter: Counter) -> None:
    counter.act(Issue(5_000, "USD", note="for Kim"))
    with database_of(counter.core).writing() as conn:
        conn.exec_driver_sql("UPDATE operations SET finished_at = finished_at - 86400 * 40")
    support(counter)
    assert text(counter, "keep.notes") == "0"
    enter(counter, "keep.notes", "7")
    counter.until(lambda: "or 30 to" in text(counter, "keep.notes_note"))
    enter(counter, "keep.notes", "30")
    counter.until(lambda: "older than 30 days: 1." in text(counter, "records_said"))
    remove = counter.find(QAbstractButton, "records_remove")
    counter.until(remove.isEnabled)
    assert notes(counter)[0].startswith("for Kim"), "counting removes nothing"
    remove.setFocus()
    QTest.keyClick(remove, Qt.Key.Key_Space)
    counter.until(lambda: isinstance(QApplication.activeModalWidget(), Confirm))
    asked = QApplication.activeModalWidget()
    assert asked is not None
    assert "older than 30 days: 1." in asked.findChild(QLabel, "confirm_sentence").text()
    asked.findChild(QAbstractButton, "confirm_act").click()
    counter.until(lambda: "older than 30 days: 0." in text(counter, "records_said"))
    assert "Kim" not in notes(counter)[0]
    assert counter.find(QLineEdit, "keep.notes").text() == "30"
