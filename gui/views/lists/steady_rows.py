"""Fresh rows under the same finger: the chosen row stays chosen and the list stays where it is."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from gui.table_model import Row, TableModel
from gui.widgets.table import Table


def replace_rows(table: Table, model: TableModel[Row], rows: tuple[Row, ...], key: Callable[[Row], Hashable]) -> None:
    """`key` is what makes a row the same row. Without a chosen row only the place is kept."""
    bar, at = table.verticalScrollBar(), table.currentIndex().row()
    place = bar.value()
    chosen = key(model.row_at(at)) if 0 <= at < model.rowCount() else None
    model.show_rows(rows)
    again = next((at for at, row in enumerate(rows) if key(row) == chosen), None)
    if again is not None and again != table.currentIndex().row():
        table.selectRow(again)
    bar.setValue(place)
