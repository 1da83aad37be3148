"""Reads the outbox for its page: the list, and all about the line that is chosen, in one go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.rows import CardRow, EvidenceRow, OperationRow

if TYPE_CHECKING:
    from core.bootstrap import Core

_MOST = 200


@dataclass(frozen=True, slots=True)
class OutboxSeen:
    """`evidence` and `card` belong to the operation `chosen`; `card` is None where there is none yet."""

    rows: tuple[OperationRow, ...]
    chosen: str = ""
    evidence: tuple[EvidenceRow, ...] = ()
    card: CardRow | None = None


def read_outbox(chosen: str) -> Callable[[Core], OutboxSeen]:
    """`chosen` is an operation_id or empty. A chosen one that has left the list is put at its end."""

    def work(core: Core) -> OutboxSeen:
        rows = core.queries.operations(_MOST)
        if not chosen:
            return OutboxSeen(rows)
        row = next((row for row in rows if row.operation_id == chosen), None)
        if row is None and (row := core.queries.operation(chosen)) is not None:
            rows = (*rows, row)
        card = core.queries.card(row.card_id) if row is not None else None
        return OutboxSeen(rows, chosen, core.queries.evidence(chosen), card)

    return work
