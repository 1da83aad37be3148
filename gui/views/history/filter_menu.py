"""The saved filters of the history as the menu of a button: choose one, save the current one, remove the chosen one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from core.usecases import saved_filters
from core.usecases.operations import HistoryQuestion
from gui.views.history.filter_name import FilterNameDialog
from gui.widgets.buttons.button import button
from gui.widgets.lists.row_menu import RowAction, plain_menu
from gui.wording import messages

if TYPE_CHECKING:
    from core.errors import KnownError
    from core.rows.saved_filter import SavedFilter
    from core.usecases.saved_filters import KeptFilters
    from gui.work.core_bridge import CoreBridge


class FilterMenu(QObject):
    """`chosen` carries a SavedFilter; `notified` a sentence and its tone."""

    chosen = Signal(object)
    notified = Signal(str, str)

    def __init__(self, bridge: CoreBridge, page: QWidget) -> None:
        super().__init__(page)
        self._bridge, self._page = bridge, page
        self._filters: tuple[SavedFilter, ...] = ()
        self._question = HistoryQuestion()
        self.button = button(self.tr("Saved &filters…"), "history_saved", "quiet")

        self.button.clicked.connect(self._on_clicked)

    def read(self) -> None:
        """Read what is kept here."""
        self._bridge.ask(saved_filters.read_saved_filters, self._show)

    def follow(self, question: HistoryQuestion) -> None:
        """Note what is asked now: it is what would be saved."""
        self._question = question

    def _on_clicked(self) -> None:
        actions: list[RowAction | None] = [
            RowAction(each.name, partial(self.chosen.emit, each)) for each in self._filters
        ]
        if actions:
            actions.append(None)
        actions.append(RowAction(self.tr("Save this filter…"), self._ask_name, self._question != self._plain()))
        current = self._current()
        if current is not None:
            text = self.tr("Remove “{name}”").format(name=current.name)
            actions.append(RowAction(text, partial(self._remove, current.name)))
        plain_menu(actions, self.button).popup(self.button.mapToGlobal(QPoint(0, self.button.height())))

    def _plain(self) -> HistoryQuestion:
        """Return the question that nothing narrows, in the order and length of the current one."""
        return HistoryQuestion(limit=self._question.limit, order=self._question.order)

    def _current(self) -> SavedFilter | None:
        """Return the saved filter that is as what is asked now."""
        asked = (self._question.text, self._question.narrowed, self._question.period)
        return next((each for each in self._filters if (each.text, each.narrowed, each.period) == asked), None)

    def _ask_name(self) -> None:
        dialog = FilterNameDialog(self._page)
        dialog.named.connect(partial(self._save, self._question))
        dialog.open()

    def _save(self, question: HistoryQuestion, name: str) -> None:
        work = partial(saved_filters.save_filter, name=name, question=question)
        self._bridge.run(work, partial(self._on_saved, name), failed=self._on_failed)

    def _remove(self, name: str) -> None:
        work = partial(saved_filters.remove_filter, name=name)
        self._bridge.run(work, partial(self._on_removed, name), failed=self._on_failed)

    def _show(self, filters: tuple[SavedFilter, ...]) -> None:
        self._filters = filters

    def _on_saved(self, name: str, kept: KeptFilters) -> None:
        self._show(kept.filters)
        self.notified.emit(self.tr("The filter “{name}” is saved.").format(name=name), "good")

    def _on_removed(self, name: str, kept: KeptFilters) -> None:
        self._show(kept.filters)
        self.notified.emit(self.tr("The filter “{name}” is removed.").format(name=name), "good")

    def _on_failed(self, error: KnownError) -> None:
        self.notified.emit(messages.format_error(error), "bad")
