"""The history as a file of the person's choice: complete or not at all, and an older one then stays."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.usecases import operations
from core.usecases.operations import HistoryQuestion
from gui.dialogs import file_dialog
from gui.wording import messages

if TYPE_CHECKING:
    from core.errors import KnownError
    from gui.work.core_bridge import CoreBridge


class HistoryFile(QObject):
    """`notified` carries a sentence and its tone."""

    notified = Signal(str, str)

    def __init__(self, bridge: CoreBridge, window: QWidget) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._window = window

    def ask(self, question: HistoryQuestion) -> None:
        """Ask for a name, and save all that the question finds."""
        title = self.tr("Save the history")
        dialog = file_dialog.save_file("save_history_dialog", title, "history.csv", self._window)
        dialog.fileSelected.connect(partial(self._on_chosen, question))

    def _on_chosen(self, question: HistoryQuestion, name: str) -> None:
        save = partial(operations.save_history, question=question, path=Path(name), say=messages.format_message)
        self._bridge.ask(save, partial(self._on_saved, name), failed=self._on_failed)

    def _on_saved(self, name: str, count: int) -> None:
        text = self.tr("Saved as {name}. Entries: {count}.")
        self.notified.emit(text.format(name=name, count=messages.number(count)), "good")

    def _on_failed(self, error: KnownError) -> None:
        self.notified.emit(messages.format_error(error), "bad")
