"""A file of the person's choice: asked for, written on a thread of its own, and said to be there or why it is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.errors import ReadingStopped
from gui.dialogs import file_dialog
from gui.views.long_task import LongTask
from gui.wording import messages

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.errors import KnownError
    from gui.work.core_bridge import CoreBridge


@dataclass(frozen=True, slots=True)
class FileToSave:
    """`proposal` is the name that is offered. `save` writes all of it or nothing, and may return how many entries.

    `dialog` is the objectName of the window that asks, `title` what stands above it.
    """

    dialog: str
    title: str
    proposal: str
    save: Callable[[Core, Path], int | None]


class FileSaver(QObject):
    """`notified` carries a sentence and its tone."""

    notified = Signal(str, str)

    def __init__(self, bridge: CoreBridge, window: QWidget) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._window = window

    def ask(self, file: FileToSave) -> None:
        """Ask where to put it, and save it there."""
        dialog = file_dialog.save_file(file.dialog, file.title, file.proposal, self._window)
        dialog.fileSelected.connect(partial(self._on_chosen, file))

    def _on_chosen(self, file: FileToSave, name: str) -> None:
        work, receiver = partial(_save, file, Path(name)), partial(self._on_saved, name)
        LongTask(self._bridge, file.title, self._window).start(work, receiver, self._on_failed)

    def _on_saved(self, name: str, count: int | None) -> None:
        if count is None:
            text = self.tr("Saved as {name}.").format(name=name)
        else:
            text = self.tr("Saved as {name}. Entries: {count}.").format(name=name, count=messages.number(count))
        self.notified.emit(text, "good")

    def _on_failed(self, error: KnownError) -> None:
        self.notified.emit(messages.format_error(error), "info" if isinstance(error, ReadingStopped) else "bad")


def _save(file: FileToSave, path: Path, core: Core) -> int | None:
    return file.save(core, path)
