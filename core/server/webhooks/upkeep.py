"""Clear away what nobody needs: deliveries of long ago, those of webhooks that were removed; give up what is too old.

Each call does a little, so that no write waits for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import BindParameter, bindparam, delete, select, update
from sqlalchemy.types import BigInteger

from core.server.data.driver import DriverConnection, NoRow, Statement
from core.server.data.webhook_tables import FAILED, deliveries, is_waiting
from core.server.webhooks.webhook_queue import OLDEST_S

KEPT_S = 14 * 24 * 3600
"""How long a delivery can be looked at, and sent again."""
_BATCH = 500
_W: BindParameter[int] = bindparam("webhook_id")
_BEFORE = bindparam("before", type_=BigInteger)
_oldest = select(deliveries.c.id, deliveries.c.made_at).order_by(deliveries.c.id).limit(_BATCH).subquery("oldest")
_DROP_OLD = Statement(
    delete(deliveries).where(
        deliveries.c.id.in_(select(_oldest.c.id).where(_oldest.c.made_at < _BEFORE)), deliveries.c.made_at < _BEFORE
    ),
    NoRow._make,
)
_GIVE_UP = Statement(
    update(deliveries)
    .where(
        deliveries.c.id.in_(
            select(deliveries.c.id)
            .where(is_waiting, deliveries.c.webhook_id == _W, deliveries.c.made_at < _BEFORE)
            .limit(_BATCH)
        ),
        deliveries.c.leased_until <= bindparam("now", type_=BigInteger),
    )
    .values(state=FAILED, told="its receiver was away for too long")
    .returning(deliveries.c.id),
    tuple,
)
_NEXT_WEBHOOK = Statement(
    select(deliveries.c.webhook_id).where(deliveries.c.webhook_id > _W).order_by(deliveries.c.webhook_id).limit(1),
    tuple,
)
_DROP_ORPHANS = Statement(
    delete(deliveries).where(
        deliveries.c.id.in_(select(deliveries.c.id).where(deliveries.c.webhook_id == _W).limit(_BATCH))
    ),
    NoRow._make,
)


@dataclass(frozen=True, slots=True)
class DeliveryUpkeep:
    """The deliveries inside one write transaction at `now` (UTC epoch seconds)."""

    conn: DriverConnection
    now: int

    def run(self, live: Sequence[int]) -> int:
        """Clear away a little; return how many deliveries were given up. `live` are the ids of all webhooks."""
        self.conn.execute(_DROP_OLD, {"before": self.now - KEPT_S})
        for webhook_id in self._named():
            if webhook_id not in live:
                self.conn.execute(_DROP_ORPHANS, {"webhook_id": webhook_id})
        given_up = 0
        for webhook_id in live:
            asked = {"webhook_id": webhook_id, "before": self.now - OLDEST_S, "now": self.now}
            given_up += len(self.conn.all(_GIVE_UP, asked))
        return given_up

    def _named(self) -> list[int]:
        """Return the webhooks that deliveries name, each found by one step in the index."""
        named, last = list[int](), 0
        while row := self.conn.first(_NEXT_WEBHOOK, {"webhook_id": last}):
            last = row[0]
            named.append(last)
        return named
