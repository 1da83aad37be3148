"""Between the keys and the till: the scanner's settings, what the till knows, and what is said about a scan."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from core.usecases import cards, settings
from gui.input import notice
from gui.input.key_filter import KeyFilter
from gui.widgets.amounts.amount_display import AmountDisplay

if TYPE_CHECKING:
    from core.domain.scanner import Scanner
    from core.errors import KnownError
    from gui.work.core_bridge import CoreBridge


class ScannerInput(QObject):
    """`notified` is for the message bar: text and tone."""

    notified = Signal(str, str)

    def __init__(self, bridge: CoreBridge, keys: KeyFilter, window: QWidget) -> None:
        super().__init__(window)
        self._bridge, self._keys, self._window = bridge, keys, window
        self._hinted = ""

        keys.asking.wanted.connect(self._on_known_wanted)
        keys.refused.connect(self._on_refused)
        keys.dropped.connect(self._on_dropped)
        keys.unread.connect(self._on_unread)
        bridge.opened.connect(self._on_opened)

    def read(self) -> None:
        """Read the settings: they changed."""
        self._bridge.ask(settings.read_scanner, self._on_scanner)

    def hint(self, layout: str) -> None:
        """Say once that a card was read although the scanner is set for another keyboard."""
        if layout and layout != self._hinted:
            self._hinted = layout
            text = self.tr(
                "Your scanner is set for another keyboard than this till. It works all the same. To set it up, open "
                "Settings (F9), “Scanner”, and test it there."
            )
            self.notified.emit(text, "info")

    def _on_opened(self, _status: object) -> None:
        self._keys.asking.on = True
        self.read()

    def _on_scanner(self, scanner: Scanner) -> None:
        self._keys.scanner = scanner

    def _on_known_wanted(self, text: str) -> None:
        self._bridge.ask(
            partial(cards.is_our_code, text=text), partial(self._keys.asking.answer, text), failed=self._on_not_asked
        )

    def _on_not_asked(self, _error: KnownError) -> None:
        """Do nothing: without an answer Enter is given up, and nothing acts."""

    def _on_refused(self) -> None:
        front = QApplication.activeModalWidget() or QApplication.activeWindow() or self._window
        notice.show_message(front, self.tr("Not looked up: close this first, then scan again."))

    def _on_dropped(self) -> None:
        front = QApplication.activeModalWidget() or QApplication.activeWindow() or self._window
        notice.show_message(front, self.tr("That was the scanner. Nothing of it is used here."))

    def _on_unread(self, field: QWidget) -> None:
        """Tell that it could not be read; of an amount its panel tells, where there is one."""
        above: QWidget | None = field if isinstance(field, AmountDisplay) else None
        while above is not None and not hasattr(above, "show_unread_scan"):
            above = None if above.isWindow() else above.parentWidget()
        if above is not None and hasattr(above, "show_unread_scan"):
            above.show_unread_scan()
        else:
            notice.show_message(field.window(), self.tr("Look at what was typed, then press Enter again."))
