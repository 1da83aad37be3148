"""Help tells every key that works, read from the window itself; About tells the version and all that it stands on."""

import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, qVersion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPlainTextEdit, QPushButton

from core.about import VERSION
from core.setup.licences import licence_text
from core.setup.parts import DIRECT, SoftwarePart, parts
from gui.dialogs.about import AboutDialog
from gui.dialogs.help import HelpDialog
from gui.dialogs.licence import LicenceDialog
from gui.frame.pages import PAGES
from gui.look.resources import resources
from gui.widgets.buttons.button import ChordButton
from gui.widgets.lists.table import Table
from gui.window.main_window import MainWindow
from tests.gui.builders import idle_bridge, status

pytestmark = pytest.mark.unstyled

ROOT = Path(__file__).parents[3]


@pytest.fixture
def window(qtbot, look):
    made = MainWindow(idle_bridge())
    qtbot.addWidget(made)
    made.show()
    made._bridge._status = status()
    made._bridge.status_changed.emit(made._bridge.status)
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
    offers["about"].run()
    opened(qtbot, AboutDialog).accept()


def test_about_shows_the_licence_of_the_chosen_part(qtbot, window):
    window.findChild(QAbstractButton, "open_help").click()
    opened(qtbot, HelpDialog).findChild(QPushButton, "help_about").click()
    about = opened(qtbot, AboutDialog)
    table = about.findChild(Table, "about_parts")
    rows = [part.name for part in table.model().rows]
    table.choose_row(rows.index("Qt"))
    about.findChild(QPushButton, "about_show_licence").click()
    shown = opened(qtbot, LicenceDialog)
    text = shown.findChild(QPlainTextEdit, "licence_text")
    assert "may replace them by others" in text.toPlainText()
    assert text.isReadOnly()
    assert shown.findChild(QLabel, "licence_part").text() == f"Qt {qVersion()}"
    QTest.keyClick(text, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is about)
    about.accept()


def test_every_part_has_a_text_of_its_licence():
    named = [*parts(), SoftwarePart("Qt", qVersion(), "LGPL-3.0-only")]
    assert [part.name for part in named if len(licence_text(part.name, resources())) < 80] == []
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in licence_text("PySide6-Essentials", resources())
    assert "GNU GENERAL PUBLIC LICENSE" in licence_text("Qt", resources())


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
