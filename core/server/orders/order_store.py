"""Orders in the database: added, read, cancelled, and made card by card, each inside one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, bindparam, func, insert, or_, select, update

from core.server.contract.card_rules import Body, CardToCreate
from core.server.contract.order_rules import (
    NewLine,
    OrderRules,
    OrderState,
    fingerprint_of,
    read_order,
    read_recipient,
    reference_of,
)
from core.server.contract.refusals import RequestRefused, not_found
from core.server.data.driver import DriverConnection, NoRow, Statement, rows_of
from core.server.data.ledger import CardLedger
from core.server.data.listing import AnyConnection
from core.server.data.order_tables import (
    DeliveryRow,
    LineRow,
    OrderRow,
    card_links,
    deliveries,
    order_cards,
    order_lines,
    orders,
)
from core.server.data.tables import Card, cards
from core.server.orders.catalogue import CHANGE_ALONE, Catalogue
from core.server.orders.delivery_queue import DeliveryQueue, line_of
from core.server.orders.order_events import tell_line

MOST_AT_ONCE = 5
"""Cards made in one transaction: sales of tills get in between."""
_OPEN = ("waiting", "making")
_ID: BindParameter[int] = bindparam("order_id")
_LINE: BindParameter[int] = bindparam("line")
_ADDED = [name for name in OrderRow._fields if name != "id"]
_CHANGED = ("state", "made", "failure", "changed_at")
_ADD = Statement(insert(orders).returning(orders.c.id), tuple, _ADDED)
_ADD_LINE = Statement(insert(order_lines), NoRow._make, LineRow._fields)
_ADD_CARD = Statement(insert(order_cards), NoRow._make, [column.name for column in order_cards.c])
_ONE = Statement(select(orders).where(orders.c.id == _ID), OrderRow._make)
_BY_REFERENCE = Statement(select(orders).where(orders.c.reference == bindparam("wanted")), OrderRow._make)
_OF_ORDER = order_lines.c.order_id == _ID
_LINES = Statement(select(order_lines).where(_OF_ORDER).order_by(order_lines.c.number), tuple)
_LOCKED_LINES = Statement(select(order_lines).where(_OF_ORDER).order_by(order_lines.c.number).with_for_update(), tuple)
_CHANGE = Statement(update(order_lines).where(_OF_ORDER, order_lines.c.number == _LINE), NoRow._make, _CHANGED)
_DUE = (or_(*(order_lines.c.state == state for state in _OPEN)), order_lines.c.due_at <= bindparam("now"))
_NEXT = Statement(
    select(order_lines)
    .where(*_DUE)
    .order_by(order_lines.c.due_at, order_lines.c.order_id, order_lines.c.number)
    .limit(1)
    .with_for_update(skip_locked=True),
    LineRow._make,
)
_CARDS = Statement(
    select(order_cards.c.line, cards)
    .join(cards, cards.c.id == order_cards.c.gift_card_id)
    .where(order_cards.c.order_id == _ID)
    .order_by(order_cards.c.line, order_cards.c.position),
    tuple,
)


_DELIVERIES = Statement(
    select(deliveries, card_links.c.opened_at)
    .outerjoin(card_links, card_links.c.delivery_id == deliveries.c.id)
    .where(deliveries.c.order_id == _ID)
    .order_by(deliveries.c.line, deliveries.c.id),
    tuple,
)


_SUMS = Statement(
    select(
        order_lines.c.order_id,
        order_lines.c.state,
        func.sum(order_lines.c.quantity),
        func.sum(order_lines.c.made),
    )
    .where(order_lines.c.order_id >= bindparam("first"), order_lines.c.order_id <= bindparam("last"))
    .group_by(order_lines.c.order_id, order_lines.c.state),
    tuple,
)


class OrderedCard(NamedTuple):
    """A card, and the line that it was made for."""

    line: int
    card: Card


class SentDelivery(NamedTuple):
    """A delivery, and when the page of its cards was opened first."""

    row: DeliveryRow
    opened_at: int | None


@dataclass(frozen=True, slots=True)
class CardOrder:
    """An order as it stands; `cards` are those that are made."""

    row: OrderRow
    lines: Sequence[LineRow]
    cards: Sequence[OrderedCard] = ()
    deliveries: Sequence[SentDelivery] = ()

    @property
    def state(self) -> OrderState:
        """Return how the order stands: as its line that is furthest behind; what was cancelled no longer counts."""
        return state_of({line.state for line in self.lines})


class ListedOrder(NamedTuple):
    """An order in a list: how many cards it has in all, and how many of them are made."""

    row: OrderRow
    state: OrderState
    quantity: int
    made: int


def state_of(states: set[str]) -> OrderState:
    """Return how an order stands whose lines are in these states."""
    order: tuple[OrderState, ...] = ("failed", "making", "waiting", "made", "sent", "opened")
    return next((state for state in order if state in states), "cancelled")


class OrderStore:
    """The orders on one connection."""

    def __init__(self, conn: AnyConnection) -> None:
        self._conn = conn

    def find(self, order_id: int, *, with_cards: bool = True) -> CardOrder:
        """Return an order. Raises RequestRefused 404."""
        row = self._first(_ONE, order_id=order_id)
        if row is None:
            raise not_found()
        return self._whole(OrderRow._make(row), with_cards=with_cards)

    def of_reference(self, reference: str) -> CardOrder | None:
        """Return the order of a reference, None before there is one."""
        row = self._first(_BY_REFERENCE, wanted=reference)
        return None if row is None else self._whole(OrderRow._make(row))

    def page(self, limit: int, cut: int | None, *, back: bool) -> list[ListedOrder]:
        """Return orders without their lines, newest first: those older than the id `cut`, or `back`: newer ones."""
        wanted = select(orders)
        if cut is not None:
            wanted = wanted.where(orders.c.id > cut if back else orders.c.id < cut)
        ordered = wanted.order_by(orders.c.id if back else orders.c.id.desc()).limit(limit)
        return self._listed([OrderRow._make(row) for row in rows_of(self._conn, Statement(ordered, tuple), {})])

    def listed(self, reference: str) -> list[ListedOrder]:
        """Return the order of a reference as a list has it, nothing before there is one."""
        row = self._first(_BY_REFERENCE, wanted=reference)
        return [] if row is None else self._listed([OrderRow._make(row)])

    def _listed(self, rows: list[OrderRow]) -> list[ListedOrder]:
        """Return the orders with the sums of their lines, which may be a thousand each."""
        sums: dict[int, list[tuple[str, int, int]]] = {row.id: [] for row in rows}
        if rows:
            asked = {"first": min(sums), "last": max(sums)}
            for order_id, *told in rows_of(self._conn, _SUMS, asked):
                if order_id in sums:
                    sums[order_id].append((str(told[0]), int(told[1]), int(told[2])))
        return [
            ListedOrder(
                row,
                state_of({state for state, _, _ in found}),
                sum(quantity for _, quantity, _ in found),
                sum(made for _, _, made in found),
            )
            for row, found in zip(rows, sums.values(), strict=True)
        ]

    def _whole(self, row: OrderRow, *, with_cards: bool = True) -> CardOrder:
        asked = {"order_id": row.id}
        lines = [LineRow._make(each) for each in rows_of(self._conn, _LINES, asked)]
        made = rows_of(self._conn, _CARDS, asked) if with_cards else []
        sent = [SentDelivery(DeliveryRow._make(row[:-1]), row[-1]) for row in rows_of(self._conn, _DELIVERIES, asked)]
        return CardOrder(row, lines, [OrderedCard(each[0], Card._make(each[1:])) for each in made], sent)

    def _first(self, statement: Statement[Any], **asked: object) -> Sequence[Any] | None:
        found = rows_of(self._conn, statement, asked)
        return found[0] if found else None


@dataclass(frozen=True, slots=True)
class OrderBook:
    """Changes orders inside the write transaction of `ledger`."""

    ledger: CardLedger

    @property
    def _conn(self) -> DriverConnection:
        return self.ledger.conn

    def add(self, body: Body, offered: frozenset[str]) -> tuple[CardOrder, bool]:
        """Add an order; return it and whether it is new: the same under its reference is given back as it stands.

        `offered`: ways of delivery. Raises RequestRefused 422, also where the reference was used for another.
        """
        reference, fingerprint = reference_of(body), fingerprint_of(body)
        self._conn.one(CHANGE_ALONE, {})
        store = OrderStore(self._conn)
        known = store.of_reference(reference)
        if known is not None:
            if known.row.fingerprint != fingerprint:
                raise RequestRefused(422, {"reference": ["was used for another order"]}, code="reference_taken")
            return known, False
        catalogue = Catalogue(self._conn, self.ledger.switches)
        order = read_order(body, OrderRules(self.ledger.switches, cache(catalogue.find), self.ledger.now, offered))
        made = (reference, fingerprint, self.ledger.client_id, self.ledger.now)
        order_id: int = self._conn.one(_ADD, dict(zip(_ADDED, made, strict=True)))[0]
        for number, line in enumerate(order.lines, 1):
            self._conn.execute(_ADD_LINE, self._row(order_id, number, line)._asdict())
        return store.find(order_id), True

    def cancel(self, order_id: int) -> CardOrder:
        """Cancel every line of which no card is made yet; a cancelled order stays as it is.

        Raises RequestRefused 404, and 422 where all of it is made or being made.
        """
        OrderStore(self._conn).find(order_id, with_cards=False)
        lines = [LineRow._make(each) for each in self._conn.all(_LOCKED_LINES, {"order_id": order_id})]
        able = [line for line in lines if line.state in (*_OPEN, "failed") and not line.made]
        if not able and any(line.state != "cancelled" for line in lines):
            raise RequestRefused(422, "The cards of this order are made already.", code="nothing_to_cancel")
        for line in able:
            self.change(line, "cancelled")
        return OrderStore(self._conn).find(order_id)

    def resend(self, order_id: int, number: int, body: Body) -> CardOrder:
        """Let a line whose cards could not be made be tried again, or send its cards again.

        The body may name a corrected recipient. Raises RequestRefused 404 and 422.
        """
        corrected = read_recipient(body)
        OrderStore(self._conn).find(order_id, with_cards=False)
        lines = [LineRow._make(each) for each in self._conn.all(_LOCKED_LINES, {"order_id": order_id})]
        line = line_of(lines, number)
        if line.state == "failed" and line.made < line.quantity:
            self.change(line, "making")
        elif line.state in ("sent", "opened", "failed"):
            DeliveryQueue(self.ledger).again(line, corrected.email, corrected.phone)
        else:
            raise RequestRefused(422, "There is nothing to send again.", code="nothing_to_resend")
        return OrderStore(self._conn).find(order_id)

    def make_some(self) -> bool:
        """Make some cards of the line that is due first; return False where none is. What is refused fails its line."""
        line = self._conn.first(_NEXT, {"now": self.ledger.now})
        if line is None:
            return False
        order = self._conn.one(_ONE, {"order_id": line.order_id})
        by = replace(self.ledger, client_id=order.api_client_id)
        wanted = CardToCreate(line.initial_value, line.currency, None, None, None, line.template_suffix, line.order_id)
        self._conn.execute_text("SAVEPOINT cards")
        last = min(line.made + MOST_AT_ONCE, line.quantity)
        try:
            for position in range(line.made + 1, last + 1):
                place = (line.order_id, line.number, position, by.create(wanted).id)
                self._conn.execute(_ADD_CARD, dict(zip((column.name for column in order_cards.c), place, strict=True)))
        except RequestRefused as refused:
            self._conn.execute_text("ROLLBACK TO SAVEPOINT cards")
            self.change(line, "failed", failure=_reason(refused))
        else:
            self.change(line._replace(made=last), "made" if last == line.quantity else "making")
            if last == line.quantity and line.delivery != "none":
                DeliveryQueue(self.ledger).add(line)
        return True

    def change(self, line: LineRow, state: OrderState, failure: str | None = None) -> None:
        """Write how a line stands."""
        place = {"order_id": line.order_id, "line": line.number}
        change = (state, line.made, failure, self.ledger.now)
        self._conn.execute(_CHANGE, {**place, **dict(zip(_CHANGED, change, strict=True))})
        tell_line(self.ledger, (line.order_id, line.number), state, failure)

    def _row(self, order_id: int, number: int, line: NewLine) -> LineRow:
        return LineRow(
            order_id,
            number,
            line.product_id,
            line.card.template_suffix,
            line.card.initial_value,
            line.card.currency,
            line.quantity,
            line.recipient.name,
            line.recipient.email,
            line.recipient.phone,
            line.sender_name,
            line.message,
            line.delivery,
            line.send_on,
            line.due_at or self.ledger.now,
            "waiting" if line.due_at > self.ledger.now else "making",
            0,
            None,
            self.ledger.now,
        )


def _reason(refused: RequestRefused) -> str:
    if isinstance(refused.errors, str):
        return refused.errors
    return "; ".join(message for messages in refused.errors.values() for message in messages)
