"""The way to the service: its proxy, and the file of the shop's own authority, typed or chosen."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui.dialogs import file_dialog
from gui.views.settings.fields import way
from gui.views.settings.section import SettingsSection
from gui.widgets.buttons.button import button

_AUTHORITY = "service.authority"


class WaySection(SettingsSection):
    """A section with a button that chooses the file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(way(), parent)
        self._choose = button(self.tr("Choose a certificate file…"), "authority_choose")
        self._rows.put_beside(_AUTHORITY, self._choose)

        self._choose.clicked.connect(self._on_file_wanted)

    def _on_file_wanted(self) -> None:
        kinds = f"{self.tr('Certificates')} (*.pem *.crt *.cer);;{self.tr('All files')} (*)"
        dialog = file_dialog.open_file("authority_dialog", self.tr("Choose a certificate file"), kinds, self)
        dialog.fileSelected.connect(self._on_file_chosen)

    def _on_file_chosen(self, path: str) -> None:
        """Store it as if it had been typed."""
        self.enter(_AUTHORITY, path)
