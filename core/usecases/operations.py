"""Operations of the outbox: one, several, a page of the list with all about the chosen one, and the history."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from core.domain.operation import OPEN, State
from core.domain.period import Period
from core.domain.permission import Permission
from core.errors import BadInput, NotFound
from core.rows import CardRow, EvidenceRow, OperationRow
from core.rows.history import EVERYTHING, HistoryFilter, HistoryRow, HistoryTotal
from core.rows.order import USUAL, Order
from core.usecases.front_door import needs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from core.bootstrap import Core
    from core.domain.outcome import Message
    from core.rows.report import Report

OUTBOX_PAGE = 200
HISTORY_PAGE = 100
EVERY_ROW = -1
"""As a limit: there is none."""
MOST_LINES = {"pdf": 5_000, "xlsx": 100_000}
"""How many lines of a history fit on paper that anybody reads, and into a workbook that opens at once."""
_MOST = 500
_ENDING = re.compile(r"[0-9A-Fa-f]{8,35}", re.ASCII)
_MOST_ENDINGS = 20

STATES: dict[str, frozenset[State]] = {
    "": frozenset(),
    "done": frozenset({State.DONE, State.INFERRED}),
    "open": OPEN,
    "parked": frozenset({State.PARKED}),
    "refused": frozenset({State.DECLINED, State.CANCELLED}),
}
"""What a person calls a state, and the states of operations that it means; "" is any."""


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
    """`limit` is how many rows are wanted. `period` stands for the days that it is when the question is answered.

    `meant`: the kept words that a word of `text` stands for in the language of the window.
    """

    text: str = ""
    narrowed: HistoryFilter = EVERYTHING
    period: Period | None = None
    limit: int = HISTORY_PAGE
    order: Order = USUAL
    meant: Mapping[str, tuple[str, ...]] = field(default_factory=dict, compare=False, hash=False)

    def narrowed_on(self, today: str) -> HistoryFilter:
        """Return what it is narrowed to on a day of the shop, ISO."""
        narrowed = replace(self.narrowed, meant=self.meant)
        if self.period is None:
            return narrowed
        first, last = self.period.days(date.fromisoformat(today))
        return replace(narrowed, first_day=first.isoformat(), last_day=last.isoformat())


@dataclass(frozen=True, slots=True)
class HistoryAnswer:
    """`complete`: there is nothing more behind these rows."""

    question: HistoryQuestion
    rows: tuple[HistoryRow, ...]
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
    """Answer in the order that was asked for."""
    if question.limit == EVERY_ROW:
        return HistoryAnswer(question, _history(core, question, EVERY_ROW), complete=True)
    rows = _history(core, question, question.limit + 1)
    return HistoryAnswer(question, rows[: question.limit], complete=len(rows) <= question.limit)


@needs(Permission.LIST)
def sum_history(core: Core, question: HistoryQuestion) -> tuple[HistoryTotal, ...]:
    """Return what all operations of a question come to, by currency, however many of them are shown."""
    return core.queries.history_totals(question.text, question.narrowed_on(core.queries.shop_day()))


@needs(Permission.EXPORT)
def save_history(core: Core, question: HistoryQuestion, path: Path, say: Callable[[Message], str]) -> int:
    """Write all lines of a question into a CSV file; return how many. Raises StorageFailed.

    `say` gives the sentences of the journal's entries their words, in the language of whoever asks.
    """
    from core.data_folder.whole_file import write_whole  # noqa: PLC0415 - imported before the window's first frame
    from core.rows.history_csv import as_csv  # noqa: PLC0415 - as above

    rows = _history(core, question, EVERY_ROW)
    core.book.note_file("history", len(rows))
    write_whole(path, as_csv(rows, say))
    return len(rows)


@needs(Permission.LIST)
def read_history_report(core: Core, question: HistoryQuestion, form: str, say: Callable[[Message], str]) -> Report:
    """Return all lines of a question as a report, to be written as `form` (pdf or xlsx). Raises BadInput for too many.

    `say` as in `save_history`. The file itself asks for more (core.usecases.reports).
    """
    from core.rows.history_report import HistoryFound, history_report  # noqa: PLC0415 - as above

    narrowed, most = question.narrowed_on(core.queries.shop_day()), MOST_LINES[form]
    totals = core.queries.history_totals(question.text, narrowed)
    operations = sum(total.operations for total in totals)
    rows = () if operations > most else _history(core, question, most + 1)
    if max(len(rows), operations) > most:
        raise BadInput("history.too_many", count=max(len(rows), operations), most=most)
    return history_report(HistoryFound(question.text, narrowed, rows, totals), say)


@needs(Permission.LIST)
def read_people_and_tills(core: Core) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return who did or approved something here, and at which tills it was done; both sorted."""
    return core.queries.people_and_tills()


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


@needs(Permission.LIST)
def operation_of_reference(core: Core, reference: str) -> OperationRow:
    """Return the act for which a caller gave this reference. Raises NotFound."""
    first = core.references.find(reference)
    row = None if first is None else core.queries.operation(first.operation.operation_id)
    if row is None:
        raise NotFound("reference.unknown", reference=reference)
    return row


def _history(core: Core, question: HistoryQuestion, limit: int) -> tuple[HistoryRow, ...]:
    return core.queries.history_lines(
        question.text, limit, question.order, question.narrowed_on(core.queries.shop_day())
    )
