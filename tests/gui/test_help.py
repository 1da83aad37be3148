"""Help tells every key that works, read from the window itself; About tells the version and all that it stands on."""

import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton

from core.about import VERSION
from core.parts import DIRECT, parts
from gui.dialogs.about import AboutDialog
from gui.dialogs.help import HelpDialog
from gui.main_window import MainWindow
from gui.pages import PAGES
from gui.widgets.buttons import ChordButton
from tests.gui.shown import idle_desk, status

ROOT = Path(__file__).parents[2]


@pytest.fixture
def window(qtbot, look):
    made = MainWindow(idle_desk())
    qtbot.addWidget(made)
    made.show()
    made._desk._status = status()
    made._desk.status_changed.emit(made._desk.status)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def opened(qtbot, kind):
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
    dialog = QApplication.activeModalWidget()
    qtbot.waitUntil(lambda: dialog.isAncestorOf(QApplication.focusWidget() or dialog.parentWidget()))
    return dialog


def test_f10_opens_help_and_escape_closes_it(qtbot, window):
    QTest.keyClick(window, Qt.Key.Key_F10)
    dialog = opened(qtbot, HelpDialog)
    rows = {line.key: line.text for line in dialog._model.rows if line.place == "Everywhere"}
    assert {page.key: page.word() for page in PAGES}.items() <= rows.items()
    assert rows["F10"] == "Help: all keys"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


def test_every_chord_of_every_page_stands_in_it(window):
    lines = {(line.key, line.text) for line in window._help.lines()}
    wanted = {
        (each.hint, each.words)
        for view in window._stack.all()
        for each in view.findChildren(ChordButton)
        if each.hint and each.words
    }
    assert len(wanted) > 20
    assert wanted <= lines
    assert all(not text.startswith("&") for _key, text in lines)


def test_no_line_is_there_twice(window):
    lines = window._help.lines()
    assert len(lines) == len(set(lines))


def test_it_is_in_the_header_and_in_the_palette(qtbot, window):
    window.findChild(QAbstractButton, "open_help").click()
    help_dialog = opened(qtbot, HelpDialog)
    help_dialog.findChild(QPushButton, "help_about").click()
    about = opened(qtbot, AboutDialog)
    assert about.findChild(QLabel, "about_name").text() == f"Counterfoil {VERSION}"
    assert "MIT" in about.findChild(QLabel, "about_licence").text()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    offers = {offer.name: offer for offer in window._offers()}
    assert offers["help"].key == "F10"
    offers["about"].act()
    opened(qtbot, AboutDialog).accept()


def test_about_names_every_dependency_with_its_version_and_a_licence():
    found = {part.name.lower().replace("_", "-"): part for part in parts()}
    for name in DIRECT:
        try:
            version = metadata.version(name)
        except metadata.PackageNotFoundError:
            assert name == "tzdata"  # for Windows alone
            continue
        assert found[name.lower()].version == version
    assert [part.name for part in found.values() if not part.licence] == []
    assert {"inter", "lucide", "python", "sqlite", "counterfoil"} <= found.keys()


def test_the_dependencies_are_those_of_the_project():
    with (ROOT / "pyproject.toml").open("rb") as file:
        wanted = tomllib.load(file)["project"]["dependencies"]
    assert [need.split(";")[0].split(">")[0].split("[")[0].strip() for need in wanted] == list(DIRECT)
