"""Sentences about old records that the books do not need, and how long they are kept."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "records.kept": "Kept for ever.",
    "records.notes": "Notes of cards older than {days} days: {count}. Their text is emptied, the act stays.",
    "records.orders": "Names of orders older than {days} days: {count}. The name is emptied, the order stays.",
    "records.steps": "Steps of acts that went well, older than {days} days: {count}. They are removed, the act stays.",
    "records.log": "Files of the log older than {days} days: {count}. They are removed.",
    "records.unconfirmed": "Nothing was removed. Old records go for good: look with records due, then give --yes.",
    "records.removed": "Removed or emptied for good: {count} old records. Figures and journal are as they were.",
}
