"""Reads a balance again when the clerk wants it fresh, and says so when the service does not answer."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from core.errors import KnownError
from gui.wording import messages
from gui.work import acts
from gui.work.acts import ReadAgain
from gui.work.worker import Desk


class ReadingAgain(QObject):
    """`ended` in any case; `came` carries the ticket of the card when there is something to show."""

    came = Signal(int)
    ended = Signal()
    told = Signal(str, str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def ask(self, card_id: int, ticket: int) -> None:
        """`ticket` tells this card from the next one on the counter."""
        work = acts.read_again(card_id, ticket)
        self._desk.ask(work, self._on_read, lane="counter", failed=self._on_failed)

    def _on_read(self, read: ReadAgain) -> None:
        self.ended.emit()
        if read.card is None:
            return
        self.came.emit(read.ticket)
        confirmed = messages.money(read.card.confirmed_balance, read.card.currency)
        if read.answered:
            self.told.emit(self.tr("Read again: {balance}, confirmed just now.").format(balance=confirmed), "good")
        else:
            text = self._why_not().format(balance=confirmed, age=messages.ago(read.card.seen_at))
            self.told.emit(text, "info")  # the card itself goes on showing the age; the next card has another one

    def _why_not(self) -> str:
        status = self._desk.status
        if status is not None and status.connection == "switched_off":
            return self.tr("This till works offline. {balance} was confirmed {age}.")
        return self.tr("The service did not answer. {balance} was confirmed {age}.")

    def _on_failed(self, error: KnownError) -> None:
        self.ended.emit()
        self.told.emit(messages.say_error(error), "warn")
