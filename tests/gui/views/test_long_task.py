"""A long report is said to be on its way and can be cancelled, on its page and while a file is written."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from core.domain import stopping
from core.usecases import till
from gui.dialogs.wait import WaitDialog
from gui.views.file_saver import FileSaver, FileToSave
from gui.views.reports.report_kinds import report_kinds
from gui.views.reports.report_page import ReportPage
from gui.views.reports.reports import ReportsView
from tests.builders import database_of
from tests.core.store.test_stopping import ENDLESS, count

pytestmark = pytest.mark.unstyled


def read_for_ever(core, *_asked):
    return count(database_of(core), ENDLESS)


ACTIVITY = report_kinds()[0]
LONG = replace(ACTIVITY, name="long", read=read_for_ever)


@pytest.fixture
def page(qtbot, bridge):
    made = ReportPage(bridge)
    qtbot.addWidget(made)
    made.show()
    return made


def find(widget, name):
    return widget.findChild(object, name)


def test_a_long_report_shows_that_it_is_on_its_way_and_is_cancelled(qtbot, page):
    page.show_kind(LONG)
    assert not find(page, "report_wait").isVisibleTo(page)
    qtbot.waitUntil(lambda: find(page, "report_wait").isVisibleTo(page))
    assert not find(page, "report_heading").isVisibleTo(page)
    qtbot.mouseClick(find(page, "report_wait_cancel"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: find(page, "report_heading").text().startswith("Cancelled."))
    assert not find(page, "report_wait").isVisibleTo(page)
    assert not find(page, "report_print").isEnabled()
    qtbot.mouseClick(find(page, "report_read_again"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: find(page, "report_wait").isVisibleTo(page))
    assert not find(page, "report_read_again").isVisibleTo(page)
    page.show_kind(ACTIVITY)
    qtbot.waitUntil(lambda: page.shown == "activity")
    assert find(page, "report_print").isEnabled()


def test_escape_stops_a_long_report_and_leaves_the_page_the_next_time(qtbot, bridge, show):
    view = show(ReportsView(bridge))
    view.show_part("activity")
    page = find(view, "report_page")
    qtbot.waitUntil(lambda: page.shown == "activity")
    assert not view.go_back()
    page.show_kind(LONG)
    qtbot.waitUntil(lambda: find(page, "report_wait").isVisibleTo(page))
    assert view.go_back()
    qtbot.waitUntil(lambda: find(page, "report_heading").text().startswith("Cancelled."))
    assert not view.go_back()


def test_a_long_reconciliation_is_cancelled_and_nothing_else_waits_for_it(qtbot, bridge, show, monkeypatch):
    monkeypatch.setattr(till, "read_reconciliation", read_for_ever)
    view = show(ReportsView(bridge))
    statuses = []
    view.show_view()
    qtbot.waitUntil(lambda: find(view, "reports_wait").isVisibleTo(view))
    for thread in ("read", "paper", "counter"):
        bridge.ask(till.read_status, statuses.append, thread=thread)
    qtbot.waitUntil(lambda: len(statuses) == 3)
    assert find(view, "reports_wait").isVisibleTo(view)
    assert view.go_back()
    qtbot.waitUntil(lambda: find(view, "reports_verdict").text().startswith("Cancelled."))
    assert not find(view, "reports_wait").isVisibleTo(view)
    monkeypatch.undo()
    qtbot.mouseClick(find(view, "reports_again"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: find(view, "reports_verdict").text().startswith("All cards"))


def test_another_question_stops_the_one_before(qtbot, page):
    page.show_kind(LONG)
    page.show_kind(ACTIVITY)
    qtbot.waitUntil(lambda: page.shown == "activity")
    assert any(map(str.isdigit, find(page, "report_heading").text())), "the days that it is of"


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def ask_for(saver, save):
    saver.ask(FileToSave("some_dialog", "Save it", "list.csv", save))


def chosen(window, path):
    dialog = window.findChild(QFileDialog, "some_dialog")
    dialog.fileSelected.emit(str(path))
    dialog.close()


@pytest.mark.slow
@pytest.mark.parametrize("way", ["button", "escape"])
def test_a_file_that_takes_long_is_cancelled_and_an_older_one_stays(qtbot, bridge, window, tmp_path, way):
    path = tmp_path / "list.csv"
    path.write_text("older")
    saver = FileSaver(bridge, window)

    def save(core, where):
        read_for_ever(core)
        where.write_text("new")

    ask_for(saver, save)
    chosen(window, path)
    qtbot.waitUntil(lambda: window.findChild(WaitDialog) is not None)
    dialog = window.findChild(WaitDialog)
    with qtbot.waitSignal(saver.notified) as told:
        if way == "button":
            qtbot.mouseClick(find(dialog, "wait_bar_cancel"), Qt.MouseButton.LeftButton)
        else:
            qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert told.args == ["Cancelled. Nothing was written.", "info"]
    assert path.read_text() == "older"
    qtbot.waitUntil(lambda: window.findChild(WaitDialog) is None)


@pytest.mark.slow
def test_how_much_is_done_is_shown(qtbot, bridge, window, tmp_path):
    saver = FileSaver(bridge, window)

    def save(core, where):
        stopping.step(1, 4)
        while True:
            stopping.step(3, 4)

    ask_for(saver, save)
    chosen(window, tmp_path / "list.csv")
    qtbot.waitUntil(lambda: window.findChild(WaitDialog) is not None)
    dialog = window.findChild(WaitDialog)
    bar = find(dialog, "wait_bar_progress")
    qtbot.waitUntil(lambda: bar.maximum() == 1000 and bar.value() == 750)
    with qtbot.waitSignal(saver.notified):
        find(dialog, "wait_bar_cancel").click()


def test_a_quick_file_shows_nothing(qtbot, bridge, window, tmp_path):
    saver = FileSaver(bridge, window)
    ask_for(saver, lambda core, where: None)
    with qtbot.waitSignal(saver.notified) as told:
        chosen(window, tmp_path / "list.csv")
    assert told.args[1] == "good"
    assert window.findChild(WaitDialog) is None
