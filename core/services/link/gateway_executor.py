"""Turns what a machine wants into one call of the gateway. No decisions, no database, no retries."""

from __future__ import annotations

from core.domain.reply import CardPage, Failure, Lost
from core.protocol.machine import (
    Action,
    Answer,
    End,
    ListAfter,
    ListTransactions,
    NoService,
    PostCard,
    PostDisable,
    PutBalance,
    PutFields,
    ReadCard,
    Wait,
)
from core.remote.gateway import Gateway, NewCard
from core.security.vault import Vault
from core.services.link.refused_acts import BALANCE, CREATE, LIST, READ
from core.store.outbox import Operation

_SOME = 50
_ACTS: dict[type, str] = {
    ReadCard: READ,
    PutBalance: BALANCE,
    ListTransactions: LIST,
    PostCard: CREATE,
    ListAfter: LIST,
    PutFields: "update",
    PostDisable: "disable",
}


def act_of(action: Action) -> str:
    """Return the kind of act that a request is, as the service allows or refuses it."""
    return _ACTS.get(type(action), "")


class GatewayExecutor:
    """The vault opens the sealed code for the moment of a create."""

    def __init__(self, gateway: Gateway, vault: Vault) -> None:
        self._gateway = gateway
        self._vault = vault

    def perform(self, operation: Operation, action: Action) -> Answer:
        gateway, card_id = self._gateway, operation.card_id
        match action:
            case ReadCard():
                return gateway.read_card(card_id)
            case PutBalance(balance, safeguards):
                return gateway.put_balance(card_id, balance, operation.currency, safeguards)
            case ListTransactions():
                return gateway.list_transactions(card_id, operation.currency)
            case PostCard(key):
                return self._create(operation, key)
            case ListAfter(since_id):
                return _searched(gateway.list_cards(since_id), operation.payload["mark"])
            case PutFields(changes, key):
                return gateway.update_card(card_id, dict(changes), key)
            case PostDisable(key):
                return gateway.disable_card(card_id, key)
            case Wait() | NoService() | End():
                raise AssertionError(f"{action} is not a request")

    def look(self) -> CardPage | Failure:
        """Read some cards; a page of which none can be read is a failure."""
        page = self._gateway.list_cards(None, _SOME)
        if isinstance(page, CardPage) and page.unreadable and not page.cards:
            place = page.unreadable[0].field
            return Lost(f"the reply is malformed: {place}", 200, place)
        return page

    def _create(self, operation: Operation, key: str | None) -> Answer:
        code = self._vault.unseal(operation.sealed_code or b"", operation.operation_id)
        if code is None:  # the till's key was lost or replaced: nothing may be sent under another code
            return Lost("the sealed code cannot be opened with this till's key")
        payload = operation.payload
        new = NewCard(
            initial_value=operation.want,
            currency=operation.currency,
            code=code,
            note=payload["note"],
            expires_on=payload["expires_on"],
            template_suffix=payload["template_suffix"],
            currency_sent=operation.currency_sent,
        )
        return self._gateway.create_card(new, key)


def _searched(page: CardPage | Failure, mark: str) -> CardPage | Failure:
    """Return a page in which a new card is looked for. A row that cannot be read may be that card: it tells nothing."""
    if not isinstance(page, CardPage) or not page.unreadable:
        return page
    if any((card.note or "").endswith(mark) for card in page.cards):
        return page
    place = page.unreadable[0].field
    return Lost(f"a card in the list cannot be read: {place}", 200, place)
