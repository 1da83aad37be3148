"""The pages of the window, in the order of the sidebar. A page is imported when it is first shown.

Page `issue` is gui.views.issue.issue.IssueView(bridge, parent).
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from core.rows import DeskStatus
    from gui.views.base import View
    from gui.work.core_bridge import CoreBridge


@dataclass(frozen=True, slots=True)
class PageEntry:
    """`text` is the English word; `word()` the one to show."""

    name: str
    key: str
    icon: str
    text: str

    def word(self) -> str:
        return QCoreApplication.translate("pages", self.text)

    def load(self) -> type[View]:
        """Import the page."""
        loaded: type[View] = getattr(import_module(f"gui.views.{self.name}.{self.name}"), f"{self.name.title()}View")
        return loaded

    def build(self, bridge: CoreBridge, parent: QWidget) -> View:
        """Import and make the page."""
        return self.load()(bridge, parent)


_REPORTS = "reports"
COUNTER = PageEntry("card", "F1", "scan-barcode", str(QT_TRANSLATE_NOOP("pages", "Counter")))
ISSUE = PageEntry("issue", "F2", "gift", str(QT_TRANSLATE_NOOP("pages", "Issue")))
PAGES = (
    COUNTER,
    ISSUE,
    PageEntry("search", "F3", "search", str(QT_TRANSLATE_NOOP("pages", "Search"))),
    PageEntry("outbox", "F4", "inbox", str(QT_TRANSLATE_NOOP("pages", "Outbox"))),
    PageEntry("history", "F5", "history", str(QT_TRANSLATE_NOOP("pages", "History"))),
    PageEntry(_REPORTS, "F6", "chart-column", str(QT_TRANSLATE_NOOP("pages", "Reports"))),
    PageEntry("alerts", "F7", "bell", str(QT_TRANSLATE_NOOP("pages", "Alerts"))),
    PageEntry("settings", "F9", "sliders-vertical", str(QT_TRANSLATE_NOOP("pages", "Settings"))),
)
GUARDED = frozenset(page.name for page in PAGES)
"""Once there is staff nothing of the till is for whoever comes by: a card and its balance least of all."""


def is_offered(name: str, status: DeskStatus | None) -> bool:
    """Tell whether there is anything on a page for whoever is at the till."""
    return name != _REPORTS or status is None or status.reads_reports
