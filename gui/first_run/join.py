"""One of several tills: the invitation and its code, and then whose till this is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.dialogs.join_form import JoinForm
from gui.first_run.assistant_page import AssistantPage
from gui.first_run.form_page import FormPage, FormWords
from gui.widgets.buttons.button import BigButton
from gui.widgets.text.labels import label
from gui.wording import messages

if TYPE_CHECKING:
    from gui.work.restoring import JoinedTill


class JoinPage(FormPage):
    """`given` carries a JoinAsked."""

    def __init__(self) -> None:
        words = FormWords(
            "join",
            self.tr("Join the other tills of your shop"),
            self.tr(
                "At the till that leads, a manager invites this one (Settings, Other tills). Service, settings and "
                "people come along; everybody keeps their PIN."
            ),
            self.tr("Join"),
            self.tr("Asking the service…"),
        )
        super().__init__(words, JoinForm())


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
