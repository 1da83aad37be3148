"""The write side: create, set a balance, update, disable. Each function is called inside one write transaction.

The card's row is locked before it is read, so `balance` and the sum of its transactions can never part.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Connection, Row, bindparam, delete, insert, select, update

from core.domain.money import exponent
from core.server.refusals import Refused, deactivated, invalid, not_found
from core.server.rules import (
    Body,
    NewCard,
    check_balance,
    check_spendable,
    draw_code,
    expiry_of,
    money_of,
    text_of,
)
from core.server.switches import Switches
from core.server.tables import cards, counters, transactions, unindexed
from core.server.wire import OUR_CLIENT_ID, shop_zone, today

_ID: BindParameter[int] = bindparam("card_id")
CARD = select(cards).where(cards.c.id == _ID)
_LOCKED = CARD.with_for_update()
_WITH_CODE = select(cards.c.id).where(cards.c.code == bindparam("code"))
_CHANGE = update(cards).where(cards.c.id == _ID).returning(cards)
_NEXT_ID = (
    update(counters).where(counters.c.name == "card").values(value=counters.c.value + 1).returning(counters.c.value)
)
_INSERT = insert(cards).returning(cards)
_RECORD = insert(transactions).returning(transactions)
_FORGET = delete(unindexed).where(unindexed.c.until <= bindparam("now"))
_UNINDEXED = select(unindexed.c.id).where(unindexed.c.id == _ID)
_KEEP = insert(unindexed)

Card = Row[Any]


@dataclass(frozen=True, slots=True)
class Ledger:
    """One write transaction at one time. `now` is UTC epoch seconds."""

    connection: Connection
    switches: Switches
    now: int

    def locked(self, card_id: int) -> Card:
        """The card, locked until the end of the transaction. Raises Refused 404."""
        card = self.connection.execute(_LOCKED, {"card_id": card_id}).one_or_none()
        if card is None:
            raise not_found()
        return card

    def create(self, new: NewCard) -> Card:
        """A new card. Raises Refused when the code was ever used."""
        card_id = self.connection.execute(_NEXT_ID).scalar_one()  # also keeps other creates waiting
        code = new.code or self._unused_code()
        if new.code and self._is_used(code):
            raise invalid("code", "has already been taken")
        card = self.connection.execute(_INSERT, _row(card_id, code, new, self.now)).one()
        self._lag(card, absent=True)
        return card

    def set_balance(self, card_id: int, body: Body) -> tuple[Card, Card]:
        """The transaction that made the balance what the body says, and the card after it."""
        card = self.locked(card_id)
        check_spendable(card.disabled_at, card.expires_on, today(self.now, shop_zone(self.switches.shop_zone)))
        balance = money_of(body, "balance", card.currency)
        reference = text_of(body, "remote_transaction_ref") if self.switches.echo_reference else None
        if balance == card.balance and self.switches.same_balance == "refuse":
            raise invalid("balance", "must be different from the present balance")
        check_balance(balance, card.currency, self.switches)
        made = {
            "gift_card_id": card_id,
            "number": card.writes + 1,
            "amount": balance - card.balance,
            "processed_at": self.now,
            "reference": reference,
        }
        moved = self.now if self.switches.balance_moves_updated_at else card.updated_at
        changed = self._change(card, {"balance": balance, "writes": card.writes + 1}, moved)
        return self.connection.execute(_RECORD, made).one(), changed

    def update(self, card_id: int, body: Body) -> Card:
        """Change note, expires_on, template_suffix; everything else in the body is silently ignored."""
        card = self.locked(card_id)
        if "expires_on" in body and card.disabled_at is not None:
            raise deactivated()
        wanted: dict[str, object] = {f: text_of(body, f) for f in ("note", "template_suffix") if f in body}
        if "expires_on" in body:
            wanted["expires_on"] = expiry_of(body)
        changes = {field: text for field, text in wanted.items() if text != getattr(card, field)}
        if "note" in changes:
            changes["folded_note"] = str(changes["note"] or "").casefold()
        return self._change(card, changes, self.now) if changes else card

    def disable(self, card_id: int) -> Card:
        """Final. The balance stays."""
        card = self.locked(card_id)
        if card.disabled_at is None:
            at = max(self.now, card.updated_at)
            return self._change(card, {"disabled_at": at}, at)
        if self.switches.second_disable == "refuse":
            raise deactivated()
        return card

    def _change(self, card: Card, changes: dict[str, object], updated_at: int) -> Card:
        self._lag(card)
        stamp = {"updated_at": max(updated_at, card.updated_at), "version": card.version + 1}
        return self.connection.execute(_CHANGE, changes | stamp | {"card_id": card.id}).one()

    def _lag(self, card: Card, *, absent: bool = False) -> None:
        """Leave the search index what it has, until it catches up."""
        if not self.switches.search_lag_s:
            return
        self.connection.execute(_FORGET, {"now": self.now})
        if self.connection.execute(_UNINDEXED, {"card_id": card.id}).one_or_none() is None:
            seen = {"until": self.now + self.switches.search_lag_s, "absent": int(absent)}
            self.connection.execute(_KEEP, dict(card._mapping) | seen)

    def _is_used(self, code: str) -> bool:
        return self.connection.execute(_WITH_CODE, {"code": code}).first() is not None

    def _unused_code(self) -> str:
        while self._is_used(code := draw_code()):
            pass
        return code


def matches(card: Card, if_match: str | None) -> None:
    """Raises Refused 412 when the card is not the one the client saw."""
    if if_match is not None and if_match.strip() not in ("*", entity_tag(card)):
        raise Refused(412, "The gift card was changed meanwhile.")


def entity_tag(card: Card) -> str:
    """A strong ETag."""
    return f'"{card.id}-{card.version}"'


def _row(card_id: int, code: str, new: NewCard, now: int) -> dict[str, object]:
    return {
        "id": card_id,
        "code": code,
        "last_characters": code[-4:],
        "currency": new.currency,
        "milli": 10 ** (3 - exponent(new.currency)),
        "initial_value": new.initial_value,
        "balance": new.initial_value,
        "created_at": now,
        "updated_at": now,
        "expires_on": new.expires_on,
        "note": new.note,
        "folded_note": (new.note or "").casefold(),
        "template_suffix": new.template_suffix,
        "api_client_id": OUR_CLIENT_ID,
        "version": 1,
        "writes": 0,
    }
