"""The settings into a file for other tills, and out of one: looked through first, all of it or nothing."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.usecases import settings
from gui.dialogs import file_dialog
from gui.views.settings.setting_names import setting_names
from gui.views.settings.support_panels import SettingsFilePanel
from gui.wording import messages

if TYPE_CHECKING:
    from core.domain.settings_file import FileSettings
    from core.errors import KnownError
    from core.usecases.settings import StoredSettings
    from gui.work.core_bridge import CoreBridge

_TOML = ".toml"


class SettingsFile(QObject):
    """`imported` carries the stored texts by key."""

    imported = Signal(object)

    def __init__(self, bridge: CoreBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.panel = SettingsFilePanel()

        self.panel.export_requested.connect(self._on_export)
        self.panel.import_requested.connect(self._on_import)

    def _on_export(self) -> None:
        window = self.panel.window()
        dialog = file_dialog.save_file("settings_export_dialog", self.tr("Export the settings"), f"shop{_TOML}", window)
        dialog.fileSelected.connect(self._on_export_place)

    def _on_export_place(self, name: str) -> None:
        path = Path(name)
        if path.suffix != _TOML:
            self.panel.show_said(file_dialog.wrong_ending(_TOML))
            return
        work = partial(settings.export_settings, path=path)
        self._bridge.ask(work, partial(self._on_exported, path), thread="counter", failed=self._on_failed)

    def _on_exported(self, path: Path, count: int) -> None:
        self.panel.show_said(messages.format_sentence("settings_file.exported", {"count": count, "path": path}))

    def _on_import(self) -> None:
        kinds = f"{self.tr('Settings')} (*{_TOML});;{self.tr('All files')} (*)"
        dialog = file_dialog.open_file("settings_import_file", self.tr("Import settings"), kinds, self.panel.window())
        dialog.fileSelected.connect(self._on_import_chosen)

    def _on_import_chosen(self, name: str) -> None:
        path = Path(name)
        work = partial(settings.look_through_file, path=path)
        self._bridge.ask(work, partial(self._on_looked_through, path), thread="counter", failed=self._on_failed)

    def _on_looked_through(self, path: Path, found: FileSettings) -> None:
        from gui.dialogs.settings_import import SettingsImportDialog  # noqa: PLC0415 - seldom asked for

        dialog = SettingsImportDialog(path.name, found, setting_names(), self.panel.window())
        dialog.accepted.connect(partial(self._take, path, found))
        dialog.open()

    def _take(self, path: Path, found: FileSettings) -> None:
        work = partial(settings.store_settings, values=dict(found.values), file=path.name)
        self._bridge.run(work, partial(self._on_taken, path), failed=self._on_failed)

    def _on_taken(self, path: Path, done: StoredSettings) -> None:
        self.imported.emit(dict(done.values))
        values = {"count": len(done.values), "file": path.name}
        self.panel.show_said(messages.format_sentence("settings_file.imported", values))

    def _on_failed(self, error: KnownError) -> None:
        self.panel.show_said(messages.format_error(error))
