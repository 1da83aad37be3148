"""A page of the assistant with a form: it is handed over once, and can be mended when the answer is a problem."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from gui.first_run.assistant_page import AssistantPage
from gui.widgets.buttons.button import BigButton, button

if TYPE_CHECKING:
    from core.errors import KnownError
    from gui.dialogs.file_form import FileForm


@dataclass(frozen=True, slots=True)
class FormWords:
    """What a page is called and says; `go` is on its button, and `waiting` while the answer is not there."""

    name: str
    heading: str
    sentence: str
    go: str
    waiting: str


class FormPage(AssistantPage):
    """`given` carries what the form was filled with; the answer comes with `show_problem`, or the next page."""

    given = Signal(object)

    def __init__(self, words: FormWords, form: FileForm) -> None:
        super().__init__(words.name, words.heading, words.sentence)
        self._words = words
        self._form = form
        self._go = BigButton(words.go, f"first_run_{words.name}", key=self.tr("Enter"))
        self._back = button(self.tr("&Back"), "first_run_back")
        self.body.addWidget(self._form)
        self.end(self._go, self._back)

        self._form.submitted.connect(self._on_given)
        self._go.clicked.connect(self._on_given)
        self._back.clicked.connect(self.back_requested)

    @property
    def busy(self) -> bool:
        return not self._go.isEnabled()

    def take_focus(self) -> None:
        self._form.take_focus()

    def show_problem(self, error: KnownError) -> None:
        self._ready(ready=True)
        self._form.show_problem(error)

    def _on_given(self) -> None:
        asked = None if self.busy else self._form.asked()
        if asked is not None:
            self._ready(ready=False)
            self.given.emit(asked)

    def _ready(self, *, ready: bool) -> None:
        for each in (self._form, self._go, self._back):
            each.setEnabled(ready)
        self._go.setText(self._words.go if ready else self._words.waiting)
