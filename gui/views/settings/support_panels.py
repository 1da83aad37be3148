"""What whoever keeps the till does with it as a whole: backup, move, diagnostics, and the settings as a file."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.widgets.buttons.button import button
from gui.widgets.layout.flow import Flow
from gui.widgets.layout.panel import Panel
from gui.widgets.messages.announcement import announce
from gui.widgets.text.labels import label
from gui.wording import messages


class BackupPanel(Panel):
    """The training till has nothing to keep: it says so, and its buttons stay off."""

    backup_requested = Signal()
    move_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Backup, and another machine"), parent, name="settings_backup")
        self._backup = button(self.tr("Save a &backup…"), "backup_open")
        self._move = button(self.tr("&Move this till to another machine…"), "move_open")
        self._said = label("", "text", "backup_said", wrap=True)
        told = self.tr(
            "One sealed file with all that this till alone knows. Save one every evening and before each update: it "
            "brings this till back on any computer."
        )
        self._hint = label(told, "hint", "backup_hint", wrap=True)
        self._told = told
        buttons = Flow()
        buttons.addWidget(self._backup)
        buttons.addWidget(self._move)
        self.body.addWidget(self._hint)
        self.body.addLayout(buttons)
        self.body.addWidget(self._said)
        self._said.hide()

        self._backup.clicked.connect(self.backup_requested)
        self._move.clicked.connect(self.move_requested)

    def show_sandbox(self, *, sandbox: bool) -> None:
        self._backup.setEnabled(not sandbox)
        self._move.setEnabled(not sandbox)
        self._hint.setText(messages.format_sentence("backup.sandbox", {}) if sandbox else self._told)

    def show_said(self, text: str) -> None:
        self._said.setText(text)
        self._said.setVisible(bool(text))


class DiagnosticsPanel(Panel):
    diagnostics_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("For whoever helps you"), parent, name="settings_diagnostics")
        inside = self.tr(
            "In it: the log, the versions, what the check finds, the settings that are a choice or a number, and the "
            "states of what waits."
        )
        outside = self.tr("Not in it: tokens, PINs, codes, notes, names and addresses. Nothing is sent anywhere.")
        self._save = button(self.tr("Save &diagnostics…"), "diagnostics_save")
        self._said = label("", "text", "diagnostics_said", wrap=True)
        for each in (
            label(inside, "hint", "diagnostics_in", wrap=True),
            label(outside, "hint", "diagnostics_out", wrap=True),
        ):
            self.body.addWidget(each)
        self.body.addWidget(self._save, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._said)
        self._said.hide()

        self._save.clicked.connect(self.diagnostics_requested)

    def show_said(self, text: str) -> None:
        self._said.setText(text)
        self._said.show()
        announce(self, text)


class SettingsFilePanel(Panel):
    export_requested = Signal()
    import_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("The settings as a file"), parent, name="settings_file")
        told = self.tr("For the other tills of the shop: what was set by hand, but for the name of this till.")
        self._export = button(self.tr("E&xport the settings…"), "settings_export")
        self._import = button(self.tr("&Import settings…"), "settings_import")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._export)
        buttons.addWidget(self._import)
        buttons.addStretch(1)
        self._said = label("", "text", "settings_file_said", wrap=True)
        self.body.addWidget(label(told, "hint", "settings_file_hint", wrap=True))
        self.body.addLayout(buttons)
        self.body.addWidget(self._said)
        self._said.hide()

        self._export.clicked.connect(self.export_requested)
        self._import.clicked.connect(self.import_requested)

    def show_said(self, text: str) -> None:
        self._said.setText(text)
        self._said.show()
        announce(self, text)
