"""How a question is put to the database, and the small answers that several screens want."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from core.domain import message_json
from core.domain.outcome import Message
from core.queries import sql
from core.queries.replacements import replacement
from core.rows import ReplacementRow
from core.store import outbox
from core.store.database import Connection, run


def ask(conn: Connection, statement: str, **values: Any) -> Iterator[dict[str, Any]]:
    """Return the rows as they are asked for, by the names of their columns; JSON is text."""
    found = run(conn, statement, values)
    names = [column[0] for column in found.description]
    return (dict(zip(names, row, strict=True)) for row in found)


def replacement_row(conn: Connection, act: str) -> ReplacementRow:
    rows = list(ask(conn, sql.ACT, operation_id=act))
    return replacement(rows, said_of(rows[-1]["said"]))


def real_id(conn: Connection, card_id: int) -> int:
    """Return where a local reference leads today."""
    made = outbox.making(conn, card_id) if card_id < 0 else None
    return card_id if made is None else made.card_id


def said_of(stored: str | None) -> Message | None:
    return message_json.from_json(json.loads(stored)) if stored else None
