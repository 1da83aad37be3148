"""The tables of the catalogue and of orders, beside those of the cards. Times are UTC epoch seconds."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from core.server.data.tables import metadata

products = Table(
    "catalogue_products",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("content", Text, nullable=False),
    Column("updated_at", BigInteger, nullable=False),
)
"""What the shop sells: `content` is the product as JSON. `number` is its place in the catalogue, from 1 on."""

orders = Table(
    "card_orders",
    metadata,
    Column("id", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=True),
    Column("reference", String(255), nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("api_client_id", BigInteger, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    UniqueConstraint("reference"),
)
"""`fingerprint`: SHA-256 of what was ordered, which the same reference must have in common."""

order_lines = Table(
    "card_order_lines",
    metadata,
    Column("order_id", BigInteger, ForeignKey("card_orders.id"), primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("product_id", String(40)),
    Column("template_suffix", String(255)),
    Column("initial_value", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("recipient_name", Text),
    Column("recipient_email", Text),
    Column("recipient_phone", Text),
    Column("sender_name", Text),
    Column("message", Text),
    Column("delivery", String(10), nullable=False),
    Column("send_on", String(10)),
    Column("due_at", BigInteger, nullable=False),
    Column("state", String(10), nullable=False),
    Column("made", Integer, nullable=False),
    Column("failure", Text),
    Column("changed_at", BigInteger, nullable=False),
    Index("card_order_lines_due", "state", "due_at"),
)
"""`due_at`: when its cards are to be made. `made`: how many of them are, always the rows of `card_order_cards`."""

order_cards = Table(
    "card_order_cards",
    metadata,
    Column("order_id", BigInteger, primary_key=True, autoincrement=False),
    Column("line", Integer, primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("gift_card_id", BigInteger, ForeignKey("gift_cards.id"), nullable=False),
    UniqueConstraint("gift_card_id"),
)
"""Which card was made for which place of a line: a place has one card, and a card has one place."""


class OrderRow(NamedTuple):
    """A row of `card_orders`, in the order of its columns."""

    id: int
    reference: str
    fingerprint: str
    api_client_id: int
    created_at: int


class LineRow(NamedTuple):
    """A row of `card_order_lines`, in the order of its columns."""

    order_id: int
    number: int
    product_id: str | None
    template_suffix: str | None
    initial_value: int
    currency: str
    quantity: int
    recipient_name: str | None
    recipient_email: str | None
    recipient_phone: str | None
    sender_name: str | None
    message: str | None
    delivery: str
    send_on: str | None
    due_at: int
    state: str
    made: int
    failure: str | None
    changed_at: int


deliveries = Table(
    "card_deliveries",
    metadata,
    Column("id", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=True),
    Column("order_id", BigInteger, nullable=False),
    Column("line", Integer, nullable=False),
    Column("kind", String(10), nullable=False),
    Column("state", String(10), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_at", BigInteger, nullable=False),
    Column("held_until", BigInteger, nullable=False),
    Column("failure", Text),
    Column("queued_at", BigInteger, nullable=False),
    Column("sent_at", BigInteger),
    Index("card_deliveries_due", "state", "next_at"),
    Index("card_deliveries_of_line", "order_id", "line"),
)
"""What is sent to whom a line is for; one more row for each time it is sent again.

`state`: queued, sending (from the moment on from which it may have arrived), sent, failed. Until `held_until` a process
has it in hand. The address is that of the line, and stands nowhere else.
"""


class DeliveryRow(NamedTuple):
    """A row of `card_deliveries`, in the order of its columns."""

    id: int
    order_id: int
    line: int
    kind: str
    state: str
    attempts: int
    next_at: int
    held_until: int
    failure: str | None
    queued_at: int
    sent_at: int | None


card_links = Table(
    "card_links",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("delivery_id", BigInteger, nullable=False),
    Column("order_id", BigInteger, nullable=False),
    Column("line", Integer, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("opened_at", BigInteger),
    Index("card_links_of_delivery", "delivery_id"),
    Index("card_links_of_order", "order_id"),
)
"""Which cards a link of a mail leads to: SHA-256 of its token, never the token. `opened_at` is the first time."""


class LinkRow(NamedTuple):
    """A row of `card_links`, in the order of its columns."""

    digest: str
    delivery_id: int
    order_id: int
    line: int
    made_at: int
    opened_at: int | None
