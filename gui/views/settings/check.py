"""What the doctor found, and for all that is not well what to do about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from core.rows import Finding
from gui.widgets.buttons.button import button
from gui.widgets.layout.panel import Panel
from gui.widgets.text.labels import label
from gui.widgets.text.pill import Pill
from gui.wording import messages

_GRAVITY = ("bad", "warn", "ok")
"""What is not well comes first."""


class CheckPanel(Panel):
    """`check_requested`: look everything over; the findings come back with `show_findings`."""

    check_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Is everything well?"), parent, name="settings_check")
        self._list = QVBoxLayout()
        self._button = button(self.tr("Check &now"), "check_now")
        self.body.addLayout(self._list)
        self.body.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)

        self._button.clicked.connect(self._on_pressed)

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        self._button.setEnabled(True)
        self._button.setText(self.tr("Check agai&n"))
        while item := self._list.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for finding in sorted(findings, key=lambda each: _GRAVITY.index(each.state)):
            self._list.addWidget(self._line(finding))

    def show_trouble(self) -> None:
        """Show that it could not be looked over; the message bar tells why."""
        self._button.setEnabled(True)

    def _line(self, finding: Finding) -> QWidget:
        line = QWidget()
        grid = QGridLayout(line)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setVerticalSpacing(0)
        grid.setHorizontalSpacing(12)
        grid.setColumnMinimumWidth(0, 92)
        grid.setColumnStretch(1, 1)
        word, tone = {
            "ok": (self.tr("Well"), "good"),
            "warn": (self.tr("Look"), "warn"),
            "bad": (self.tr("Wrong"), "bad"),
        }[finding.state]
        grid.addWidget(Pill(word, tone), 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._named(finding), 0, 1)
        grid.addWidget(label(_text(finding), "hint", f"check_{finding.check}", wrap=True), 1, 1)
        if finding.cure:
            cure = messages.format_sentence(f"cure.{finding.check}", {})
            grid.addWidget(label(cure, "text", f"cure_{finding.check}", wrap=True), 2, 1)
        return line

    def _named(self, finding: Finding) -> QLabel:
        names = {
            "folder": self.tr("Folder"),
            "disk": self.tr("Space on the disk"),
            "database": self.tr("Database"),
            "schema": self.tr("Tables"),
            "keys": self.tr("Keys"),
            "service": self.tr("Service"),
            "outbox": self.tr("Outbox"),
            "receipts": self.tr("Receipts"),
            "journal": self.tr("Journal"),
            "copies": self.tr("Copies of this till"),
            "head": self.tr("Journal, remembered outside"),
            "environment": self.tr("Way to the service"),
            "queue": self.tr("What waits"),
            "closing": self.tr("Close of day"),
            "liability": self.tr("Owed on cards"),
            "clock": self.tr("Clock"),
            "abilities": self.tr("What the service can do"),
            "unreadable": self.tr("Cards that cannot be read"),
            "cards": self.tr("Cards"),
            "offline": self.tr("Without a connection"),
        }
        return label(names.get(finding.check, finding.check), "strong")

    def _on_pressed(self) -> None:
        self._button.setEnabled(False)
        self._button.setText(self.tr("Looking…"))
        self.check_requested.emit()


def _text(finding: Finding) -> str:
    """Return it in the language of the window; what the service or the system said stays as it is."""
    return messages.format_message(finding.said) if finding.said is not None else finding.text
