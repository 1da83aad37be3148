"""Frozen rows of the read side: what a screen shows, already projected. Money is minor units, times UTC epoch seconds.

Kept apart from core.queries so that a front end can name these types without loading a database library.
"""

from core.rows.batches import BatchCard, BatchRow
from core.rows.cards import CardRow, Found, FreezeRow, TimelineRow
from core.rows.desk import Allowance, DeskStatus
from core.rows.operations import EvidenceRow, OperationRow, ReplacementRow, SettlementRow
from core.rows.reckoning import CardReckoning, CurrencyReckoning, Reckoning

__all__ = [
    "Allowance",
    "BatchCard",
    "BatchRow",
    "CardReckoning",
    "CardRow",
    "CurrencyReckoning",
    "DeskStatus",
    "EvidenceRow",
    "Found",
    "FreezeRow",
    "OperationRow",
    "Reckoning",
    "ReplacementRow",
    "SettlementRow",
    "TimelineRow",
]
