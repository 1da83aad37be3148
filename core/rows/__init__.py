"""Frozen rows of the read side: what a screen shows, already projected. Money is minor units, times UTC epoch seconds.

Kept apart from core.queries so that a front end can name these types without loading a database library.
"""

from core.rows.batches import BatchCard, BatchRow
from core.rows.cards import CardDetails, CardRow, Found, FreezeRow, TimelineRow
from core.rows.desk import Allowance, DeskStatus
from core.rows.health import Finding
from core.rows.operations import BillRows, EvidenceRow, OperationRow, ReplacementRow, SettlementRow
from core.rows.reconciliation import CardReconciliation, CurrencyReconciliation, Reconciliation

__all__ = [
    "Allowance",
    "BatchCard",
    "BatchRow",
    "BillRows",
    "CardDetails",
    "CardReconciliation",
    "CardRow",
    "CurrencyReconciliation",
    "DeskStatus",
    "EvidenceRow",
    "Finding",
    "Found",
    "FreezeRow",
    "OperationRow",
    "Reconciliation",
    "ReplacementRow",
    "SettlementRow",
    "TimelineRow",
]
