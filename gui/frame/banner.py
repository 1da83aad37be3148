"""The band under the header: seen only when something limits the clerk, and then it says what is allowed.

Its room is kept while it is not seen, so that a page stays where it is when the connection comes or goes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from gui.frame.header import BANNER_HEIGHT
from gui.widgets.messages.announcement import announce
from gui.widgets.text.labels import label, set_look
from gui.wording import messages
from gui.wording.drill_words import drill_words

if TYPE_CHECKING:
    from core.rows import DeskStatus

_MOST_PARTS = 5
_EDGE, _GAP = 24, 18


class Banner(QFrame):
    """Sentences side by side, in one line; spoken when they are new, not when an amount in them changes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("band")
        self.setProperty("role", "band")
        self.setFixedHeight(BANNER_HEIGHT)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        row = QHBoxLayout(self)
        row.setContentsMargins(_EDGE, 4, _EDGE, 4)
        row.setSpacing(_GAP)
        self._parts = [label("", "text", f"band_{at}") for at in range(_MOST_PARTS)]
        for part in self._parts:
            row.addWidget(part)
        row.addStretch(1)
        self._announced = ""
        self.hide()

    def show_status(self, status: DeskStatus, *, card_shown: bool) -> None:
        """Show the status; `card_shown`: the allowance of a card means something."""
        texts, tone = self._texts(status, card_shown)
        set_look(self, tone=tone)
        for part, text in zip(self._parts, texts + [""] * _MOST_PARTS, strict=False):
            part.setText(text)
            part.setVisible(bool(text))
        self.setVisible(bool(texts))
        self._fit()
        if texts and texts[0] != self._announced:
            announce(self, " ".join(texts))
        self._announced = texts[0] if texts else ""

    def _texts(self, status: DeskStatus, card_shown: bool) -> tuple[list[str], str]:
        if status.connection in {"unauthorised", "unreadable"}:  # nothing is promised on either
            said = messages.format_message(status.problem) or messages.format_sentence("service.unauthorised", {})
            return [said], "bad"
        if status.connection in {"offline", "switched_off"}:
            return [self._away(status), *self._allowed(status, card_shown)], "warn"
        sandbox = [self.tr("Training: no real cards."), *drill_words(status.drill)] if status.sandbox else []
        if status.sandbox:
            sandbox.append(self.tr("F8: outage and faults"))
        stopped = messages.format_message(status.problem or status.allowance.stopped)
        return ([*sandbox, stopped], "warn") if stopped else (sandbox, "info")

    def _allowed(self, status: DeskStatus, card_shown: bool) -> list[str]:
        allowance = status.allowance
        if allowance.stopped is not None:
            return [messages.format_message(allowance.stopped)]
        if allowance.off:
            return [self.tr("look cards up; nothing is sold or charged until the connection is back")]
        if not allowance.till_left:
            return [self.tr("look cards up; the limit of this till is used up until the connection is back")]
        currency = allowance.currency
        texts = [self.tr("up to {amount} a sale").format(amount=messages.money(allowance.per_sale, currency))]
        if card_shown:
            left = messages.money(allowance.card_left, currency)
            texts.append(self.tr("{amount} left on this card today").format(amount=left))
        left = messages.money(allowance.till_left, currency)
        texts.append(self.tr("{amount} left on this till").format(amount=left))
        return texts

    def _away(self, status: DeskStatus) -> str:
        """Say since when there is no connection; where the certificate is why, say that instead."""
        problem = status.problem
        if problem is not None and problem.key.startswith("service.certificate"):
            return messages.format_message(problem)
        return self._since(status)

    def _since(self, status: DeskStatus) -> str:
        time = messages.clock(status.offline_since) if status.offline_since is not None else ""
        if status.connection == "switched_off":
            text = (
                self.tr("Training offline. You can go on:")
                if status.sandbox
                else self.tr("Working offline. You can go on:")
            )
        elif status.sandbox:
            text = self.tr("Training, no connection since {time}:")
        else:
            text = self.tr("No connection since {time}. You can go on:")
        return text.format(time=time)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take smaller letters where there is little room, so that no limit is cut off."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        first, row = self._parts[0], self.layout()
        first.setWordWrap(False)
        set_look(self, letters="large")
        if self._width_of_parts() > self.width() - 2 * _EDGE:
            set_look(self, letters="small")
            first.setWordWrap(self._width_of_parts() > self.width() - 2 * _EDGE)  # two small lines have room
        if isinstance(row, QHBoxLayout):
            row.setStretchFactor(first, 1000 if first.wordWrap() else 0)

    def _width_of_parts(self) -> int:
        return sum(part.sizeHint().width() + _GAP for part in self._parts if not part.isHidden())
