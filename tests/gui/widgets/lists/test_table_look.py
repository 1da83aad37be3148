"""Columns stand under their headers, a chosen row keeps its colours, and pills are as wide as their words."""

import pytest
from PySide6.QtCore import QItemSelectionModel, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage

from core.domain.operation import State
from gui.look import theme
from gui.look.tokens import ALL
from gui.views.outbox.outbox import OutboxView
from gui.widgets.lists.table import Table
from gui.widgets.lists.table_model import Column, TableModel
from gui.widgets.text.pill import Pill
from tests.gui.builders import idle_bridge
from tests.gui.views.outbox.test_outbox import operation


def inked(picture: QImage, area: QRect, ground: str) -> list[int]:
    """The columns of `area` in which something is drawn."""
    far = QColor(ground)

    def differs(x: int, y: int) -> bool:
        seen = picture.pixelColor(x, y)
        return max(abs(seen.red() - far.red()), abs(seen.green() - far.green()), abs(seen.blue() - far.blue())) > 60

    rows, columns = range(area.top(), area.bottom()), range(area.left(), area.right())
    return [x for x in columns if any(differs(x, y) for y in rows)]


@pytest.fixture
def table(qtbot, look):
    model = TableModel(
        [Column("HHH", str, width=120), Column("HHH", str, right=True, width=120), Column("", lambda _: "")]
    )
    made = Table(model, "table", "Table")
    model.show_rows(["HHH"])
    qtbot.addWidget(made)
    made.resize(500, 200)
    made.show()
    qtbot.waitExposed(made)
    made._model = model
    return made


@pytest.mark.parametrize(("column", "end"), [(0, 0), (1, -1)])
def test_a_header_stands_over_its_cells(table, column, end):
    picture, header = table.grab().toImage(), table.horizontalHeader()
    place = table.visualRect(table.model().index(0, column)).translated(table.viewport().pos())
    cell = inked(picture, place.adjusted(0, 8, 0, -8), theme.tokens().surface)
    above = QRect(place.left(), header.y() + 6, place.width(), header.height() - 14)
    title = inked(picture, above, theme.tokens().surface)
    assert abs(cell[end] - title[end]) <= 1


def test_a_chosen_row_keeps_the_colour_of_its_act(qtbot, look):
    view = OutboxView(idle_bridge())
    qtbot.addWidget(view)
    view.resize(1080, 660)
    view._pages.setCurrentIndex(0)
    view.show()
    qtbot.waitExposed(view)
    view.model.show_rows([operation(state=State.WAITING)])
    act = view.model.index(0, 3)
    rows = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
    view._table.selectionModel().select(act, rows)
    picture = view._table.viewport().grab(view._table.visualRect(act)).toImage()
    accent = QColor(theme.tokens().accent).rgb()
    assert accent in {picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())}


@pytest.mark.slow
@pytest.mark.parametrize("look_name", ALL)
@pytest.mark.parametrize("state", [State.DONE, State.WAITING, State.PARKED, State.CANCELLED])
def test_a_pill_stands_out_from_a_chosen_row(qtbot, look, look_name, state):
    theme.choose(look_name)
    view = OutboxView(idle_bridge())
    qtbot.addWidget(view)
    view.resize(1080, 660)
    view._pages.setCurrentIndex(0)
    view.show()
    qtbot.waitExposed(view)
    view.model.show_rows([operation(state=state)])
    pill = view.model.index(0, 0)
    rows = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
    view._table.selectionModel().select(pill, rows)
    picture = view._table.viewport().grab(view._table.visualRect(pill)).toImage()
    middle, row = picture.height() // 2, picture.pixelColor(4, picture.height() // 2).name().upper()
    seen = {picture.pixelColor(x, middle - 9).name().upper() for x in range(28, 60)}
    theme.choose("light")
    assert row == ALL[look_name].accent_soft
    assert row not in seen


def test_the_outbox_shows_five_rows_beside_a_long_case(qtbot, look):
    view = OutboxView(idle_bridge())
    qtbot.addWidget(view)
    view.resize(1080, 660)
    view._pages.setCurrentIndex(0)
    view.show()
    qtbot.waitExposed(view)
    view.model.show_rows([operation(operation_id=str(at)) for at in range(9)])
    view._detail.show_operation(operation(), ())
    qtbot.waitUntil(lambda: view._detail.height() < view.height() / 2)
    bottom = view._table.viewport().height()
    whole = [at for at in range(9) if view._table.visualRect(view.model.index(at, 0)).bottom() < bottom]
    assert len(whole) >= 5


def test_a_pill_has_no_more_room_at_its_right_than_at_its_left(qtbot, look):
    pill = Pill("Needs you", "bad")
    qtbot.addWidget(pill)
    pill.show()
    words = QFontMetrics(theme.text_font(12, theme.SEMI_BOLD)).horizontalAdvance("Needs you")
    assert pill.sizeHint().width() - 26 - words == 11
    assert pill.textFormat() is Qt.TextFormat.PlainText


def test_home_and_end_are_the_first_and_the_last_row(qtbot, table):
    table._model.show_rows(["a", "b", "c"])
    table.selectRow(1)
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert table.currentIndex().row() == 2
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert table.currentIndex().row() == 0
