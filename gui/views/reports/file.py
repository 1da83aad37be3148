"""The report as a file of the person's choice: complete or not at all, and an older one then stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSaveFile, Signal
from PySide6.QtWidgets import QWidget

from core.errors import StorageFailed
from core.reading.reckoning_csv import as_csv
from gui.dialogs import file_dialog
from gui.wording import messages

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.bootstrap import Core
    from core.errors import KnownError
    from gui.work.worker import Desk


class ReportsFile(QObject):
    """`told` carries a sentence and its tone."""

    told = Signal(str, str)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window

    def ask(self) -> None:
        title = self.tr("Save the reconciliation")
        dialog = file_dialog.save_file("save_report_dialog", title, "reconciliation.csv", self._window)
        dialog.fileSelected.connect(self._on_chosen)

    def _on_chosen(self, name: str) -> None:
        self._desk.ask(save_report(name), self._on_saved, failed=self._on_failed)

    def _on_saved(self, name: str) -> None:
        self.told.emit(self.tr("Saved as {name}.").format(name=name), "good")

    def _on_failed(self, error: KnownError) -> None:
        self.told.emit(messages.say_error(error), "bad")


def save_report(name: str) -> Callable[[Core], str]:
    """Read anew, so that the file is as fresh as can be. Raises StorageFailed."""

    def work(core: Core) -> str:
        file = QSaveFile(name)
        content = as_csv(core.queries.reckoning())
        whole = file.open(QSaveFile.OpenModeFlag.WriteOnly) and file.write(content) == len(content)
        if not (whole and file.commit()):
            raise StorageFailed("journal.unwritten", path=name, why=file.errorString())
        return name

    return work
