"""Operations of the outbox: one, several, a page of the list with all about the chosen one, and the history."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.domain.operation import OPEN, Kind, State
from core.domain.permission import Permission
from core.errors import NotFound
from core.rows import CardRow, EvidenceRow, OperationRow
from core.rows.order import USUAL, Order
from core.usecases.front_door import needs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.bootstrap import Core

OUTBOX_PAGE = 200
HISTORY_PAGE = 100
_HISTORY_MOST = 20_000
"""Farther back one filters by text: a page of a rare kind must not read the whole life of a till."""
_MOST = 500
_ENDING = re.compile(r"[0-9A-Fa-f]{8,35}", re.ASCII)
_MOST_ENDINGS = 20

STATES = {
    "": frozenset(State),
    "done": frozenset({State.DONE, State.INFERRED}),
    "open": OPEN,
    "parked": frozenset({State.PARKED}),
    "refused": frozenset({State.DECLINED, State.CANCELLED}),
}


@dataclass(frozen=True, slots=True)
class OutboxPage:
    """`row`, `evidence` and `card` belong to the operation `chosen`, which need not be among the first `rows`.

    `complete`: there is nothing behind these rows.
    """

    rows: tuple[OperationRow, ...]
    chosen: str = ""
    evidence: tuple[EvidenceRow, ...] = ()
    card: CardRow | None = None
    row: OperationRow | None = None
    complete: bool = True


@dataclass(frozen=True, slots=True)
class HistoryQuestion:
    """`kind` is a value of Kind or empty; `states` a key of STATES; `limit` how many rows are wanted.

    `meant`: the kept words that a word of `text` stands for in the language of the window.
    """

    text: str = ""
    kind: str = ""
    states: str = ""
    limit: int = HISTORY_PAGE
    order: Order = USUAL
    meant: Mapping[str, tuple[str, ...]] = field(default_factory=dict, compare=False, hash=False)


@dataclass(frozen=True, slots=True)
class HistoryAnswer:
    """`complete`: there is nothing more behind these rows."""

    question: HistoryQuestion
    rows: tuple[OperationRow, ...]
    complete: bool


@needs(Permission.LIST)
def read_outbox(core: Core, chosen: str = "", limit: int = OUTBOX_PAGE) -> OutboxPage:
    """Return the first `limit` operations, and all about the one that is `chosen`, an operation_id or empty."""
    rows = core.queries.operations(limit)
    complete = len(rows) < limit
    if not chosen:
        return OutboxPage(rows, complete=complete)
    row = next((row for row in rows if row.operation_id == chosen), None) or core.queries.operation(chosen)
    card = core.queries.card(row.card_id) if row is not None else None
    return OutboxPage(rows, chosen, core.queries.evidence(chosen), card, row, complete)


@needs(Permission.LIST)
def read_history(core: Core, question: HistoryQuestion) -> HistoryAnswer:
    """Answer in the order that was asked for: the text in SQL, kind and state here, over as many rows as that takes."""
    window = question.limit
    while True:
        seen = core.queries.history(question.text, window, question.meant, question.order)
        kept = tuple(row for row in seen if _wanted(row, question))
        ended = len(seen) < window
        if ended or len(kept) >= question.limit or window >= _HISTORY_MOST:
            return HistoryAnswer(question, kept[: question.limit], ended and len(kept) <= question.limit)
        window *= 4


@needs(Permission.LIST)
def read_operations(core: Core, operation_ids: Iterable[str]) -> tuple[OperationRow, ...]:
    """Return those that exist, in the order asked for."""
    rows = (core.queries.operation(each) for each in operation_ids)
    return tuple(row for row in rows if row is not None)


@needs(Permission.LIST)
def read_parked(core: Core) -> tuple[OperationRow, ...]:
    """Return what needs a person, oldest first."""
    return tuple(row for row in core.queries.operations(_MOST) if row.state is State.PARKED)


@needs(Permission.LIST)
def read_evidence(core: Core, operation_id: str) -> tuple[EvidenceRow, ...]:
    """Return what happened to the operation, in order."""
    return core.queries.evidence(operation_id)


@needs(Permission.LIST)
def operation_for_console(core: Core, text: str) -> OperationRow:
    """Return the one operation of this number, or of this end of one: that is the reference on a receipt.

    Raises NotFound for none or several.
    """
    row = core.queries.operation(text)
    if row is not None:
        return row
    found = core.queries.history(text, limit=_MOST_ENDINGS) if _ENDING.fullmatch(text) else ()
    ending = [row for row in found if row.operation_id.endswith(text.lower())]
    if len(ending) > 1:
        raise NotFound("operation.ambiguous", text=text)
    if not ending:
        raise NotFound("operation.unknown")
    return ending[0]


def _wanted(row: OperationRow, question: HistoryQuestion) -> bool:
    return row.state in STATES[question.states] and (not question.kind or row.kind is Kind(question.kind))
