"""The left side of the counter: the card's face, a question when the match is not sure, its actions and its past."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from core.domain.card import Match, Status
from core.rows import CardRow, TimelineRow
from gui.views.card.note_line import NoteLine
from gui.widgets.buttons.action_bar import Action, ActionBar
from gui.widgets.buttons.button import button
from gui.widgets.cards.card_face import CardFace
from gui.widgets.cards.timeline import Timeline
from gui.widgets.layout.panel import MARGIN, Panel
from gui.widgets.text.labels import label
from gui.widgets.text.marker import Marker
from gui.wording import messages

_ALLOWED = {
    Status.ACTIVE: {"redeem", "top_up", "cash_out", "adjust", "edit", "freeze", "replace", "disable"},
    Status.EXPIRED: {"adjust", "edit", "freeze", "disable"},
    Status.DISABLED: {"edit"},
    Status.PENDING: {"freeze"},
    Status.GONE: set(),
}
_NOT_WHILE_FROZEN = {"redeem", "top_up", "cash_out", "adjust"}
_GAP = 14
_PAST_LEAST = 140
_PAST_TOP = 6


class CardPane(QWidget):
    """Everything is renewed in place; nothing here takes the focus.

    `take_back_requested` carries the operation_id of a line of the past.
    """

    take_back_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.face = CardFace()
        self.action_bar = ActionBar(
            (
                Action("redeem", self.tr("&Redeem")),
                Action("top_up", self.tr("&Top up")),
                Action("cash_out", self.tr("&Cash out")),
                Action("adjust", self.tr("&Adjust")),
                Action("edit", self.tr("&Edit")),
                Action("freeze", self.tr("&Freeze")),
                Action("replace", self.tr("&Lost card")),
                Action("disable", self.tr("&Disable"), tone="bad"),
            )
        )
        self.note = NoteLine()
        self._past = Panel("", name="past")
        self._timeline = Timeline()
        self.life = button(self.tr("Whole l&ife…"), "card_life", "quiet")
        self._past.body.addLayout(self._past_heading())
        self._past.body.addWidget(self._timeline)
        self._timeline.take_back_requested.connect(self.take_back_requested)
        text = self.tr("Is this the card? Its last four characters or its number were compared, not its whole code.")
        self._question = _Warning("likely", text)
        self._missing = _Warning("missing")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        column.addWidget(self.face, 3)
        column.addWidget(self.note)
        column.addWidget(self._missing)
        column.addWidget(self._question)
        column.addWidget(self.action_bar)
        column.addWidget(self._past, 4)
        column.addStretch(0)
        for box in (self.note, self._missing, self._question, self.action_bar):
            box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def _past_heading(self) -> QHBoxLayout:
        """Return the line above the past: what it is, and the way to all of it on paper."""
        row = QHBoxLayout()
        self._past.body.setContentsMargins(MARGIN, _PAST_TOP, MARGIN, MARGIN)  # the button has air of its own
        self._past.body.removeWidget(self._past.heading)
        row.addWidget(self._past.heading, 1)
        row.addWidget(self.life, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def set_room(self, height: int) -> None:
        """Let the past give way where the room is too little, then the note, before the card or its actions."""
        self.note.setVisible(not self.note.empty and height >= self._least(note=True))
        self._past.setVisible(height >= self.least_height() + _GAP + _PAST_LEAST)

    def least_height(self) -> int:
        """Return the px below which something is cut off, with no room for the past."""
        return self._least(note=not self.note.isHidden())

    def _least(self, *, note: bool) -> int:
        boxes = [box for box in (self._missing, self._question) if not box.isHidden()]
        own = self.face.minimumHeight() + _GAP + self.action_bar.least_height(self.width())
        return own + sum(_GAP + _least(each, self.width()) for each in (*boxes, *([self.note] if note else [])))

    def show_card(self, card: CardRow, timeline: tuple[TimelineRow, ...], match: Match | None, shop: str) -> None:
        self.show_match(card, match, shop)
        self.action_bar.allow(_ALLOWED[card.status] - (_NOT_WHILE_FROZEN if card.frozen else set()))
        self.action_bar.rename("freeze", self.tr("Un&freeze") if card.frozen else self.tr("&Freeze"))
        balance = messages.money(card.balance, card.currency)
        self._past.set_title(self.tr("How it got to {balance}").format(balance=balance))
        self._timeline.show_rows(timeline, card.currency)

    def show_match(self, card: CardRow, match: Match | None, shop: str) -> None:
        self.face.show_card(card, match, shop)
        self.note.show_note(card.note)
        self._missing.message.setText(self._missing_words(card))
        self._missing.setVisible(card.missing_at is not None)
        self._question.setVisible(match is Match.LIKELY)

    def _missing_words(self, card: CardRow) -> str:
        if card.missing_at is None:
            return ""
        text = self.tr("The service no longer lists this card, noticed {when}. Ask the office before you count on it.")
        return text.format(when=messages.when(card.missing_at))


class _Warning(QFrame):
    """A box below the card's face, hidden until there is reason for it."""

    def __init__(self, name: str, text: str = "") -> None:
        super().__init__()
        self.setObjectName(f"{name}_warning")
        self.setProperty("role", "message")
        self.setProperty("tone", "warn")
        self.message = label(text, "text", f"{name}_text", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(12)
        row.addWidget(Marker("warn"))
        row.addWidget(self.message, 1)
        self.hide()


def _least(widget: QWidget, width: int) -> int:
    """Return the height below which something of it is cut off."""
    height = widget.heightForWidth(width) if widget.hasHeightForWidth() else 0
    return max(widget.minimumHeight(), widget.minimumSizeHint().height(), height)
