"""The tables of the service. Money is minor units, times are UTC epoch seconds, dates are ISO text.

A code is unique for ever, so rows are never deleted. `milli` is what one minor unit is in thousandths.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

SCHEMA_VERSION = 1
FIRST_CARD_ID = 564_744_552_001
"""Larger than 2^32, as the vendor's ids are."""

metadata = MetaData()
_row_id = BigInteger().with_variant(Integer(), "sqlite")


def _card_columns() -> list[Column[object]]:
    return [
        Column("code", String(20), nullable=False),
        Column("last_characters", String(4), nullable=False),
        Column("currency", String(3), nullable=False),
        Column("milli", Integer, nullable=False),
        Column("initial_value", BigInteger, nullable=False),
        Column("balance", BigInteger, nullable=False),
        Column("created_at", BigInteger, nullable=False),
        Column("updated_at", BigInteger, nullable=False),
        Column("disabled_at", BigInteger),
        Column("expires_on", String(10)),
        Column("note", Text),
        Column("folded_note", Text, nullable=False),
        Column("template_suffix", String(255)),
        Column("line_item_id", BigInteger),
        Column("api_client_id", BigInteger),
        Column("user_id", BigInteger),
        Column("customer_id", BigInteger),
        Column("order_id", BigInteger),
        Column("version", Integer, nullable=False),
        Column("writes", Integer, nullable=False),
    ]


cards = Table(
    "gift_cards",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    *_card_columns(),
    UniqueConstraint("code"),
    CheckConstraint("balance >= 0"),
    Index("gift_cards_updated", "updated_at", "id"),
    Index("gift_cards_disabled", "disabled_at", "id"),
)

unindexed = Table(
    "search_unindexed",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    *_card_columns(),
    Column("until", BigInteger, nullable=False),
    Column("absent", Integer, nullable=False),
)
"""Cards as the search index still sees them, `until` it catches up; `absent` is a card it does not know yet."""

transactions = Table(
    "transactions",
    metadata,
    Column("id", _row_id, primary_key=True, autoincrement=True),
    Column("gift_card_id", BigInteger, ForeignKey("gift_cards.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("processed_at", BigInteger, nullable=False),
    Column("reference", String(255)),
    UniqueConstraint("gift_card_id", "number"),
)

counters = Table(
    "counters",
    metadata,
    Column("name", String(20), primary_key=True),
    Column("value", BigInteger, nullable=False),
)
"""`card` is the last id given: taken inside the transaction, so ids become visible in rising order."""

remembered = Table(
    "remembered_replies",
    metadata,
    Column("key", String(255), primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("status", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("made_at", BigInteger, nullable=False),
)
"""First replies by Idempotency-Key."""
