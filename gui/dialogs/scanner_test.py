"""Test the scanner: a code on the screen is scanned, and what that tells is shown and can be kept."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.domain.scanner_test import TEST_CODE, Measured, Stroke, measure
from core.printing.qr import QUIET, matrix
from gui.dialogs.fitting import FittingDialog
from gui.widgets.buttons.button import BigButton, button
from gui.widgets.messages.announcement import announce
from gui.widgets.text.labels import label, set_look
from gui.wording import keyboard_words

_OVER_MS = 700
"""A scan is over when no key came for so long: longer than the longest pause that is allowed."""
_SIDE = 260
_LEAST = 8
"""Keys that a scan has at least; fewer are a hand at the keyboard."""


class ScannerTest(FittingDialog):
    """`kept` carries the findings as settings by key. `open` it; it deletes itself."""

    kept = Signal(dict)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("scanner_test")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(self.tr("Test the scanner"))
        self._strokes: list[Stroke] = []
        self._measured: Measured | None = None
        self._over = QTimer(self)
        self._over.setSingleShot(True)
        self._over.setInterval(_OVER_MS)
        self._note = label("", "text", "scanner_said", wrap=True)
        self._found: dict[str, QLabel] = {}
        self._keep = BigButton(self.tr("&Use these settings"), "scanner_keep")
        self._close = button(self.tr("Close"), "scanner_close")
        self._arrange()
        self._show(None)

        self._over.timeout.connect(self.end_scan)
        self._keep.clicked.connect(self._on_keep)
        self._close.clicked.connect(self.reject)

    def take_key(self, sign: str, at_ms: float) -> bool:
        """Take each key while this is in front, as it was struck. Nothing is typed anywhere."""
        if not sign:
            return False
        if not self._strokes and sign in "\r\t":
            return False  # no scan is open: the key works on the buttons
        self._strokes.append(Stroke(sign, at_ms))
        self._over.start()
        return True

    def end_scan(self) -> None:
        """Look at what came, once no key came for a while."""
        self._over.stop()
        strokes, self._strokes = tuple(self._strokes), []
        if len(strokes) >= _LEAST:
            self._show(measure(strokes), scanned=True)

    def _arrange(self) -> None:
        self.setMinimumSize(820, 430)
        facts = QGridLayout()
        facts.setHorizontalSpacing(16)
        facts.setVerticalSpacing(10)
        for row, (name, text) in enumerate(self._names()):
            value = label("", "strong", f"scanner_{name}", wrap=True)
            facts.addWidget(label(text, "label"), row, 0, Qt.AlignmentFlag.AlignTop)
            facts.addWidget(value, row, 1)
            self._found[name] = value
        facts.setColumnStretch(1, 1)
        right = QVBoxLayout()
        right.setSpacing(14)
        right.addWidget(self._note)
        right.addLayout(facts)
        right.addStretch(1)
        across = QHBoxLayout()
        across.setSpacing(24)
        across.addWidget(_TestCode())
        across.addLayout(right, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addWidget(self._close)
        buttons.addWidget(self._keep, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 24)
        column.setSpacing(16)
        column.addWidget(label(self.windowTitle(), "heading", "scanner_heading"))
        column.addLayout(across, 1)
        column.addLayout(buttons)

    def _names(self) -> tuple[tuple[str, str], ...]:
        return (
            ("keyboard", self.tr("Keyboard")),
            ("end", self.tr("Ends with")),
            ("pace", self.tr("Pace")),
            ("around", self.tr("Sends around it")),
        )

    def _show(self, measured: Measured | None, *, scanned: bool = False) -> None:
        self._measured = measured
        self._keep.setEnabled(measured is not None)
        if measured is None:
            self._note.setText(self._ask(scanned))
            set_look(self._note, role="warn" if scanned else "text")
        else:
            self._note.setText(self._answer_text(measured))
            set_look(self._note, role="text")
            self._keep.setFocus()
        for name, text in self._facts(measured).items():
            self._found[name].setText(text)
        announce(self, self._note.text())

    def _ask(self, scanned: bool) -> str:
        if scanned:
            return self.tr("That was not this code, or not all of it. Hold the scanner steady and scan it once more.")
        return self.tr("Scan this code from the screen. Nothing is looked up and no card is touched.")

    def _answer_text(self, measured: Measured) -> str:
        if measured.caps:
            return self.tr("It works. Caps Lock is on at this till; the scanner is read all the same.")
        if measured.layout:
            return self.tr(
                "It works, although the scanner is set for another keyboard than this till. Keep these settings, or "
                "scan the code for “{keyboard}” in the scanner's handbook."
            ).format(keyboard=keyboard_words.name(measured.layout.partition("-")[2]))
        return self.tr("It works.")

    def _facts(self, measured: Measured | None) -> dict[str, str]:
        if measured is None:
            return dict.fromkeys(self._found, "–")
        around = " … ".join(filter(None, (measured.prefix, measured.suffix)))
        pace = self.tr("{pace} ms between keys; {pause} ms is the longest pause")
        return {
            "keyboard": keyboard_words.setting(measured.layout),
            "end": keyboard_words.ends().get(measured.terminator, measured.terminator),
            "pace": pace.format(pace=measured.pace_ms, pause=measured.pause_ms),
            "around": around or self.tr("nothing"),
        }

    def _on_keep(self) -> None:
        if self._measured is not None:
            self.kept.emit(self._measured.settings())
            self.accept()


class _TestCode(QWidget):
    """The code as a QR code, dark on white in every appearance, large enough for a scanner at a screen."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("scanner_code")
        self.setAccessibleName(self.tr("The code to scan"))
        self.setFixedSize(_SIDE, _SIDE)
        self._modules = matrix(TEST_CODE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        across = len(self._modules) + 2 * QUIET
        side = _SIDE // across
        edge = (_SIDE - side * len(self._modules)) // 2
        for y, row in enumerate(self._modules):
            for x, dark in enumerate(row):
                if dark:
                    painter.fillRect(QRectF(edge + x * side, edge + y * side, side, side), QColor("black"))
        painter.end()
