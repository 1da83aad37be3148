"""The amount being typed, 52 px. It holds the typed text; minor units come out through core.domain.money."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from core.domain.money import exponent, parse_typed, wire_text
from core.errors import BadInput
from gui.widgets.amounts.keypad import BACK, typed_key
from gui.widgets.text.labels import label, set_look
from gui.wording import messages

_MOST_DIGITS = 9
_LARGE = 6
"""As many characters stand beside the currency at 52 px; a longer amount is written smaller, never cut off."""


@dataclass(frozen=True, slots=True)
class AmountState:
    """What the display held at one time; `keys` are the keys pressed since it was empty."""

    typed: str
    fresh: bool
    keys: str = ""


class AmountDisplay(QFrame):
    """`minor()` is None while nothing is typed. The first key after `set_minor` starts anew.

    As a text field it can be selected, copied and pasted into; `refused` carries the sentence about a wrong paste.
    """

    amount_changed = Signal()
    refused = Signal(str)

    def __init__(self, currency: str = "USD", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("amount")
        self.setProperty("role", "amount_box")
        self.setAccessibleName(self.tr("Amount"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as every amount is read
        self._currency = currency
        self._typed = ""
        self._fresh = self._selected = False
        self._keys = ""
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
        """Change the currency; what is typed stays when it is an amount in `currency` too."""
        if currency != self._currency:
            self._currency = currency
            self._unit.setText(currency)
            if self.minor() is None:
                self._typed, self._fresh = "", False
            self._show()

    def minor(self) -> int | None:
        """Return the amount in minor units."""
        try:
            return parse_typed(self._typed.rstrip("."), self._currency)
        except BadInput:
            return None

    @property
    def ready_made(self) -> bool:
        """Whether it was put there by `set_minor` and no key was pressed since."""
        return self._fresh

    @property
    def typed(self) -> str:
        """As it was typed: "7312" and "7312.00" are the same amount, but only the first can be a card's last four."""
        return self._typed

    @property
    def keys(self) -> str:
        """The keys that made it, leading zeros too, as no amount has but the end of a code may."""
        return self._keys

    def held(self) -> AmountState:
        """Return it for `hold`, should what is typed next turn out to be no amount."""
        return AmountState(self._typed, self._fresh, self._keys)

    def hold(self, held: AmountState) -> None:
        """Take back what it had."""
        if held != self.held():
            self._typed, self._fresh, self._keys, self._selected = held.typed, held.fresh, held.keys, False
            self._show()

    def set_minor(self, minor: int) -> None:
        """Show a ready amount, as a quick amount does."""
        self._typed, self._fresh = wire_text(minor, self._currency), True
        self._selected, self._keys = False, ""
        self._show()

    def clear(self) -> None:
        self._typed = self._keys = ""
        self._fresh = self._selected = False
        self._show()

    def select_all(self) -> None:
        """Keep the amount as it is; the next key takes its place."""
        self._selected = bool(self._typed)
        self._show()

    def copy(self) -> None:
        """Copy the amount as people here write it."""
        if self._typed:
            QGuiApplication.clipboard().setText(self._figure.text())

    def paste(self) -> None:
        """Paste an amount from the clipboard; a wrong one changes nothing and is said."""
        text = QGuiApplication.clipboard().text().strip()
        try:
            minor = parse_typed(text, self._currency)
        except BadInput as error:
            self.refused.emit(messages.format_error(error))
            return
        self.set_minor(minor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = typed_key(event)
        if key and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.press(key)
        elif event.key() == Qt.Key.Key_Delete:
            self.clear()
        elif not self._edits(event):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if self._selected:
            self._selected = False
            self._show()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.select_all()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Copy")).triggered.connect(self.copy)
        menu.addAction(self.tr("Paste")).triggered.connect(self.paste)
        menu.popup(event.globalPos())

    def _edits(self, event: QKeyEvent) -> bool:
        for keys, run in (
            (QKeySequence.StandardKey.SelectAll, self.select_all),
            (QKeySequence.StandardKey.Copy, self.copy),
            (QKeySequence.StandardKey.Paste, self.paste),
        ):
            if event.matches(keys):
                run()
                return True
        return False

    def press(self, key: str) -> None:
        """Press one key of the keypad; a key that makes no sense here changes nothing."""
        anew = self._selected or (self._fresh and key != BACK)
        before, self._fresh, self._selected = ("" if anew else self._typed), False, False
        keys = self._keys if before else ""
        self._keys = keys[:-1] if key == BACK else keys + key
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
        look = "amount" if len(self._typed) <= _LARGE else "amount_long"
        set_look(self._figure, role=look, selected="true" if self._selected else "false")
        self.setAccessibleDescription(f"{self._figure.text()} {self._currency}")
        self.amount_changed.emit()
