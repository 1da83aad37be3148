"""The way to the service: on the sandbox, address and token of a real one; there, another token or address."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.domain.credentials import given_text
from core.errors import BadInput
from gui.widgets.buttons.button import button
from gui.widgets.forms.field_rows import Field, FieldRows
from gui.widgets.layout.panel import Panel
from gui.widgets.text.labels import label
from gui.wording import messages
from gui.wording.places_of_token import place_words, where_from
from gui.wording.scope_words import scopes_told

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
    """`given` carries address and token; the address of a real service means something only while it is `moving`.

    `restored`: somebody says that the service, which has none of this till's cards, was restored.
    """

    given = Signal(str, str)
    restored = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Service and token"), parent, name="settings_service")
        self._sandbox = False
        self.moving = False
        """Another address of a real service is being entered."""
        self._place = label("", "hint", "service_token_place", wrap=True)
        self._scopes = label("", "hint", "service_scopes", wrap=True)
        self._scopes.hide()
        self._rows = FieldRows(
            (
                Field("new_service_url", self.tr("Address of your service"), most=2000),
                Field("new_service_client", self.tr("Client ID"),
                      self.tr("Only where the service gave one. Its secret goes below."), most=200, checked=False),
                Field("new_service_token", self.tr("Token, or the client's secret"),
                      self.tr("The old one stays until this one works."), secret=True, most=8192),
            )
        )  # fmt: skip
        self._go = button("", "service_check")
        self._move = button(self.tr("The service has another address"), "service_move")
        self._restored = button(self.tr("The service was restored"), "service_restored")
        where = label(where_from(), "hint", "where_from", wrap=True)
        for each in (self._place, self._scopes, self._rows, where, self._go, self._move, self._restored):
            self.body.addWidget(each)
        self.show_service(sandbox=True, place="sandbox")

        self._rows.changed.connect(self._rows.clear_errors)
        self._rows.submitted.connect(self._on_given)
        self._go.clicked.connect(self._on_given)
        self._move.clicked.connect(self._on_move)
        self._restored.clicked.connect(self.restored)

    def show_service(self, *, sandbox: bool, place: str, foreign: bool = False) -> None:
        """Show what there is to do. `foreign`: what answers has none of this till's cards."""
        self._sandbox, self.moving = sandbox, False
        self._place.setText(place_words(place))
        self._move.setVisible(not sandbox)
        self._restored.setVisible(foreign)
        self._ready()

    def show_scopes(self, scopes: frozenset[str] | None) -> None:
        """Show what the till's key may do; nothing where the service does not say."""
        self._scopes.setText("" if scopes is None else scopes_told(scopes))
        self._scopes.setVisible(scopes is not None)

    def show_done(self) -> None:
        """Take the token out of the window."""
        for name in ("new_service_client", "new_service_token"):
            self._rows.set_value(name, "")
        self._ready()

    def show_problem(self, key: str, text: str) -> None:
        self._ready()
        on_address = (self._sandbox or self.moving) and key in _OF_ADDRESS
        self._rows.show_error("new_service_url" if on_address else "new_service_token", text)

    def show_address(self, url: str) -> None:
        self._rows.set_value("new_service_url", url)

    def _ready(self) -> None:
        self._rows.input("new_service_url").setEnabled(self._sandbox or self.moving)
        self._go.setEnabled(True)
        if self.moving:
            self._go.setText(self.tr("Check and move"))
        else:
            self._go.setText(self.tr("Check and connect") if self._sandbox else self.tr("Check and swap the token"))

    def _on_move(self) -> None:
        """Let the address be changed; without a token the one that works now goes along."""
        self.moving = True
        self._move.hide()
        self._ready()
        self._rows.input("new_service_url").setFocus()

    def _on_given(self) -> None:
        if not self._go.isEnabled():
            return
        try:
            token = given_text(self._rows.value("new_service_client"), self._rows.value("new_service_token"))
        except BadInput as error:
            self.show_problem(error.key, messages.format_error(error))
            return
        self._go.setEnabled(False)
        self._go.setText(self.tr("Asking the service…"))
        self.given.emit(self._rows.value("new_service_url"), token)
