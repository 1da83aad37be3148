"""The bottom line: the keys that work here, which service this is, and how fresh the cards are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from gui.widgets.buttons.offers import Offer
from gui.widgets.text.key_hint import KeyHint
from gui.widgets.text.labels import label

if TYPE_CHECKING:
    from core.rows import DeskStatus

_TICK_MS = 1000


class StatusBar(QFrame):
    """`offers` are those whose keys are shown. The age of the last sync is renewed each second, in place."""

    def __init__(self, offers: Sequence[Offer] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_bar")
        self.setProperty("role", "status")
        self.setFixedHeight(36)
        self._status: DeskStatus | None = None
        self._text = label("", "hint", "status_text")
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(22)
        row.addWidget(KeyHint(self.tr("Enter"), self.tr("Confirm")))
        for offer in offers:
            key = QKeySequence(offer.key).toString(QKeySequence.SequenceFormat.NativeText)
            row.addWidget(KeyHint(key, offer.text))
        row.addStretch(1)
        row.addWidget(self._text)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)

        self._tick.timeout.connect(self._on_tick)

    def show_status(self, status: DeskStatus) -> None:
        self._status = status
        self._on_tick()
        self._tick.start()

    def _on_tick(self) -> None:
        if self._status is not None:
            text = self._line(self._status)
            if text != self._text.text():
                self._text.setText(text)

    def _line(self, status: DeskStatus) -> str:
        from gui.wording import messages  # noqa: PLC0415 - the first frame has no status

        service = self.tr("Sandbox") if status.sandbox else status.shop_name or status.service_url
        one = status.cards == 1
        cards = (self.tr("{n} card") if one else self.tr("{n} cards")).format(n=status.cards)
        if not status.first_pull_done:
            cards = self.tr("{cards} so far").format(cards=cards)
        age = messages.ago(status.last_sync)
        synced = self.tr("synced {age}").format(age=age) if age else self.tr("not synced yet")
        return " · ".join(part for part in (service, cards, synced) if part)
