"""Support: what is well and what to do, diagnostics, the settings as a file; and a backup's form says what is wrong."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QLineEdit, QWidget

from core.domain.backup import BackupAsked
from core.errors import StorageFailed
from core.rows import Finding
from gui.dialogs.backup import BackupDialog
from gui.dialogs.file_dialog import FileDialog
from gui.dialogs.move import MoveDialog
from gui.views.settings.check import CheckPanel
from gui.views.settings.settings import SettingsView

pytestmark = pytest.mark.unstyled

PASSWORD = "a long password"


@pytest.fixture
def view(qtbot, bridge, show):
    made = show(SettingsView(bridge))
    made.show_place("support")
    qtbot.waitUntil(lambda: not made.findChild(QAbstractButton, "backup_open").isEnabled())
    return made


@pytest.fixture
def form(qtbot, keep):
    """A dialog for a backup, and what it asked for."""
    parent = keep(QWidget())
    parent.show()
    made = BackupDialog("Till 1", parent)
    made.asked_for: list[BackupAsked] = []
    made.asked.connect(made.asked_for.append)
    made.open()
    return made


def said(view: QWidget, name: str) -> str:
    return view.findChild(QLabel, name).text()


def choose(view: QWidget, opened_by: str, dialog: str, path: Path) -> None:
    """Press a button and choose the file in the dialog that it opens."""
    view.findChild(QAbstractButton, opened_by).click()
    found = view.window().findChild(FileDialog, dialog)
    found.fileSelected.emit(str(path))
    found.reject()


def fill(form: QDialog, file: Path | str, password: str = PASSWORD, again: str = PASSWORD) -> None:
    for name, text in (("file", str(file)), ("password", password), ("again", again)):
        form.findChild(QLineEdit, f"backup_{name}").setText(text)
    form.findChild(QLineEdit, "backup_again").setFocus()
    QTest.keyClick(form.findChild(QLineEdit, "backup_again"), Qt.Key.Key_Return)


def test_a_check_tells_each_finding_in_words(qtbot, view):
    view.findChild(QAbstractButton, "check_now").click()
    qtbot.waitUntil(lambda: view.findChild(object, "check_service") is not None)
    assert said(view, "check_database").endswith("ok")
    assert view.findChild(QAbstractButton, "check_now").isEnabled()


def test_what_is_not_well_comes_first_with_its_cure(qtbot, keep):
    panel = keep(CheckPanel())
    panel.show()
    panel.show_findings(
        (Finding("folder", "ok", "here"), Finding("disk", "warn", "7 MB", "x"), Finding("keys", "bad", "gone", "x"))
    )
    QApplication.processEvents()
    tops = [
        panel.findChild(QLabel, f"check_{name}").mapTo(panel, panel.pos()).y() for name in ("keys", "disk", "folder")
    ]
    assert tops == sorted(tops)
    assert "Free some space" in said(panel, "cure_disk")
    assert "till.key" in said(panel, "cure_keys")
    assert panel.findChild(QLabel, "cure_folder") is None


def test_every_check_of_the_doctor_has_a_name_of_its_own(qtbot, view, ask):
    from core.usecases import till

    checks = {each.check for each in ask(till.examine)}
    view.findChild(QAbstractButton, "check_now").click()
    qtbot.waitUntil(lambda: view.findChild(object, "check_service") is not None)
    names = {each.text() for each in view.findChild(CheckPanel).findChildren(QLabel)}
    assert checks & names == set(), "these have no name in the window"


def test_the_training_till_says_that_it_has_no_backup(view):
    assert "nothing that is worth a backup" in said(view, "backup_hint")
    assert not view.findChild(QAbstractButton, "move_open").isEnabled()


@pytest.mark.slow
def test_diagnostics_are_saved_with_the_right_ending_and_say_what_is_not_in_them(qtbot, view, tmp_path: Path):
    assert "tokens, PINs, codes" in said(view, "diagnostics_out")
    choose(view, "diagnostics_save", "diagnostics_dialog", tmp_path / "help.txt")
    assert "ends with .zip" in said(view, "diagnostics_said")
    assert list(tmp_path.glob("help*")) == []
    choose(view, "diagnostics_save", "diagnostics_dialog", tmp_path / "help.zip")
    qtbot.waitUntil(lambda: "help.zip" in said(view, "diagnostics_said"))
    with zipfile.ZipFile(tmp_path / "help.zip") as archive:
        assert "doctor.json" in archive.namelist()
    choose(view, "diagnostics_save", "diagnostics_dialog", tmp_path / "nowhere" / "help.zip")
    qtbot.waitUntil(lambda: "could not be written" in said(view, "diagnostics_said"))


def test_the_settings_go_into_a_file_and_come_back_whole_or_not_at_all(qtbot, view, ask, tmp_path: Path):
    ask(lambda core: core.preferences.set("shop.name", "Quay Books"))
    choose(view, "settings_export", "settings_export_dialog", tmp_path / "shop.toml")
    qtbot.waitUntil(lambda: "shop.toml" in said(view, "settings_file_said"))
    ask(lambda core: core.preferences.set("shop.name", "Harbour Books"))
    choose(view, "settings_import", "settings_import_file", tmp_path / "shop.toml")
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QDialog))
    dialog = QApplication.activeModalWidget()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert ask(lambda core: core.preferences.get("shop.name")) == "Harbour Books", "Enter keeps what is set"
    choose(view, "settings_import", "settings_import_file", tmp_path / "shop.toml")
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() not in {None, dialog})
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: view.findChild(QLineEdit, "shop.name").text() == "Quay Books")
    assert "count now" in said(view, "settings_file_said")


def test_what_is_wrong_with_a_file_is_told_by_line_and_nothing_of_it_is_offered(qtbot, view, tmp_path: Path):
    (tmp_path / "shop.toml").write_text('[shop]\nname = "Quay"\ntills = "many"\n', encoding="utf-8")
    choose(view, "settings_import", "settings_import_file", tmp_path / "shop.toml")
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    assert not dialog.findChild(QAbstractButton, "settings_import_take").isVisible()
    model = dialog.findChild(QWidget, "settings_import_rows").model()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["3"]
    dialog.reject()


@pytest.mark.parametrize(
    ("file", "password", "again", "field", "text"),
    [
        ("", PASSWORD, PASSWORD, "file", "whole place"),
        ("till.backup", PASSWORD, PASSWORD, "file", "whole place"),
        ("/tmp/till.zip", PASSWORD, PASSWORD, "file", "ends with .backup"),
        ("/tmp/till.backup", "", "", "password", "Type a password"),
        ("/tmp/till.backup", PASSWORD, "another password", "again", "not the same"),
    ],
)
def test_a_form_says_what_is_wrong_below_its_field(form, file, password, again, field, text):
    fill(form, file, password, again)
    assert text in said(form, f"backup_{field}_note")
    assert QApplication.focusWidget() is form.findChild(QLineEdit, f"backup_{field}")
    assert form.asked_for == []


def test_a_file_that_is_there_is_replaced_only_where_it_was_chosen(form, tmp_path: Path):
    (tmp_path / "till.backup").touch()
    fill(form, tmp_path / "till.backup")
    assert "there already" in said(form, "backup_file_note")
    choose(form, "backup_choose", "backup_place", tmp_path / "till.backup")
    fill(form, tmp_path / "till.backup")
    assert form.asked_for == [BackupAsked(tmp_path / "till.backup", PASSWORD, replace=True)]


def test_a_password_keeps_its_blanks_and_a_full_disk_is_a_sentence(form, tmp_path: Path):
    fill(form, tmp_path / "till.backup", " blanks around ", " blanks around ")
    assert form.asked_for[0].password == " blanks around "
    assert not form.findChild(QAbstractButton, "backup_go").isEnabled()
    form.show_problem(StorageFailed("backup.unwritten", path=tmp_path / "till.backup", why=os.strerror(28)))
    assert "No space left on device" in said(form, "backup_file_note")
    assert form.findChild(QAbstractButton, "backup_go").isEnabled()


def test_a_move_shows_what_it_comes_to_before_anything_and_cannot_be_left_halfway(qtbot, keep, tmp_path: Path):
    parent = keep(QWidget())
    parent.show()
    dialog = MoveDialog("Till 1", ("It goes.",), parent)
    asked: list[BackupAsked] = []
    dialog.asked.connect(asked.append)
    dialog.open()
    assert said(dialog, "move_told_1") == "1. It goes."
    dialog.findChild(QAbstractButton, "move_on").click()
    fill(dialog, tmp_path / "till.backup")
    qtbot.waitUntil(dialog.findChild(QAbstractButton, "move_now").isVisible)
    assert (asked, QApplication.focusWidget()) == ([], dialog.findChild(QAbstractButton, "move_back"))
    dialog.findChild(QAbstractButton, "move_now").click()
    assert len(asked) == 1
    dialog.reject()
    assert dialog.isVisible()
    dialog.show_problem(StorageFailed("backup.unwritten", path=tmp_path / "till.backup", why=os.strerror(13)))
    assert "Permission denied" in said(dialog, "backup_file_note")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
