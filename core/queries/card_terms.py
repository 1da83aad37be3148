"""How long a card can be used, as the till knows it."""

from __future__ import annotations

from datetime import date
from typing import Final

from core.clock import Clock
from core.domain.policy import SOLD, CardTerm
from core.rows import CardRow
from core.store.database import Connection, ask

_SOLD_AS: Final = """SELECT json_extract(payload, '$.sold_as') AS kind FROM operations
    WHERE card_id = :card_id AND kind = 'issue' LIMIT 1"""


def read_term(conn: Connection, card: CardRow, clock: Clock) -> CardTerm:
    """Return how long a card can be used. What another till made counts as sold: nobody here knows better."""
    made = next(ask(conn, _SOLD_AS, card_id=card.card_id), None)
    given = made is not None and made["kind"] not in {SOLD, "replacement", None}
    sold_on = None if given else date.fromisoformat(clock.shop_day_of(card.created_at))
    return CardTerm(card.expires_on, sold_on)
