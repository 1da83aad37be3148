"""A code that looks like a word: the till is asked whether it knows it, and Enter waits for the answer."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from gui.input import keys
from gui.input.keys import KeyKind
from gui.input.places import Spot
from gui.input.run import Run
from gui.input.undo import Undo

_PATIENCE_MS = 1500
"""How long Enter waits at most; after that it is given up, and nothing acts."""


@dataclass(slots=True)
class Asked:
    """`end` is the key that waits for the answer, None after a mere pause; `later` came after it."""

    run: Run
    spot: Spot
    undo: Undo
    end: QKeyEvent | None = None
    later: list[QKeyEvent] = field(default_factory=list)


class Asking(QObject):
    """`wanted` carries the text that is asked about; `answered` an Asked and whether the till knows it."""

    wanted = Signal(str)
    answered = Signal(object, bool)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.on = False
        """Whether somebody answers."""
        self._asked: Asked | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self.give_up)

    @property
    def waiting(self) -> bool:
        """An answer is awaited."""
        return self._asked is not None

    def ask(self, asked: Asked) -> None:
        self._asked = asked
        self._patience.start()
        self.wanted.emit(asked.run.text)

    def answer(self, text: str, known: bool) -> None:
        """Whether the till knows `text`; an answer to an earlier question is dropped."""
        asked = self._asked
        if asked is not None and asked.run.text == text:
            self.give_up()
            self.answered.emit(asked, known)

    def keeps(self, event: QKeyEvent) -> bool:
        """What is typed while Enter waits comes after it; a command, or any key when nothing waits, ends the asking."""
        asked = self._asked
        if asked is None or keys.kind_of(event) is KeyKind.SHIFT:
            return False
        if asked.end is None or keys.kind_of(event) is KeyKind.COMMAND:
            self.give_up()
            return False
        asked.later.append(event.clone())
        return True

    def give_up(self) -> None:
        """The text stays where it is, and its Enter does nothing."""
        self._asked = None
        self._patience.stop()
