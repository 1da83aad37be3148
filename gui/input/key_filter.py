"""Every key of every window passes here first: text goes where text belongs, and a scan is told from a hand.

Nothing is held back. A run of keys is delivered as it comes; when its end shows that it was a scan, each field has
back what it had, and the scan goes out as one text. docs/input.md has the rules. Times are those at which the keys
were struck, not those at which a busy machine delivers them.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from shiboken6 import isValid

from core.domain.scanner import MACHINE_MS, Scanner, Shape, shape_of
from gui.input import keys, menus, places
from gui.input.keys import Kind
from gui.input.places import Place, Spot
from gui.input.run import Run
from gui.input.typing import Typing
from gui.input.undo import Undo
from gui.widgets.amount_display import AmountDisplay

if TYPE_CHECKING:
    from gui.frame.scan_field import ScanField

_BEAT_MS = 10
"""The pause is counted in beats of the event loop: while that stands still, keys may be waiting in it."""
_SECOND_END_S, _LATE_END_S = 0.25, 0.6
"""A scanner may end twice; one whose end comes later than its pause ends a scan that is over already."""
_CODE_DIGITS = 8
_PATIENCE_MS = 1500
"""How long Enter waits for the answer whether the till knows a code; after that it is given up, and nothing acts."""
_READ_S = 0.150
_LONG_AMOUNT = 7
_IN_A_TEXT_S = 0.8
_QUICK_AMOUNT = 4


@dataclass(slots=True)
class Asked:
    """A run of which is asked whether the till knows it; `end` waits for the answer, `later` comes after it."""

    run: Run
    spot: Spot
    undo: Undo
    end: QKeyEvent | None = None
    later: list[QKeyEvent] = field(default_factory=list)


class KeyFilter(QObject):
    """`scanned` carries a scan; `refused` one that came where it cannot be looked up; `dropped` one over a secret.

    `unread` asks to look at a field again before Enter counts. `known_wanted` asks whether the till knows a code that
    looks like a word as well; `answer_known` tells. `now` is a clock in seconds for keys without a time.
    """

    scanned = Signal(str)
    refused = Signal()
    dropped = Signal()
    unread = Signal(QWidget)
    known_wanted = Signal(str)

    def __init__(
        self, scan_field: ScanField, now: Callable[[], float] = time.monotonic, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.scanner = Scanner()
        self.asks = False
        """Whether somebody answers `known_wanted`."""
        self._asked: Asked | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._scan_field = scan_field
        self._now = now
        self._run: Run | None = None
        self._spot = Spot(Place.NOWHERE, None)
        self._undo = Undo()
        self._typing = Typing()
        self._no_end_until = 0.0
        self._typed_at: float | None = None
        self._windows: list[QWindow] = []
        self._started = False
        self._watching = False
        self._beats = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_BEAT_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)

        self._timer.timeout.connect(self._on_beat)
        self._patience.timeout.connect(self._on_no_answer)

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
        elif self._may_be_known(run):
            self._ask(Asked(run, self._spot, self._undo))
        self._undo = Undo()

    def eventFilter(self, window: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return self._on_override(event)
        if event.type() == QEvent.Type.MouseButtonPress:
            self._forget()
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if self._asked is not None and keys.kind_of(event) is not Kind.SHIFT and self._waits(event):
            return True
        struck = event.timestamp() / 1000 or self._now()
        take_key = getattr(places.dialog(), "take_key", None)
        if take_key is not None and keys.kind_of(event) is not Kind.COMMAND:
            return bool(take_key(keys.sign_of(event), struck * 1000))
        if self._run is not None and round((struck - self._run.last) * 1000) > self.scanner.pause_ms:
            self.end_run()
        kind = keys.kind_of(event)
        self._typed_at = self._now() if kind is Kind.TEXT else None
        if kind is Kind.TEXT:
            return self._on_text(event, struck, window if isinstance(window, QWindow) else None)
        if kind is Kind.END:
            return self._on_end(event, struck)
        if kind is Kind.CONTROL:
            return self._on_control(event, struck)
        if kind is Kind.COMMAND:
            self._forget()
        return kind is Kind.COMMAND and keys.is_idle_chord(event)

    def _on_override(self, event: QKeyEvent) -> bool:
        """No text, and no control sign of a scanner, is ever a shortcut."""
        if keys.kind_of(event) in {Kind.TEXT, Kind.CONTROL} or (
            keys.kind_of(event) is Kind.END and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            event.accept()
            return True
        return False

    # text

    def _on_text(self, event: QKeyEvent, struck: float, window: QWindow | None) -> bool:
        spot = places.spot(window, self._scan_field)
        if event.isAutoRepeat():
            self._forget()  # a key that is held down is no scanner
            return spot.place not in {Place.TEXT, Place.SECRET, Place.SCAN}
        if event.text() == " " and self._run is None and spot.place in {Place.PAGE, Place.NOWHERE, Place.LIST}:
            return False  # presses a focused control, as screen readers do
        if self._run is None:
            self._run = Run(struck)
            self._undo = Undo()
        digit = keys.amount_key(event)
        self._run.add(event.text(), digit, struck)
        self._spot, self._no_end_until = spot, 0.0
        self._beats = 0
        self._timer.start()
        return self._deliver(event, digit, spot, struck)

    def _deliver(self, event: QKeyEvent, digit: str, spot: Spot, struck: float) -> bool:
        """True when the key went somewhere else than where Qt would bring it."""
        widget = spot.widget
        if spot.place is Place.AMOUNT and isinstance(widget, AmountDisplay):
            self._type_amount(event, digit, widget, struck)
            return True
        if spot.place in {Place.TEXT, Place.SECRET, Place.SCAN} and widget is not None:
            if spot.place is Place.SCAN:
                self._typing.add(event.text(), struck)
            else:
                self._typing.stop()
            self._undo.remember(widget)
            return False
        if spot.place is Place.MENU and isinstance(widget, QMenu):
            menus.move_to(widget, event.text())
            return True
        if spot.place is Place.PAGE:
            self._typing.add(event.text(), struck)
            self._to_scan_field(self._typing.text)
            return True
        return spot.place is not Place.LIST or event.text() == " "

    def _type_amount(self, event: QKeyEvent, digit: str, amount: AmountDisplay, struck: float) -> None:
        self._undo.remember(amount)
        self._typing.begin(amount, struck)
        self._typing.add(event.text(), struck, digit)
        run = self._run
        if self._typing.amount is not None and (run is None or run.digits_only < _CODE_DIGITS):
            amount.press(digit)
            return
        text = self._typing.text if self._typing.amount is None or run is None else run.text
        self._typing.give_back()
        if places.dialog() is None and self._scan_field.isVisible():
            self._to_scan_field(text)

    def _to_scan_field(self, text: str) -> None:
        """The whole run so far; the field takes the focus, so that a person sees where it went."""
        self._undo.remember(self._scan_field)
        self._scan_field.begin(text)
        self._spot = Spot(Place.SCAN, self._scan_field)
        self._typing.moved()

    # its end

    def _on_end(self, event: QKeyEvent, struck: float) -> bool:
        of_scanner = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if self._run is None:
            self._typing.stop()
            return of_scanner or struck <= self._no_end_until
        self._no_end_until = 0.0
        run, self._run = self._run, None
        self._timer.stop()
        if self._is_scan(run, ended=True):
            self._no_end_until = struck + _SECOND_END_S
            self._take(run)
            return True
        undo, self._undo = self._undo, Undo()
        self._typing.stop()
        if of_scanner and self._spot.place is Place.SCAN:
            self._scan_field.submit()
        if self._may_be_known(run):
            self._ask(Asked(run, self._spot, undo, event.clone()))
            return True
        return of_scanner or self._is_unread(run, event, struck)

    def _on_control(self, event: QKeyEvent, struck: float) -> bool:
        """Between the fields of a code a scanner may send such a sign; alone it does nothing here."""
        if self._run is not None:
            self._run.last = struck
            self._beats = 0
        return self._run is not None or keys.is_numpad_of_alt(event)

    def _is_unread(self, run: Run, event: QKeyEvent, struck: float) -> bool:
        """Enter so soon after a long figure that nobody can have read it, or as quick as no hand is."""
        if self._spot.place is not Place.AMOUNT or event.key() == Qt.Key.Key_Tab or self._spot.widget is None:
            return False
        long = run.digits_only >= _LONG_AMOUNT and struck - run.last < _READ_S
        quick = len(run.signs) >= _QUICK_AMOUNT and max(run.pace_ms, (struck - run.last) * 1000) < MACHINE_MS
        if long or quick:
            self.unread.emit(self._spot.widget)
        return long or quick

    def _is_scan(self, run: Run, *, ended: bool) -> bool:
        """In a field a person's word is never taken away: there only marks, or the pace of a machine, tell a scan."""
        place = self._spot.place
        shape = shape_of(run.text, self.scanner)
        if shape is Shape.NONE:
            return False
        if shape >= Shape.OWN or run.pace_ms < self.scanner.machine_ms:
            return True
        if place in {Place.TEXT, Place.SECRET}:
            return ended and place is Place.TEXT and hasattr(places.dialog(), "take_scan")
        return ended and (place is not Place.SCAN or self._scan_field.text() == run.text)

    # a code that may be a word

    def answer_known(self, text: str, known: bool) -> None:
        """A scan after all; or Enter goes on, but not after what looks like a code that nobody has read."""
        asked = self._asked
        if asked is None or asked.run.text != text:
            return
        self._asked = None
        self._patience.stop()
        if known:
            self._spot, self._undo = asked.spot, asked.undo
            self._no_end_until = asked.run.last + _LATE_END_S
            self._take(asked.run)
        elif asked.end is not None:
            self._go_on(asked.spot.widget, asked.end, unread=any(sign.isdecimal() for sign in text))
        for event in asked.later:
            self._replay(event)

    def _may_be_known(self, run: Run) -> bool:
        text = run.text
        return (
            self.asks
            and self._spot.place is Place.TEXT
            and not any(sign.isspace() for sign in text)
            and shape_of(text, self.scanner) is Shape.CODE
        )

    def _ask(self, asked: Asked) -> None:
        self._asked = asked
        self._patience.start()
        self.known_wanted.emit(asked.run.text)

    def _waits(self, event: QKeyEvent) -> bool:
        """What is typed while Enter waits comes after it; a command, or any key when nothing waits, ends the asking."""
        asked = self._asked
        if asked is None or asked.end is None or keys.kind_of(event) is Kind.COMMAND:
            self._on_no_answer()
            return False
        asked.later.append(event.clone())
        return True

    def _on_no_answer(self) -> None:
        self._asked = None
        self._patience.stop()

    def _go_on(self, field: QWidget | None, end: QKeyEvent, *, unread: bool) -> None:
        if field is None or not isValid(field) or not field.hasFocus():
            return
        if unread and end.key() != Qt.Key.Key_Tab:
            self.unread.emit(field)
        else:
            QApplication.sendEvent(field, end)

    def _replay(self, event: QKeyEvent) -> None:
        target = QApplication.focusWidget()
        if target is not None and not self.eventFilter(target.windowHandle() or self, event):
            QApplication.sendEvent(target, event)

    def _take(self, run: Run) -> None:
        """It was a scan: no field keeps anything of it, and what lay open closes."""
        self._undo.restore()
        self._typing.stop()
        if (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        if self._spot.place is Place.SECRET:
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
        over = self._spot.place in {Place.MENU, Place.LIST}
        return self._scan_field.isVisible() and (over or QApplication.activeWindow() in here)

    def _on_beat(self) -> None:
        self._beats += 1
        if self._beats * _BEAT_MS > self.scanner.pause_ms:
            self.end_run()

    def _forget(self) -> None:
        """A command came in between: what was typed stays where it is, and is no scan."""
        self._run = None
        self._timer.stop()
        self._undo = Undo()
        self._typing.stop()
        self._no_end_until = 0.0
        if self._asked is not None:
            self._on_no_answer()
