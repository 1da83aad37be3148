"""Reads the outbox for its page: the list, and all about the line that is chosen, in one go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.rows import CardRow, EvidenceRow, OperationRow

if TYPE_CHECKING:
    from core.bootstrap import Core

PAGE = 200


@dataclass(frozen=True, slots=True)
class OutboxSeen:
    """`row`, `evidence` and `card` belong to the operation `chosen`, which need not be among the first `rows`.

    `complete`: there is nothing behind these rows.
    """

    rows: tuple[OperationRow, ...]
    chosen: str = ""
    evidence: tuple[EvidenceRow, ...] = ()
    card: CardRow | None = None
    row: OperationRow | None = None
    complete: bool = True


def read_outbox(chosen: str, limit: int = PAGE) -> Callable[[Core], OutboxSeen]:
    """`chosen` is an operation_id or empty; `limit` how many rows are wanted."""

    def work(core: Core) -> OutboxSeen:
        rows = core.queries.operations(limit)
        complete = len(rows) < limit
        if not chosen:
            return OutboxSeen(rows, complete=complete)
        row = next((row for row in rows if row.operation_id == chosen), None) or core.queries.operation(chosen)
        card = core.queries.card(row.card_id) if row is not None else None
        return OutboxSeen(rows, chosen, core.queries.evidence(chosen), card, row, complete)

    return work
