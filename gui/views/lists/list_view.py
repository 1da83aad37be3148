"""A page that is one list below its filter field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gui.views.base import View
from gui.views.lists.growing_model import GrowingModel
from gui.views.lists.list_field import ListField
from gui.views.lists.steady_rows import hold
from gui.widgets.buttons.button import ChordButton, button
from gui.widgets.lists.table import Table
from gui.wording import messages


class ListView(View):
    """Escape empties the field; on a narrow window the table scrolls sideways, so that no column is lost.

    While a person has chosen a row, scrolled or typed, fresh rows move nothing: new ones wait behind a button.
    """

    widest = 1720
    _field: ListField
    _table: Table
    model: GrowingModel[Any]

    def go_back(self) -> bool:
        if not self._field.text():
            return False
        self._field.clear()
        self._field.setFocus()
        return True

    @property
    def in_use(self) -> bool:
        """Somebody reads here: nothing may move."""
        return bool(self.model.rowCount()) and (self._table.in_use or bool(self._field.text()))

    def make_news(self) -> ChordButton:
        """Return the button for rows that wait; it keeps its room while it is hidden."""
        self._news = button(self.tr("{count} &new: show").format(count=0), f"{self.name}_news", "quiet")
        room = self._news.sizePolicy()
        room.setRetainSizeWhenHidden(True)
        self._news.setSizePolicy(room)
        self._news.hide()
        self._news.clicked.connect(self.show_news)
        self._table.choice_lost.connect(self._on_choice_lost)
        return self._news

    def show_news(self) -> None:
        """Let the list begin anew, with what waited."""
        raise NotImplementedError

    def show_new_count(self, count: int) -> None:
        """Show that `count` rows wait; 0 hides the button."""
        self._news.setVisible(count > 0)
        if count:
            self._news.setText(self.tr("{count} &new: show").format(count=messages.number(count)))

    def take_rows(self, rows: Sequence[Any], *, ended: bool, anew: bool = False, more: bool = False) -> None:
        """Show what was read. `anew`: it answers another question; `more`: further rows were asked for."""
        if anew or not self.in_use:
            self._table.show_rows(rows)
            self.show_new_count(0)
            return
        held = hold(self.model.rows, rows, self.model.key, ended=ended)
        self._table.show_rows(held.rows)
        if more:
            self.model.add_rows(held.further)
        self.show_new_count(held.new)

    def _on_choice_lost(self) -> None:
        self.notified.emit(self.tr("The line that you had chosen is no longer in this list."), "info")
