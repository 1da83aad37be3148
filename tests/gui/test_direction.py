"""Read from right to left, the window stands the other way round; digits, amounts and codes do not."""

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from gui.input.scan_field import ScanField
from gui.look import direction
from gui.widgets.amounts.keypad import Keypad
from gui.widgets.forms.switch import Switch
from gui.widgets.layout.flow import Flow
from gui.widgets.lists.table import Table
from gui.widgets.lists.table_model import Column, TableModel
from gui.widgets.text.labels import label
from gui.window.main_window import MainWindow
from gui.wording import messages
from tests.gui.builders import idle_bridge

LRI, PDI = "\u2066", "\u2069"


@pytest.fixture
def window(qtbot, hebrew):
    made = MainWindow(idle_bridge())
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def left_of(window, name):
    part = window.findChild(QWidget, name)
    return part.mapTo(window, part.rect().topLeft()).x()


def test_the_sidebar_is_at_the_right_and_the_header_runs_the_other_way(window):
    assert left_of(window, "sidebar") == window.width() - 200
    assert left_of(window, "header") == 0
    assert left_of(window, "state_pill") < left_of(window, "scan_field")
    assert left_of(window, "who") < left_of(window, "state_pill")


def inked(widget, part: QRectF) -> int:
    """How many points of `part` differ from its corner."""
    picture = widget.grab().toImage()
    ground = picture.pixel(int(part.left()), int(part.top()))
    across = range(int(part.left()), int(part.right()))
    return sum(picture.pixel(x, y) != ground for x in across for y in range(int(part.top()), int(part.bottom())))


def test_a_button_of_the_sidebar_has_its_picture_at_the_right_and_its_key_at_the_left(window):
    button = window.findChild(QWidget, "go_search")
    wide, middle = button.width(), button.height() / 2
    assert inked(button, QRectF(wide - 30, middle - 9, 18, 18)) > 40
    assert inked(button, QRectF(12, middle - 8, 20, 16)) > 20
    assert inked(button, QRectF(38, middle - 9, 12, 18)) == 0


def test_the_fields_picture_is_where_reading_begins(qtbot, hebrew):
    field = ScanField()
    qtbot.addWidget(field)
    field.resize(500, 44)
    field.show()
    assert field._picture.x() > 450
    assert field._hint.x() < 50
    assert field.textMargins().right() > 30


def test_a_switch_begins_at_the_right(qtbot, hebrew):
    switch = Switch("", "any")
    qtbot.addWidget(switch)
    switch.resize(300, 44)
    switch.show()
    assert inked(switch, QRectF(250, 2, 48, 40)) > 60
    assert inked(switch, QRectF(2, 2, 48, 40)) == 0


def test_digits_stand_as_everywhere(qtbot, hebrew):
    pad = Keypad()
    qtbot.addWidget(pad)
    pad.resize(pad.sizeHint())
    pad.show()
    one, three = (pad.findChild(QPushButton, f"key_{digit}") for digit in (1, 3))
    assert one.x() < three.x()


def test_an_amount_keeps_its_order_in_a_sentence(hebrew):
    text = messages.money(-600, "USD")
    assert text == f"{LRI}−6.00\u00a0${PDI}"
    assert LRI in messages.format_sentence("outcome.declined.short", {"available": messages.Money(600, "USD")})


def test_a_label_keeps_the_isolate_of_an_amount_and_nothing_else(qtbot, hebrew):
    amount = messages.money(600, "USD")
    shown = label(f"{amount} \u202eevil\u2066 \u200f{amount}")
    qtbot.addWidget(shown)
    assert shown.text() == f"{amount} evil {amount}"
    assert shown.alignment() & Qt.AlignmentFlag.AlignRight


def test_no_mark_is_there_where_nothing_turns(qtbot, look):
    assert LRI not in messages.money(600, "USD")
    shown = label("a\u2066b\u2069c")
    qtbot.addWidget(shown)
    assert shown.text() == "abc"


def test_a_row_can_be_chosen(qtbot, hebrew):
    model = TableModel([Column("A", str, width=120), Column("B", str)])
    table = Table(model, "any", "Any")
    qtbot.addWidget(table)
    model.show_rows(["first", "second"])
    table.resize(500, 200)
    table.show()
    with qtbot.waitSignal(table.row_current) as told:
        table.selectRow(1)
    assert told.args == ["second"]
    assert [index.row() for index in table.selectionModel().selectedRows()] == [1]


def test_what_flows_begins_at_the_right(qtbot, hebrew):
    page = QWidget()
    qtbot.addWidget(page)
    row = QHBoxLayout(page)
    flow, parts = Flow(), [QPushButton(str(at)) for at in range(2)]
    for part in parts:
        flow.addWidget(part)
    row.addLayout(flow)
    page.resize(600, 60)
    page.show()
    assert parts[0].x() > parts[1].x() > 300


@pytest.mark.parametrize("turned", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_mirroring_twice_changes_nothing(qapp, turned):
    picture = QPixmap(10, 10)
    painter = QPainter(picture)
    painter.setLayoutDirection(turned)
    inner, outer = QRectF(12, 3, 18, 18), QRectF(2, 0, 200, 40)
    once = direction.mirrored(painter, inner, outer)
    assert direction.mirrored(painter, once, outer) == inner
    assert (once == inner) == (turned == Qt.LayoutDirection.LeftToRight)
    painter.end()
