"""Between the keys and the till: the scanner's settings, what the till knows, and what is said about a scan."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from core.domain.card import Match
from gui.input import notice
from gui.input.key_filter import KeyFilter
from gui.widgets.amount_display import AmountDisplay

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.domain.scanner import Scanner
    from core.errors import KnownError
    from gui.work.worker import Desk


class Scanning(QObject):
    """`told` is for the message bar: text and tone."""

    told = Signal(str, str)

    def __init__(self, desk: Desk, keys: KeyFilter, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._keys, self._window = desk, keys, window
        self._hinted = ""

        keys.asking.wanted.connect(self._on_known_wanted)
        keys.refused.connect(self._on_refused)
        keys.dropped.connect(self._on_dropped)
        keys.unread.connect(self._on_unread)
        desk.opened.connect(self._on_opened)

    def read(self) -> None:
        """The settings changed."""
        self._desk.ask(lambda core: core.preferences.scanner(), self._on_scanner)

    def hint(self, layout: str) -> None:
        """A card was read although the scanner is set for another keyboard: that is said once."""
        if layout and layout != self._hinted:
            self._hinted = layout
            text = self.tr(
                "Your scanner is set for another keyboard than this till. It works all the same. To set it up, open "
                "Settings (F9), “Scanner”, and test it there."
            )
            self.told.emit(text, "info")

    def _on_opened(self, _status: object) -> None:
        self._keys.asking.on = True
        self.read()

    def _on_scanner(self, scanner: Scanner) -> None:
        self._keys.scanner = scanner

    def _on_known_wanted(self, text: str) -> None:
        self._desk.ask(partial(_knows, text), partial(self._keys.asking.answer, text), failed=self._on_not_asked)

    def _on_not_asked(self, _error: KnownError) -> None:
        """No answer: Enter is given up by itself, and nothing acts."""

    def _on_refused(self) -> None:
        front = QApplication.activeModalWidget() or QApplication.activeWindow() or self._window
        notice.tell(front, self.tr("Not looked up: close this first, then scan again."))

    def _on_dropped(self) -> None:
        front = QApplication.activeModalWidget() or QApplication.activeWindow() or self._window
        notice.tell(front, self.tr("That was the scanner. Nothing of it is used here."))

    def _on_unread(self, field: QWidget) -> None:
        """Of an amount its panel says it, where there is one."""
        above: QWidget | None = field if isinstance(field, AmountDisplay) else None
        while above is not None and not hasattr(above, "tell_unread"):
            above = None if above.isWindow() else above.parentWidget()
        if above is not None and hasattr(above, "tell_unread"):
            above.tell_unread()
        else:
            notice.tell(field.window(), self.tr("Look at what was typed, then press Enter again."))


def _knows(text: str, core: Core) -> bool:
    return core.lookup.find(text).match is Match.VERIFIED
