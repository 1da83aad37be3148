"""A lost or doubted card at the counter: asks for the freeze or the replacement, follows it, brings the new code."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.domain.command import Freeze, Holding
from core.rows import ReplacementRow
from gui.dialogs.new_card import NewCardDialog
from gui.views.issue import sale
from gui.views.issue.sale import Sale
from gui.wording import messages, replaced_words
from gui.wording.outcome_words import Words
from gui.work import serving
from gui.work.holding_acts import Held
from gui.work.serving import WithCard
from gui.work.worker import Desk


class LostCard(QObject):
    """`held` carries a Held with its card; `further` the words for a replacement that went on, and the old card."""

    held = Signal(object)
    failed = Signal(object)
    further = Signal(object, object)
    told = Signal(str, str)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._open: ReplacementRow | None = None

        desk.outbox_changed.connect(self._on_outbox_changed)

    def ask(self, command: Holding, ticket: int) -> None:
        """The answer comes as `held`, or as `failed` when a bug took it away."""
        self._desk.ask(serving.hold(command, ticket), self.held.emit, lane="counter", failed=self.failed.emit)

    def follow(self, row: ReplacementRow) -> Words:
        """What it has come to in words; a new card's code is brought at once, and the rest is followed."""
        self._open = row if row.open or row.needs_you else None
        if row.moved:
            self._desk.ask(sale.read_sale(row.made), self._on_sale)
        return replaced_words.of_replacement(row)

    def leave(self) -> None:
        """The clerk went on to another card; the code then waits on the Issue page."""
        self._open = None

    def _on_sale(self, found: Sale | None) -> None:
        if found is None or found.code is None:
            return
        dialog = NewCardDialog(self._desk, found, self._window.window())
        dialog.told.connect(self.told)
        dialog.open()

    def _on_outbox_changed(self) -> None:
        if self._open is not None:
            work = serving.read_replacement(self._open.operation_id)
            self._desk.ask(work, self._on_further)

    def _on_further(self, read: WithCard[ReplacementRow | None]) -> None:
        row = read.answer
        if row is None or self._open is None or row == self._open or row.operation_id != self._open.operation_id:
            return
        if row.moved and self._open.moved:
            self._open = row if row.open or row.needs_you else None
            self.further.emit(replaced_words.of_replacement(row), read.seen)
        else:
            self.further.emit(self.follow(row), read.seen)


def words_of(held: Held) -> tuple[str, str]:
    """Text and tone of a freeze or its end for the message bar."""
    if held.error is not None:
        return messages.say_error(held.error), "bad"
    key = "freeze.done" if isinstance(held.command, Freeze) else "freeze.lifted"
    return messages.say(key, {}), "good"


def late_words(held: Held) -> tuple[str, str]:
    """The same for an answer that comes when the clerk has gone on."""
    if held.replaced is not None and held.error is None:
        words = replaced_words.of_replacement(held.replaced)
        return f"{words.heading}. {words.sentence}", words.tone
    return words_of(held)
