"""The reconciliation as CSV for a spreadsheet: every card of the books, money as numbers, text that steers nothing.

docs/security.md 3 says what a cell of text may not begin with; a negative amount stays a number.
"""

from __future__ import annotations

import csv
import io

from core.domain.money import wire_text
from core.rows import CardReconciliation, Reconciliation
from core.rows.spreadsheet_text import safe

_SUMS = ("begun", "ours", "others", "expected", "shown", "difference", "residual", "loss", "pending", "projected")
_COUNTS = ("changes_by_others", "missing_numbers", "unsettled", "perhaps_twice", "queued")
COLUMNS = ("card_id", "last_characters", "currency", *_SUMS, *_COUNTS)


def as_csv(found: Reconciliation) -> bytes:
    """Write UTF-8 with a mark, as spreadsheets like it; the cards that need a look first, most serious leading."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in (*by_gravity(found.cards), *found.level):
        sums = (wire_text(getattr(row, name), row.currency) for name in _SUMS)
        told = (safe(row.last_characters.upper()), safe(row.currency))
        counts = (row.seen, row.missing, row.unsettled, row.perhaps_twice, row.queued)
        writer.writerow((row.card_id, *told, *sums, *counts))
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def by_gravity(cards: tuple[CardReconciliation, ...]) -> tuple[CardReconciliation, ...]:
    """Return what nobody explains first, then doubts, losses, what others did and what waits; large sums lead."""
    return tuple(sorted(cards, key=_gravity, reverse=True))


def _gravity(row: CardReconciliation) -> tuple[int, ...]:
    doubt = (row.residual, row.unsettled, row.perhaps_twice)
    return abs(row.difference), *doubt, row.loss, row.missing + abs(row.others), abs(row.pending), row.queued
