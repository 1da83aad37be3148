"""What stands on paper: the names of shop and till, and the currency. Nothing is printed before they are known."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from core.errors import KnownError
from core.usecases import settings
from gui.first_run.assistant_page import AssistantPage
from gui.widgets.buttons.button import BigButton, button
from gui.widgets.forms.field_rows import Field, FieldRows
from gui.wording import currencies, messages

if TYPE_CHECKING:
    from core.usecases.settings import OfferedNames
    from gui.work.core_bridge import CoreBridge

_KEYS = ("shop.name", "currency", "till.name")
"""In the order of the fields."""


class ShopPage(AssistantPage):
    """Offers what the service tells. Skip stores nothing; the settings have the same fields."""

    def __init__(self, bridge: CoreBridge) -> None:
        super().__init__(
            "shop",
            self.tr("What is printed"),
            self.tr("These names appear on your cards and receipts. Nothing is printed before they are known."),
        )
        self._bridge = bridge
        self._rows = FieldRows(
            (
                Field("first_shop", self.tr("Name of the shop"), placeholder=self.tr("As customers know it"), most=60),
                Field("first_currency", self.tr("Currency"), choices=currencies.choices()),
                Field(
                    "first_till",
                    self.tr("Name of this till"),
                    self.tr("Each till has a name of its own, such as Till 1 or Upstairs."),
                    most=60,
                ),
            )
        )
        self._go = BigButton(self.tr("Go on"), "first_run_next", key=self.tr("Enter"))
        skip = button(self.tr("&Skip"), "first_run_skip")
        back = button(self.tr("&Back"), "first_run_back")
        self.body.addWidget(self._rows)
        self.end(self._go, back, skip)

        self._rows.submitted.connect(self._on_go)
        self._rows.changed.connect(self._rows.clear_errors)
        self._go.clicked.connect(self._on_go)
        skip.clicked.connect(self.next_requested)
        back.clicked.connect(self.back_requested)
        bridge.ask(settings.offer_names, self._on_offered, thread="background")

    def take_focus(self) -> None:
        self._rows.input("first_shop").setFocus()

    def _on_offered(self, offered: OfferedNames) -> None:
        """Fill in the names that are offered; what was typed meanwhile stays."""
        typed = dict(zip(_KEYS, self._rows.values().values(), strict=True))
        chosen = offered.values["currency"]
        self._rows.set_choices("first_currency", currencies.choices(offered.currencies, chosen=chosen))
        for key, name in zip(_KEYS, self._rows.values(), strict=True):
            wanted = offered.values[key] if key == "currency" else typed[key] or offered.values[key]
            self._rows.set_value(name, wanted)

    def _on_go(self) -> None:
        values = dict(zip(_KEYS, self._rows.values().values(), strict=True))
        missing = {
            "first_shop": "" if values["shop.name"] else self.tr("The name of the shop is missing."),
            "first_currency": "" if values["currency"] else self.tr("The currency is missing."),
            "first_till": "" if values["till.name"] else self.tr("The name of this till is missing."),
        }
        for name, text in missing.items():
            if text:
                self._rows.point_out(name, text)
                return
        self._go.setEnabled(False)
        work = partial(settings.store_names, values=values)
        self._bridge.run(work, self._on_stored, failed=self._on_failed)

    def _on_stored(self, _stored: object) -> None:
        self.next_requested.emit()

    def _on_failed(self, error: KnownError) -> None:
        self._go.setEnabled(True)
        field = "first_currency" if error.key in {"setting.currency", "money.currency"} else "first_shop"
        self._rows.point_out(field, messages.format_error(error))
