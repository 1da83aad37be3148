"""Every key of every window passes here first: text goes where text belongs, and a scan is told from a hand.

Nothing is held back. A run of keys is delivered as it comes; when its end shows that it was a scan, each field has
back what it had, and the scan goes out as one text. docs/input.md has the rules. Times are those at which the keys
were struck, not those at which a busy machine delivers them.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from core.domain.scanner import Scanner
from gui.input import keys, places, verdict
from gui.input.asking import Asked, Asking
from gui.input.delivery import Delivery
from gui.input.keys import KeyKind
from gui.input.places import Place
from gui.input.run import Run

if TYPE_CHECKING:
    from gui.frame.scan_field import ScanField

_BEAT_MS = 10
"""The pause is counted in beats of the event loop: while that stands still, keys may be waiting in it."""
_SECOND_END_S, _LATE_END_S = 0.25, 0.6
"""A scanner may end twice; one whose end comes later than its pause ends a scan that is over already."""
_IN_A_TEXT_S = 0.8


class KeyFilter(QObject):
    """`scanned` carries a scan; `refused` one that came where it cannot be looked up; `dropped` one over a secret.

    `unread` asks to look at a field again before Enter counts. `now` is a clock in seconds for keys without a time.
    """

    scanned = Signal(str)
    refused = Signal()
    dropped = Signal()
    unread = Signal(QWidget)

    def __init__(
        self, scan_field: ScanField, now: Callable[[], float] = time.monotonic, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.scanner = Scanner()
        self.asking = Asking(self)
        self._scan_field = scan_field
        self._now = now
        self._run: Run | None = None
        self._delivery = Delivery(scan_field)
        self._no_end_until = 0.0
        self._typed_at: float | None = None
        self._windows: list[QWindow] = []
        self._watching = False
        self._beats = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_BEAT_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)

        self._timer.timeout.connect(self._on_beat)
        self.asking.answered.connect(self._on_answered)

    @property
    def collecting(self) -> bool:
        """Keys came that may yet become a scan; what would keep the next ones waiting must not begin now."""
        return self._run is not None

    @property
    def typing(self) -> bool:
        """Somebody is in the middle of a text: no dialog that takes keys may come now."""
        return self._typed_at is not None and self._now() - self._typed_at < _IN_A_TEXT_S

    def start(self) -> None:
        """From now on every window that gets the keys is watched, dialogs, menus and lists too."""
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        if not self._watching:
            self._watching = True
            app.focusWindowChanged.connect(self.watch, Qt.ConnectionType.UniqueConnection)
        self.watch(QGuiApplication.focusWindow())

    def stop(self) -> None:
        app = QGuiApplication.instance()
        if self._watching and isinstance(app, QGuiApplication):  # a window that was never shown has not started
            app.focusWindowChanged.disconnect(self.watch)
        self._watching = False
        for window in self._windows:
            if isValid(window):
                window.removeEventFilter(self)
        self._windows.clear()
        self._forget()

    def watch(self, window: QWindow | None) -> None:
        """Once for each window."""
        self._windows = [each for each in self._windows if isValid(each)]
        if window is not None and window not in self._windows:
            self._windows.append(window)
            window.installEventFilter(self)

    def end_run(self) -> None:
        """No key came for as long as a scanner pauses at most."""
        run, self._run = self._run, None
        self._timer.stop()
        if run is None:
            return
        if self._is_scan(run, ended=False):
            self._no_end_until = run.last + _LATE_END_S
            self._take(run)
        elif self._may_be_known(run, ended=False):
            self.asking.ask(Asked(run, self._delivery.spot, self._delivery.take_undo()))

    def eventFilter(self, window: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress:
            self._forget()
        if not isinstance(event, QKeyEvent) or not isValid(self._scan_field):
            return False  # a till that could not start has no field for scans
        if event.type() == QEvent.Type.ShortcutOverride:
            return self._on_override(event)
        if event.type() != QEvent.Type.KeyPress or self.asking.keeps(event):
            return event.type() == QEvent.Type.KeyPress
        struck = event.timestamp() / 1000 or self._now()
        kind = keys.kind_of(event)
        take_key = getattr(places.dialog(), "take_key", None)
        if take_key is not None and kind is not KeyKind.COMMAND:
            return bool(take_key(keys.sign_of(event), struck * 1000))
        self._end_if_late(struck)
        self._typed_at = self._now() if kind is KeyKind.TEXT else None
        return self._on_key(event, kind, struck, window if isinstance(window, QWindow) else None)

    def _on_key(self, event: QKeyEvent, kind: KeyKind, struck: float, window: QWindow | None) -> bool:
        if kind is KeyKind.TEXT:
            return self._on_text(event, struck, window)
        if kind is KeyKind.END:
            return self._on_end(event, struck)
        if kind is KeyKind.CONTROL:
            return self._on_control(event, struck)
        if kind is KeyKind.COMMAND:
            self._forget()
        return kind is KeyKind.COMMAND and keys.is_idle_chord(event)

    def _end_if_late(self, struck: float) -> None:
        """The pause of a scanner was over before this key, although a busy machine has not counted it yet."""
        if self._run is not None and round((struck - self._run.last) * 1000) > self.scanner.pause_ms:
            self.end_run()

    def _on_override(self, event: QKeyEvent) -> bool:
        """No text, and no control sign of a scanner, is ever a shortcut. A command that is one has no key press."""
        kind = keys.kind_of(event)
        if kind is KeyKind.COMMAND:
            self._end_if_late(event.timestamp() / 1000 or self._now())
            self._forget()
        if kind in {KeyKind.TEXT, KeyKind.CONTROL} or (kind is KeyKind.END and keys.is_control(event)):
            event.accept()
            return True
        return False

    def _on_text(self, event: QKeyEvent, struck: float, window: QWindow | None) -> bool:
        spot = places.spot(window, self._scan_field)
        if event.isAutoRepeat():
            self._forget()  # a key that is held down is no scanner
            return spot.place not in {Place.TEXT, Place.SECRET, Place.SCAN}
        if event.text() == " " and self._run is None and spot.place in {Place.PAGE, Place.NOWHERE, Place.LIST}:
            return False  # presses a focused control, as screen readers do
        if self._run is None:
            self._run = Run(struck)
            self._delivery.begin()
        self._run.add(event.text(), keys.amount_key(event), struck)
        self._no_end_until = 0.0
        self._beats = 0
        self._timer.start()
        return self._delivery.deliver(event, self._run, spot, struck)

    def _on_end(self, event: QKeyEvent, struck: float) -> bool:
        of_scanner = keys.is_control(event)
        run, self._run = self._run, None
        if run is None:
            self._delivery.stop_word()
            return of_scanner or struck <= self._no_end_until
        self._timer.stop()
        if self._is_scan(run, ended=True):
            self._no_end_until = struck + _SECOND_END_S
            self._take(run)
            return True
        self._delivery.stop_word()
        spot = self._delivery.spot
        if of_scanner and spot.place is Place.SCAN:
            self._scan_field.submit()
        if self._may_be_known(run, ended=True):
            self.asking.ask(Asked(run, spot, self._delivery.take_undo(), event.clone()))
            return True
        unread = verdict.is_unread(run, spot, event, struck)
        if unread:
            self.unread.emit(spot.widget)
        return of_scanner or unread

    def _on_control(self, event: QKeyEvent, struck: float) -> bool:
        """Between the fields of a code a scanner may send such a sign; alone it does nothing here."""
        if self._run is not None:
            self._run.last = struck
            self._beats = 0
        return self._run is not None or keys.is_numpad_of_alt(event)

    def _is_scan(self, run: Run, *, ended: bool) -> bool:
        return verdict.is_scan(run, self._delivery.spot, self.scanner, self._scan_field.text(), ended=ended)

    def _may_be_known(self, run: Run, *, ended: bool) -> bool:
        return self.asking.on and verdict.may_be_known(run, self._delivery.spot, self.scanner, ended=ended)

    def _on_answered(self, asked: Asked, known: bool) -> None:
        """A scan after all; or Enter goes on, but not after what looks like a code that nobody has read."""
        if known:
            self._no_end_until = asked.run.last + _LATE_END_S
            self._delivery.spot = asked.spot
            self._delivery.restore(asked.undo)
            self._take(asked.run)
        elif asked.end is not None:
            self._go_on(asked)
        for event in asked.later:
            self._replay(event)

    def _go_on(self, asked: Asked) -> None:
        field, end = asked.spot.widget, asked.end
        if field is None or end is None or not isValid(field) or not field.hasFocus():
            return
        if end.key() != Qt.Key.Key_Tab and any(sign.isdecimal() for sign in asked.run.text):
            self.unread.emit(field)
        else:
            QApplication.sendEvent(field, end)

    def _replay(self, event: QKeyEvent) -> None:
        target = QApplication.focusWidget()
        if target is not None and not self.eventFilter(target.windowHandle() or self, event):
            QApplication.sendEvent(target, event)

    def _take(self, run: Run) -> None:
        """It was a scan: no field keeps anything of it, and what lay open closes."""
        self._delivery.restore()
        if (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        if self._delivery.spot.place is Place.SECRET:
            self.dropped.emit()
        elif (dialog := places.dialog()) is not None:
            take = getattr(dialog, "take_scan", None)
            if take is None or not take(run.text):
                self.refused.emit()
        elif self._is_at_counter():
            self.scanned.emit(run.text)
        else:
            self.refused.emit()

    def _is_at_counter(self) -> bool:
        """Whether the window of the scan field is the one that got the keys, itself or through a list open over it."""
        here = {None, self._scan_field.window()}
        over = self._delivery.spot.place in {Place.MENU, Place.LIST}
        return self._scan_field.isVisible() and (over or QApplication.activeWindow() in here)

    def _on_beat(self) -> None:
        self._beats += 1
        if self._beats * _BEAT_MS > self.scanner.pause_ms:
            self.end_run()

    def _forget(self) -> None:
        """A command came in between: what was typed stays where it is, and is no scan."""
        self._run = None
        self._timer.stop()
        self._delivery.stop_word()
        self._no_end_until = 0.0
        self.asking.give_up()
