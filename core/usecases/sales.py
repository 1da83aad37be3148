"""Cards that this till sold and whose code is still here: shown, printed on a label, handed over; and what is sold."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.domain.design import Design, of_suffix
from core.domain.greeting import Greeting
from core.domain.operation import FINAL, OPEN, Kind, State
from core.domain.permission import Permission
from core.domain.policy import ShopPolicy, policy_of
from core.printing.sale import SoldCard, check_named
from core.rows import OperationRow
from core.usecases.changes import Changes
from core.usecases.front_door import needs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.bootstrap import Core
    from core.domain.command import Issue
    from core.printing.card import CardWords

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
        return self.row.message is not None and self.row.message.key == "park.currency"

    @property
    def ended(self) -> bool:
        return self.row.state in FINAL


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the shop sells: designs and usual amounts, the latter in minor units of `currency`, the shop's own.

    `currencies`: what cards can be sold in, as far as is known. `policy`: what is to be said of an early end.
    """

    designs: tuple[Design, ...]
    amounts: tuple[int, ...]
    currency: str
    currencies: tuple[str, ...] = ()
    policy: ShopPolicy | None = None


@needs(Permission.STATUS)
def read_shelf(core: Core) -> Shelf:
    """Return what the shop sells, as the settings say."""
    preferences, currency = core.preferences, core.preferences.get("currency")
    offered = core.terms.known().offered(currency)
    policy = policy_of(preferences.all())
    return Shelf(preferences.designs(), preferences.ready_amounts(), currency, offered, policy)


@needs(Permission.ISSUE)
def learn_currency(core: Core, currency: str = "") -> str:
    """Return the currency of a sale, the shop's own for "", once the service was asked whether it makes such cards."""
    currency = currency or core.preferences.get("currency")
    core.terms.look_up(currency)
    return currency


@needs(Permission.STATUS)
def check_printable(core: Core) -> None:
    """Raise KnownError before a sale whose card could not be printed, for the shop has no name on paper yet."""
    check_named(core.preferences.shop_on_paper())


@needs(Permission.SHOW_CODE)
def read_sale(core: Core, operation_id: str) -> Sale | None:
    """Return the sale as it stands now; None when there is none."""
    row = core.queries.operation(operation_id)
    if row is None:
        return None
    code = core.desk.code_of(operation_id)
    card = core.queries.card(row.card_id)
    return Sale(
        row=row,
        code=code,
        payload=core.desk.qr_payload(operation_id) if code else None,
        expires_on=card.expires_on if card else None,
        shop=core.preferences.shop_on_paper(),
        design=of_suffix(core.preferences.designs(), card.template_suffix if card else None),
        greeting=core.desk.greeting_of(operation_id),
        barcode=core.preferences.get("card.barcode") == "on",
        label_printer=core.preferences.get("label.printer"),
    )


@needs(Permission.SHOW_CODE)
def read_code(core: Core, operation_id: str) -> str | None:
    """Return the new card's code while it is still kept; None afterwards. Raises NotFound."""
    return core.desk.code_of(operation_id)


@needs(Permission.SHOW_CODE)
def read_sold_card(core: Core, operation_id: str, command: Issue) -> SoldCard | None:
    """Return what is painted on a card that was just sold; None when its code cannot be opened any more."""
    design = of_suffix(core.preferences.designs(), command.template_suffix)
    card = _painted(core, operation_id, (command.amount, command.currency, command.expires_on), design)
    return None if card is None else replace(card, greeting=command.greeting)


@needs(Permission.SHOW_CODE)
def read_replacing_card(core: Core, operation_id: str, worth: int, currency: str) -> SoldCard | None:
    """Return what is painted on a card that took another's place; None when it is not made or its code is gone."""
    row = core.queries.operation(operation_id)
    card = core.queries.card(row.card_id) if row is not None else None
    return None if card is None else _painted(core, operation_id, (worth, currency, card.expires_on), None)


@needs(Permission.LIST)
def read_waiting(core: Core) -> tuple[OperationRow, ...]:
    """Return all single sales whose code nobody handed over, newest first; what came to nothing has none to give."""
    refused, ordered = {State.DECLINED, State.CANCELLED}, core.batches.sales()
    return tuple(
        row
        for row in core.queries.operations(_MOST)
        if row.kind is Kind.ISSUE and row.code_waits and row.state not in refused and row.operation_id not in ordered
    )


@needs(Permission.HAND_OVER)
def hand_over(core: Core, operation_id: str) -> Changes:
    """Wipe the code, now with the customer, as soon as the service has made the card. Raises NotFound."""
    core.desk.hand_over(operation_id)
    return Changes(queue=True)


@needs(Permission.PRINT)
def note_cards_printed(core: Core, operation_ids: Sequence[str]) -> None:
    """Journal that the front end printed the cards of these sales, or saved them. Raises SignInNeeded."""
    core.labels.record.note_cards(operation_ids)


@needs(Permission.PRINT)
def print_label(core: Core, operation_id: str, words: CardWords, sold: SoldCard) -> str:
    """Print the card of this sale as a label; return where it went, for people. Raises KnownError."""
    return core.labels.print(operation_id, words, sold)


def _painted(
    core: Core, operation_id: str, sold: tuple[int, str, str | None], design: Design | None
) -> SoldCard | None:
    payload, code = core.desk.qr_payload(operation_id), core.desk.code_of(operation_id)
    if payload is None or code is None:
        return None
    amount, currency, expires_on = sold
    shop, barcode = core.preferences.shop_on_paper(), core.preferences.get("card.barcode") == "on"
    card = SoldCard(shop, amount, currency, code, payload, expires_on, barcode=barcode)
    return card if design is None else replace(card, colours=design.colours)
