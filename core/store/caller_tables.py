"""Tables for whoever calls the till from outside: their own names of acts, and which cards changed in which order."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Integer, Table, Text

from core.store.schema import METADATA

# Which cards changed, in the order in which that was written: kept by triggers (migration 0015). A card has one row,
# which is moved and never removed: so a number that is given is never given again.
CARD_CHANGES = Table(
    "card_changes",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("card_id", Integer, nullable=False, unique=True),
)

# A caller's own name of an act, kept for ever: the same name never does anything twice. `amount` is what was asked for,
# minor units: of a correction the balance, which the operation itself does not have.
OPERATION_REFERENCES = Table(
    "operation_references",
    METADATA,
    Column("reference", Text, primary_key=True),
    Column("operation_id", Text, ForeignKey("operations.operation_id"), nullable=False, unique=True),
    Column("amount", Integer),
    sqlite_with_rowid=False,
)

# Deliveries of webhooks that were heard within a day: none counts twice.
HEARD_WEBHOOKS = Table(
    "heard_webhooks",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("at", Float, nullable=False, index=True),
    sqlite_with_rowid=False,
)
