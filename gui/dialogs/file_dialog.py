"""The one dialog that asks for a file, to open or to save; it begins in the folder that was chosen last."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QToolButton, QWidget

_ICON = 20
_folders: list[str] = []
"""The folder chosen last in this session, as its only element."""


class FileDialog(QFileDialog):
    """Emit `fileSelected` with the chosen path. It deletes itself when it is closed."""

    def __init__(self, name: str, title: str, kinds: str, window: QWidget) -> None:
        """Make the dialog; `name` is the objectName; `kinds` as in "PDF files (*.pdf)"."""
        super().__init__(window, title, last_folder(), kinds)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for tool in self.findChildren(QToolButton):
            tool.setIconSize(QSize(_ICON, _ICON))

        self.fileSelected.connect(self._on_selected)

    def _on_selected(self, path: str) -> None:
        _folders[:] = [str(Path(path).parent)]


def last_folder() -> str:
    """Return the folder chosen last, else the user's documents, else the home folder: the first that exists."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return next((folder for folder in (*_folders, documents) if Path(folder).is_dir()), str(Path.home()))


def open_file(name: str, title: str, kinds: str, window: QWidget) -> FileDialog:
    """Ask for one file that exists."""
    dialog = FileDialog(name, title, kinds, window)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.open()
    return dialog


def save_file(name: str, title: str, proposal: str, window: QWidget) -> FileDialog:
    """Ask where to save; `proposal` is a file name whose ending (.pdf, .csv) is the only one offered."""
    ending = Path(proposal).suffix.removeprefix(".")
    kinds = f"{ending.upper()} (*.{ending})"
    dialog = FileDialog(name, title, kinds, window)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(ending)
    dialog.selectFile(proposal)
    dialog.open()
    return dialog


def choose_folder(name: str, title: str, window: QWidget) -> FileDialog:
    """Ask for a folder."""
    dialog = FileDialog(name, title, "", window)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.open()
    return dialog


def wrong_ending(ending: str) -> str:
    """Return what is said where a file was named with another ending."""
    text = QCoreApplication.translate("FileDialog", "The name of this file ends with {ending}. Nothing was saved.")
    return text.format(ending=ending)
