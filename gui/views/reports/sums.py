"""The sums of a reconciliation, one line for each currency."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from core.rows import CardReconciliation, CurrencyReconciliation, Reconciliation
from gui.views.reports.reports_words import signed
from gui.widgets.text.labels import label, set_look
from gui.wording import messages


class ReportsSums(QWidget):
    """Figures are renewed in place, so that nothing moves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reports_sums")
        self._cells: dict[tuple[str, int], QLabel] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(32)
        self._grid.setVerticalSpacing(4)
        for at, title in enumerate(self._titles()):
            self._grid.addWidget(label(title, "hint"), 0, at, _side(at))
        self._grid.setColumnStretch(len(self._titles()), 1)

    def show_report(self, found: Reconciliation) -> None:
        for line, total in enumerate(found.currencies, 1):
            for at, (text, bad) in enumerate(self._figures(total, found.cards)):
                cell = self._cell(total.currency, line, at)
                cell.setText(text)
                set_look(cell, role="bad" if bad else "money")

    def _titles(self) -> tuple[str, ...]:
        return (
            self.tr("Currency"),
            self.tr("Cards"),
            self.tr("Expected"),
            self.tr("Service shows"),
            self.tr("Difference"),
            self.tr("In doubt"),
            self.tr("Not settled"),
            self.tr("Losses"),
        )

    def _figures(
        self, total: CurrencyReconciliation, cards: tuple[CardReconciliation, ...]
    ) -> tuple[tuple[str, bool], ...]:
        currency = total.currency
        unsettled = sum(row.unsettled for row in cards if row.currency == currency)
        return (
            (currency, False),
            (str(total.cards), False),
            (messages.money(total.shown - total.difference, currency), False),
            (messages.money(total.shown, currency), False),
            (signed(total.difference, currency), bool(total.difference)),
            (messages.money(total.residual, currency), False),
            (str(unsettled), bool(unsettled)),
            (messages.money(total.loss, currency), False),
        )

    def _cell(self, currency: str, line: int, at: int) -> QLabel:
        key = (currency, at)
        if key not in self._cells:
            self._cells[key] = label("", "money", f"sum_{currency}_{at}")
            self._grid.addWidget(self._cells[key], line, at, _side(at))
        return self._cells[key]


def _side(at: int) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight if at else Qt.AlignmentFlag.AlignLeft
