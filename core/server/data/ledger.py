"""Create a card, change its balance, update it, disable it: inside one write transaction.

The card's row is locked before it is read, so `balance` is always its initial value plus its transactions.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, bindparam, delete, func, insert, select, update

from core.domain.money import exponent
from core.server.contract.card_rules import (
    Body,
    CardToCreate,
    check_balance,
    check_spendable,
    draw_code,
    expiry_of,
    money_of,
    text_of,
)
from core.server.contract.events import EventType
from core.server.contract.refusals import RequestRefused, deactivated, invalid, not_found
from core.server.contract.request import OUR_CLIENT_ID
from core.server.contract.shop_time import shop_zone, today
from core.server.contract.switches import Switches
from core.server.data.code_seal import CODE
from core.server.data.driver import DriverConnection, NoRow, Statement
from core.server.data.event_record import card_event, record_event
from core.server.data.tables import SHOWN, Card, TransactionRow, cards, counters, transactions, unindexed


class _Spendable(NamedTuple):
    """A locked card, and the id of its next transaction where the database has told it ahead: PostgreSQL."""

    card: Card
    next_id: int | None = None


_ID: BindParameter[int] = bindparam("card_id")
_RECORDED = [name for name in TransactionRow._fields if name != "id"]
CARD = Statement(select(cards).where(cards.c.id == _ID), Card._make)
SHOWN_CARD = Statement(
    select(*(cards.c[name] for name in SHOWN), cards.c.version).where(cards.c.id == _ID), lambda row: row
)
"""What a reply shows of a card, as a row of a page has it, and behind it the version."""
_LOCKED = Statement(select(cards).where(cards.c.id == _ID).with_for_update(), Card._make)
_LOCKED_TO_POST = Statement(
    select(func.nextval("transactions_id_seq"), cards).where(cards.c.id == _ID).with_for_update(of=cards),
    lambda row: _Spendable(Card._make(row[1:]), row[0]),
)
_WITH_CODE = Statement(select(cards.c.id).where(cards.c.code == bindparam("code")), tuple)
_NEXT_ID = Statement(
    update(counters).where(counters.c.name == "card").values(value=counters.c.value + 1).returning(counters.c.value),
    tuple,
)
_INSERT = Statement(insert(cards), NoRow._make, Card._fields)
_RECORD = Statement(insert(transactions).returning(transactions), TransactionRow._make, _RECORDED)
_RECORD_NUMBERED = Statement(insert(transactions), NoRow._make, TransactionRow._fields)
_DROP_INDEXED = Statement(delete(unindexed).where(unindexed.c.until <= bindparam("now")), NoRow._make)
_UNINDEXED = Statement(select(unindexed.c.id).where(unindexed.c.id == _ID), tuple)
_KEEP = Statement(insert(unindexed), NoRow._make, [column.name for column in unindexed.c])


@dataclass(frozen=True, slots=True)
class CardLedger:
    """The cards inside one write transaction at `now` (UTC epoch seconds), changed by one client of the API."""

    conn: DriverConnection
    switches: Switches
    now: int
    client_id: int = OUR_CLIENT_ID
    wanted: Collection[str] = ()
    """The events that some webhook asks for; of others nothing is recorded."""

    def lock(self, card_id: int) -> Card:
        """Lock the card until the end of the transaction and return it. Raises RequestRefused 404."""
        card = self.conn.first(_LOCKED, {"card_id": card_id})
        if card is None:
            raise not_found()
        return card

    def create(self, new: CardToCreate) -> Card:
        """Make a card and return it. Raises RequestRefused when the code was ever used."""
        card_id: int = self.conn.one(_NEXT_ID, {})[0]  # also keeps other creates waiting
        code = new.code or self._unused_code()
        if new.code and self._is_used(code):
            raise invalid("code", "has already been taken", "code_taken")
        card = _card(card_id, code, new, self.now)._replace(api_client_id=self.client_id)
        kept = card._replace(code=self._sealed(code))
        self.conn.execute(_INSERT, kept._asdict())
        self._keep_for_index(kept, absent=True)
        self.tell("gift_card.created", card)
        return card

    def set_balance(self, card_id: int, body: Body, seen: int | None = None) -> tuple[TransactionRow, Card]:
        """Set the balance to what the body says; return the transaction and the card after it.

        `seen` is the balance that was read before: only the difference to it is posted then (docs/protocol.md K2).
        """
        spendable = self._spendable(card_id)
        card = spendable.card
        balance = money_of(body, "balance", card.currency)
        check_balance(balance, card.currency, self.switches)
        return self._post(spendable, balance - (card.balance if seen is None else seen), body)

    def adjust(self, card_id: int, body: Body, order: int | None = None) -> tuple[TransactionRow, Card]:
        """Add the signed `amount` of the body; `order` is the order transaction of the web shop, when it spends."""
        spendable = self._spendable(card_id)
        return self._post(spendable, money_of(body, "amount", spendable.card.currency), body, order)

    def update(self, card_id: int, body: Body) -> Card:
        """Change note, expires_on, template_suffix; ignore everything else in the body. Return the card after it."""
        card = self.lock(card_id)
        if "expires_on" in body and card.disabled_at is not None:
            raise deactivated()
        wanted: dict[str, object] = {f: text_of(body, f) for f in ("note", "template_suffix") if f in body}
        if "expires_on" in body:
            wanted["expires_on"] = expiry_of(body)
        changes = {field: text for field, text in wanted.items() if text != getattr(card, field)}
        if "note" in changes:
            changes["folded_note"] = str(changes["note"] or "").casefold()
        if not changes:
            return card
        changed = self._change(card, changes, self.now)
        self.tell("gift_card.updated", changed)
        return changed

    def disable(self, card_id: int) -> Card:
        """Disable the card for ever and return it. Its balance stays."""
        card = self.lock(card_id)
        if card.disabled_at is None:
            at = max(self.now, card.updated_at)
            disabled = self._change(card, {"disabled_at": at}, at)
            self.tell("gift_card.disabled", disabled)
            return disabled
        if self.switches.second_disable == "refuse":
            raise deactivated()
        return card

    def _spendable(self, card_id: int) -> _Spendable:
        """Lock the card. With the id of its transaction nothing need be waited for until the COMMIT."""
        if self.conn.dialect == "sqlite":
            found: _Spendable | None = _Spendable(self.lock(card_id))
        else:
            found = self.conn.first(_LOCKED_TO_POST, {"card_id": card_id})
        if found is None:
            raise not_found()
        card = found.card
        check_spendable(card.disabled_at, card.expires_on, today(self.now, shop_zone(self.switches.shop_zone)))
        return found

    def _post(
        self, spendable: _Spendable, amount: int, body: Body, order: int | None = None
    ) -> tuple[TransactionRow, Card]:
        card, next_id = spendable
        reference = text_of(body, "remote_transaction_ref") if self.switches.echo_reference else None
        if not amount and self.switches.same_balance == "refuse":
            raise invalid("balance", "must be different from the present balance", "same_balance")
        check_balance(card.balance + amount, card.currency, self.switches)
        moved = self.now if self.switches.balance_moves_updated_at else card.updated_at
        changed = self._change(card, {"balance": card.balance + amount, "writes": card.writes + 1}, moved)
        made = TransactionRow(next_id or 0, card.id, changed.writes, amount, self.now, reference, order, self.client_id)
        if next_id is None:
            made = self.conn.one(_RECORD, {name: getattr(made, name) for name in _RECORDED})
        else:
            self.conn.execute(_RECORD_NUMBERED, made._asdict())
        if amount:
            self.tell("gift_card.redeemed" if amount < 0 else "gift_card.credited", changed, made)
        return made, changed

    def _change(self, card: Card, changes: dict[str, object], updated_at: int) -> Card:
        self._keep_for_index(card)
        changes = changes | {"updated_at": max(updated_at, card.updated_at), "version": card.version + 1}
        self.conn.execute(_change(tuple(changes)), changes | {"card_id": card.id})
        return card._replace(**changes)  # type: ignore[arg-type]

    def tell(self, event: EventType, card: Card, made: TransactionRow | None = None) -> None:
        """Record an event of a card for the webhooks that ask for it; `made` is the change of its balance."""
        if event in self.wanted:
            record_event(self.conn, card_event(event, card, shop_zone(self.switches.shop_zone), made), self.now)

    def _keep_for_index(self, card: Card, *, absent: bool = False) -> None:
        """Keep the card's present state for the search index until that catches up."""
        if not self.switches.search_lag_s:
            return
        self.conn.execute(_DROP_INDEXED, {"now": self.now})
        if self.conn.first(_UNINDEXED, {"card_id": card.id}) is None:
            seen = {"until": self.now + self.switches.search_lag_s, "absent": int(absent)}
            self.conn.execute(_KEEP, card._asdict() | seen)

    def _is_used(self, code: str) -> bool:
        return self.conn.first(_WITH_CODE, {"code": self._sealed(code)}) is not None

    def _sealed(self, code: str) -> str:
        return self.conn.seal.seal(code, CODE)

    def _unused_code(self) -> str:
        while self._is_used(code := draw_code()):
            pass
        return code


@cache
def _change(columns: tuple[str, ...]) -> Statement[NoRow]:
    """Return the statement that changes these columns of a card, built once.

    SQLite writes anew every index that has a column which is named, also where it stays the same.
    """
    return Statement(update(cards).where(cards.c.id == _ID), NoRow._make, columns)


def check_tag(card: Card, if_match: str) -> None:
    """Raise RequestRefused 412 when the card has changed since the client read it. Weak tags never match (RFC 9110)."""
    if if_match.strip() != "*" and entity_tag(card) not in [tag.strip() for tag in if_match.split(",")]:
        raise RequestRefused(412, "The gift card was changed meanwhile.", code="card_changed")


def entity_tag(card: Card) -> str:
    """Return the card's strong ETag."""
    return _tag(card.id, card.version)


def shown_tag(row: tuple[Any, ...]) -> str:
    """Return the strong ETag of a row of SHOWN_CARD."""
    return _tag(row[0], row[-1])


def _tag(card_id: int, version: int) -> str:
    return f'"{card_id}-{version}"'


def _card(card_id: int, code: str, new: CardToCreate, now: int) -> Card:
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
            "order_id": new.order_id,
            "version": 1,
            "writes": 0,
        }
    )
