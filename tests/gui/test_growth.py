"""From 1024 to 2560 px, in English and German: lines stay readable, words whole, and no column is lost."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QTableView

from core.domain.operation import State
from gui.frame.pages import PAGES
from gui.window.main_window import MainWindow
from tests.gui.builders import card, idle_bridge, status
from tests.gui.views.outbox.test_outbox import operation
from tests.gui.window_parts import message_bar

LARGE, SMALL = (2560, 1440), (1024, 700)
_WIDEST_FIELD = 800


@pytest.fixture
def make(qtbot, look):
    def made(size):
        window = MainWindow(idle_bridge())
        qtbot.addWidget(window)
        window.resize(*size)
        window.show()
        window._bridge._status = status()
        window._bridge.status_changed.emit(window._bridge.status)
        return window

    return made


def laid_out():
    for _ in range(3):
        QApplication.processEvents()


def tables(window):
    return [each for each in window.findChildren(QTableView) if each.isVisible()]


@pytest.mark.slow
@pytest.mark.parametrize("page", ["issue", "settings"])
def test_a_text_field_on_a_large_screen_is_no_wider_than_what_is_typed(make, page):
    window = make(LARGE)
    view = window.show_page(page)
    laid_out()
    fields = [each for each in view.findChildren(QLineEdit) + view.findChildren(QComboBox) if each.isVisible()]
    assert fields
    assert [each.objectName() for each in fields if each.width() > _WIDEST_FIELD] == []


@pytest.mark.slow
@pytest.mark.parametrize("page", [page.name for page in PAGES if page.name != "card"])
def test_on_a_large_screen_a_page_stands_in_the_middle(make, page):
    window = make(LARGE)
    view = window.show_page(page)
    laid_out()
    edges = view.layout().contentsMargins()
    assert edges.left() == edges.right()
    assert view.width() - edges.left() - edges.right() <= view.widest


@pytest.mark.slow
def test_the_keypad_of_issue_grows_with_the_window(make):
    sizes = []
    for size in (SMALL, (1280, 800), LARGE):
        view = make(size).show_page("issue")
        laid_out()
        sizes.append(view._sell.keypad.findChild(QPushButton, "key_5").size())
    assert sizes[0].height() >= 44
    assert sizes[0].width() < sizes[2].width()
    assert sizes[0].height() < sizes[2].height()


@pytest.mark.parametrize("page", ["search", "history"])
def test_on_a_small_window_no_column_is_lost_and_a_bar_says_that_there_are_more(make, page):
    window = make(SMALL)
    view = window.show_page(page)
    rows = [card()] if page == "search" else [operation(state=State.DONE)]
    view.model.show_rows(rows)
    view._pages.setCurrentWidget(view._table)
    laid_out()
    (table,) = tables(window)
    assert not any(table.isColumnHidden(at) for at in range(table.model().columnCount()))
    bar = table.horizontalScrollBar()
    assert bar.maximum() > 0
    assert bar.isVisible()
    last = table.model().columnCount() - 1
    table.scrollTo(table.model().index(0, last))
    assert table.columnViewportPosition(last) + table.columnWidth(last) <= table.viewport().width()


@pytest.mark.parametrize("page", ["search", "history"])
def test_on_a_large_window_everything_is_seen_at_once(make, page):
    window = make((1600, 900))
    view = window.show_page(page)
    view.model.show_rows([card()] if page == "search" else [operation(state=State.DONE)])
    view._pages.setCurrentWidget(view._table)
    laid_out()
    assert tables(window)[0].horizontalScrollBar().maximum() == 0


@pytest.mark.slow
def test_in_german_no_word_of_a_chip_is_cut(make, german):
    window = make(SMALL)
    for page in ("search", "history", "issue"):
        view = window.show_page(page)
        laid_out()
        for chip in view.findChildren(QPushButton):
            if chip.isVisible() and chip.property("role") == "chip":
                assert chip.width() >= chip.fontMetrics().horizontalAdvance(chip.text()) + 20, chip.text()


@pytest.mark.slow
def test_a_message_at_200_percent_leaves_the_keypad_within_reach(qtbot, look):
    window = MainWindow(idle_bridge())
    qtbot.addWidget(window)
    window.fit(window.size() / 2)
    window.show()
    view = window.show_page("issue")
    message_bar(window).show_message(
        "Something that somebody should know, and that goes on for longer than a line.", "warn"
    )
    laid_out()
    window.centralWidget().bring_focus()
    bar = window.centralWidget().verticalScrollBar()
    bar.setValue(bar.maximum())
    laid_out()
    key = view._sell.keypad.findChild(QPushButton, "key_0")
    bottom = key.mapTo(window, QPoint(0, key.height())).y()
    assert bottom <= message_bar(window).geometry().top()
