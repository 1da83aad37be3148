"""Turns what a machine wants into one call of the gateway. No decisions, no database, no retries."""

from __future__ import annotations

from core.domain.reply import Lost
from core.protocol.machine import (
    Action,
    Answer,
    End,
    ListAfter,
    ListTransactions,
    NoService,
    PostCard,
    PostDisable,
    PutFields,
    ReadCard,
    SetBalance,
    Wait,
)
from core.remote.gateway import Gateway, NewCard
from core.store.outbox import Operation
from core.vault import Vault


class Calls:
    """The vault opens the sealed code for the moment of a create."""

    def __init__(self, gateway: Gateway, vault: Vault) -> None:
        self._gateway = gateway
        self._vault = vault

    def perform(self, operation: Operation, action: Action) -> Answer:
        gateway, card_id = self._gateway, operation.card_id
        match action:
            case ReadCard():
                return gateway.read_card(card_id)
            case SetBalance(balance, safeguards):
                return gateway.put_balance(card_id, balance, operation.currency, safeguards)
            case ListTransactions():
                return gateway.list_transactions(card_id, operation.currency)
            case PostCard(key):
                return self._create(operation, key)
            case ListAfter(since_id):
                return gateway.list_cards(since_id)
            case PutFields(changes):
                return gateway.update_card(card_id, dict(changes))
            case PostDisable():
                return gateway.disable_card(card_id)
            case Wait() | NoService() | End():
                raise AssertionError(f"{action} is not a request")

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
