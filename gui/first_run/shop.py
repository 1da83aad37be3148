"""What stands on paper: the names of shop and till, and the currency. Nothing is printed before they are known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.errors import KnownError
from gui.first_run.page import Page
from gui.widgets.buttons import BigButton, button
from gui.widgets.field_rows import Field, FieldRows
from gui.widgets.message_bar import announce
from gui.wording import currencies, messages

if TYPE_CHECKING:
    from core.bootstrap import Core
    from gui.work.worker import Desk

_KEYS = ("shop.name", "currency", "till.name")


@dataclass(frozen=True, slots=True)
class Offered:
    """What is offered: set by hand before, else told by the service. `currencies`: what it makes cards in."""

    values: dict[str, str]
    currencies: tuple[str, ...]


class ShopPage(Page):
    """Offers what the service tells. Skip stores nothing; the settings have the same fields."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            "shop",
            self.tr("What is printed"),
            self.tr("These names stand on your cards and receipts. Nothing is printed before they are known."),
        )
        self._desk = desk
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
        desk.ask(_offered, self._on_offered, lane="background")

    def take_focus(self) -> None:
        self._rows.input("first_shop").setFocus()

    def _on_offered(self, offered: Offered) -> None:
        """What was typed meanwhile stays."""
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
                self._show_problem(name, text)
                return
        self._go.setEnabled(False)
        self._desk.ask(_store(values), self._on_stored, lane="counter", failed=self._on_failed)

    def _on_stored(self, _nothing: None) -> None:
        self._desk.look_again()
        self.next_requested.emit()

    def _on_failed(self, error: KnownError) -> None:
        self._go.setEnabled(True)
        field = "first_currency" if error.key in {"setting.currency", "money.currency"} else "first_shop"
        self._show_problem(field, messages.say_error(error))

    def _show_problem(self, name: str, text: str) -> None:
        self._rows.show_error(name, text)
        self._rows.input(name).setFocus()
        announce(self, text)


def _offered(core: Core) -> Offered:
    """Ask the service first; without an answer, what the cards that came so far tell."""
    core.terms.learn()
    shown, known = core.preferences.shown(), core.terms.known()
    values = {key: shown[key] for key in _KEYS}
    values["shop.name"] = values["shop.name"] or core.terms.shop_name()
    values["currency"] = values["currency"] or known.usual
    return Offered(values, known.closed)


def _store(values: dict[str, str]) -> Callable[[Core], None]:
    def work(core: Core) -> None:
        for key in ("currency", "shop.name", "till.name"):  # the one that can be refused first
            core.preferences.set(key, values[key])

    return work
