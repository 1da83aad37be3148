"""A page that is one list below its filter field."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtGui import QResizeEvent

from gui.views.base import View
from gui.views.lists.list_field import ListField
from gui.widgets.table import Table

_NARROW = 900
"""px"""


class ListView(View):
    """Escape empties the field; on a narrow window the columns `narrow_without` give way."""

    narrow_without: ClassVar[tuple[int, ...]] = ()
    _field: ListField
    _table: Table

    def go_back(self) -> bool:
        if not self._field.text():
            return False
        self._field.clear()
        self._field.setFocus()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for column in self.narrow_without:
            self._table.setColumnHidden(column, self.width() < _NARROW)
