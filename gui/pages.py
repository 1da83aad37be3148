"""The pages of the window, in the order of the sidebar. A page is imported when it is first shown.

Page `issue` is gui.views.issue.issue.IssueView(desk, parent).
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.views.base import View
    from gui.work.worker import Desk


@dataclass(frozen=True, slots=True)
class Page:
    """`text` is the English word; `word()` the one to show."""

    name: str
    key: str
    icon: str
    text: str

    def word(self) -> str:
        return QCoreApplication.translate("pages", self.text)

    def load(self) -> type[View]:
        """Imports the page."""
        loaded: type[View] = getattr(import_module(f"gui.views.{self.name}.{self.name}"), f"{self.name.title()}View")
        return loaded

    def build(self, desk: Desk, parent: QWidget) -> View:
        """Imports and makes the page."""
        return self.load()(desk, parent)


COUNTER = Page("card", "F1", "scan-barcode", str(QT_TRANSLATE_NOOP("pages", "Counter")))
ISSUE = Page("issue", "F2", "gift", str(QT_TRANSLATE_NOOP("pages", "Issue")))
PAGES = (
    COUNTER,
    ISSUE,
    Page("search", "F3", "search", str(QT_TRANSLATE_NOOP("pages", "Search"))),
    Page("outbox", "F4", "inbox", str(QT_TRANSLATE_NOOP("pages", "Outbox"))),
    Page("history", "F5", "history", str(QT_TRANSLATE_NOOP("pages", "History"))),
    Page("reports", "F6", "chart-column", str(QT_TRANSLATE_NOOP("pages", "Reports"))),
    Page("settings", "F9", "sliders-vertical", str(QT_TRANSLATE_NOOP("pages", "Settings"))),
)
GUARDED = frozenset({"history", "reports", "settings"})
"""Pages that tell what people did or how the till is set: once there is staff, not for whoever comes by."""
