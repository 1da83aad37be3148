"""From a button on any page to an act that is taken back: looks, asks, does it, and says what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.domain.command import Reverse
from core.errors import KnownError
from gui.dialogs.take_back import TakeBackDialog
from gui.printing import drawer
from gui.wording import messages, take_back_words
from gui.work import serving
from gui.work.taking_back import TakeBackSeen, read_take_back

if TYPE_CHECKING:
    from core.rows import OperationRow
    from gui.work.acts import Carried
    from gui.work.serving import WithCard
    from gui.work.worker import Desk


class TakingBack(QObject):
    """One at a time. `ended` carries the row that was taken back and its WithCard[Carried]; `told` a sentence."""

    ended = Signal(object, object)
    told = Signal(str, str)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._row: OperationRow | None = None
        self._dialog: TakeBackDialog | None = None

    def ask(self, operation_id: str) -> None:
        """Says at once why it cannot be, or opens the question."""
        if self._dialog is None:
            self._desk.ask(read_take_back(operation_id), self._on_seen)

    def tell(self, row: OperationRow, served: WithCard[Carried]) -> None:
        """What came of it, for a page that has no room of its own for an outcome."""
        outcome = served.answer.outcome
        if not isinstance(outcome, KnownError):
            words = take_back_words.came_of(row, outcome)
            text = " ".join(filter(None, (f"{words.heading}.", words.sentence, words.advice)))
            self.told.emit(text, words.tone)

    def _on_seen(self, seen: TakeBackSeen) -> None:
        if isinstance(seen.found, KnownError):
            self.told.emit(messages.say_error(seen.found), "bad")
            return
        if self._dialog is not None:
            return
        self._row = seen.row
        foreseen = take_back_words.foreseen(seen.row, seen.found, seen.card)
        self._dialog = TakeBackDialog(seen.row, foreseen, self._window.window())
        self._dialog.wanted.connect(self._on_wanted)
        self._dialog.finished.connect(self._on_finished)
        self._dialog.open()

    def _on_wanted(self, reason: str) -> None:
        if self._row is not None:
            work = serving.carry_out(Reverse(self._row.operation_id, reason), 0)
            self._desk.ask(work, self._on_carried, lane="counter", failed=self._on_failed)

    def _on_carried(self, served: WithCard[Carried]) -> None:
        self._desk.wake()
        drawer.open_for(self._desk, served.receipt)
        outcome, row = served.answer.outcome, self._row
        if isinstance(outcome, KnownError):
            self._on_failed(outcome)
            return
        if self._dialog is not None:
            self._dialog.accept()
        if row is not None:
            self.ended.emit(row, served)

    def _on_failed(self, error: KnownError) -> None:
        """Nothing was taken back, or nobody knows yet: it is said where the person is."""
        if self._dialog is not None:
            self._dialog.show_problem(error)
        else:
            self.told.emit(messages.say_error(error), "bad")

    def _on_finished(self) -> None:
        self._dialog = None
        self._window.window().activateWindow()  # where no window manager gives the keyboard back
