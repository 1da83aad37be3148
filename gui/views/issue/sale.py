"""A card that this till sold and whose code is still here: read in a lane, shown by the code screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.domain.design import Design, of_suffix
from core.domain.greeting import Greeting
from core.domain.operation import FINAL, OPEN, Kind, State
from core.rows import OperationRow

if TYPE_CHECKING:
    from core.bootstrap import Core

_MOST = 500

CONFIRMED, PENDING, DOUBTED, PARKED, REFUSED = "confirmed", "pending", "doubted", "parked", "refused"


@dataclass(frozen=True, slots=True)
class Sale:
    """`code` is None once the customer has the card; `payload` is what the QR says; `expires_on` an ISO date.

    `shop` is empty while the till does not know its name: nothing can be printed.
    """

    row: OperationRow
    code: str | None
    payload: str | None
    expires_on: str | None
    shop: str
    design: Design
    greeting: Greeting
    barcode: bool
    """A Code 128 stands on the card as well."""
    label_printer: str
    """Where a label of it goes; empty without one."""

    @property
    def stand(self) -> str:
        """One of confirmed, pending, doubted, parked, refused: what the clerk may promise now."""
        state = self.row.state
        if state in {State.DONE, State.INFERRED}:
            return CONFIRMED
        if state is State.PARKED:
            return PARKED
        if state in OPEN:
            return PENDING if self.row.offline else DOUBTED
        return REFUSED

    @property
    def other_value(self) -> bool:
        """The card that was made is worth something else than was sold: it is not to be printed."""
        return self.row.said is not None and self.row.said.key == "park.currency"

    @property
    def ended(self) -> bool:
        return self.row.state in FINAL


def read_sale(operation_id: str) -> Callable[[Core], Sale | None]:
    """The sale as it stands now; None when there is none."""

    def work(core: Core) -> Sale | None:
        row = core.queries.operation(operation_id)
        if row is None:
            return None
        code = core.desk.code_of(operation_id)
        card = core.queries.card(row.card_id)
        suffix = card.template_suffix if card else None
        return Sale(
            row=row,
            code=code,
            payload=core.desk.qr_payload(operation_id) if code else None,
            expires_on=card.expires_on if card else None,
            shop=core.preferences.shop_on_paper(),
            design=of_suffix(core.preferences.designs(), suffix),
            greeting=core.desk.greeting_of(operation_id),
            barcode=core.preferences.get("card.barcode") == "on",
            label_printer=core.preferences.get("label.printer"),
        )

    return work


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the shop sells: designs and usual amounts, the latter in minor units of `currency`, the shop's own.

    `currencies`: what cards can be sold in, as far as is known.
    """

    designs: tuple[Design, ...]
    amounts: tuple[int, ...]
    currency: str
    currencies: tuple[str, ...] = ()


def read_shelf(core: Core) -> Shelf:
    """As the settings say."""
    preferences, currency = core.preferences, core.preferences.get("currency")
    offered = core.terms.known().offered(currency)
    return Shelf(preferences.designs(), preferences.ready_amounts(), currency, offered)


def read_waiting(core: Core) -> tuple[OperationRow, ...]:
    """All single sales whose code nobody handed over, newest first; what came to nothing has no code to hand over."""
    refused, ordered = {State.DECLINED, State.CANCELLED}, core.batches.sales()
    return tuple(
        row
        for row in core.queries.operations(_MOST)
        if row.kind is Kind.ISSUE and row.code_waits and row.state not in refused and row.operation_id not in ordered
    )


def hand_over(operation_id: str) -> Callable[[Core], None]:
    """The customer has it: the code is wiped as soon as the service has made the card."""

    def work(core: Core) -> None:
        core.desk.hand_over(operation_id)

    return work
