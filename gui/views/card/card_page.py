"""The left side of the counter: the card's face, a question when the match is not sure, its actions and its past."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from core.domain.card import Match, Status
from core.rows import CardRow, TimelineRow
from gui.widgets.action_bar import Action, ActionBar
from gui.widgets.card_face import CardFace
from gui.widgets.labels import label
from gui.widgets.marker import Marker
from gui.widgets.panel import Panel
from gui.widgets.timeline import Timeline
from gui.wording import messages

_ALLOWED = {
    Status.ACTIVE: {"redeem", "top_up", "cash_out", "adjust", "edit", "freeze", "replace", "disable"},
    Status.EXPIRED: {"adjust", "edit", "freeze", "disable"},
    Status.DISABLED: {"edit"},
    Status.PENDING: {"freeze"},
}
_NOT_WHILE_FROZEN = {"redeem", "top_up", "cash_out", "adjust"}
_GAP = 14
_PAST_LEAST = 120


class CardPage(QWidget):
    """Everything is renewed in place; nothing here takes the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.face = CardFace()
        self.action_bar = ActionBar(
            (
                Action("redeem", self.tr("Redeem"), "R"),
                Action("top_up", self.tr("Top up"), "T"),
                Action("cash_out", self.tr("Cash out"), "C"),
                Action("adjust", self.tr("Adjust"), "A"),
                Action("edit", self.tr("Edit"), "E"),
                Action("freeze", self.tr("Freeze"), "F"),
                Action("replace", self.tr("Lost card"), "L"),
                Action("disable", self.tr("Disable"), "D", tone="bad"),
            )
        )
        self._past = Panel("", name="past")
        self._timeline = Timeline()
        self._past.body.addWidget(self._timeline)
        self._question = self._make_question()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        column.addWidget(self.face, 3)
        column.addWidget(self._question)
        column.addWidget(self.action_bar)
        column.addWidget(self._past, 4)

    def set_room(self, height: int) -> None:
        """Too little for all: the past gives way, before the card or what can be done with it is cut off."""
        self._past.setVisible(height >= self._needed())

    def show_card(self, card: CardRow, timeline: tuple[TimelineRow, ...], match: Match | None, shop: str) -> None:
        self.show_match(card, match, shop)
        self.action_bar.allow(_ALLOWED[card.status] - (_NOT_WHILE_FROZEN if card.frozen else set()))
        self.action_bar.rename("freeze", self.tr("Unfreeze") if card.frozen else self.tr("Freeze"))
        balance = messages.money(card.balance, card.currency)
        self._past.set_title(self.tr("How it got to {balance}").format(balance=balance))
        self._timeline.show_rows(timeline, card.currency)

    def show_match(self, card: CardRow, match: Match | None, shop: str) -> None:
        self.face.show_card(card, match, shop)
        self._question.setVisible(match is Match.LIKELY)

    def _needed(self) -> int:
        """px, with as much of the past as makes it worth while."""
        above = (
            (self.face, self.action_bar) if self._question.isHidden() else (self.face, self._question, self.action_bar)
        )
        return sum(_least(each, self.width()) + _GAP for each in above) + _PAST_LEAST

    def _make_question(self) -> QFrame:
        box = QFrame()
        box.setObjectName("likely_question")
        box.setProperty("role", "message")
        box.setProperty("tone", "warn")
        row = QHBoxLayout(box)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(12)
        row.addWidget(Marker("warn"))
        text = self.tr("Is this the card? Its last four characters or its number were compared, not its whole code.")
        row.addWidget(label(text, "text", "likely_text", wrap=True), 1)
        box.hide()
        return box


def _least(widget: QWidget, width: int) -> int:
    """The height below which something of it is cut off."""
    told = widget.heightForWidth(width) if widget.hasHeightForWidth() else 0
    return max(widget.minimumHeight(), widget.minimumSizeHint().height(), told)
