"""What came of it, in one of four ways: done, not done, waiting, or not known yet; and what to tell the customer."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from core.domain.command import Command
from core.domain.outcome import Confirmed, Outcome, Refused
from core.rows import OperationRow
from gui import outcome_words
from gui.outcome_words import Words
from gui.views.act_panel import ENTER
from gui.widgets.buttons import BigButton
from gui.widgets.empty_state import Picture
from gui.widgets.labels import label
from gui.widgets.message_bar import announce
from gui.widgets.panel import Panel

_ICONS = {"good": "circle-check", "warn": "clock", "bad": "octagon-alert", "info": "circle-help"}

_READ_MS = 500
"""The second Enter of a double one must not close what nobody has read yet."""


class OutcomePanel(Panel):
    """`finished`: the clerk has read it."""

    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent, name="outcome")
        self.waiting_for: str | None = None
        """The operation whose end is still open, so that this panel is renewed when it comes."""
        self._shown = QElapsedTimer()
        self._picture = Picture("circle-check", "good")
        self._heading = label("", "outcome", "outcome_heading", wrap=True)
        self._sentence = label("", "text", "outcome_sentence", wrap=True)
        self._advice = label("", "muted", "outcome_advice", wrap=True)
        self.next_button = BigButton(self.tr("Next card"), "outcome_next", key=self.tr("Enter"))
        self._arrange()

        self.next_button.clicked.connect(self.finished)

    def show_outcome(self, command: Command, outcome: Outcome) -> None:
        """Tells it, also to a screen reader, and takes the focus so that Enter goes on."""
        self.waiting_for = None if isinstance(outcome, (Confirmed, Refused)) else outcome.operation_id
        self.show_words(outcome_words.of_outcome(command, outcome))

    def show_end(self, row: OperationRow) -> None:
        """What was waiting or unknown has ended by itself."""
        words = outcome_words.of_end(row)
        if words is not None and self.waiting_for == row.operation_id:
            self.waiting_for = None
            self.show_words(words)

    def show_words(self, words: Words) -> None:
        self._picture.show_icon(_ICONS[words.tone], words.tone)
        self._heading.setText(words.heading)
        self._sentence.setText(words.sentence)
        self._advice.setText(words.advice)
        self._advice.setVisible(bool(words.advice))
        announce(self, f"{words.heading}. {words.sentence}")

    def start(self) -> None:
        self._shown.start()
        self.take_focus()

    def take_focus(self) -> None:
        self.next_button.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            if not event.isAutoRepeat() and self._shown.elapsed() >= _READ_MS:
                self.finished.emit()
            return
        super().keyPressEvent(event)

    def _arrange(self) -> None:
        self.body.setSpacing(14)
        self.body.addStretch(1)
        self.body.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        for text in (self._heading, self._sentence, self._advice):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self.body.addWidget(text)
        self.body.addStretch(1)
        self.body.addWidget(self.next_button)
