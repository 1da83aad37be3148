"""Settings (F9): appearance, shop and till, what is allowed offline, the connection, and a look at everything."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.errors import KnownError, StaffNeeded
from core.rows import DeskStatus
from core.services.till.finding import Finding
from gui import sounds
from gui.look import theme
from gui.printing import preferred
from gui.printing.preferred import CARD_PRINTER
from gui.views.base import View
from gui.views.settings.access import People, Service
from gui.views.settings.connection import CheckPanel, ConnectionPanel
from gui.views.settings.fields import sections
from gui.views.settings.printer import PrinterPanel
from gui.views.settings.scanner import ScannerPanel
from gui.views.settings.section import SettingsSection
from gui.views.settings.waiting_receipts import WaitingReceipts
from gui.widgets.scroll_column import ScrollColumn
from gui.wording import languages, messages

if TYPE_CHECKING:
    from core.bootstrap import Core
    from gui.work.worker import Desk

_APPEARANCE = "window.appearance"
_SOUNDS = "window.sounds"


class SettingsView(View):
    """There is no button to save: each field is stored as soon as it is left, and says so when it cannot be."""

    name = "settings"
    widest, margin = 1240, 0
    scanner_changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._sections: tuple[SettingsSection | PrinterPanel, ...] = (
            *(SettingsSection(section) for section in sections()),
            PrinterPanel(),
            ScannerPanel(),
        )
        self._connection = ConnectionPanel()
        self._check = CheckPanel()
        self._people = People(desk, self)
        self._service = Service(desk, self)
        self._waiting_receipts = WaitingReceipts(desk, self)
        self._arrange()

        for section in self._sections:
            section.change_requested.connect(self._on_change_requested)
        self._connection.switch_requested.connect(self._on_switch_requested)
        self._check.check_requested.connect(self._on_check_requested)
        self._people.told.connect(self.told)
        self._service.told.connect(self.told)
        self._waiting_receipts.told.connect(self.told)
        desk.status_changed.connect(self._on_status)

    @property
    def title(self) -> str:
        return self.tr("Settings")

    def show_view(self) -> None:
        if self.desk.status is not None:
            self._on_status(self.desk.status)
        self.desk.ask(_read, self._on_read)
        self._people.read()
        self._service.read()
        self._waiting_receipts.read()

    def hideEvent(self, event: QHideEvent) -> None:
        """A field that was left by a page key is stored as well."""
        focus = self.focusWidget()
        if focus is not None:
            focus.clearFocus()
        super().hideEvent(event)

    def _arrange(self) -> None:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(24, 24, 24, 24)
        row.setSpacing(20)
        more = (self._connection, self._service.panel, self._people.panel, self._waiting_receipts.panel, self._check)
        for panels in (self._sections, more):
            column = QVBoxLayout()
            column.setSpacing(20)
            for panel in panels:
                column.addWidget(panel)
            column.addStretch(1)
            row.addLayout(column, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ScrollColumn(page, "settings_scroll", self.title))

    def _section(self, key: str) -> SettingsSection | PrinterPanel:
        return next(section for section in self._sections if key in section.keys)

    def _on_read(self, seen: tuple[dict[str, str], Path]) -> None:
        values, folder = seen
        for section in self._sections:
            section.show_values(values)
        self._connection.show_folder(str(folder))

    def _on_status(self, status: DeskStatus) -> None:
        self._connection.show_status(status)

    def _on_change_requested(self, key: str, text: str) -> None:
        def store(core: Core) -> tuple[str, str | KnownError]:
            try:
                stored = core.preferences.set(key, text)
                languages.remember(core)
                return key, stored
            except StaffNeeded:
                raise  # somebody signs in or approves, and it is asked again
            except KnownError as error:
                return key, error

        self.desk.ask(store, self._on_stored, lane="counter", failed=self._on_not_stored)

    def _on_stored(self, answer: tuple[str, str | KnownError]) -> None:
        key, stored = answer
        section = self._section(key)
        if isinstance(stored, KnownError):
            section.show_problem(key, messages.say_error(stored))
            return
        section.show_stored(key, stored)
        if key.startswith("scan."):
            self.scanner_changed.emit()
        if key == CARD_PRINTER:
            preferred.choose(stored)
        if key == _SOUNDS:
            sounds.choose(stored)
        if key == _APPEARANCE:
            theme.choose(stored)
        self.told.emit(self.tr("Stored."), "good")

    def _on_not_stored(self, error: KnownError) -> None:
        """Nobody approved it: what was stored before is shown again."""
        self.told.emit(messages.say_error(error), "warn")
        self.desk.ask(_read, self._on_read)

    def _on_switch_requested(self, offline: bool) -> None:
        def switch(core: Core) -> None:
            core.connection.switch(offline)
            core.sync.hurry()

        self.desk.ask(switch, self._on_switched)

    def _on_switched(self, _nothing: None) -> None:
        self.desk.look_again()
        self.desk.wake()

    def _on_check_requested(self) -> None:
        self.desk.ask(lambda core: core.doctor.examine(), self._on_checked, lane="counter", failed=self._on_not_checked)

    def _on_checked(self, findings: tuple[Finding, ...]) -> None:
        self._check.show_findings(findings)

    def _on_not_checked(self, error: KnownError) -> None:
        self._check.show_trouble()
        self.told.emit(messages.say_error(error), "bad")


def _read(core: Core) -> tuple[dict[str, str], Path]:
    return core.preferences.all(), core.settings.data_dir
