"""What is typed when the day is closed: the count of each currency, what was paid another way, and a note."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from core.domain.day_closing import ClosingOrder, DayFigures, DrawerCount, OpenDay, counted_figures
from core.domain.money import parse_typed
from core.errors import BadInput
from gui.widgets.forms.field_rows import Field, FieldRows
from gui.widgets.text.labels import label, set_look
from gui.wording import messages

_NOTE, _DAY = "closing_note", "closing_day"
_AMOUNT_MOST, _NOTE_MOST = 16, 300


class ClosingForm(QWidget):
    """`changed`: something was typed. `submitted`: Enter in the last field; in any other one it goes to the next."""

    changed = Signal()
    submitted = Signal()

    def __init__(self, day: OpenDay, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day = day
        self._currencies = day.to_count
        self._several_days = len(day.days) > 1
        self._names = [name for each in day.to_count for name in (_counted(each), _otherwise(each))] + [_NOTE]
        self._rows = FieldRows(self._fields())
        self._differences = {
            each: label("", "strong", f"closing_difference_{each}", wrap=True) for each in day.to_count
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._expected = {each: label("", "title", f"closing_expected_{each}", wrap=True) for each in day.to_count}
        for each in self._expected.values():
            column.addWidget(each)
        column.addWidget(self._rows)
        for each in self._differences.values():
            column.addWidget(each)
        column.addStretch(1)
        self._renew()

        self._rows.changed.connect(self._on_changed)
        self._rows.submitted.connect(self._on_submitted)

    def take_focus(self) -> None:
        self._rows.input(self._names[0]).setFocus()

    def show_day(self, day: OpenDay) -> None:
        """Compare with figures that were read again; a currency that is new among them needs a new form."""
        self._day = day
        self._renew()

    @property
    def needs_note(self) -> bool:
        """It differs, and nobody has said why."""
        return any(self._difference(each) for each in self._currencies) and not self._rows.value(_NOTE)

    def order(self) -> ClosingOrder | None:
        """Return what is to be signed; None while an amount is missing or none."""
        counts = [self._count(each) for each in self._currencies]
        given = tuple(count for count in counts if count is not None)
        if len(given) < len(counts):
            return None
        expected = {each.currency: each.expected for each in self._day.figures}
        day = self._rows.value(_DAY) if self._several_days else None
        return ClosingOrder(given, self._rows.value(_NOTE), expected, day)

    def _fields(self) -> tuple[Field, ...]:
        several = len(self._currencies) > 1
        found = []
        if self._several_days:
            days = tuple((each, messages.day(each)) for each in self._day.days)
            found.append(Field(_DAY, self.tr("Day to be closed"), choices=days))
        for each in self._currencies:
            of = f" ({each})" if several else ""
            found.append(Field(_counted(each), self.tr("Counted in the drawer") + of, most=_AMOUNT_MOST))
            hint = self.tr("By bank card at the terminal, for example. Empty: nothing.")
            found.append(Field(_otherwise(each), self.tr("Paid another way") + of, hint, most=_AMOUNT_MOST))
        found.append(Field(_NOTE, self.tr("Note"), placeholder=self.tr("Why it differs, if it does"), most=_NOTE_MOST))
        return tuple(found)

    def _count(self, currency: str) -> DrawerCount | None:
        counted, otherwise = self._amount(_counted(currency), currency), self._amount(_otherwise(currency), currency)
        if counted is None or (otherwise is None and self._rows.value(_otherwise(currency))):
            return None
        return DrawerCount(currency, counted, otherwise or 0)

    def _amount(self, name: str, currency: str) -> int | None:
        try:
            return parse_typed(self._rows.value(name), currency)
        except BadInput:
            return None

    def _difference(self, currency: str) -> int:
        count = self._count(currency)
        if count is None:
            return 0
        (closed,) = counted_figures((self._figures(currency),), (count,), currency)
        return closed.difference

    def _figures(self, currency: str) -> DayFigures:
        return next((each for each in self._day.figures if each.currency == currency), DayFigures(currency))

    def _renew(self) -> None:
        for currency, shown in self._differences.items():
            self._show_difference(currency, shown)
            expected = self._figures(currency).expected - (self._amount(_otherwise(currency), currency) or 0)
            text = self.tr("Should be in the drawer: {amount}")
            self._expected[currency].setText(text.format(amount=messages.money(expected, currency)))

    def _show_difference(self, currency: str, shown: QLabel) -> None:
        if self._count(currency) is None:
            text, role = self.tr("Difference: not counted yet"), "muted"
        elif difference := self._difference(currency):
            amount = messages.money(difference, currency, sign=True)
            text, role = self.tr("Difference: {amount}").format(amount=amount), "bad"
        else:
            text, role = self.tr("No difference"), "strong"
        shown.setText(f"{currency}  {text}" if len(self._differences) > 1 else text)
        set_look(shown, role=role)

    def _on_changed(self) -> None:
        for currency in self._currencies:
            for name in (_counted(currency), _otherwise(currency)):
                self._rows.show_error(name, self._problem(name, currency))
        self._renew()
        self.changed.emit()

    def _problem(self, name: str, currency: str) -> str:
        text = self._rows.value(name)
        if not text:
            return ""
        try:
            parse_typed(text, currency)
        except BadInput as error:
            return messages.format_error(error)
        return ""

    def _on_submitted(self) -> None:
        at = next((at for at, name in enumerate(self._names) if self._rows.input(name).hasFocus()), -1)
        if at + 1 < len(self._names):
            self._rows.input(self._names[at + 1]).setFocus()
        else:
            self.submitted.emit()


def _counted(currency: str) -> str:
    return f"closing_counted_{currency}"


def _otherwise(currency: str) -> str:
    return f"closing_otherwise_{currency}"
