"""Buttons in the looks of the style sheet, all at least 44 px high; the painted ones show their chord.

The & in a text makes the chord (gui.widgets.keys.chords); it is never read, painted or spoken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from gui.look import theme
from gui.look.direction import mirrored
from gui.look.icons import icon
from gui.widgets.keys import chords
from gui.widgets.text.key_hint import hint_width, paint_key

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionButton

_BY_HAND = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.MouseFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
    }
)
_LONG_MS = 3_600_000


class FramedButton(QPushButton):
    """A button that can paint the frame of the style sheet alone, for words that are painted by hand."""

    _framing = False

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """Leave out the words while the frame alone is painted; Qt asks for the size as well, which needs them."""
        super().initStyleOption(option)
        if self._framing:
            option.text, option.icon = "", QIcon()

    def framed(self, event: QPaintEvent) -> tuple[QPainter, str]:
        """Paint the frame; return a painter on it, and the words that it lacks.

        Not with QStylePainter: it takes QStyle, whose six hundred constants the first frame would have to pay.
        """
        self._framing = True
        QPushButton.paintEvent(self, event)
        self._framing = False
        return QPainter(self), chords.plain(self.text())


class ChordButton(FramedButton):
    """A button that its chord presses at once."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._since = QElapsedTimer()
        self.setText(text)

    def focused_for(self) -> int:
        """Return how long the program has had the focus here, ms. What a person chose is as good as seen long ago."""
        return self._since.elapsed() if self._since.isValid() else _LONG_MS

    @property
    def chosen_by_hand(self) -> bool:
        """Whether the focus here was not given by the program."""
        return not self._since.isValid()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Note whether a person moved the focus, by Tab, the mouse or a chord; anything else was the program."""
        if event.reason() in _BY_HAND:
            self._since.invalidate()
        else:
            self._since.start()
        super().focusInEvent(event)

    def setText(self, text: str) -> None:
        super().setText(text)
        keys = chords.chord(chords.letter_of(text))
        if keys != self.shortcut():
            self.setShortcut(keys)  # Qt's own mnemonic is the same, but for macOS, where it has none

    def event(self, event: QEvent) -> bool:
        return chords.take(self, event) or super().event(event)

    @property
    def words(self) -> str:
        """The text as it is read."""
        return chords.plain(self.text())

    @property
    def hint(self) -> str:
        """The chord as it is shown, or ""."""
        return chords.shown(self.shortcut())


def button(text: str, name: str, role: str = "plain", *, icon_name: str = "") -> ChordButton:
    """Make a button; `role` is plain, quiet, chip, pad or danger. An icon-only one needs `name_icon`."""
    made = ChordButton(text)
    made.setObjectName(name)
    made.setProperty("role", role)
    made.setAutoDefault(False)
    made.setMinimumHeight(44)
    if icon_name:
        made.setIcon(icon(icon_name, "text" if role in {"plain", "pad"} else "accent"))
        made.setIconSize(QSize(18, 18))
    return made


def icon_button(spoken: str, name: str, icon_name: str, role: str = "quiet") -> ChordButton:
    """Return a button with a picture only; `spoken` is its accessible name and tooltip."""
    made = button("", name, role, icon_name=icon_name)
    made.setAccessibleName(spoken)
    made.setToolTip(spoken)
    made.setMinimumWidth(44)
    return made


def tip(widget: QWidget, text: str) -> None:
    """Show `text` beside the pointer; "" takes it away. People's words come without "<": tips may read markup."""
    widget.setToolTip(text)


class BigButton(ChordButton):
    """The one large button of a panel, with what presses it: its chord, or else `key`. Roles: primary, danger."""

    def __init__(self, text: str, name: str, *, key: str = "", role: str = "primary") -> None:
        super().__init__(text)
        self._key = key
        self.setObjectName(name)
        self.setProperty("role", role)
        self.setAutoDefault(False)
        self.setMinimumHeight(52)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def hint(self) -> str:
        return super().hint or self._key

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, text = self.framed(event)
        self._paint_words(painter, text)
        painter.end()

    def _paint_words(self, painter: QPainter, text: str) -> None:
        shades = theme.tokens()
        live = shades.on_accent if self.property("role") == "primary" else shades.bad
        shade = live if self.isEnabled() else shades.muted
        painter.setFont(theme.text_font(17, theme.SEMI_BOLD))
        wide = painter.fontMetrics().horizontalAdvance(text)
        key = self.hint if self.isEnabled() else ""
        key_wide = hint_width(key) if key else 0
        left = max(8.0, (self.width() - wide - (key_wide + 12 if key else 0)) / 2)
        painter.setPen(QColor(shade))
        whole = QRectF(self.rect())
        words = mirrored(painter, QRectF(left, 0, wide + 2, self.height()), whole)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)
        if key:
            box = mirrored(painter, QRectF(left + wide + 12, self.height() / 2 - 9, key_wide, 18), whole)
            paint_key(painter, box, key, (shade, shade))


class ActionButton(ChordButton):
    """A checkable tile with a word and the chord that chooses it below."""

    def __init__(self, text: str, name: str, *, tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setObjectName(name)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setProperty("role", "action")
        self.setProperty("tone", tone)
        self.setMinimumHeight(64)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, text = self.framed(event)
        shades = theme.tokens()
        shade = shades.accent if self.isChecked() else shades.text
        if self.property("tone") == "bad":
            shade = shades.bad
        if not self.isEnabled():
            shade = shades.muted
        middle = self.height() / 2
        painter.setFont(theme.text_font(13, theme.SEMI_BOLD))
        painter.setPen(QColor(shade))
        painter.drawText(QRectF(0, middle - 20, self.width(), 20), Qt.AlignmentFlag.AlignCenter, text)
        painter.setFont(theme.text_font(11))
        painter.setPen(QColor(shade if self.isChecked() else shades.muted))
        painter.drawText(QRectF(0, middle + 1, self.width(), 18), Qt.AlignmentFlag.AlignCenter, self.hint)
        painter.end()
