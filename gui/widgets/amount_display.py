"""The amount being typed, 52 px. It holds the typed text; minor units come out through core.domain.money."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from core.domain.money import exponent, parse_typed, wire_text
from core.errors import BadInput
from gui.widgets.keypad import BACK
from gui.widgets.labels import label, set_look
from gui.wording import messages

_MOST_DIGITS = 9
_LARGE = 6
"""As many characters stand beside the currency at 52 px; a longer amount is written smaller, never cut off."""


class AmountDisplay(QFrame):
    """`minor()` is None while nothing is typed. The first key after `set_minor` starts anew."""

    amount_changed = Signal()

    def __init__(self, currency: str = "USD", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("amount")
        self.setProperty("role", "amount_box")
        self.setAccessibleName(self.tr("Amount"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as every amount is read
        self._currency = currency
        self._typed = ""
        self._fresh = False
        self._unit = label(currency, "currency", "amount_currency")
        self._figure = label("0", "amount", "amount_figure")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 6, 0)
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self._unit, 0, Qt.AlignmentFlag.AlignBaseline)
        row.addWidget(self._figure, 0, Qt.AlignmentFlag.AlignBaseline)
        self._show()

    @property
    def currency(self) -> str:
        return self._currency

    def set_currency(self, currency: str) -> None:
        """What is typed stays when it is an amount in `currency` too."""
        if currency != self._currency:
            self._currency = currency
            self._unit.setText(currency)
            if self.minor() is None:
                self._typed, self._fresh = "", False
            self._show()

    def minor(self) -> int | None:
        """The amount in minor units."""
        try:
            return parse_typed(self._typed.rstrip("."), self._currency)
        except BadInput:
            return None

    @property
    def ready_made(self) -> bool:
        """Whether it was put there by `set_minor` and no key was pressed since."""
        return self._fresh

    def set_minor(self, minor: int) -> None:
        """Shows a ready amount, as a quick amount does."""
        self._typed, self._fresh = wire_text(minor, self._currency), True
        self._show()

    def clear(self) -> None:
        self._typed, self._fresh = "", False
        self._show()

    def press(self, key: str) -> None:
        """One key of the keypad; a key that makes no sense here changes nothing."""
        before, self._fresh = ("" if self._fresh and key != BACK else self._typed), False
        self._typed = before[:-1] if key == BACK else self._extended(before, key)
        self._show()

    def _extended(self, before: str, key: str) -> str:
        whole, point, fraction = before.partition(".")
        decimals = exponent(self._currency)
        if key == ".":
            return before if point or not decimals else (whole or "0") + "."
        if point:
            return before + key if len(fraction) < decimals else before
        if whole in {"", "0"}:
            return key
        return before + key if len(whole) < _MOST_DIGITS else before

    def _show(self) -> None:
        self._figure.setText((self._typed or "0").replace(".", messages.decimal_point()))
        self._figure.setEnabled(bool(self._typed))
        set_look(self._figure, role="amount" if len(self._typed) <= _LARGE else "amount_long")
        self.setAccessibleDescription(f"{self._figure.text()} {self._currency}")
        self.amount_changed.emit()
