"""A history as CSV for a spreadsheet: a line each, money and times as numbers, text that steers nothing.

An entry of the journal has its word as `kind` and its sentences as `reason`; it has no amounts and no state.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from core.domain.card import local_reference
from core.domain.money import wire_text
from core.domain.outcome import Message
from core.rows import OperationRow
from core.rows.history import HistoryRow
from core.rows.journal import JournalRow
from core.rows.spreadsheet_text import safe

COLUMNS = (
    *("when", "operation_id", "kind", "card_id", "last_characters", "currency", "wanted", "moved", "balance_after"),
    *("state", "clerk", "approver", "till", "reason", "offline", "reverses", "settled_how", "settled_by", "loss"),
    *("before", "after"),
)


def as_csv(rows: Iterable[HistoryRow], say: Callable[[Message], str]) -> bytes:
    """Write UTF-8 with a mark, as spreadsheets like it; times are UTC. `say` gives a sentence its words."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(_entry(row, say) if isinstance(row, JournalRow) else _line(row) for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _line(row: OperationRow) -> tuple[object, ...]:
    settled = row.settlement
    return (
        _utc(row.created_at),
        row.operation_id,
        row.kind.value,
        row.card_id if row.card_id > 0 else local_reference(row.card_id),
        safe(row.last_characters.upper()),
        safe(row.currency),
        wire_text(row.want, row.currency),
        wire_text(row.moved, row.currency),
        "" if row.balance is None else wire_text(row.balance, row.currency),
        row.state.value,
        safe(row.clerk),
        safe(row.approver),
        safe(row.till),
        safe(row.reason),
        int(row.offline),
        row.reverses,
        "" if settled is None else settled.how.value,
        "" if settled is None else safe(settled.clerk),
        "" if settled is None else wire_text(settled.loss, row.currency),
        "",
        "",
    )


def _entry(row: JournalRow, say: Callable[[Message], str]) -> tuple[object, ...]:
    cells = dict.fromkeys(COLUMNS, "") | {
        "when": _utc(row.created_at),
        "operation_id": row.operation_id,
        "kind": row.what,
        "card_id": _card(row),
        "last_characters": safe(row.last_characters.upper()),
        "clerk": safe(row.clerk),
        "approver": safe(row.approver),
        "till": safe(row.till),
        "reason": safe(" ".join(map(say, row.messages))),
        "before": safe(row.before),
        "after": safe(row.after),
    }
    return tuple(cells[name] for name in COLUMNS)


def _card(row: JournalRow) -> str:
    return local_reference(row.card_id) if row.card_id else ""


def _utc(epoch: int) -> str:
    return datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%d %H:%M:%S")
