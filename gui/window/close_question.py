"""Asks before the window closes over what is not finished, and tells of it after the next start. All of it is kept.

Whatever ends the program without asking, such as the end of the session of the desktop, loses nothing either.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from core.usecases.unfinished import read_unfinished
from gui.widgets.messages.message_bar import MessageAction

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.errors import KnownError
    from core.usecases.unfinished import Unfinished
    from gui.dialogs.confirm import Confirm
    from gui.widgets.messages.message_bar import MessageBar
    from gui.work.core_bridge import CoreBridge

_PATIENCE_MS = 1500
"""A core that does not answer by then is not waited for: the question is asked without figures."""


class CloseQuestion(QObject):
    """`agreed`: the window may close now. `at_hand` gives what only the window knows, such as a sale in progress."""

    agreed = Signal()

    def __init__(self, bridge: CoreBridge, window: QWidget, at_hand: Callable[[], tuple[str, ...]]) -> None:
        super().__init__(window)
        self._bridge, self._window, self._at_hand = bridge, window, at_hand
        self._asking = False
        self._dialog: Confirm | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)

        self._patience.timeout.connect(self._on_silence)

    def ask(self) -> bool:
        """Return True when nobody need be asked, because the core is not open. Else `agreed` may follow."""
        if not self._bridge.is_open:
            return True
        status = self._bridge.status
        if not self._asking and self._dialog is None:
            self._asking = True
            if status is not None and status.locked:
                self._decide(self._covered())
                return False
            self._patience.start()
            self._bridge.ask(read_unfinished, self._on_read, failed=self._on_failed)
        return False

    def _on_read(self, seen: Unfinished) -> None:
        from gui.wording import unfinished_words  # noqa: PLC0415 - as above

        unfinished = (
            unfinished_words.of_money(seen),
            unfinished_words.of_codes(seen),
            *unfinished_words.of_orders(seen),
        )
        lines = [*filter(None, (*unfinished, unfinished_words.of_receipts(seen)))]
        kept = [self.tr("All of it is kept, and goes on when Counterfoil is opened again.")] if lines else []
        self._decide([*lines, *kept, *self._at_hand()])

    def _covered(self) -> list[str]:
        """Return that something would be lost, not what: nobody is signed in."""
        lost = self.tr("Somebody has not finished what they began here. It is lost when the window closes.")
        return [lost] if self._at_hand() else []

    def _on_failed(self, _error: KnownError) -> None:
        self._decide([*self._at_hand()])

    def _on_silence(self) -> None:
        if not self._bridge.is_open:
            self._asking = False  # it was closed meanwhile: there is nobody to answer, and nothing to ask
            self.agreed.emit()
            return
        self._decide([*self._at_hand(), self.tr("The till is at work just now.")])

    def _decide(self, lines: list[str]) -> None:
        if not self._asking:
            return  # the answer of a core that was not waited for
        self._asking = False
        self._patience.stop()
        if lines:
            self._open(lines)
        else:
            self.agreed.emit()

    def _open(self, lines: list[str]) -> None:
        from gui.dialogs.confirm import Confirm, Confirmation  # noqa: PLC0415 - as above

        self._dialog = Confirm(
            Confirmation(
                self.tr("Close, though not all is finished?"),
                "\n\n".join(lines),
                self.tr("&Close now"),
                self.tr("Stay here"),
            ),
            QApplication.activeModalWidget() or self._window,
        )
        self._dialog.finished.connect(self._on_finished)
        self._dialog.accepted.connect(self.agreed)
        self._dialog.open()

    def _on_finished(self) -> None:
        self._dialog = None


def show_unfinished(
    seen: Unfinished, bar: MessageBar, show_page: Callable[[str], object], words: tuple[str, str, str]
) -> None:
    """Show after the start what is not finished, each with a way to it. `words` are those of the three ways."""
    from gui.wording import unfinished_words  # noqa: PLC0415 - as above

    cards = [*filter(None, (unfinished_words.of_codes(seen),)), *unfinished_words.of_orders(seen)]
    money = [*filter(None, (unfinished_words.of_money(seen), unfinished_words.of_parked(seen)))]
    paper = [*filter(None, (unfinished_words.of_receipts(seen),))]
    for lines, page, word in zip((cards, money, paper), ("issue", "outbox", "settings"), words, strict=True):
        if lines:
            bar.show_message(" ".join(lines), "warn", way=MessageAction(word, partial(show_page, page)))
