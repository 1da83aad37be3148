"""Tables for whoever calls the till from outside: their own names of acts, and which cards changed in which order."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, Table, Text

from core.store.schema import METADATA

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
