"""A till out of a backup: file and password, and then what came with it and what became of what waited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.dialogs.restore_form import RestoreForm
from gui.first_run.assistant_page import AssistantPage
from gui.first_run.form_page import FormPage, FormWords
from gui.widgets.buttons.button import BigButton
from gui.widgets.text.labels import label
from gui.wording import messages

if TYPE_CHECKING:
    from gui.work.restoring import RestoredTill

_NO_TOKEN = "start.token_missing"


class RestorePage(FormPage):
    """`given` carries file and password."""

    def __init__(self) -> None:
        words = FormWords(
            "restore",
            self.tr("Restore or move from a file"),
            self.tr(
                "The till comes with its people, its settings and what waits in it. What waits is sent only where the "
                "card was not changed since; the rest waits for you in the outbox."
            ),
            self.tr("Put the till back"),
            self.tr("Opening the backup…"),
        )
        super().__init__(words, RestoreForm())


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
