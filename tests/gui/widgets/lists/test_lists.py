"""A choice belongs to its row and to a person: it never slides to another card, and nothing moves under a hand."""

from dataclasses import dataclass, replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QVBoxLayout, QWidget

from gui.views.lists.steady_rows import hold
from gui.widgets.forms.choice import Choice
from gui.widgets.lists.row_menu import RowAction
from gui.widgets.lists.table import Table
from gui.widgets.lists.table_model import Column, TableModel


@dataclass(frozen=True)
class Thing:
    key: int
    worth: int = 0


def things(*keys: int) -> tuple[Thing, ...]:
    return tuple(Thing(key, key * 10) for key in keys)


def key_of(thing: Thing) -> int:
    return thing.key


@pytest.fixture
def table(qtbot, look):
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    columns: tuple[Column[Thing], ...] = (
        Column("Thing", lambda row: f"& {row.key}", lambda row: row.key, width=100),
        Column("Worth", lambda row: str(row.worth), lambda row: row.worth),
    )
    made = Table(TableModel(columns, window, key=key_of), "things", "Things")
    made.window_kept = window  # else it is collected
    column.addWidget(QLineEdit())
    column.addWidget(made)
    window.resize(400, 300)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    made.show_rows(things(*range(1, 101)))
    return made


def in_sight(table: Table) -> tuple[int, int]:
    """The key of the top row, and where it stands."""
    at = table.rowAt(0)
    model: Any = table.model()
    return model.row_at(at).key, table.rowViewportPosition(at)


# a choice is a person's


def test_coming_into_a_list_chooses_nothing_and_enter_does_nothing(qtbot, table):
    table.setFocus()
    assert not table.currentIndex().isValid()
    with qtbot.assertNotEmitted(table.row_chosen):
        qtbot.keyClick(table, Qt.Key.Key_Return)


def test_enter_does_nothing_on_a_row_that_the_program_highlighted(qtbot, table):
    table.selectRow(3)
    with qtbot.assertNotEmitted(table.row_chosen):
        qtbot.keyClick(table, Qt.Key.Key_Return)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.row_chosen) as chosen:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert chosen.args == [Thing(5, 50)]


def test_the_space_bar_means_the_row_that_is_highlighted(qtbot, table):
    table.selectRow(3)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert table.chosen == Thing(4, 40)


