"""The tables of webhooks, beside those of the cards. Times are UTC epoch seconds.

A delivery is one event for one webhook. It is written in the transaction of what it tells, and sent later.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, Text, literal_column, text

from core.server.data.tables import metadata, row_id

WAITING: Final = "waiting"
DELIVERED: Final = "delivered"
FAILED: Final = "failed"
_IS_WAITING, _HAS_FAILED = text(f"state = '{WAITING}'"), text(f"state = '{FAILED}'")

webhooks = Table(
    "webhooks",
    metadata,
    Column("id", row_id, primary_key=True, autoincrement=True),
    Column("address", Text, nullable=False),
    Column("events", Text, nullable=False),
    Column("scheme", String(20), nullable=False),
    Column("secret", Text, nullable=False),
    Column("previous_secret", Text),
    Column("previous_until", BigInteger),
    Column("made_at", BigInteger, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("failing_since", BigInteger),
    Column("rests_until", BigInteger, nullable=False),
    sqlite_autoincrement=True,
)
"""Who wants to be told what. `events` has a blank before, between and behind them; secrets are sealed.

`failures` counts the attempts since the last that was good; while it `rests_until`, nothing is sent.
"""

deliveries = Table(
    "webhook_deliveries",
    metadata,
    Column("id", row_id, primary_key=True, autoincrement=True),
    Column("webhook_id", BigInteger, nullable=False),
    Column("message", String(60), nullable=False),
    Column("event", String(40), nullable=False),
    Column("subject", String(60), nullable=False),
    Column("content", Text, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("state", String(10), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_at", BigInteger, nullable=False),
    Column("leased_until", BigInteger, nullable=False),
    Column("tried_at", BigInteger),
    Column("status", Integer),
    Column("told", String(200)),
    Index("webhook_deliveries_listed", "webhook_id", "id"),
    Index("webhook_deliveries_due", "webhook_id", "next_at", sqlite_where=_IS_WAITING),
    Index(
        "webhook_deliveries_order",
        *("webhook_id", "subject", "id"),
        sqlite_where=_IS_WAITING,
    ),
    Index("webhook_deliveries_failed", "webhook_id", "id", sqlite_where=_HAS_FAILED),
)
"""`message` is what a receiver knows it by. A process that sends one has leased it; nobody else does meanwhile.

`status` is what the receiver answered last, `told` why that was no success.
"""

is_waiting = deliveries.c.state == literal_column(f"'{WAITING}'")
has_failed = deliveries.c.state == literal_column(f"'{FAILED}'")
"""Written out in the statement: only then SQLite uses an index of nothing but these rows."""

expiry_rounds = Table(
    "expiry_rounds",
    metadata,
    Column("name", String(20), primary_key=True),
    Column("from_day", String(10), nullable=False),
    Column("to_day", String(10), nullable=False),
    Column("last_id", BigInteger, nullable=False),
)
"""How far `gift_card.expired` is told: up to `last_id` of the cards whose last day is in `from_day` … `to_day`."""


class Webhook(NamedTuple):
    """A row of `webhooks`, in the order of its columns."""

    id: int
    address: str
    events: str
    scheme: str
    secret: str
    previous_secret: str | None
    previous_until: int | None
    made_at: int
    failures: int
    failing_since: int | None
    rests_until: int


class WebhookDelivery(NamedTuple):
    """A row of `deliveries`, in the order of its columns."""

    id: int
    webhook_id: int
    message: str
    event: str
    subject: str
    content: str
    made_at: int
    state: str
    attempts: int
    next_at: int
    leased_until: int
    tried_at: int | None
    status: int | None
    told: str | None
