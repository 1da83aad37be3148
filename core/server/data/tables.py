"""The tables of the service. Money is minor units, times are UTC epoch seconds, dates are ISO text.

A code is unique for ever, so rows are never deleted. `milli` is what one minor unit is in thousandths.
"""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Double,
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

SCHEMA_VERSION = 4
FIRST_CARD_ID = 564_744_552_001
"""Larger than 2^32, as the vendor's ids are."""
SHOP = "shop"
"""The name of the only bucket."""

metadata = MetaData()
row_id = BigInteger().with_variant(Integer(), "sqlite")
"""The type of a number that the database gives to a row."""


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
    Index("gift_cards_last_listed", "last_characters", "disabled_at", "id"),
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
    Column("id", row_id, primary_key=True, autoincrement=True),
    Column("gift_card_id", BigInteger, ForeignKey("gift_cards.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("processed_at", BigInteger, nullable=False),
    Column("reference", String(255)),
    Column("order_transaction_id", BigInteger),
    Column("api_client_id", BigInteger),
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
    Column("head", Text),
)
"""First replies by Idempotency-Key. `head` is the media type and the headers as JSON, null for plain JSON."""

api_keys = Table(
    "api_keys",
    metadata,
    Column("name", String(60), primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("retires_at", BigInteger),
    Column("client_id", BigInteger),
    Column("scopes", Text),
    Column("expires_at", BigInteger),
    Column("last_used_at", BigInteger),
)
"""Live API keys: SHA-256 of the secret, never the secret. From `retires_at` or `expires_at` on a key opens nothing.

`scopes` has blanks between them, null is all. `last_used_at` is up to a minute behind.
"""

bearers = Table(
    "bearers",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("name", String(60), nullable=False),
    Column("scopes", Text, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Index("bearers_expiry", "expires_at"),
)
"""Tokens that stand for a key for a while, by the SHA-256 of each; `name` is the key's. Old ones are deleted."""

buckets = Table(
    "buckets",
    metadata,
    Column("name", String(20), primary_key=True),
    Column("level", Double, nullable=False),
    Column("at", Double, nullable=False),
)
"""How full the leaky bucket of all worker processes was `at` UTC epoch seconds."""


class Card(NamedTuple):
    """A row of `cards`, in the order of its columns."""

    id: int
    code: str
    last_characters: str
    currency: str
    milli: int
    initial_value: int
    balance: int
    created_at: int
    updated_at: int
    disabled_at: int | None
    expires_on: str | None
    note: str | None
    folded_note: str
    template_suffix: str | None
    line_item_id: int | None
    api_client_id: int | None
    user_id: int | None
    customer_id: int | None
    order_id: int | None
    version: int
    writes: int


class ListedCard(NamedTuple):
    """The columns of `cards` that a reply shows, in the order of its fields."""

    id: int
    balance: int
    created_at: int
    updated_at: int
    currency: str
    initial_value: int
    disabled_at: int | None
    line_item_id: int | None
    api_client_id: int | None
    user_id: int | None
    customer_id: int | None
    note: str | None
    expires_on: str | None
    template_suffix: str | None
    last_characters: str
    order_id: int | None


SHOWN = ListedCard._fields


class TransactionRow(NamedTuple):
    """A row of `transactions`, in the order of its columns."""

    id: int
    gift_card_id: int
    number: int
    amount: int
    processed_at: int
    reference: str | None
    order_transaction_id: int | None
    api_client_id: int | None
    """None for what older versions wrote: they knew one client."""
