"""Which service this till works with, and the switch that pulls the plug."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from core.rows import DeskStatus
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


def _condition(status: DeskStatus) -> tuple[str, str]:
    return {
        "online": (translate("ConnectionPanel", "Online"), "good"),
        "offline": (translate("ConnectionPanel", "Offline"), "warn"),
        "switched_off": (translate("ConnectionPanel", "Switched offline"), "warn"),
        "unauthorised": (translate("ConnectionPanel", "Token refused"), "bad"),
        "unreadable": (translate("ConnectionPanel", "Not readable"), "bad"),
    }.get(status.connection, (translate("ConnectionPanel", "Connecting…"), "info"))
