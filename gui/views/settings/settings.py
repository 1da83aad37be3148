"""Settings (F9): shop, till, printing, scanner, limits, people, service and support, a part at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from core.domain.policy import is_policy
from core.errors import KnownError, StaffNeeded
from core.rows import DeskStatus
from core.usecases import background, settings
from core.usecases.settings import SettingsRead, StoredSettings
from gui.look import sounds, theme
from gui.printing import preferred
from gui.printing.preferred import CARD_PRINTER
from gui.views.base import View
from gui.views.settings.access import People, ServiceAccess
from gui.views.settings.backup_plan import BackupPlanning
from gui.views.settings.connection import ConnectionPanel
from gui.views.settings.fields import sections
from gui.views.settings.old_records import OldRecords
from gui.views.settings.places import PlaceList, places
from gui.views.settings.policy import PolicyEditor
from gui.views.settings.printer import PrinterPanel
from gui.views.settings.rights import RightsEditor
from gui.views.settings.scanner import ScannerPanel
from gui.views.settings.section import SettingsSection
from gui.views.settings.settings_file import SettingsFile
from gui.views.settings.sharing import SharedSettings
from gui.views.settings.support import Support
from gui.views.settings.waiting_receipts import WaitingReceipts
from gui.views.settings.way_to_service import WaySection
from gui.widgets.keys import chords
from gui.widgets.layout.scroll_column import ScrollColumn
from gui.wording import currencies, messages
from gui.work.task_thread import Stopped

if TYPE_CHECKING:
    from core.usecases.changes import Changes
    from gui.widgets.buttons.offers import Offer
    from gui.work.core_bridge import CoreBridge

_APPEARANCE = "window.appearance"
_SOUNDS = "window.sounds"
_CURRENCY = "currency"
_TABLE = "rights"
"""The part that is one list, and takes all the room there is."""
_WIDEST = 720
"""px: a line of a form is not read better when it is longer."""


class SettingsView(View):
    """There is no button to save: each field is stored as soon as it is left, and says so when it cannot be."""

    name = "settings"
    widest = 1000
    scanner_changed = Signal()

    def __init__(self, bridge: CoreBridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self._backups, self._retention = BackupPlanning(bridge, self), OldRecords(bridge, self)
        self._policy = PolicyEditor(bridge, self)
        self._sections: tuple[SettingsSection | PrinterPanel, ...] = (
            *(SettingsSection(section) for section in sections()),
            WaySection(),
            PrinterPanel(),
            ScannerPanel(),
            self._backups.panel,
            self._retention.panel,
            self._policy.panel,
        )
        self._connection = ConnectionPanel()
        self._people, self._rights = People(bridge, self), RightsEditor(bridge, self)
        self._service = ServiceAccess(bridge, self)
        self._waiting_receipts = WaitingReceipts(bridge, self)
        self._support, self._file = Support(bridge, self), SettingsFile(bridge, self)
        self._shared = SharedSettings(bridge, self)
        self._places = PlaceList([(name, word) for name, word, _ in places()])
        self._stack = QStackedWidget()
        self._pages: dict[str, ScrollColumn] = {}
        self._arrange()

        for section in self._sections:
            section.change_requested.connect(self._on_change_requested)
        self._connection.switch_requested.connect(self._on_switch_requested)
        self._support.notified.connect(self.notified)
        self._backups.notified.connect(self.notified)
        self._retention.notified.connect(self.notified)
        self._policy.notified.connect(self.notified)
        self._file.imported.connect(self._on_imported)
        self._shared.taken.connect(self.show_view)
        self._shared.operation_requested.connect(self._on_operation_requested)
        self._people.notified.connect(self.notified)
        self._people.history_requested.connect(self._on_history_requested)
        self._rights.notified.connect(self.notified)
        self._service.notified.connect(self.notified)
        self._waiting_receipts.notified.connect(self.notified)
        self._places.chosen.connect(self._on_place_chosen)
        bridge.status_changed.connect(self._on_status)

    @property
    def title(self) -> str:
        return self.tr("Settings")

    def show_view(self) -> None:
        self.take_focus()
        if self.bridge.status is not None:
            self._on_status(self.bridge.status)
        self.bridge.ask(settings.read_settings, self._on_read)
        self._people.read()
        self._rights.read()
        self._service.read()
        self._waiting_receipts.read()
        self._support.read()
        self._shared.read()
        self._backups.read()
        self._retention.read()
        self._policy.read()

    def renew(self, changes: Changes) -> None:
        """Read again what changed, but leave the fields alone: somebody may be typing."""
        if changes.people:
            self._people.read()
        if changes.settings:
            self._rights.read()
            self._shared.read()
            self._backups.read()
            self._retention.read()
            self._policy.read()
        if changes.receipts:
            self._waiting_receipts.read()

    def hideEvent(self, event: QHideEvent) -> None:
        """Store a field that was left by a page key as well."""
        focus = self.focusWidget()
        if focus is not None:
            focus.clearFocus()
        super().hideEvent(event)

    def take_focus(self) -> None:
        self._places.take_focus()

    def offers(self) -> tuple[Offer, ...]:
        """Return what is in sight, and the way to each other part."""
        return (*super().offers(), *self._places.offers(self.title))

    def show_part(self, part: str) -> None:
        super().show_part(part)
        if part:
            self.show_place(part)
            self._places.take_focus()

    def show_place(self, name: str) -> None:
        """Bring a part of the settings to the front, by its name in gui.views.settings.places."""
        self._places.choose(name)

    def _arrange(self) -> None:
        more: tuple[QWidget, ...] = (
            *(self._connection, self._service.panel, self._people.panel, self._waiting_receipts.panel),
            self._rights.panel,
            *(self._support.backup, self._support.check, self._support.diagnostics, self._file.panel),
            self._shared.panel,
        )
        panels: dict[str, QWidget] = {panel.objectName(): panel for panel in (*self._sections, *more)}
        for name, word, inside in places():
            column = _column([panels[each] for each in inside], fills=name == _TABLE)
            self._pages[name] = ScrollColumn(column, f"settings_scroll_{name}", chords.plain(word))
            self._stack.addWidget(self._pages[name])
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 24, 24, 0)
        row.setSpacing(20)
        row.addWidget(self._places)
        row.addWidget(self._stack, 1)

    def _on_history_requested(self, person: str) -> None:
        self.view_requested.emit(f"history.{person}")

    def _on_operation_requested(self, operation_id: str) -> None:
        self.view_requested.emit(f"outbox.{operation_id}")

    def _on_place_chosen(self, name: str) -> None:
        self._stack.setCurrentWidget(self._pages[name])
        self.turned.emit()

    def _section(self, key: str) -> SettingsSection | PrinterPanel | None:
        """Return where a setting is shown; None for a cell of the table of rights."""
        return next((section for section in self._sections if key in section.keys), None)

    def _on_read(self, seen: SettingsRead) -> None:
        shop = self._section(_CURRENCY)
        assert isinstance(shop, SettingsSection)
        shop.show_choices(_CURRENCY, currencies.choices(seen.currencies, chosen=seen.values.get(_CURRENCY, "")))
        for section in self._sections:
            section.show_values(seen.values)
        self._connection.show_folder(str(seen.folder))

    def _on_status(self, status: DeskStatus) -> None:
        self._connection.show_status(status)

    def _on_change_requested(self, key: str, text: str) -> None:
        work = partial(settings.store_setting, key=key, value=text)
        self.bridge.run(work, partial(self._on_stored, key), failed=partial(self._on_not_stored, key))

    def _on_stored(self, key: str, done: StoredSettings) -> None:
        self._show_stored(key, done.values[key])
        if key == _CURRENCY or is_policy(key):
            # the limits and usual amounts are in it now, and a profile brings many rules
            self.bridge.ask(settings.read_settings, self._on_read)
        self.notified.emit(self.tr("Stored."), "good")

    def _on_imported(self, stored: Mapping[str, str]) -> None:
        """Work as the file says from now on."""
        for key, text in stored.items():
            self._show_stored(key, text)
        self.bridge.ask(settings.read_settings, self._on_read)

    def _show_stored(self, key: str, stored: str) -> None:
        if (section := self._section(key)) is not None:
            section.show_stored(key, stored)
        if key.startswith("scan."):
            self.scanner_changed.emit()
        if key == CARD_PRINTER:
            preferred.choose(stored)
        if key == _SOUNDS:
            sounds.choose(stored)
        if key == _APPEARANCE:
            theme.choose(stored)

    def _on_not_stored(self, key: str, error: KnownError) -> None:
        """Tell at its field what cannot be; where nobody approved it, show what was stored before."""
        if not isinstance(error, (StaffNeeded, Stopped)):
            if (section := self._section(key)) is not None:
                section.show_problem(key, messages.format_error(error))
            return
        self.notified.emit(messages.format_error(error), "warn")
        self.bridge.ask(settings.read_settings, self._on_read)

    def _on_switch_requested(self, offline: bool) -> None:
        self.bridge.run(partial(background.switch_connection, offline=offline), self._on_switched, thread="read")

    def _on_switched(self, _changes: Changes) -> None:
        self.bridge.wake()


def _column(panels: Sequence[QWidget], *, fills: bool) -> QWidget:
    page = QWidget()
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 4, 24)
    column.setSpacing(20)
    for panel in panels:
        panel.setMaximumWidth(_WIDEST)
        column.addWidget(panel, int(fills))
    if not fills:
        column.addStretch(1)
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 0, 0, 0)
    row.addLayout(column, 20)
    row.addStretch(1)
    return page
