"""The write side: create, move a balance, update, disable. Each function is called inside one write transaction.

The card's row is locked before it is read, so `balance` and the sum of its transactions can never part.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import BindParameter, bindparam, delete, insert, select, update

from core.domain.money import exponent
from core.server.driver import Driver, Nothing, Statement
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
from core.server.tables import Card, Made, cards, counters, transactions, unindexed
from core.server.wire import OUR_CLIENT_ID, shop_zone, today

_ID: BindParameter[int] = bindparam("card_id")
_MUTABLE = (
    *("balance", "writes", "note", "folded_note", "expires_on", "template_suffix"),
    *("disabled_at", "updated_at", "version"),
)
_RECORDED = [name for name in Made._fields if name != "id"]
CARD = Statement(select(cards).where(cards.c.id == _ID), Card._make)
_LOCKED = Statement(select(cards).where(cards.c.id == _ID).with_for_update(), Card._make)
_WITH_CODE = Statement(select(cards.c.id).where(cards.c.code == bindparam("code")), tuple)
_CHANGE = Statement(update(cards).where(cards.c.id == _ID), Nothing._make, _MUTABLE)
_NEXT_ID = Statement(
    update(counters).where(counters.c.name == "card").values(value=counters.c.value + 1).returning(counters.c.value),
    tuple,
)
_INSERT = Statement(insert(cards), Nothing._make, Card._fields)
_RECORD = Statement(insert(transactions).returning(transactions), Made._make, _RECORDED)
_FORGET = Statement(delete(unindexed).where(unindexed.c.until <= bindparam("now")), Nothing._make)
_UNINDEXED = Statement(select(unindexed.c.id).where(unindexed.c.id == _ID), tuple)
_KEEP = Statement(insert(unindexed), Nothing._make, [column.name for column in unindexed.c])


@dataclass(frozen=True, slots=True)
class Ledger:
    """One write transaction at one time. `now` is UTC epoch seconds."""

    driver: Driver
    switches: Switches
    now: int

    def locked(self, card_id: int) -> Card:
        """The card, locked until the end of the transaction. Raises Refused 404."""
        card = self.driver.first(_LOCKED, {"card_id": card_id})
        if card is None:
            raise not_found()
        return card

    def create(self, new: NewCard) -> Card:
        """A new card. Raises Refused when the code was ever used."""
        card_id: int = self.driver.one(_NEXT_ID, {})[0]  # also keeps other creates waiting
        code = new.code or self._unused_code()
        if new.code and self._is_used(code):
            raise invalid("code", "has already been taken")
        card = _card(card_id, code, new, self.now)
        self.driver.run(_INSERT, card._asdict())
        self._lag(card, absent=True)
        return card

    def set_balance(self, card_id: int, body: Body, seen: int | None = None) -> tuple[Made, Card]:
        """The transaction that made the balance what the body says, and the card after it.

        `seen` is the balance that was read before: only the difference to it is posted then (PROTOCOL.md K2).
        """
        card = self._spendable(card_id)
        balance = money_of(body, "balance", card.currency)
        check_balance(balance, card.currency, self.switches)
        return self._post(card, balance - (card.balance if seen is None else seen), body)

    def adjust(self, card_id: int, body: Body, order: int | None = None) -> tuple[Made, Card]:
        """Post the signed `amount` of the body; `order` is the web shop's transaction, when it spends."""
        card = self._spendable(card_id)
        return self._post(card, money_of(body, "amount", card.currency), body, order)

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

    def _spendable(self, card_id: int) -> Card:
        card = self.locked(card_id)
        check_spendable(card.disabled_at, card.expires_on, today(self.now, shop_zone(self.switches.shop_zone)))
        return card

    def _post(self, card: Card, amount: int, body: Body, order: int | None = None) -> tuple[Made, Card]:
        reference = text_of(body, "remote_transaction_ref") if self.switches.echo_reference else None
        if not amount and self.switches.same_balance == "refuse":
            raise invalid("balance", "must be different from the present balance")
        check_balance(card.balance + amount, card.currency, self.switches)
        moved = self.now if self.switches.balance_moves_updated_at else card.updated_at
        changed = self._change(card, {"balance": card.balance + amount, "writes": card.writes + 1}, moved)
        row = (card.id, changed.writes, amount, self.now, reference, order)
        return self.driver.one(_RECORD, dict(zip(_RECORDED, row, strict=True))), changed

    def _change(self, card: Card, changes: dict[str, object], updated_at: int) -> Card:
        self._lag(card)
        stamp = {"updated_at": max(updated_at, card.updated_at), "version": card.version + 1}
        changed = Card(**card._asdict() | changes | stamp)
        self.driver.run(_CHANGE, {name: getattr(changed, name) for name in _MUTABLE} | {"card_id": card.id})
        return changed

    def _lag(self, card: Card, *, absent: bool = False) -> None:
        """Leave the search index what it has, until it catches up."""
        if not self.switches.search_lag_s:
            return
        self.driver.run(_FORGET, {"now": self.now})
        if self.driver.first(_UNINDEXED, {"card_id": card.id}) is None:
            seen = {"until": self.now + self.switches.search_lag_s, "absent": int(absent)}
            self.driver.run(_KEEP, card._asdict() | seen)

    def _is_used(self, code: str) -> bool:
        return self.driver.first(_WITH_CODE, {"code": code}) is not None

    def _unused_code(self) -> str:
        while self._is_used(code := draw_code()):
            pass
        return code


def matches(card: Card, if_match: str) -> None:
    """Raises Refused 412 when the card is not the one the client saw. Weak tags never match (RFC 9110)."""
    if if_match.strip() != "*" and entity_tag(card) not in [tag.strip() for tag in if_match.split(",")]:
        raise Refused(412, "The gift card was changed meanwhile.")


def entity_tag(card: Card) -> str:
    """A strong ETag."""
    return f'"{card.id}-{card.version}"'


def _card(card_id: int, code: str, new: NewCard, now: int) -> Card:
    blank = dict.fromkeys(Card._fields)
    return Card(
        **blank  # type: ignore[arg-type]
        | {
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
    )