def test_a_click_chooses(qtbot, table):
    place = table.visualRect(table.model().index(2, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert table.chosen == Thing(3, 30)


def test_letters_and_digits_choose_nothing(qtbot, table):
    table.choose_row(0)
    table.setFocus()
    qtbot.keyClicks(table, "& 5")
    assert table.chosen == Thing(1, 10)


# it belongs to its row


def test_a_chosen_row_that_leaves_takes_the_choice_with_it(qtbot, table):
    """As many rows as before: by its number the highlight would now be on another card."""
    table.choose_row(3)
    with qtbot.waitSignal(table.choice_lost):
        table.show_rows(things(*(key for key in range(1, 102) if key != 4)))
    assert table.chosen is None
    assert not table.currentIndex().isValid()
    assert not table.selectionModel().hasSelection()
    with qtbot.assertNotEmitted(table.row_chosen):
        qtbot.keyClick(table, Qt.Key.Key_Return)


def test_a_chosen_row_stays_chosen_wherever_it_goes(qtbot, table):
    table.choose_row(3)
    with qtbot.assertNotEmitted(table.choice_lost):
        table.show_rows(things(200, 201, *range(1, 99)))
    assert table.chosen == Thing(4, 40)
    assert table.currentIndex().row() == 5


def test_an_act_of_the_menu_stays_about_its_row(qtbot, table):
    done = []
    table.set_row_actions(lambda row: (RowAction("&Open", lambda: done.append(row.key)),))
    table.choose_row(3)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    menu = open_menu(qtbot)
    table.show_rows(things(*range(50, 150)))
    menu.actions()[0].trigger()
    assert done == [4]
    menu.close()


# nothing moves


def test_new_rows_above_do_not_move_what_is_looked_at(qtbot, table):
    table.verticalScrollBar().setValue(1000)
    before = in_sight(table)
    table.show_rows(things(200, 201, *range(1, 101)))
    assert in_sight(table) == before


def test_a_row_that_leaves_above_does_not_move_what_is_looked_at(qtbot, table):
    table.verticalScrollBar().setValue(1000)
    before = in_sight(table)
    table.show_rows(things(*range(5, 101)))
    assert in_sight(table) == before


def test_fresh_rows_wait_and_those_that_are_shown_are_renewed_where_they_stand():
    shown = things(3, 2, 1)
    held = hold(shown, (Thing(5), Thing(4), Thing(2, 7), Thing(3)), key_of, ended=True)
    assert held.rows == (Thing(3), Thing(2, 7)), "1 has left; 2 is renewed and keeps its place"
    assert (held.new, held.further) == (2, ())


def test_what_was_pushed_behind_the_end_of_the_reading_has_not_left():
    shown = things(3, 2, 1)
    held = hold(shown, things(5, 4, 3), key_of, ended=False)
    assert held.rows == shown
    assert held.new == 2
    assert hold(shown, things(9, 8, 7), key_of, ended=False).rows == shown


def test_rows_behind_the_last_one_are_not_new():
    held = hold(things(3, 2), things(4, 3, 2, 1, 0), key_of, ended=True)
    assert (held.new, held.further) == (1, things(1, 0))


def test_when_nothing_is_left_the_fresh_rows_are_shown():
    held = hold(things(3, 2), things(9, 8), key_of, ended=True)
    assert (held.rows, held.new) == (things(9, 8), 0)


# copy, menu, order


def test_a_row_is_copied_whole_with_tabs(qtbot, table):
    table.choose_row(1)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "& 2\t20"


@pytest.mark.parametrize(
    "keys", [(Qt.Key.Key_Menu, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)]
)
def test_the_menu_opens_by_a_key_and_no_letter_acts_in_it(qtbot, table, keys):
    done = []
    table.set_row_actions(lambda row: (RowAction("&Open && more", lambda: done.append(row.key)),))
    table.choose_row(1)
    table.setFocus()
    qtbot.keyClick(table, *keys)
    menu = open_menu(qtbot)
    assert menu.actions()[0].text() == "Open && more"
    QTest.keyClicks(menu, "oOsSuUcC")
    assert done == []
    assert menu.isVisible()
    menu.close()


def test_the_menu_of_the_mouse_is_about_the_row_under_it(qtbot, table):
    done = []
    table.set_row_actions(lambda row: (RowAction("&Open", lambda: done.append(row.key)),))
    table.choose_row(0)
    place = table.visualRect(table.model().index(2, 0)).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, table.viewport().mapToGlobal(place))
    QApplication.sendEvent(table.viewport(), event)
    menu = open_menu(qtbot)
    menu.actions()[0].trigger()
    assert done == [3]
    menu.close()


def test_a_click_on_a_heading_sorts_and_the_choice_stays(qtbot, table):
    table.choose_row(3)
    header = table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(1) + 20, header.height() // 2)
    titles = []
    for first in (1, 100, 1):
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert table.model().row_at(0).key == first
        assert table.chosen == Thing(4, 40)
        titles.append(table.model().headerData(1, Qt.Orientation.Horizontal))
    assert titles == ["Worth ↑", "Worth ↓", "Worth"]
    assert header.sortIndicatorSection() == -1, "the third click gives the usual order back"


def test_the_keyboard_sorts_by_the_menu(qtbot, table):
    table.choose_row(3)
    table.setFocus()
    for text, first in (("Sort by: Worth", 1), ("Sort down by: Worth", 100), ("The usual order", 1)):
        qtbot.keyClick(table, Qt.Key.Key_Menu)
        menu = open_menu(qtbot)
        next(act for act in menu.actions() if act.text() == text).trigger()
        menu.close()
        assert table.model().row_at(0).key == first


def open_menu(qtbot) -> QMenu:
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


# lists to choose from


def test_letters_do_not_choose_in_a_closed_list_and_only_move_in_an_open_one(qtbot, look):
    box = Choice()
    qtbot.addWidget(box)
    box.addItems(["Purchase", "Correction", "Cash out"])
    box.show()
    qtbot.waitExposed(box)
    box.setFocus()
    qtbot.keyClicks(box, "c")
    assert box.currentText() == "Purchase"
    box.showPopup()
    qtbot.keyClicks(box.view(), "c")
    assert box.currentText() == "Purchase"
    assert box.view().currentIndex().data() == "Correction"
    box.hidePopup()
    assert box.currentText() == "Purchase"


def test_a_thing_is_replaced_in_place(table):
    table.choose_row(3)
    table.show_rows(tuple(replace(each, worth=1) for each in table.model().rows))
    assert table.chosen == Thing(4, 1)
