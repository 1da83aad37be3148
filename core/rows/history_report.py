"""A history as a report: its lines in the order that was asked for, and what they come to. For workbooks and paper.

Each amount stands in the currency of its own card, so that the lines keep their one order; no sum crosses currencies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from core.domain.card import local_reference
from core.domain.money import Money
from core.domain.operation import MONEY_KINDS, OPEN, Kind, State, reference_of
from core.domain.outcome import Message
from core.rows import OperationRow
from core.rows.history import HistoryFilter, HistoryRow, HistoryTotal
from core.rows.journal import JournalRow
from core.rows.report import TOTALS, CellKind, Cells, Report, ReportColumn, ReportTable, ReportWord, days_said

Say = Callable[[Message], str]

_COLUMNS = (
    ReportColumn("when", "listed.when", CellKind.MOMENT),
    ReportColumn("what", "listed.what", CellKind.TEXT, room=1.5),
    ReportColumn("card", "listed.card", CellKind.TEXT, room=0.8),
    ReportColumn("amount", "listed.amount", CellKind.MONEY, needed=False),
    ReportColumn("outcome", "listed.outcome", CellKind.TEXT, needed=False, room=1.7),
    ReportColumn("after", "listed.after", CellKind.MONEY, needed=False),
    ReportColumn("clerk", "listed.clerk", CellKind.TEXT, room=1.4),
    ReportColumn("approver", "listed.approver", CellKind.TEXT, needed=False, room=1.4),
    ReportColumn("till", "listed.till", CellKind.TEXT, room=1.4),
    ReportColumn("details", "listed.details", CellKind.REASON, wraps=True, room=4.5),
    ReportColumn("reference", "listed.reference", CellKind.TEXT, needed=False, room=1.1),
)
_TOTALS = (
    ReportColumn("currency", "listed.currency", CellKind.TEXT),
    ReportColumn("operations", "listed.operations", CellKind.COUNT),
    ReportColumn("put_on", "listed.put_on", CellKind.MONEY),
    ReportColumn("taken_off", "listed.taken_off", CellKind.MONEY),
)
_STATES = {
    frozenset({State.DONE, State.INFERRED}): "listed.only_done",
    OPEN: "listed.only_open",
    frozenset({State.PARKED}): "listed.only_parked",
    frozenset({State.DECLINED, State.CANCELLED}): "listed.only_refused",
}


@dataclass(frozen=True, slots=True)
class HistoryFound:
    """The lines that a filter found, all of them, and what its operations come to.

    `told` is what is to be said of the journals of all tills, where they were read; None for this till's own books.
    """

    text: str
    narrowed: HistoryFilter
    rows: tuple[HistoryRow, ...]
    totals: tuple[HistoryTotal, ...]
    told: tuple[Message, ...] | None = None


def history_report(found: HistoryFound, say: Say) -> Report:
    """Make the report; `say` gives what the journal tells its words, in the language of whoever asks."""
    narrowed = found.narrowed
    lines = ReportTable(
        "", _COLUMNS, tuple(_cells(row, say) for row in found.rows), name="history", title=Message("listed.lines")
    )
    totals = ReportTable(
        "",
        _TOTALS,
        tuple(
            (each.currency, each.operations, Money(each.put_on, each.currency), Money(each.taken_off, each.currency))
            for each in found.totals
        ),
        name=TOTALS,
        title=Message("listed.totals"),
    )
    return Report(
        name="history",
        title=Message("listed.title"),
        subtitle=_days(narrowed),
        first_day=narrowed.first_day,
        last_day=narrowed.last_day,
        sources=(*_sources(found), Message("listed.times"), Message("listed.counted")),
        tables=(lines, totals) if found.totals else (lines,),
        notes=(
            *(found.told or ()),
            Message("listed.count", {"count": len(found.rows)}),
            *_narrowing(found.text, narrowed),
        ),
        landscape=True,
    )


def _sources(found: HistoryFound) -> tuple[Message, ...]:
    if found.told is None:
        return (Message("report.source_till"),)
    return Message("tills.source"), Message("tills.kinds"), Message("tills.untold")


def state_word(state: State) -> ReportWord:
    """Return how far an operation is."""
    return ReportWord(state.value, f"listed.state.{state.value}")


def _cells(row: HistoryRow, say: Say) -> Cells:
    return _of_entry(row, say) if isinstance(row, JournalRow) else _of_operation(row)


def _of_operation(row: OperationRow) -> Cells:
    moves = row.kind in MONEY_KINDS or row.kind is Kind.ISSUE
    return (
        row.created_at,
        ReportWord(row.kind.value, f"activity.kind.{row.kind.value}"),
        _card(row),
        Money(row.want, row.currency) if moves else None,
        state_word(row.state),
        None if row.balance is None else Money(row.balance, row.currency),
        row.clerk,
        row.approver,
        row.till,
        row.reason,
        reference_of(row.operation_id),
    )


def _of_entry(row: JournalRow, say: Say) -> Cells:
    return (
        row.created_at,
        ReportWord(row.what, f"listed.group.{row.group.value}"),
        _card(row),
        None,
        None,
        None,
        row.clerk,
        row.approver,
        row.till,
        " ".join(map(say, row.messages)),
        reference_of(row.operation_id),
    )


def _card(row: HistoryRow) -> str:
    return row.last_characters.upper() or (local_reference(row.card_id) if row.card_id < 0 else "")


def _days(narrowed: HistoryFilter) -> Message:
    first, last = narrowed.first_day, narrowed.last_day
    if first and last:
        return days_said(first, last)
    if first:
        return Message("listed.from", {"first": date.fromisoformat(first)})
    return Message("listed.until", {"last": date.fromisoformat(last)}) if last else Message("listed.all_days")


def _narrowing(text: str, narrowed: HistoryFilter) -> Iterator[Message]:
    """Yield a sentence for each thing that leaves lines out."""
    if text.strip():
        yield Message("listed.only_text", {"text": text.strip()})
    if narrowed.clerk:
        yield Message("listed.only_clerk", {"name": narrowed.clerk})
    if narrowed.till:
        yield Message("listed.only_till", {"name": narrowed.till})
    kinds = tuple(_kinds(narrowed))
    if kinds:
        yield Message("listed.only_kinds")
        yield from kinds
    if narrowed.states:
        yield Message(_STATES.get(narrowed.states, "listed.only_states"))
    if narrowed.card_id:
        yield Message("listed.only_card", {"card": local_reference(narrowed.card_id)})
    if narrowed.currency:
        yield Message("listed.only_currency", {"currency": narrowed.currency})
    for key, bound in (("listed.only_least", narrowed.least), ("listed.only_most", narrowed.most)):
        if bound is not None:
            yield Message(key, {"amount": Money(bound, narrowed.currency)})


def _kinds(narrowed: HistoryFilter) -> Iterable[Message]:
    if narrowed.kinds == frozenset(Kind):
        yield Message("listed.only_money")
    else:
        yield from (
            Message("listed.only_kind", {"kind": Message(f"activity.kind.{kind.value}")})
            for kind in Kind
            if kind in narrowed.kinds
        )
    groups = sorted(narrowed.groups)
    yield from (Message("listed.only_kind", {"kind": Message(f"listed.group.{group.value}")}) for group in groups)
    if narrowed.approved:
        yield Message("listed.only_approved")
