"""Which service this till works with, the switch that pulls the plug, and a look at everything."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from core.rows import DeskStatus, Finding
from gui.widgets.buttons.button import button
from gui.widgets.forms.switch import Switch
from gui.widgets.layout.panel import Panel, rule
from gui.widgets.text.labels import label
from gui.widgets.text.pill import Pill
from gui.wording import messages

translate = QCoreApplication.translate


class ConnectionPanel(Panel):
    """`switch_requested` carries True for working offline."""

    switch_requested = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Connection"), parent, name="settings_connection")
        self._pill = Pill()
        self._pill.setObjectName("connection_state")
        self._service = label("", "strong", "connection_service", wrap=True)
        self._problem = label("", "warn", "connection_problem", wrap=True)
        self._folder = label("", "hint", "settings_folder", wrap=True)
        self._switch = Switch(self.tr("Work offline"), "work_offline")
        self._switch.setAccessibleDescription(self.tr("Sends nothing until it is switched off again."))
        self.body.addWidget(self._pill)
        self.body.addWidget(self._service)
        self.body.addWidget(self._problem)
        self.body.addWidget(self._switch)
        self.body.addWidget(rule())
        self.body.addWidget(label(self.tr("Folder of this till"), "label"))
        self.body.addWidget(self._folder)

        self._switch.toggled.connect(self.switch_requested)

    def show_status(self, status: DeskStatus) -> None:
        self._pill.show_state(*_condition(status))
        if status.sandbox:
            self._service.setText(self.tr("The training sandbox inside this program; no real money moves."))
        else:
            self._service.setText(status.service_url)
        self._problem.setText(messages.format_message(status.problem))
        self._problem.setVisible(status.problem is not None)
        with QSignalBlocker(self._switch):
            self._switch.setChecked(status.connection == "switched_off")

    def show_folder(self, path: str) -> None:
        self._folder.setText(path)


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
        for finding in findings:
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
        grid.addWidget(label(finding.text, "hint", f"check_{finding.check}", wrap=True), 1, 1)
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
        }
        return label(names.get(finding.check, finding.check), "strong")

    def _on_pressed(self) -> None:
        self._button.setEnabled(False)
        self._button.setText(self.tr("Looking…"))
        self.check_requested.emit()


def _condition(status: DeskStatus) -> tuple[str, str]:
    return {
        "online": (translate("ConnectionPanel", "Online"), "good"),
        "offline": (translate("ConnectionPanel", "Offline"), "warn"),
        "switched_off": (translate("ConnectionPanel", "Switched offline"), "warn"),
        "unauthorised": (translate("ConnectionPanel", "Token refused"), "bad"),
        "unreadable": (translate("ConnectionPanel", "Not readable"), "bad"),
    }.get(status.connection, (translate("ConnectionPanel", "Connecting…"), "info"))
