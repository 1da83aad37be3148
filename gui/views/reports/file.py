"""The report as a file of the person's choice: complete or not at all, and an older one then stays."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSaveFile, Signal
from PySide6.QtWidgets import QWidget

from core.errors import StorageFailed
from core.rows.reconciliation_csv import as_csv
from core.usecases import till
from gui.dialogs import file_dialog
from gui.wording import messages

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.errors import KnownError
    from gui.work.core_bridge import CoreBridge


class ReportsFile(QObject):
    """`notified` carries a sentence and its tone."""

    notified = Signal(str, str)

    def __init__(self, bridge: CoreBridge, window: QWidget) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._window = window

    def ask(self) -> None:
        title = self.tr("Save the reconciliation")
        dialog = file_dialog.save_file("save_report_dialog", title, "reconciliation.csv", self._window)
        dialog.fileSelected.connect(self._on_chosen)

    def _on_chosen(self, name: str) -> None:
        self._bridge.ask(partial(save_report, name), self._on_saved, failed=self._on_failed)

    def _on_saved(self, name: str) -> None:
        self.notified.emit(self.tr("Saved as {name}.").format(name=name), "good")

    def _on_failed(self, error: KnownError) -> None:
        self.notified.emit(messages.format_error(error), "bad")


def save_report(name: str, core: Core) -> str:
    """Read anew, so that the file is as fresh as can be. Raises StorageFailed."""
    file = QSaveFile(name)
    found = till.read_reconciliation(core)
    till.note_export(core, "reconciliation", len(found.cards))
    content = as_csv(found)
    whole = file.open(QSaveFile.OpenModeFlag.WriteOnly) and file.write(content) == len(content)
    if not (whole and file.commit()):
        raise StorageFailed("journal.unwritten", path=name, why=file.errorString())
    return name
