"""Why a row of an order was refused can be read whole, on a narrow window too."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStyle, QTableView, QWidget

from core.domain.batch_csv import Problem
from core.domain.outcome import Message
from core.rows import BatchCard, BatchRow
from core.usecases.orders import OrderStatus
from gui.views.bulk import bulk_words
from gui.views.bulk.running import BulkRun
from gui.widgets.lists.table import ROW_HEIGHT, Table
from gui.widgets.lists.table_model import TableModel
from tests.gui import measurements
from tests.gui.builders import NOW

ORDER = BatchRow("b", "", "Anna", NOW, False, 3, 2, 0, 0, 1, 0, 2)
WHY = Message("setting.currency", {"currency": "JPY"})
LONG = Message("outcome.code_taken")


def card(number: int, message: Message | None) -> BatchCard:
    stand = "refused" if message else "confirmed"
    return BatchCard(number, f"A{number}", 5000, "USD", stand, message, "", "7k2m", 7, "a", True, True)


def is_whole(table: QTableView, row: int) -> bool:
    """Whether the last column's text, wrapped at its width, has room in the height of its row."""
    index = table.model().index(row, table.model().columnCount() - 1)
    room = table.visualRect(index)
    beside = 2 * (table.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin) + 1)
    words = table.fontMetrics().boundingRect(
        0, 0, room.width() - beside, 10_000, Qt.TextFlag.TextWordWrap, index.data(Qt.ItemDataRole.DisplayRole)
    )
    return words.height() <= room.height()


@pytest.mark.parametrize("width", [900, 1080, 1600])
def test_what_was_refused_is_read_whole(qtbot, look, width):
    page = BulkRun()
    qtbot.addWidget(page)
    page.resize(width, 700)
    page.show_seen(OrderStatus(ORDER, (card(1, None), card(2, LONG), card(3, WHY)), False, None))
    page.show()
    measurements.settle()
    table = page.findChild(QTableView, "order_cards")
    assert [is_whole(table, row) for row in range(3)] == [True] * 3
    assert table.rowHeight(0) == ROW_HEIGHT
    table.sort_by(1, descending=True)
    measurements.settle()
    assert [is_whole(table, row) for row in range(3)] == [True] * 3
    assert table.rowHeight(2) == ROW_HEIGHT


def test_what_is_to_be_put_right_is_read_whole(qtbot, look):
    around = QWidget()
    qtbot.addWidget(around)
    table = Table(TableModel(bulk_words.problem_columns()), "bulk_problems", "What to put right", around)
    table.set_tall(lambda _problem: True)
    table.resize(250, 400)
    around.show()
    table.show_rows((Problem(2, LONG), Problem(3, WHY)))
    measurements.settle()
    assert [is_whole(table, row) for row in range(2)] == [True] * 2
