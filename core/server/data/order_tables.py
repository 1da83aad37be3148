"""The tables of the catalogue, beside those of the cards. Times are UTC epoch seconds."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, String, Table, Text

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
