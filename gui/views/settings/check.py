"""What the doctor found, and for all that is not well what to do about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from core.rows import Finding
from gui.widgets.buttons.button import button
from gui.widgets.layout.panel import Panel
from gui.widgets.text.labels import label
from gui.widgets.text.pill import Pill
from gui.wording import check_words, messages

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
        grid.addWidget(label(check_words.text(finding), "hint", f"check_{finding.check}", wrap=True), 1, 1)
        if finding.cure:
            cure = messages.format_sentence(f"cure.{finding.check}", {})
            grid.addWidget(label(cure, "text", f"cure_{finding.check}", wrap=True), 2, 1)
        return line

    def _named(self, finding: Finding) -> QLabel:
        return label(check_words.name(finding.check), "strong")

    def _on_pressed(self) -> None:
        self._button.setEnabled(False)
        self._button.setText(self.tr("Looking…"))
        self.check_requested.emit()
