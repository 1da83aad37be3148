"""How a question is put to the database, and the small answers that several screens want."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from sqlalchemy import RowMapping, TextClause, text

from core.domain.outcome import Said
from core.reading import statements
from core.reading.replacing import replacement
from core.rows import ReplacementRow
from core.store import outbox
from core.store import said as said_json
from core.store.database import Session


@lru_cache(512)
def _prepared(statement: str) -> TextClause:
    """Building costs ten times as much as running: once for each shape of question."""
    return text(statement)


def ask(session: Session, statement: str, **values: Any) -> Iterator[RowMapping]:
    return iter(session.execute(_prepared(statement), values).mappings())


def replacement_row(session: Session, act: str) -> ReplacementRow:
    rows = list(ask(session, statements.ACT, operation_id=act))
    return replacement(rows, said_of(rows[-1]["said"]))


def real_id(session: Session, card_id: int) -> int:
    """Where a local reference leads today."""
    made = outbox.making(session, card_id) if card_id < 0 else None
    return card_id if made is None else made.card_id


def said_of(stored: str | None) -> Said | None:
    return said_json.from_json(json.loads(stored)) if stored else None
