"""Cards as the till has them, made from the rows of the store; and how long one can be used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any, Final

from core.clock import Clock
from core.domain import note_tag
from core.domain.card import Status, days_left, status_of
from core.domain.policy import SOLD, CardTerm
from core.rows import CardRow, FreezeRow
from core.store.database import Connection, ask

_WORKED_OUT = {"balance", "confirmed_balance", "status", "note", "frozen", "days_left"}
_TIMES = {"created_at", "updated_at", "seen_at", "missing_at"}
_AS_IT_STANDS = tuple(field.name for field in fields(CardRow) if field.name not in _WORKED_OUT | _TIMES)
"""The fields of a card that are shown as they stand in the column of the same name."""
_SOLD_AS: Final = """SELECT json_extract(payload, '$.sold_as') AS kind FROM operations
    WHERE card_id = :card_id AND kind = 'issue' LIMIT 1"""


def read_term(conn: Connection, card: CardRow, clock: Clock) -> CardTerm:
    """Return how long a card can be used. What another till made counts as sold: nobody here knows better."""
    made = next(ask(conn, _SOLD_AS, card_id=card.card_id), None)
    given = made is not None and made["kind"] not in {SOLD, "replacement", None}
    sold_on = None if given else date.fromisoformat(clock.shop_day_of(card.created_at))
    return CardTerm(card.expires_on, sold_on)


def card_row(row: Mapping[str, Any], today: date) -> CardRow:
    """Return a card; `today` is the shop's day."""
    as_it_stands: dict[str, Any] = {name: row[name] for name in _AS_IT_STANDS}
    return CardRow(
        balance=row["balance"] + row["pending"],
        confirmed_balance=row["balance"],
        status=_status(row, today),
        note=note_tag.shown(row["note"]),
        created_at=int(row["created_at"]),
        updated_at=int(row["updated_at"]),
        seen_at=int(row["seen_at"]),
        frozen=_frozen(row),
        days_left=days_left(row["expires_on"], today),
        missing_at=None if row["missing_at"] is None else int(row["missing_at"]),
        **as_it_stands,
    )


def _status(row: Mapping[str, Any], today: date) -> Status:
    if row["card_id"] < 0:
        return Status.PENDING
    return Status.GONE if row["gone_at"] is not None else status_of(row["disabled_at"], row["expires_on"], today)


def _frozen(row: Mapping[str, Any]) -> FreezeRow | None:
    if row["frozen_at"] is None:
        return None
    return FreezeRow(row["frozen_why"], row["frozen_by"], row["frozen_at_till"], int(row["frozen_at"]))
