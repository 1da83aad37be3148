"""Alerts (F7): what a person must do something about, the worst first; read again while the page is seen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from core.errors import KnownError
from core.rows.alert import AlertRow
from core.usecases import alerts
from core.usecases.alerts import AlertsSeen
from gui.views.alerts.alert_panel import AlertPanel
from gui.views.approvals_controller import ApprovalsController
from gui.views.base import View
from gui.widgets.buttons.button import button
from gui.widgets.layout.panel import Panel
from gui.widgets.layout.scroll_column import ScrollColumn
from gui.widgets.messages.empty_state import EmptyState
from gui.widgets.text.labels import label
from gui.wording import messages

if TYPE_CHECKING:
    from core.rows import DeskStatus
    from core.usecases.changes import Changes
    from gui.work.core_bridge import CoreBridge


class AlertsView(View):
    """`alerts_read` carries what is shown, for the badge and the notices."""

    name = "alerts"
    widest = 900
    alerts_read = Signal(object)

    def __init__(self, bridge: CoreBridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self._panels: dict[str, AlertPanel] = {}
        self._arriving = False
        self._again = button(self.tr("Look &again"), "alerts_again", icon_name="refresh-cw")
        self._check = button(self.tr("&Check the whole till…"), "alerts_check")
        self._approvals = button("", "alerts_approvals")
        self._requests = ApprovalsController(bridge, self)
        self._hint = label(
            self.tr("Looked for every minute, without asking the service. The check of the whole till looks at more."),
            "hint",
            "alerts_hint",
            wrap=True,
        )
        self._empty = EmptyState(
            "circle-check",
            self.tr("Nothing needs you"),
            self.tr("What this till cannot settle without a person is listed here, with what to do about it."),
            (("F1", self.tr("to the counter")), ("F4", self.tr("to the outbox"))),
        )
        self._column = QVBoxLayout()
        self._pages = QStackedWidget()
        self._arrange()

        self._again.clicked.connect(self._read)
        self._check.clicked.connect(self._on_check)
        self._approvals.clicked.connect(self._requests.open)
        self._requests.notified.connect(self.notified)
        bridge.status_changed.connect(self._on_status)
        self._on_status(bridge.status)

    @property
    def title(self) -> str:
        return self.tr("Alerts")

    def show_view(self) -> None:
        self._arriving = True
        self._again.setFocus()
        self._read()

    def show_part(self, part: str) -> None:
        """Come to the front; `approvals` opens the list of them as well."""
        self.show_view()
        if part == "approvals":
            self._requests.open()

    def renew(self, changes: Changes) -> None:
        if changes:
            self._read()

    def take_focus(self) -> None:
        self.show_view()

    def show_alerts(self, rows: tuple[AlertRow, ...]) -> None:
        """Show these: the same ones in their places, so that nothing moves under a hand; others anew."""
        if list(self._panels) != [row.code for row in rows]:
            self._place(rows)
        for row in rows:
            self._panels[row.code].show_alert(row)
        self._pages.setCurrentIndex(0 if rows else 1)
        if self._arriving and rows and self._again.hasFocus():
            self._panels[rows[0].code].first_button.setFocus()
            self._arriving = False

    def _read(self) -> None:
        self.bridge.ask(alerts.read_alerts, self._on_read)

    def _on_read(self, rows: tuple[AlertRow, ...]) -> None:
        self.show_alerts(rows)
        self._arriving = False
        self.alerts_read.emit(rows)

    def _place(self, rows: tuple[AlertRow, ...]) -> None:
        """Make a panel for each new alert and take away those that are over; the others keep theirs, and the focus."""
        focus = self.focusWidget()
        for code in self._panels.keys() - {row.code for row in rows}:
            panel = self._panels.pop(code)
            if focus is not None and panel.isAncestorOf(focus):
                self._again.setFocus()
            panel.hide()
            panel.setParent(None)
            panel.deleteLater()
        for at, row in enumerate(rows):
            panel = self._panels.get(row.code) or self._make(row)
            if self._column.indexOf(panel) != at:
                self._column.insertWidget(at, panel)
            panel.lead(first=at == 0)
            panel.show()
        self._panels = {row.code: self._panels[row.code] for row in rows}

    def _make(self, row: AlertRow) -> AlertPanel:
        panel = self._panels[row.code] = AlertPanel(row)
        panel.place_requested.connect(self.view_requested)
        panel.seen_requested.connect(self._on_seen)
        return panel

    def _arrange(self) -> None:
        bare = Panel(name="alerts_nothing")
        bare.body.addWidget(self._empty)
        listed = QWidget()
        self._column.setContentsMargins(0, 0, 4, 24)
        self._column.setSpacing(16)
        self._column.addStretch(1)
        listed.setLayout(self._column)
        self._pages.addWidget(ScrollColumn(listed, "alerts_scroll", self.tr("Alerts")))
        self._pages.addWidget(bare)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._hint, 1)
        row.addWidget(self._approvals)
        row.addWidget(self._again)
        row.addWidget(self._check)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 24)
        outer.setSpacing(16)
        outer.addLayout(row)
        outer.addWidget(self._pages, 1)

    def _on_seen(self, code: str) -> None:
        work = partial(alerts.note_alert_seen, code=code)
        self.bridge.run(work, self._on_noted, failed=self._on_not_noted)

    def _on_noted(self, seen: AlertsSeen) -> None:
        self._on_read(seen.alerts)

    def _on_not_noted(self, error: KnownError) -> None:
        """Tell that it could not be noted; one that is over meanwhile is simply gone."""
        if error.key != "alert.over":
            self.notified.emit(messages.format_error(error), "bad")
        self._read()

    def _on_status(self, status: DeskStatus | None) -> None:
        """Say how many requests wait; where nobody signs in there are none."""
        waiting = status.approvals if status is not None else 0
        several = self.tr("Appro&vals ({count})…").format(count=messages.number(waiting))
        self._approvals.setText(several if waiting else self.tr("Appro&vals…"))
        self._approvals.setVisible(status is not None and status.staffed)

    def _on_check(self) -> None:
        self.view_requested.emit("settings.support")
