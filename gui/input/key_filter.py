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
from gui.input import menus, run_classifier, targets
from gui.input.code_check import CodeCheck, CodeQuestion
from gui.input.delivery import Delivery
from gui.input.key_run import KeyRun
from gui.input.targets import TargetKind
from gui.widgets.keys import key_events
from gui.widgets.keys.key_events import KeyKind

if TYPE_CHECKING:
    from gui.input.scan_field import ScanField

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
        self.asking = CodeCheck(self)
        self._scan_field = scan_field
        self._now = now
        self._run: KeyRun | None = None
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
        """Watch every window that gets the keys from now on, dialogs, menus and lists too."""
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
        """Watch a window, once for each."""
        self._windows = [each for each in self._windows if isValid(each)]
        if window is not None and window not in self._windows:
            self._windows.append(window)
            window.installEventFilter(self)

    def end_run(self) -> None:
        """End the run: no key came for as long as a scanner pauses at most."""
        run, self._run = self._run, None
        self._timer.stop()
        if run is None:
            return
        if self._is_scan(run, ended=False):
            self._no_end_until = run.last + _LATE_END_S
            self._take(run)
        elif self._may_be_known(run, ended=False):
            self.asking.ask(CodeQuestion(run, self._delivery.target, self._delivery.take_undo()))

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
        kind = key_events.kind_of(event)
        take_key = getattr(targets.dialog(), "take_key", None)
        if take_key is not None and kind is not KeyKind.COMMAND:
            return bool(take_key(key_events.sign_of(event), struck * 1000))
        self._end_if_late(struck)
        self._typed_at = self._now() if kind is KeyKind.TEXT else None
        return self._on_key(event, kind, struck, window if isinstance(window, QWindow) else None)

    def _on_key(self, event: QKeyEvent, kind: KeyKind, struck: float, window: QWindow | None) -> bool:
        if kind is KeyKind.TEXT:
            return self._on_text(event, struck, window)
        if kind is KeyKind.END:
            return self._on_end(event, struck) or _chooses(event)
        if kind is KeyKind.CONTROL:
            return self._on_control(event, struck)
        if kind is KeyKind.COMMAND:
            self._forget()
        return kind is KeyKind.COMMAND and key_events.is_idle_chord(event)

    def _end_if_late(self, struck: float) -> None:
        """End the run if a scanner's pause was over before this key, though a busy machine has not counted it yet."""
        if self._run is not None and round((struck - self._run.last) * 1000) > self.scanner.pause_ms:
            self.end_run()

    def _on_override(self, event: QKeyEvent) -> bool:
        """Keep text, and control signs of a scanner, from being shortcuts. A command that is one has no key press."""
        kind = key_events.kind_of(event)
        if kind is KeyKind.COMMAND:
            self._end_if_late(event.timestamp() / 1000 or self._now())
            self._forget()
        if kind is KeyKind.END and menus.is_list_of_choice(QApplication.activePopupWidget()):
            event.accept()  # the list would choose before it is known whether this ends a scan
            return True
        if kind in {KeyKind.TEXT, KeyKind.CONTROL} or (kind is KeyKind.END and key_events.is_control(event)):
            event.accept()
            return True
        return False

    def _on_text(self, event: QKeyEvent, struck: float, window: QWindow | None) -> bool:
        target = targets.target_of(window, self._scan_field)
        if event.isAutoRepeat():
            self._forget()  # a key that is held down is no scanner
            return target.kind not in {TargetKind.TEXT, TargetKind.SECRET, TargetKind.SCAN}
        if (
            event.text() == " "
            and self._run is None
            and target.kind in {TargetKind.PAGE, TargetKind.NOWHERE, TargetKind.LIST}
        ):
            return False  # presses a focused control, as screen readers do
        if self._run is None:
            self._run = KeyRun(struck)
            self._delivery.begin()
        self._run.add(event.text(), key_events.amount_key(event), struck)
        self._no_end_until = 0.0
        self._beats = 0
        self._timer.start()
        return self._delivery.deliver(event, self._run, target, struck)

    def _on_end(self, event: QKeyEvent, struck: float) -> bool:
        of_scanner = key_events.is_control(event)
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
        target = self._delivery.target
        if of_scanner and target.kind is TargetKind.SCAN:
            self._scan_field.submit()
        if self._may_be_known(run, ended=True):
            self.asking.ask(CodeQuestion(run, target, self._delivery.take_undo(), event.clone()))
            return True
        unread = run_classifier.is_unread(run, target, event, struck)
        if unread:
            self.unread.emit(target.widget)
        return of_scanner or unread

    def _on_control(self, event: QKeyEvent, struck: float) -> bool:
        """Take such a sign: a scanner may send one between the fields of a code; alone it does nothing here."""
        if self._run is not None:
            self._run.last = struck
            self._beats = 0
        return self._run is not None or key_events.is_numpad_of_alt(event)

    def _is_scan(self, run: KeyRun, *, ended: bool) -> bool:
        return run_classifier.is_scan(run, self._delivery.target, self.scanner, self._scan_field.text(), ended=ended)

    def _may_be_known(self, run: KeyRun, *, ended: bool) -> bool:
        return self.asking.on and run_classifier.may_be_known(run, self._delivery.target, self.scanner, ended=ended)

    def _on_answered(self, question: CodeQuestion, known: bool) -> None:
        """Take it as a scan after all; or let Enter go on, but not after an unread text that looks like a code."""
        if known:
            self._no_end_until = question.run.last + _LATE_END_S
            self._delivery.target = question.target
            self._delivery.restore(question.undo)
            self._take(question.run)
        elif question.end is not None:
            self._go_on(question)
        for event in question.later:
            self._replay(event)

    def _go_on(self, question: CodeQuestion) -> None:
        field, end = question.target.widget, question.end
        if field is None or end is None or not isValid(field) or not field.hasFocus():
            return
        if end.key() != Qt.Key.Key_Tab and any(sign.isdecimal() for sign in question.run.text):
            self.unread.emit(field)
        else:
            QApplication.sendEvent(field, end)

    def _replay(self, event: QKeyEvent) -> None:
        target = QApplication.focusWidget()
        if target is not None and not self.eventFilter(target.windowHandle() or self, event):
            QApplication.sendEvent(target, event)

    def _take(self, run: KeyRun) -> None:
        """Take a scan: no field keeps anything of it, and what lay open closes."""
        self._delivery.restore()
        if (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        if self._delivery.target.kind is TargetKind.SECRET:
            self.dropped.emit()
        elif (dialog := targets.dialog()) is not None:
            take = getattr(dialog, "take_scan", None)
            if take is None or not take(run.text):
                self.refused.emit()
        elif self._is_at_counter():
            self.scanned.emit(run.text)
        else:
            self.refused.emit()

    def _is_at_counter(self) -> bool:
        """Return whether the window of the scan field got the keys, itself or through a list open over it."""
        here = {None, self._scan_field.window()}
        over = self._delivery.target.kind in {TargetKind.MENU, TargetKind.LIST}
        return self._scan_field.isVisible() and (over or QApplication.activeWindow() in here)

    def _on_beat(self) -> None:
        self._beats += 1
        if self._beats * _BEAT_MS > self.scanner.pause_ms:
            self.end_run()

    def _forget(self) -> None:
        """Forget the run, as a command came in between: what was typed stays where it is, and is no scan."""
        self._run = None
        self._timer.stop()
        self._delivery.stop_word()
        self._no_end_until = 0.0
        self.asking.give_up()


def _chooses(event: QKeyEvent) -> bool:
    """Let Enter choose in an open list, now that it is no scan's; return false where none is open."""
    popup = QApplication.activePopupWidget()
    if popup is None or event.key() == Qt.Key.Key_Tab or not menus.is_list_of_choice(popup):
        return False
    menus.choose(popup)
    return True
