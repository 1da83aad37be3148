"""What became of an order, as CSV for a spreadsheet: text stays text, money is a number, and no code is in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from core.domain.money import wire_text
from core.rows import BatchCard
from core.rows.spreadsheet_text import safe

COLUMNS = ("row_id", "amount", "currency", "state", "last_characters", "card_id", "recipient", "reason")


def as_csv(cards: Iterable[tuple[BatchCard, str]]) -> bytes:
    """Write UTF-8 with a mark, as spreadsheets like it; each card with the sentence that tells why it is not there."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for card, reason in cards:
        made = card.card_id if card.card_id and card.card_id > 0 else ""
        told = (safe(card.stand), safe(card.last_characters.upper()), made, safe(card.recipient), safe(reason))
        writer.writerow((safe(card.row_id), wire_text(card.amount, card.currency), card.currency, *told))
    return b"\xef\xbb\xbf" + text.getvalue().encode()
