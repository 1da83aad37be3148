"""How the outbox stands, for whoever helps from afar: kinds, states and ages, and nothing of a card or a person."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection

from core.store.database import run

_COUNTS = """
    SELECT kind, state, offline, COUNT(*), MIN(created_at), MAX(created_at) FROM operations
    GROUP BY kind, state, offline ORDER BY kind, state, offline
"""
_OPEN = """
    SELECT operation_id, kind, state, created_at, ever_doubted, stage, said FROM operations
    WHERE state NOT IN ('done', 'declined', 'cancelled', 'inferred') ORDER BY seq LIMIT 500
"""
_TABLES = ("cards", "operations", "attempts", "journal", "staff", "batches", "receipts")


def queue_facts(conn: Connection) -> dict[str, Any]:
    """Return counts by kind and state, each operation that is open by its id, and how many rows each table has."""
    counts = ("kind", "state", "offline", "count", "oldest", "newest")
    opened = ("operation_id", "kind", "state", "created_at", "ever_doubted", "stage")
    there = {name for (name,) in run(conn, "SELECT name FROM sqlite_master WHERE type = 'table'")}
    return {
        "counts": [dict(zip(counts, row, strict=True)) for row in run(conn, _COUNTS)],
        "open": [dict(zip(opened, row[:-1], strict=True)) | {"said": _key(row[-1])} for row in run(conn, _OPEN)],
        "rows": {name: run(conn, f"SELECT COUNT(*) FROM {name}").fetchone()[0] for name in _TABLES if name in there},
    }


def _key(said: str | None) -> str | None:
    """Return the key of a sentence without its values, which may hold words of the service."""
    kept = json.loads(said) if said else None
    return kept.get("key") if isinstance(kept, dict) else None
