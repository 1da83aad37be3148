"""The plan of the scheduled backups in the window, by the keyboard: it runs, and what is wrong is said."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from core.server.sandbox.embedded import EmbeddedService
from core.services.till.backup_file import read_backup
from gui.dialogs.backup_password import BackupPasswordDialog
from gui.dialogs.file_dialog import FileDialog
from tests.e2e.window import Counter

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

PASSWORD = "a long password"
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def counter(qtbot, tmp_path: Path, service: EmbeddedService) -> Iterator[Counter]:
    made = Counter(qtbot, tmp_path / "till", service)
    yield made
    made.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def support(counter: Counter) -> None:
    QTest.keyClick(counter.window, Qt.Key.Key_F9)
    counter.until(lambda: counter.sees("settings_places"))
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_U, ALT)
    counter.until(lambda: counter.sees("backup.folder"))
    counter.until(lambda: text(counter, "backup.when") == "21:00")


def enter(counter: Counter, key: str, text: str) -> None:
    box = counter.find(QLineEdit, key)
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, text)
    QTest.keyClick(box, Qt.Key.Key_Return)


def press(counter: Counter, name: str) -> None:
    counter.find(QAbstractButton, name).setFocus()
    QTest.keyClick(counter.find(QAbstractButton, name), Qt.Key.Key_Space)


def said(counter: Counter) -> str:
    return text(counter, "backups_said")


def text(counter: Counter, name: str) -> str:
    found = counter.window.findChild(QWidget, name)
    return found.text() if isinstance(found, QLabel | QLineEdit) else ""


def set_password(counter: Counter, *typed: str) -> BackupPasswordDialog:
    press(counter, "backups_password")
    counter.until(lambda: isinstance(QApplication.activeModalWidget(), BackupPasswordDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, BackupPasswordDialog)
    counter.until(dialog.isActiveWindow)
    fill(dialog, *typed)
    return dialog


def fill(dialog: BackupPasswordDialog, *typed: str) -> None:
    for name, text in zip(("new", "again"), typed, strict=True):
        box = dialog.findChild(QLineEdit, f"backups_password_{name}")
        box.setFocus()
        box.selectAll()
        QTest.keyClicks(box, text)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def test_a_manager_plans_backups_and_the_till_makes_them(counter: Counter, stick: Path) -> None:
    support(counter)
    press(counter, "backups_choose")
    counter.until(lambda: counter.window.findChild(FileDialog, "backups_folder_dialog") is not None)
    chooser = counter.window.findChild(FileDialog, "backups_folder_dialog")
    chooser.fileSelected.emit(str(stick))
    chooser.reject()
    counter.until(lambda: QApplication.activeModalWidget() is None)
    counter.until(lambda: "need a password first" in said(counter))
    set_password(counter, PASSWORD, PASSWORD)
    counter.until(lambda: "The newest is of" in said(counter))  # without a hand on it
    (made,) = stick.iterdir()
    assert made.name in said(counter)
    assert read_backup(made, PASSWORD).facts.entries
    press(counter, "backups_now")
    counter.until(lambda: len(list(stick.iterdir())) == 2)
    counter.until(lambda: "in the folder: 2." in said(counter))


def test_what_is_wrong_is_said_where_it_is_mended(counter: Counter, stick: Path) -> None:
    support(counter)
    enter(counter, "backup.when", "noon")
    counter.until(lambda: "time of day such as 21:30" in text(counter, "backup.when_note"))
    enter(counter, "backup.folder", "stick")
    counter.until(lambda: "the whole path" in text(counter, "backup.folder_note"))
    dialog = set_password(counter, PASSWORD, "another one")
    note = dialog.findChild(QLabel, "backups_password_again_note")
    counter.until(lambda: "not the same" in note.text())
    fill(dialog, "short", "short")
    counter.until(lambda: "at least 10" in dialog.findChild(QLabel, "backups_password_new_note").text())
    fill(dialog, PASSWORD, PASSWORD)
    counter.until(lambda: QApplication.activeModalWidget() is None)


def test_a_stick_that_is_gone_is_told_there_and_among_the_alerts(counter: Counter, stick: Path) -> None:
    support(counter)
    counter.core.backups.set_password(PASSWORD)
    shutil.rmtree(stick)
    enter(counter, "backup.folder", str(stick))
    counter.until(lambda: "within a minute" in said(counter))
    press(counter, "backups_now")
    counter.until(lambda: os.strerror(2) in said(counter))
    counter.key(Qt.Key.Key_F7)
    counter.until(lambda: counter.sees("alert_backups"))
