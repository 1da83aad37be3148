"""Address and token, tried before anything is kept. What is wrong is said in one sentence, and what was typed stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from gui.first_run.page import Page
from gui.widgets.buttons import BigButton, button
from gui.widgets.field_rows import Field, FieldRows
from gui.widgets.message_bar import announce
from gui.wording import messages

if TYPE_CHECKING:
    from core.errors import KnownError

_OF_TOKEN = frozenset({"connect.token_empty", "connect.token_refused", "start.token_shape"})


class ConnectPage(Page):
    """`given` carries address and token; the answer comes with `show_problem`, or the next page."""

    given = Signal(str, str)
    back_requested = Signal()

    def __init__(self) -> None:
        super().__init__(
            "connect",
            self.tr("Connect to your service"),
            self.tr("Nothing is kept until the service has answered. No card is changed."),
        )
        self._rows = FieldRows(
            (
                Field("service_url", self.tr("Address"), placeholder="https://cards.example/api/external", most=2000),
                Field("service_token", self.tr("Token"), self.tr("It is never shown again."), secret=True, most=8192),
            )
        )
        self._go = BigButton(self.tr("Check and connect"), "first_run_check", key=self.tr("Enter"))
        back = button(self.tr("&Back"), "first_run_back")
        self.body.addWidget(self._rows)
        self.end(self._go, back)

        self._rows.submitted.connect(self._on_given)
        self._rows.changed.connect(self._rows.clear_errors)
        self._go.clicked.connect(self._on_given)
        back.clicked.connect(self.back_requested)

    def take_focus(self) -> None:
        self._rows.input("service_url").setFocus()

    def show_problem(self, error: KnownError) -> None:
        field = "service_token" if error.key in _OF_TOKEN else "service_url"
        text = messages.say_error(error)
        self._ready(True)
        self._rows.show_error(field, text)
        self._rows.input(field).setFocus()
        announce(self, text)

    def _on_given(self) -> None:
        if self._go.isEnabled():
            self._ready(False)
            self.given.emit(self._rows.value("service_url"), self._rows.value("service_token"))

    def _ready(self, ready: bool) -> None:
        self._go.setEnabled(ready)
        self._go.setText(self.tr("Check and connect") if ready else self.tr("Asking the service…"))
