"""The last day of a card: typed as people write it, chosen from a calendar, or none at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gui.widgets.buttons.button import icon_button
from gui.widgets.forms.switch import Switch
from gui.widgets.text.labels import label, label_of, set_look
from gui.wording import days

if TYPE_CHECKING:
    from gui.widgets.forms.calendar import CalendarSheet

_ISO = "yyyy-MM-dd"
_SHOWN_AHEAD_YEARS = 1
_MOST, _WHOLE = 40, 8
"""Characters: at most, and from which on what is typed may be a whole date."""
_EXAMPLE = QDate(2031, 11, 30)


class DayField(QWidget):
    """`iso` is what goes out. Alt+Down opens the calendar, as it opens a list; an empty field is no expiry date.

    `ends` False: a day is wanted, and "no expiry date" is a choice of its own elsewhere.
    """

    changed = Signal()
    submitted = Signal()

    def __init__(self, text: str, name: str, parent: QWidget | None = None, *, ends: bool = True) -> None:
        super().__init__(parent)
        self._sheet: CalendarSheet | None = None
        self._as_it_was = ""
        self._line = QLineEdit()
        self._line.setObjectName(name)
        self._line.setAccessibleName(text)
        self._line.setMaxLength(_MOST)
        self._line.setPlaceholderText(self.tr("no expiry date") if ends else days.show_day(_EXAMPLE))
        self._open = icon_button(self.tr("Calendar"), f"{name}_calendar", "calendar-days", "plain")
        self._never = Switch(self.tr("No e&xpiry date"), f"{name}_never")
        self._note = label("", "hint", f"{name}_note", wrap=True)
        self._note.setMinimumHeight(18)
        self._arrange(label_of(self._line, text, f"{name}_label"))
        self._never.setVisible(ends)

        self._line.installEventFilter(self)
        self._line.textChanged.connect(self._on_changed)
        self._line.returnPressed.connect(self.submitted)
        self._line.editingFinished.connect(self._show_note)
        self._open.clicked.connect(self.open_calendar)
        self._never.toggled.connect(self._on_never)
        self._on_changed()

    @property
    def iso(self) -> str | None:
        """The day as year-month-day; None for no expiry date, and while what stands there is none (`problem`)."""
        day = days.read_day(self._line.text())
        return day.toString(_ISO) if day is not None and not self.problem else None

    @property
    def problem(self) -> str:
        """What is wrong with what was typed, and what to do; "" when it can go out."""
        text = self._line.text().strip()
        if not text:
            return ""
        day = days.read_day(text)
        example = days.show_day(_EXAMPLE)
        if day is None:
            return self.tr("This is no day. Write it like {example} or 2031-11-30.").format(example=example)
        if day < QDate.currentDate() and day.toString(_ISO) != self._as_it_was:
            return self.tr("That day is over. The last day can be today at the earliest.")
        return ""

    def show_iso(self, iso: str | None) -> None:
        """Show the day as it is on the card, where it may be over already."""
        self._as_it_was = iso or ""
        day = QDate.fromString(iso or "", _ISO)
        self._line.setText(days.show_day(day) if day.isValid() else iso or "")

    @property
    def typed(self) -> str:
        """As it stands there, right or wrong."""
        return self._line.text()

    def type(self, text: str) -> None:
        """Put back what `typed` gave."""
        self._line.setText(text)

    def take_focus(self) -> None:
        self._line.setFocus()

    def open_calendar(self) -> None:
        """Open the calendar at the day in the field, else a year ahead."""
        if self._sheet is None or self._sheet.window() is not self.window():
            from gui.widgets.forms.calendar import CalendarSheet  # noqa: PLC0415 - 2 MB, and seldom opened

            self._sheet = CalendarSheet(self._line)
            self._sheet.chosen.connect(self._on_day_chosen)
        today = QDate.currentDate()
        self._sheet.open_at(days.read_day(self._line.text()) or today.addYears(_SHOWN_AHEAD_YEARS), today)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            alt_down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
            if alt_down:
                self.open_calendar()
                return True
        return super().eventFilter(watched, event)

    def _arrange(self, heading: QWidget) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._line, 1)
        row.addWidget(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(heading)
        column.addLayout(row)
        column.addWidget(self._note)
        column.addWidget(self._never)

    def _on_changed(self) -> None:
        self._show_note()
        with QSignalBlocker(self._never):
            self._never.setChecked(not self._line.text().strip())
        self.changed.emit()

    def _show_note(self) -> None:
        """Show the note, but do not tell who is still typing that half a date is none."""
        text = self._line.text().strip()
        problem, day = self.problem, days.read_day(text)
        if problem and day is None and self._line.hasFocus() and len(text) < _WHOLE:
            problem = ""
        words = "" if day is None or problem else days.in_words(day)
        self._note.setText(problem or words)
        set_look(self._note, role="bad" if problem else "hint")
        set_look(self._line, wrong="true" if problem else "false")

    def _on_never(self, never: bool) -> None:
        if never:
            self._line.clear()
        else:
            self.open_calendar()
            with QSignalBlocker(self._never):
                self._never.setChecked(not self._line.text().strip())

    def _on_day_chosen(self, day: QDate) -> None:
        self._line.setText(days.show_day(day))
