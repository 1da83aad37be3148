"""A history as CSV for a spreadsheet: an operation a line, money and times as numbers, text that steers nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import UTC, datetime

from core.domain.card import local_reference
from core.domain.money import wire_text
from core.rows import OperationRow
from core.rows.order_csv import safe

COLUMNS = (
    *("when", "operation_id", "kind", "card_id", "last_characters", "currency", "wanted", "moved", "balance_after"),
    *("state", "clerk", "approver", "till", "reason", "offline", "reverses", "settled_how", "settled_by", "loss"),
)


def as_csv(rows: Iterable[OperationRow]) -> bytes:
    """Write UTF-8 with a mark, as spreadsheets like it; times are UTC."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(_line, rows))
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _line(row: OperationRow) -> tuple[object, ...]:
    settled = row.settlement
    return (
        datetime.fromtimestamp(row.created_at, UTC).strftime("%Y-%m-%d %H:%M:%S"),
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
    )
