"""One of several tills: the invitation and its code, and then whose till this is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from gui.dialogs.join_form import JoinForm
from gui.first_run.assistant_page import AssistantPage
from gui.widgets.buttons.button import BigButton, button
from gui.widgets.text.labels import label
from gui.wording import messages

if TYPE_CHECKING:
    from core.errors import KnownError
    from gui.work.restoring import JoinedTill


class JoinPage(AssistantPage):
    """`given` carries a JoinAsked; the answer comes with `show_problem`, or the next page."""

    given = Signal(object)

    def __init__(self) -> None:
        super().__init__(
            "join",
            self.tr("Join the other tills of your shop"),
            self.tr(
                "At the till that leads, a manager invites this one (Settings, Other tills). Service, settings and "
                "people come along; everybody keeps their PIN."
            ),
        )
        self._form = JoinForm()
        self._go = BigButton(self.tr("Join"), "first_run_join", key=self.tr("Enter"))
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
        asked = None if self.busy else self._form.asked()
        if asked is not None:
            self._ready(False)
            self.given.emit(asked)

    def _ready(self, ready: bool) -> None:
        self._form.setEnabled(ready)
        self._go.setEnabled(ready)
        self._back.setEnabled(ready)
        self._go.setText(self.tr("Join") if ready else self.tr("Asking the service…"))


class JoinedPage(AssistantPage):
    """Whose till this is, and what is still to be done with the invitation."""

    def __init__(self, till: JoinedTill) -> None:
        super().__init__(
            "joined",
            self.tr("The till is one of your shop"),
            messages.format_sentence("shop.joined", {"shop": till.joined.shop}),
        )
        if not till.joined.erased:
            left = messages.format_sentence("shop.not_erased", {})
            self.body.addWidget(label(left, "warn", "joined_left", wrap=True))
        self._go = BigButton(self.tr("Open the till"), "first_run_next", key=self.tr("Enter"))
        self.end(self._go)

        self._go.clicked.connect(self.next_requested)

    def take_focus(self) -> None:
        self._go.setDefault(True)
        self._go.setFocus()
