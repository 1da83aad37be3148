"""Tell which cards have expired: once a day, a few cards in each write, and each card once.

Nothing is written when a card expires, so it is looked for. How far a round came is kept: any process goes on with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.types import BigInteger, Text

from core.server.contract.shop_time import shop_zone, today
from core.server.data.driver import NoRow, Statement
from core.server.data.event_record import card_event, record_event
from core.server.data.ledger import CARD, CardLedger
from core.server.data.tables import cards
from core.server.data.webhook_tables import expiry_rounds

BATCH = 50
_LONGEST_DAYS = 3
"""What expired while nobody asked for it is told for so many days at most."""
_NAME = "cards"
_ROUND = Statement(
    select(expiry_rounds.c.from_day, expiry_rounds.c.to_day, expiry_rounds.c.last_id)
    .where(expiry_rounds.c.name == _NAME)
    .with_for_update(),
    lambda row: ExpiryRound(*row),
)
_BEGIN = Statement(insert(expiry_rounds), NoRow._make, ("name", "from_day", "to_day", "last_id"))
_GO_ON = Statement(
    update(expiry_rounds).where(expiry_rounds.c.name == _NAME), NoRow._make, ("from_day", "to_day", "last_id")
)
_EXPIRED = (
    select(cards.c.id)
    .where(
        cards.c.id > bindparam("last_id", type_=BigInteger),
        cards.c.expires_on >= bindparam("from_day", type_=Text),
        cards.c.expires_on < bindparam("to_day", type_=Text),
        cards.c.disabled_at.is_(None),
    )
    .order_by(cards.c.id)
    .limit(BATCH)
)


class ExpiryRound(NamedTuple):
    """Cards whose last day is from `from_day` on and before `to_day`; those up to `last_id` are told."""

    from_day: str
    to_day: str
    last_id: int

    @property
    def is_over(self) -> bool:
        """Return whether all of them are told."""
        return self.from_day >= self.to_day


def find_expired(conn: Connection, at: ExpiryRound) -> list[int]:
    """Return the next cards to be told. It may read every card: not to be called where requests wait."""
    return list(conn.execute(_EXPIRED, at._asdict()).scalars())


@dataclass(frozen=True, slots=True)
class ExpiryStore:
    """How far the rounds came, inside a write."""

    ledger: CardLedger

    def present(self) -> ExpiryRound:
        """Return the round that is to be gone on with, a new one on a new day; nothing is told of the time before."""
        day = today(self.ledger.now, shop_zone(self.ledger.switches.shop_zone))
        found = self.ledger.conn.first(_ROUND, {})
        if found is None:
            begun = ExpiryRound(day.isoformat(), day.isoformat(), 0)
            self.ledger.conn.execute(_BEGIN, {"name": _NAME} | begun._asdict())
            return begun
        if not found.is_over or found.to_day >= day.isoformat():
            return found
        first = max(date.fromisoformat(found.from_day), day - timedelta(days=_LONGEST_DAYS))
        return self._keep(ExpiryRound(first.isoformat(), day.isoformat(), 0))

    def tell(self, at: ExpiryRound, card_ids: list[int]) -> None:
        """Record that these cards have expired, unless another process was faster; fewer than BATCH end the round."""
        if self.ledger.conn.first(_ROUND, {}) != at:
            return
        zone = shop_zone(self.ledger.switches.shop_zone)
        for card_id in card_ids:
            card = self.ledger.conn.first(CARD, {"card_id": card_id})
            if card is not None and card.disabled_at is None and (card.expires_on or at.to_day) < at.to_day:
                record_event(self.ledger.conn, card_event("gift_card.expired", card, zone), self.ledger.now)
        over = len(card_ids) < BATCH
        self._keep(at._replace(from_day=at.to_day) if over else at._replace(last_id=card_ids[-1]))

    def _keep(self, at: ExpiryRound) -> ExpiryRound:
        self.ledger.conn.execute(_GO_ON, at._asdict())
        return at
