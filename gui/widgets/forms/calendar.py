"""A month to choose a day from, over the page and below the field that it belongs to.

It is a part of the window and no window of its own: what a scanner types while it is open is still seen.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QDate, QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QFrame,
    QHBoxLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from gui.look import theme
from gui.widgets.buttons.button import icon_button
from gui.widgets.keys import chords
from gui.widgets.keys.enter import ENTER
from gui.widgets.text.labels import label
from gui.wording import messages

_WIDTH, _HEIGHT = 352, 352
_WEEK = range(1, 8)


class CalendarSheet(QFrame):
    """`chosen` carries a QDate. Arrows go by days and weeks, PageUp and PageDown by months; Esc closes it."""

    chosen = Signal(QDate)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner.window())
        self.setObjectName("calendar_sheet")
        self.setProperty("role", "sheet")
        self.setProperty(chords.COVERS, True)
        self._owner = owner
        self._calendar = QCalendarWidget()
        self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._calendar.setDateEditEnabled(False)  # a digit is no command
        self._calendar.setNavigationBarVisible(False)  # its menu and its year would be windows of their own
        self._month = label("", "strong", "calendar_month")
        self._month.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._table.setAccessibleName(self.tr("Days of the month"))
        self.resize(_WIDTH, _HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addLayout(self._head())
        column.addWidget(self._calendar, 1)
        self.hide()

        self._calendar.clicked.connect(self._on_chosen)
        self._calendar.currentPageChanged.connect(self._show_month)
        self._table.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def open_at(self, day: QDate, earliest: QDate) -> None:
        """Show the month of `day`; no day before `earliest` can be chosen."""
        self._paint_days()
        self._calendar.setMinimumDate(earliest)
        self._calendar.setSelectedDate(max(day, earliest))
        self._show_month()
        self._place()
        self.show()
        self.raise_()
        self._table.setFocus(Qt.FocusReason.PopupFocusReason)

    def leave(self) -> None:
        """Go back to the field."""
        if self.isVisible():
            self.hide()
            self._owner.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in ENTER:
                if not event.isAutoRepeat():
                    self._on_chosen(self._calendar.selectedDate())
                return True
            if event.key() in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
                self._step(-1 if event.key() == Qt.Key.Key_PageUp else 1)
                return True
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            # The window has Esc as a shortcut: here it is a key of this sheet, and nothing behind it hears of it.
            if event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
            else:
                self.leave()
            return True
        return super().eventFilter(watched, event)

    @property
    def _table(self) -> QTableView:
        found = self._calendar.findChild(QTableView, "qt_calendar_calendarview")
        assert isinstance(found, QTableView)
        return found

    def _head(self) -> QHBoxLayout:
        """Return the month between buttons that go a month, and a year, back and on."""
        row = QHBoxLayout()
        row.setSpacing(0)
        steps = (
            ("year_before", "chevrons-left", self.tr("Year before"), -12),
            ("month_before", "chevron-left", self.tr("Month before"), -1),
            ("month_after", "chevron-right", self.tr("Next month"), 1),
            ("year_after", "chevrons-right", self.tr("Next year"), 12),
        )
        for at, (name, picture, spoken, months) in enumerate(steps):
            if at == len(steps) // 2:
                row.addWidget(self._month, 1)
            turn = icon_button(spoken, f"calendar_{name}", picture)
            turn.clicked.connect(partial(self._step, months))
            row.addWidget(turn)
        return row

    def _step(self, months: int) -> None:
        self._calendar.setSelectedDate(self._calendar.selectedDate().addMonths(months))

    def _show_month(self) -> None:
        month = QDate(self._calendar.yearShown(), self._calendar.monthShown(), 1)
        self._month.setText(messages.dated(month, "MMMM yyyy"))

    def _paint_days(self) -> None:
        """Paint in the colours of the moment: Qt's own red of a weekend is not readable on every ground."""
        shades, plain, head = theme.tokens(), QTextCharFormat(), QTextCharFormat()
        plain.setForeground(QColor(shades.text))
        head.setForeground(QColor(shades.muted))
        head.setBackground(QColor(shades.surface))
        self._calendar.setHeaderTextFormat(head)
        for day in _WEEK:
            self._calendar.setWeekdayTextFormat(Qt.DayOfWeek(day), plain)

    def _place(self) -> None:
        """Place it below its field, or above where there is more room, and whole within the window."""
        window = self._owner.window()
        at = self._owner.mapTo(window, QPoint(0, self._owner.height() + 4))
        top = at.y() if at.y() + self.height() <= window.height() else at.y() - self.height() - self._owner.height() - 8
        left = at.x() + self._owner.width() - self.width()
        self.move(
            max(8, min(left, window.width() - self.width() - 8)),
            max(8, min(top, window.height() - self.height() - 8)),
        )

    def _on_chosen(self, day: QDate) -> None:
        self.leave()
        self.chosen.emit(day)

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Close without a choice where somebody goes elsewhere."""
        if now is not None and self.isVisible() and not self.isAncestorOf(now):
            self.hide()
