"""What is to be sent, in the database: queued with its cards, held by one process at a time, sent at most once.

A delivery that may have arrived is never sent again by itself. Its state says so: *queued* until the server has taken
both addresses, *sending* from then on. Who finds one that is *sending* and held by nobody, says so and leaves it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import BindParameter, bindparam, insert, or_, select, update

from core.server.contract.events import EventType
from core.server.contract.refusals import RequestRefused, not_found
from core.server.data.code_seal import CODE
from core.server.data.driver import DriverConnection, NoRow, Statement
from core.server.data.ledger import CardLedger
from core.server.data.order_tables import DeliveryRow, LineRow, deliveries, order_cards, order_lines
from core.server.data.tables import Card, cards
from core.server.orders.card_links import add_link
from core.server.orders.order_events import tell_line

HELD_S = 600
"""How long a process has a delivery in hand; longer than any conversation with a mail server takes."""
WAITS_S = (30, 120, 600, 1800, 7200, 21_600, 43_200, 86_400)
"""How long after each attempt that came to nothing the next one is made; after the last it has failed."""
UNKNOWN = "It is not known whether this was sent. Ask the recipient before you send it again."
DELIVERED: EventType = "gift_card.delivered"
_STATES = ("state", "attempts", "next_at", "held_until", "failure", "sent_at")
_QUEUED = [name for name in DeliveryRow._fields if name != "id"]
_ADD = Statement(insert(deliveries), NoRow._make, _QUEUED)
_CHANGE = Statement(update(deliveries).where(deliveries.c.id == bindparam("wanted")), NoRow._make, _STATES)
_LOCKED = Statement(
    select(deliveries).where(deliveries.c.id == bindparam("wanted")).with_for_update(), DeliveryRow._make
)
_FREE = deliveries.c.held_until <= bindparam("now")
_KIND = deliveries.c.kind == bindparam("kind")
_DUE = Statement(
    select(deliveries)
    .where(_KIND, deliveries.c.state == "queued", deliveries.c.next_at <= bindparam("now"), _FREE)
    .order_by(deliveries.c.next_at, deliveries.c.id)
    .limit(1)
    .with_for_update(skip_locked=True),
    DeliveryRow._make,
)
_LEFT = Statement(
    select(deliveries)
    .where(deliveries.c.state == "sending", _FREE)
    .order_by(deliveries.c.id)
    .limit(1)
    .with_for_update(skip_locked=True),
    DeliveryRow._make,
)
_ORDER: BindParameter[int] = bindparam("order_id")
_LINE_NUMBER: BindParameter[int] = bindparam("line")
_OF_LINE = (deliveries.c.order_id == _ORDER, deliveries.c.line == _LINE_NUMBER)
_UNDER_WAY = Statement(
    select(deliveries.c.id).where(*_OF_LINE, or_(deliveries.c.state == "queued", deliveries.c.state == "sending")),
    tuple,
)
_LINE = Statement(
    select(order_lines).where(order_lines.c.order_id == _ORDER, order_lines.c.number == _LINE_NUMBER).with_for_update(),
    LineRow._make,
)
_CARDS = Statement(
    select(cards)
    .join(order_cards, order_cards.c.gift_card_id == cards.c.id)
    .where(order_cards.c.order_id == _ORDER, order_cards.c.line == _LINE_NUMBER)
    .order_by(order_cards.c.position),
    tuple,
)
_TELL_LINE = Statement(
    update(order_lines).where(order_lines.c.order_id == _ORDER, order_lines.c.number == _LINE_NUMBER),
    NoRow._make,
    ("state", "failure", "changed_at"),
)
_CORRECT = Statement(
    update(order_lines).where(order_lines.c.order_id == _ORDER, order_lines.c.number == _LINE_NUMBER),
    NoRow._make,
    ("recipient_email", "recipient_phone"),
)


class HeldDelivery(NamedTuple):
    """A delivery in hand, with its line and its cards, whose codes are in clear."""

    row: DeliveryRow
    line: LineRow
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class DeliveryQueue:
    """The queue inside the write transaction of `ledger`."""

    ledger: CardLedger

    @property
    def _conn(self) -> DriverConnection:
        return self.ledger.conn

    def add(self, line: LineRow) -> None:
        """Queue what brings the cards of a line to whom they are for."""
        now = self.ledger.now
        place = (line.order_id, line.number, line.delivery, "queued")
        self._conn.execute(_ADD, dict(zip(_QUEUED, (*place, 0, now, 0, None, now, None), strict=True)))

    def again(self, line: LineRow, email: str | None, phone: str | None) -> None:
        """Queue one more, to a corrected address where one is given.

        Raises RequestRefused 422 where nothing is delivered, one is under way, or there is no address any more.
        """
        if line.delivery == "none" or self._conn.all(_UNDER_WAY, self._place(line)):
            raise RequestRefused(422, "There is nothing to send again.", code="nothing_to_resend")
        to = (email or line.recipient_email, phone or line.recipient_phone)
        if to[0 if line.delivery == "email" else 1] is None:
            raise RequestRefused(422, {"recipient": ["has no address any more"]}, code="nothing_to_resend")
        self._conn.execute(_CORRECT, {**self._place(line), "recipient_email": to[0], "recipient_phone": to[1]})
        self.add(line)
        self._tell_line(line, "made")

    def take(self, kind: str) -> HeldDelivery | None:
        """Return what is due of a kind, in hand from now on; None for nothing.

        What was left in doubt is told to have failed.
        """
        asked = {"now": self.ledger.now}
        left = self._conn.first(_LEFT, asked)
        if left is not None:
            self._fail(left, UNKNOWN)
        row = self._conn.first(_DUE, {**asked, "kind": kind})
        if row is None:
            return None
        held = row._replace(attempts=row.attempts + 1, held_until=self.ledger.now + HELD_S)
        self._write(held)
        place = {"order_id": row.order_id, "line": row.line}
        opened = tuple(card._replace(code=self._conn.seal.unseal(card.code, CODE)) for card in self._cards(row))
        return HeldDelivery(held, self._conn.one(_LINE, place), opened)

    def begin(self, held: DeliveryRow, token: str | None = None) -> bool:
        """Note that it may arrive from now on; False where it is in somebody else's hand by now.

        `token` leads to its cards then.
        """
        row = self._still_held(held)
        if row is None:
            return False
        if token is not None:
            add_link(self._conn, token, row, self.ledger.now)
        self._write(row._replace(state="sending", held_until=self.ledger.now + HELD_S))
        return True

    def sent(self, held: DeliveryRow) -> None:
        """Note that the server has accepted it."""
        row = self._still_held(held)
        if row is not None:
            self._write(row._replace(state="sent", held_until=0, failure=None, sent_at=self.ledger.now))
            self._tell_line(row, "sent")
            for card in self._cards(row) if DELIVERED in self.ledger.wanted else ():
                self.ledger.tell(DELIVERED, card)

    def failed(self, held: DeliveryRow, told: str, *, final: bool) -> None:
        """Note why it was not accepted; unless that is final it is tried again after a while."""
        row = self._still_held(held)
        if row is None:
            return
        if final or row.attempts > len(WAITS_S):
            self._fail(row, told)
            return
        again = self.ledger.now + WAITS_S[row.attempts - 1]
        self._write(row._replace(state="queued", held_until=0, next_at=again, failure=told))

    def _still_held(self, held: DeliveryRow) -> DeliveryRow | None:
        row = self._conn.first(_LOCKED, {"wanted": held.id})
        same = row is not None and row.attempts == held.attempts and row.state in ("queued", "sending")
        return row if same else None

    def _fail(self, row: DeliveryRow, told: str) -> None:
        self._write(row._replace(state="failed", held_until=0, failure=told))
        self._tell_line(row, "failed", told)

    def _write(self, row: DeliveryRow) -> None:
        self._conn.execute(_CHANGE, {"wanted": row.id} | {name: getattr(row, name) for name in _STATES})

    def _tell_line(self, of: DeliveryRow | LineRow, state: str, failure: str | None = None) -> None:
        told = {"state": state, "failure": failure, "changed_at": self.ledger.now}
        place = self._place(of)
        self._conn.execute(_TELL_LINE, {**place, **told})
        tell_line(self.ledger, (place["order_id"], place["line"]), state, failure)

    def _cards(self, of: DeliveryRow) -> list[Card]:
        """Return the cards of its line; their codes are sealed."""
        return [Card._make(each) for each in self._conn.all(_CARDS, self._place(of))]

    def _place(self, of: DeliveryRow | LineRow) -> dict[str, int]:
        return {"order_id": of.order_id, "line": of.line if isinstance(of, DeliveryRow) else of.number}


def line_of(lines: list[LineRow], number: int) -> LineRow:
    """Return the line of a number. Raises RequestRefused 404."""
    found = next((each for each in lines if each.number == number), None)
    if found is None:
        raise not_found()
    return found
