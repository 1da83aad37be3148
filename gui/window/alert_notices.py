"""Tells of each alert once a day, until somebody closes the message: that is noted as seen.

What needs a person in the outbox and receipts that wait have notices of their own, at the start and when they happen.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.usecases import alerts
from gui.widgets.messages.message_bar import MessageAction
from gui.wording import check_words

if TYPE_CHECKING:
    from core.errors import KnownError
    from core.rows.alert import AlertRow
    from core.usecases.alerts import AlertsSeen
    from gui.frame.page_stack import PageStack
    from gui.widgets.messages.message_bar import MessageBar
    from gui.work.core_bridge import CoreBridge

_OWN_S = {"outbox": 24 * 3600, "receipts": 3600}
"""How long the notice of their own is enough."""


class AlertNotices(QObject):
    """`noted` carries the alerts after one was noted as seen."""

    noted = Signal(object)

    def __init__(
        self, bridge: CoreBridge, bar: MessageBar, pages: PageStack, show_page: Callable[[str], object]
    ) -> None:
        super().__init__(bar)
        self._bridge, self._bar, self._pages, self._show_page = bridge, bar, pages, show_page
        self._told: dict[str, str] = {}
        """What was told of each alert that is due, "" where its own notice did."""
        self._begun = False

    def take(self, rows: tuple[AlertRow, ...]) -> None:
        """Tell what is due and was not told yet; take back what is over or was seen."""
        due = {row.code: row for row in rows if row.due}
        if not self._begun:
            self._begun, self._told = True, dict.fromkeys(_OWN_S, "")
        for code in self._told.keys() - due.keys():
            if text := self._told.pop(code):
                self._bar.end(text)
        if self._pages.is_front("alerts"):
            return  # there it is seen
        for row in reversed(due.values()):  # the worst comes last, and so is in front
            if row.code not in self._told:
                self._tell(row)

    def _tell(self, row: AlertRow) -> None:
        since = row.finding.since
        if since is not None and time.time() - since < _OWN_S.get(row.code, 0):
            return
        text = f"{check_words.name(row.code)}: {check_words.text(row.finding)}"
        self._told[row.code] = text
        go, closed = partial(self._show_page, "alerts"), partial(self._on_closed, row.code)
        self._bar.tell(text, row.finding.state, MessageAction(self.tr("Show the alerts"), go, closed))

    def _on_closed(self, code: str) -> None:
        work = partial(alerts.note_alert_seen, code=code)
        self._bridge.run(work, self._on_noted, failed=self._on_not_noted)

    def _on_noted(self, seen: AlertsSeen) -> None:
        self.noted.emit(seen.alerts)

    def _on_not_noted(self, _error: KnownError) -> None:
        """Leave it: it is over, or it is told again at the next start."""
