"""A code that looks like a word: the till is asked whether it knows it, and Enter waits for the answer."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from gui.input.field_undo import FieldUndo
from gui.input.key_run import KeyRun
from gui.input.targets import InputTarget
from gui.widgets.keys import key_events
from gui.widgets.keys.key_events import KeyKind

_PATIENCE_MS = 1500
"""How long Enter waits at most; after that it is given up, and nothing acts."""


@dataclass(slots=True)
class CodeQuestion:
    """`end` is the key that waits for the answer, None after a mere pause; `later` came after it."""

    run: KeyRun
    target: InputTarget
    undo: FieldUndo
    end: QKeyEvent | None = None
    later: list[QKeyEvent] = field(default_factory=list)


class CodeCheck(QObject):
    """`wanted` carries the text that is asked about; `answered` the CodeQuestion and whether the till knows it."""

    wanted = Signal(str)
    answered = Signal(object, bool)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.on = False
        """Whether somebody answers."""
        self._question: CodeQuestion | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self.give_up)

    @property
    def waiting(self) -> bool:
        """An answer is awaited."""
        return self._question is not None

    def ask(self, question: CodeQuestion) -> None:
        self._question = question
        self._patience.start()
        self.wanted.emit(question.run.text)

    def answer(self, text: str, known: bool) -> None:
        """Take the answer whether the till knows `text`; one to an earlier question is dropped."""
        question = self._question
        if question is not None and question.run.text == text:
            self.give_up()
            self.answered.emit(question, known)

    def keeps(self, event: QKeyEvent) -> bool:
        """Keep what is typed while Enter waits; a command, or any key when nothing waits, ends the asking."""
        question = self._question
        if question is None or key_events.kind_of(event) is KeyKind.SHIFT:
            return False
        if question.end is None or key_events.kind_of(event) is KeyKind.COMMAND:
            self.give_up()
            return False
        question.later.append(event.clone())
        return True

    def give_up(self) -> None:
        """Leave the text where it is; its Enter does nothing."""
        self._question = None
        self._patience.stop()
