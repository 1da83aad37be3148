"""Where a list is scrolled to, by the keys of the rows in sight: fresh rows above must not move what is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QTableView

if TYPE_CHECKING:
    from gui.widgets.lists.table_model import TableModel

_SEEN = 60
"""More rows than any screen shows."""


class ScrollAnchor:
    """Made before the rows change; `keep` afterwards. A list that stands at its top stays there."""

    def __init__(self, table: QTableView, model: TableModel[Any]) -> None:
        self._table, self._model = table, model
        at, scrolled = table.rowAt(0), table.verticalScrollBar().value() > 0
        self._keys = [model.key(row) for row in model.rows[at : at + _SEEN]] if at >= 0 and scrolled else []
        self._offset = table.rowViewportPosition(at)
        self._value = table.verticalScrollBar().value()

    def keep(self) -> None:
        """Bring the first row that is still there back to where it was in sight."""
        at = {self._model.key(row): at for at, row in enumerate(self._model.rows)} if self._keys else {}
        bar = self._table.verticalScrollBar()
        for before, key in enumerate(self._keys):
            if key in at:
                self._table.doItemsLayout()
                bar.setValue(self._table.verticalHeader().sectionPosition(max(0, at[key] - before)) - self._offset)
                return
        if not self._keys:
            bar.setValue(self._value)
