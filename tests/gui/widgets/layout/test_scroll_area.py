import ast
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QPushButton, QScrollBar, QVBoxLayout, QWidget

from gui.widgets.layout.scroll_area import ScrollArea

GUI = Path(__file__).parents[4] / "gui"


@pytest.fixture
def page():
    page = QWidget()
    column = QVBoxLayout(page)
    for at in range(20):
        column.addWidget(QPushButton(f"Button {at}"))
    return page


def shown(qtbot, page, **how):
    area = ScrollArea(**how)
    qtbot.addWidget(area)
    area.setWidget(page)
    area.resize(300, 200)
    area.show()
    qtbot.waitExposed(area)
    return area


def bars(area):
    return [bar for bar in area.findChildren(QScrollBar) if bar.isVisible()]


def test_what_a_screen_reader_counts_stays_when_the_bar_goes(qtbot, page):
    area = shown(qtbot, page)
    told = QAccessible.queryAccessibleInterface(area)
    assert (len(bars(area)), told.childCount()) == (1, 1)
    area.hide()
    assert (len(bars(area)), told.childCount()) == (0, 1)
    area.resize(300, 2000)
    area.show()
    qtbot.waitUntil(lambda: not bars(area))
    assert told.childCount() == 1
    assert told.child(0).object() is area.viewport()


def test_the_bar_shows_where_it_is_and_moves_it(qtbot, page):
    area = shown(qtbot, page)
    (bar,) = bars(area)
    area.ensureWidgetVisible(page.findChildren(QPushButton)[-1])
    assert bar.value() == area.verticalScrollBar().value() > 0
    bar.setValue(bar.minimum())
    assert area.verticalScrollBar().value() == 0
    assert bar.maximum() == area.verticalScrollBar().maximum()


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_the_bars_lie_beside_the_page_and_not_on_it(qtbot, page, direction):
    page.setMinimumWidth(500)
    area = shown(qtbot, page, sideways=True)
    area.setLayoutDirection(direction)
    qtbot.waitUntil(lambda: len(bars(area)) == 2)
    area.resize(310, 210)
    upright, level = sorted(bars(area), key=lambda bar: bar.orientation() is Qt.Orientation.Horizontal)
    view = area.viewport().geometry()
    assert not view.intersects(upright.geometry())
    assert not view.intersects(level.geometry())
    assert not upright.geometry().intersects(level.geometry())
    assert (upright.x() > view.x()) == (direction is Qt.LayoutDirection.LeftToRight)


@pytest.mark.slow
def test_every_scroll_area_of_the_window_is_of_this_kind():
    """Qt's own may be asked for a child that has just gone, and the program dies of it."""
    makers = {
        path.name
        for path in GUI.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom) and any(name.name == "QScrollArea" for name in node.names)
    }
    assert makers == {"scroll_area.py"}
