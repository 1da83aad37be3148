"""A till out of a backup: file and password, and then what came with it and what became of what waited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from gui.dialogs.restore_form import RestoreForm
from gui.first_run.assistant_page import AssistantPage
from gui.widgets.buttons.button import BigButton, button
from gui.widgets.text.labels import label
from gui.wording import messages

if TYPE_CHECKING:
    from core.errors import KnownError
    from gui.work.restoring import RestoredTill

_NO_TOKEN = "start.token_missing"


class RestorePage(AssistantPage):
    """`given` carries file and password; the answer comes with `show_problem`, or the next page."""

    given = Signal(object, str)

    def __init__(self) -> None:
        super().__init__(
            "restore",
            self.tr("Restore or move from a file"),
            self.tr(
                "The till comes with its people, its settings and what waits in it. What waits is sent only where the "
                "card was not changed since; the rest waits for you in the outbox."
            ),
        )
        self._form = RestoreForm()
        self._go = BigButton(self.tr("Put the till back"), "first_run_restore", key=self.tr("Enter"))
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
        self._ready(True)
        self._form.show_problem(error)

    def _on_given(self) -> None:
        given = None if self.busy else self._form.given()
        if given is not None:
            self._ready(False)
            self.given.emit(*given)

    def _ready(self, ready: bool) -> None:
        self._form.setEnabled(ready)
        self._go.setEnabled(ready)
        self._back.setEnabled(ready)
        self._go.setText(self.tr("Put the till back") if ready else self.tr("Opening the backup…"))


class RestoredPage(AssistantPage):
    """What came with it, what was parked, and what is still to be done."""

    def __init__(self, restored: RestoredTill) -> None:
        facts, problem = restored.facts, restored.problem
        came = self.tr(
            "From the backup of {when}. Entries of the journal: {entries}; operations that waited: {waiting}."
        )
        super().__init__(
            "restored",
            self.tr("The till is here"),
            came.format(
                when=messages.moment(facts.made_at),
                entries=messages.number(facts.entries),
                waiting=messages.number(facts.waiting),
            ),
        )
        for number, said in enumerate(restored.said, 1):
            self.body.addWidget(label(messages.format_message(said), "text", f"restored_said_{number}", wrap=True))
        if problem is not None and problem.key == _NO_TOKEN:
            token = self.tr(
                "Its token did not come along. Until a manager enters it under Settings, Service, nothing is sent."
            )
            self.body.addWidget(label(token, "warn", "restored_token", wrap=True))
        self._go = BigButton(self.tr("Open the till"), "first_run_next", key=self.tr("Enter"))
        self.end(self._go)

        self._go.clicked.connect(self.next_requested)

    def take_focus(self) -> None:
        self._go.setDefault(True)
        self._go.setFocus()
