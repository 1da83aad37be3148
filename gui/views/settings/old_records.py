"""How long the shop keeps what its books do not need: the rules, how many records they would take, and doing it now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.domain.retention import FOR_EVER
from core.usecases import retention
from gui.dialogs.confirm import Confirm, Confirmation
from gui.views.settings.fields import Section
from gui.views.settings.section import SettingsSection
from gui.widgets.buttons.button import button
from gui.widgets.forms.field_rows import Field
from gui.widgets.messages.announcement import announce
from gui.widgets.text.labels import label
from gui.wording import messages

if TYPE_CHECKING:
    from core.domain.retention import RecordsDue
    from core.errors import KnownError
    from core.usecases.retention import RecordsRemoved
    from gui.work.core_bridge import CoreBridge

_THREAD = "files"


class RetentionSection(SettingsSection):
    """A section with what its rules would take now, in words, and a button that takes it."""

    remove_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self._section(), parent)
        told = self.tr(
            "Days after which records go that the books do not need; 0 keeps them for ever. Amounts, reports, closings "
            "and the journal are never touched. Done once a day. What is removed does not come back."
        )
        self._remove = button(self.tr("Remove what is due now…"), "records_remove")
        self._said = label("", "text", "records_said", wrap=True)
        buttons = QHBoxLayout()
        buttons.addWidget(self._remove)
        buttons.addStretch(1)
        self.body.insertWidget(1, label(told, "hint", "records_hint", wrap=True))
        self.body.addWidget(self._said)
        self.body.addLayout(buttons)
        self._said.hide()
        self._remove.setEnabled(False)

        self._remove.clicked.connect(self.remove_requested)

    @property
    def said(self) -> str:
        """Return what is told to be due."""
        return self._said.text()

    def show_due(self, due: tuple[RecordsDue, ...]) -> None:
        """Say how many records each rule would take."""
        ruled = [each for each in due if each.days != FOR_EVER]
        told = [
            messages.format_sentence(f"records.{each.rule}", {"days": each.days, "count": each.count}) for each in ruled
        ]
        self._said.setText("\n".join(told))
        self._said.setVisible(bool(told))
        if not self._remove.hasFocus():  # whoever is on it by the keyboard is not thrown off
            self._remove.setEnabled(any(each.count for each in ruled))

    def _section(self) -> Section:
        return Section(
            "keep",
            self.tr("How long old records are kept"),
            (
                Field("keep.notes", self.tr("Notes of cards, after the sale or the edit"), most=4),
                Field("keep.orders", self.tr("Names of orders, once every card of it is handed over"), most=4),
                Field("keep.steps", self.tr("Steps of acts that went well"), most=4),
                Field("keep.log", self.tr("Files of the log"), most=4),
            ),
        )


class OldRecords(QObject):
    """Asks the core, and asks before it removes."""

    notified = Signal(str, str)

    def __init__(self, bridge: CoreBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.panel = RetentionSection()

        self.panel.remove_requested.connect(self._on_remove)

    def read(self) -> None:
        self._bridge.ask(retention.read_due, self._on_due, thread=_THREAD)

    def _on_due(self, due: tuple[RecordsDue, ...]) -> None:
        self.panel.show_due(due)

    def _on_remove(self) -> None:
        question = self.tr("Remove old records for good?")
        asked = Confirmation(question, self.panel.said, self.tr("Remove for good"), self.tr("Keep them"))
        dialog = Confirm(asked, self.panel.window())
        dialog.accepted.connect(self._on_confirmed)
        dialog.open()

    def _on_confirmed(self) -> None:
        self._bridge.run(retention.remove_due, self._on_removed, thread=_THREAD, failed=self._on_not_removed)

    def _on_removed(self, done: RecordsRemoved) -> None:
        count = sum(each.count for each in done.records)
        text = messages.format_sentence("records.removed", {"count": count})
        self.notified.emit(text, "good")
        announce(self.panel, text)
        self.read()

    def _on_not_removed(self, error: KnownError) -> None:
        self.notified.emit(messages.format_error(error), "bad")
