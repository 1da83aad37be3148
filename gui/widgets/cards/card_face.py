"""The card as a card: its balance, what is confirmed and since when, status and match, last four, usable until.

The balance is as large as the face has room for. A card that is not simply good looks it: see gui.look.faces.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from core.domain.card import Match, Status
from core.rows import CardRow
from gui.look import faces, icons, theme
from gui.look.direction import mirrored
from gui.look.style_sheet import BALANCE_LETTERS
from gui.widgets.buttons.button import button
from gui.widgets.text.labels import label, set_look
from gui.wording import expiry_words, messages, words

_LEAST = 178
"""px of height from which on nothing of it is cut off."""
_SMALL, _LARGE = 214, 340
"""px of height that it has at most on a narrow page, and on a wide one."""
_FLAT = 0.3
"""Its height is at most so much of its width, beyond that of a narrow page."""
_LARGE_LETTERS = 250
"""px of height from which on what stands around the balance is larger as well."""
_BESIDE, _AROUND, _BETWEEN, _GAP, _ROWS = 22, 18, 2, 8, 6
_WITH_DOTS = 520
"""px of width from which on all dots of a card's number have room."""
_BOLD = QFont.Weight.Bold


class CardFace(QFrame):
    """Shows one CardRow. `tick` renews only the age, so that nothing moves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card_face")
        self.setProperty("role", "card")
        self.setProperty("face", "")
        self.setProperty("design", "")
        self.setMinimumHeight(_LEAST)
        self.setMaximumHeight(_SMALL)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._row: CardRow | None = None
        self._names: tuple[str, ...] = ()
        self._shop = label("", "strong", "card_shop")
        self._sign = _Sign(self)
        self._state = label("", "strong", "card_state")
        self._balance = label("", "balance", "card_balance")
        self._line = label("", "line", "card_line", wrap=True)
        self.again = button(self.tr("Read &balance again"), "card_again", "on_card")
        self._digits = label("", "digits", "card_last")
        self._until = label("", "until", "card_until", wrap=True)
        self._arrange()

    def hasHeightForWidth(self) -> bool:
        """Ask for no height by its words: its letters follow the height it gets, and must not ask for it again."""
        return False

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), _LEAST)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), _LEAST)

    @property
    def look(self) -> str:
        """Which of gui.look.faces it has, "" for that of a good card."""
        return str(self.property("face"))

    def show_card(self, row: CardRow, match: Match | None, shop: str) -> None:
        """Show the card; `match` None: it was chosen from a list, not presented."""
        self._row = row
        self._names = (self.tr("{shop} gift card").format(shop=shop),) if shop else ()
        self._show_balance(row)
        self._show_state(row, match)
        self._fit()
        self.tick()

    def show_design(self, colour: str) -> None:
        """Show the colour, one of core.domain.colours.COLOURS; "" for the usual one."""
        set_look(self, design=colour)

    def tick(self) -> None:
        """Renew the age of the balance."""
        if self._row is not None:
            self._line.setText(self._line_text(self._row))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give a wide page a larger card."""
        super().resizeEvent(event)
        self.setMaximumHeight(min(_LARGE, max(_SMALL, int(self.width() * _FLAT))))
        set_look(self, room="large" if self.height() >= _LARGE_LETTERS else "")
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Put the large sign of its look under everything else."""
        super().paintEvent(event)
        if not self.look:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self.height() * 0.62
        box = QRectF(self.width() * 0.57 - side / 2, self.height() * 0.12, side, side)
        shade = faces.FACES[theme.tokens().name][self.look].mark
        icons.paint(painter, mirrored(painter, box, QRectF(self.rect())), faces.ICONS[self.look], shade)
        painter.end()

    def _show_balance(self, row: CardRow) -> None:
        self._balance.setText(messages.money(row.balance, row.currency))

    def _show_state(self, row: CardRow, match: Match | None) -> None:
        self._state.setText(self._state_text(row, match))
        self._until.setText(expiry_words.until(row))
        set_look(self, face=_look_of(row))
        self._sign.show_look(self.look)

    def _arrange(self) -> None:
        """Arrange each row by itself: a wide balance takes nothing from the words below."""
        column = QVBoxLayout(self)
        column.setContentsMargins(_BESIDE, _AROUND, _BESIDE, _AROUND)
        column.setSpacing(_BETWEEN)
        self._until.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(_row(self._shop, None, self._sign, self._state))
        column.addStretch(1)
        column.addLayout(_row(self._balance, None, self.again))
        column.addWidget(self._line)
        column.addStretch(2)
        foot = _row(self._digits, self._until)
        foot.setStretch(1, 1)
        column.addLayout(foot)

    def _fit(self) -> None:
        """Choose the largest balance that leaves the line below, and the button beside, where they are.

        On a narrow face the last four characters leave their dots to the words beside them.
        """
        dots = "•••• •••• ••••" if self.width() >= _WITH_DOTS else "••••"
        self._digits.setText(f"{dots} {self._row.last_characters.upper()}" if self._row is not None else "")
        self._fit_head()
        letters = next((each for each in BALANCE_LETTERS if self._has_room(each)), BALANCE_LETTERS[-1])
        set_look(self._balance, letters=str(letters))

    def _fit_head(self) -> None:
        """Show the state whole, in two lines if need be; whose card it is gives way to it."""
        metrics = self._state.fontMetrics()
        beside = 2 * _GAP + (self._sign.width() if self.look else 0)
        room = self.width() - 2 * _BESIDE - beside - metrics.horizontalAdvance(self._state.text())
        names = (*self._names, self.tr("Gift card"))
        self._shop.setText(next((each for each in names if metrics.horizontalAdvance(each) <= room), ""))
        self._state.setWordWrap(room < 0)

    def _has_room(self, letters: int) -> bool:
        """Return whether the balance in this size, px, has room beside and between what else is on the face."""
        inner, metrics = self.width() - 2 * _BESIDE, QFontMetrics(theme.text_font(letters, _BOLD))
        wide = inner - self.again.sizeHint().width() - _GAP
        foot = inner - self._digits.sizeHint().width() - _GAP
        others = (
            max(self._sign.height(), self._state.sizeHint().height()),
            self._line.heightForWidth(inner),
            max(self._digits.sizeHint().height(), self._until.heightForWidth(foot)),
        )
        high = self.height() - 2 * _AROUND - sum(others) - _ROWS * _BETWEEN
        return metrics.horizontalAdvance(self._balance.text()) <= wide and metrics.height() <= high

    def _state_text(self, row: CardRow, match: Match | None) -> str:
        doubted = row.missing_at is not None or row.frozen is not None
        parts = [] if doubted and row.status is Status.ACTIVE else [words.status_word(row.status)]
        if row.missing_at is not None:
            parts.append(self.tr("No longer listed"))
        if row.frozen is not None:
            parts.append(self.tr("Frozen here"))
        if match is not None:
            parts.append(words.match_word(match))
        if row.pending:
            parts.append(self.tr("pending"))
        if row.unsettled:
            parts.append(self.tr("needs you"))
        return " · ".join(parts)

    def _line_text(self, row: CardRow) -> str:
        age = messages.ago(row.seen_at, time.time())
        if row.card_id < 0:
            return self.tr("not yet confirmed by the service")
        if row.pending:
            return self.tr("{confirmed} confirmed {age}, {pending} waiting").format(
                confirmed=messages.money(row.confirmed_balance, row.currency),
                age=age,
                pending=messages.money(row.pending, row.currency, sign=True),
            )
        return self.tr("confirmed {age} · sold for {initial}").format(
            age=age, initial=messages.money(row.initial_value, row.currency)
        )


class _Sign(QWidget):
    """The small sign beside the word of a state; a good card has none."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card_sign")
        self.setFixedSize(22, 22)
        self._look = ""
        self.hide()

    def show_look(self, look: str) -> None:
        self._look = look
        self.setVisible(bool(look))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._look:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shade = faces.FACES[theme.tokens().name][self._look].text
        icons.paint(painter, QRectF(self.rect()), faces.ICONS[self._look], shade)
        painter.end()


def _row(*parts: QWidget | None) -> QHBoxLayout:
    """Lay out a row; None is where the room goes."""
    row = QHBoxLayout()
    row.setSpacing(_GAP)
    for part in parts:
        if part is None:
            row.addStretch(1)
        else:
            row.addWidget(part)
    return row


def _look_of(row: CardRow) -> str:
    """Return the rows of the face, what matters most at the counter first."""
    if row.status is Status.DISABLED:
        return "off"
    if row.missing_at is not None or row.status is Status.GONE:
        return "gone"
    if row.frozen is not None:
        return "iced"
    return {Status.EXPIRED: "over", Status.PENDING: "making"}.get(row.status, "")
