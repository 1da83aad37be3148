"""Address and token, tried before anything is kept. What is wrong is said in one sentence, and what was typed stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from core.domain.credentials import given_text
from gui.first_run.assistant_page import AssistantPage
from gui.widgets.buttons.button import BigButton, button
from gui.widgets.forms.field_rows import Field, FieldRows
from gui.widgets.text.labels import label
from gui.wording import messages
from gui.wording.places_of_token import where_from

if TYPE_CHECKING:
    from core.errors import KnownError

_OF_TOKEN = frozenset(
    {
        "connect.token_empty",
        "connect.token_refused",
        "connect.client_half",
        "connect.client_refused",
        "connect.no_bearers",
        "start.token_shape",
    }
)
_HERO = "https://gifthero.syncu.be/api/external"


class ConnectPage(AssistantPage):
    """`given` carries address and token; the answer comes with `show_problem`, or the next page."""

    given = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(
            "connect",
            self.tr("Connect your shop"),
            self.tr("Two things are needed. Nothing is kept until the service has answered, and no card is changed."),
        )
        self._rows = FieldRows(
            (
                Field(
                    "service_url",
                    self.tr("Address of the gift card service"),
                    self.tr("It begins with https:// and ends with /api/external."),
                    placeholder=_HERO,
                    most=2000,
                ),
                Field(
                    "service_client",
                    self.tr("Client ID"),
                    self.tr("Only where the service gave one. Its secret goes below."),
                    most=200,
                    checked=False,
                ),
                Field(
                    "service_token",
                    self.tr("Token, or the client's secret: the service's password for this till"),
                    self.tr("Copy it whole. It is never shown again."),
                    secret=True,
                    most=8192,
                ),
            )
        )
        hero = button(self.tr("I use &Gift Card Hero: put its address in"), "first_run_hero", "quiet")
        self._go = BigButton(self.tr("Check and connect"), "first_run_check", key=self.tr("Enter"))
        self._back = button(self.tr("&Back"), "first_run_back")
        self.body.addWidget(hero)
        self.body.addWidget(self._rows)
        self.body.addWidget(label(where_from(), "hint", "where_from", wrap=True))
        self.end(self._go, self._back)

        hero.clicked.connect(self._on_hero)
        self._rows.submitted.connect(self._on_given)
        self._rows.changed.connect(self._rows.clear_errors)
        self._go.clicked.connect(self._on_given)
        self._back.clicked.connect(self.back_requested)

    @property
    def busy(self) -> bool:
        return not self._go.isEnabled()

    def take_focus(self) -> None:
        self._rows.input("service_url").setFocus()

    def show_problem(self, error: KnownError) -> None:
        self._ready(True)
        self._rows.point_out("service_token" if error.key in _OF_TOKEN else "service_url", messages.format_error(error))

    def _on_hero(self) -> None:
        self._rows.set_value("service_url", _HERO)
        self._rows.clear_errors()
        self._rows.input("service_token").setFocus()

    def _on_given(self) -> None:
        url, token = self._rows.value("service_url"), self._rows.value("service_token")
        if self.busy:
            return
        if not url:
            self._rows.point_out("service_url", messages.format_sentence("connect.url_empty", {}))
        elif not token:
            self._rows.point_out("service_token", messages.format_sentence("connect.token_empty", {}))
        else:
            self._rows.clear_errors()
            self._ready(False)
            self.given.emit(url, given_text(self._rows.value("service_client"), token))

    def _ready(self, ready: bool) -> None:
        self._go.setEnabled(ready)
        self._back.setEnabled(ready)
        self._go.setText(self.tr("Check and connect") if ready else self.tr("Asking the service…"))
