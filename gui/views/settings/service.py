"""The way to the service: on the sandbox, address and token of a real one; there, another token at any time."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.widgets.buttons import button
from gui.widgets.field_rows import Field, FieldRows
from gui.widgets.labels import label
from gui.widgets.panel import Panel
from gui.wording.places_of_token import place_words, where_from

_OF_ADDRESS = frozenset(
    {
        "connect.url_empty",
        "start.url",
        "service.unreachable",
        "service.not_json",
        "connect.not_there",
        "connect.insecure",
    }
)


class ServicePanel(Panel):
    """`given` carries address (of no meaning where the service is a real one) and token."""

    given = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Service and token"), parent, name="settings_service")
        self._sandbox = False
        self._place = label("", "hint", "service_token_place", wrap=True)
        self._rows = FieldRows(
            (
                Field("new_service_url", self.tr("Address of your service"), most=2000),
                Field("new_service_token", self.tr("Token"), self.tr("The old one stays until this one works."),
                      secret=True, most=8192),
            )
        )  # fmt: skip
        self._go = button("", "service_check")
        for each in (self._place, self._rows, label(where_from(), "hint", "where_from", wrap=True), self._go):
            self.body.addWidget(each)
        self.show_service(sandbox=True, place="sandbox")

        self._rows.changed.connect(self._rows.clear_errors)
        self._rows.submitted.connect(self._on_given)
        self._go.clicked.connect(self._on_given)

    def show_service(self, *, sandbox: bool, place: str) -> None:
        self._sandbox = sandbox
        self._place.setText(place_words(place))
        self._rows.input("new_service_url").setEnabled(sandbox)
        self._ready()

    def show_done(self) -> None:
        """The token is not in the window any more."""
        self._rows.set_value("new_service_token", "")
        self._ready()

    def show_problem(self, key: str, text: str) -> None:
        self._ready()
        on_address = self._sandbox and key in _OF_ADDRESS
        self._rows.show_error("new_service_url" if on_address else "new_service_token", text)

    def show_address(self, url: str) -> None:
        self._rows.set_value("new_service_url", url)

    def _ready(self) -> None:
        self._go.setEnabled(True)
        self._go.setText(self.tr("Check and connect") if self._sandbox else self.tr("Check and swap the token"))

    def _on_given(self) -> None:
        if self._go.isEnabled():
            self._go.setEnabled(False)
            self._go.setText(self.tr("Asking the service…"))
            self.given.emit(self._rows.value("new_service_url"), self._rows.value("new_service_token"))
