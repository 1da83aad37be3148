"""The whole life of a card as a report: each act with the balance before and after it, and the cards it stands for.

The changes of a card add up to its balance; what was only noted of it, as a look-up or a print, changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from core.domain.card import Status, local_reference
from core.domain.code import without_codes
from core.domain.money import Money
from core.domain.operation import reference_of
from core.domain.outcome import Message
from core.rows import CardRow, OperationRow, TimelineRow
from core.rows.history import HistoryRow
from core.rows.history_report import Say, state_word
from core.rows.journal import JournalRow
from core.rows.report import CellKind, Cells, Report, ReportColumn, ReportTable, ReportWord

_COLUMNS = (
    ReportColumn("when", "listed.when", CellKind.MOMENT),
    ReportColumn("what", "life.what", CellKind.REASON, wraps=True, room=6.0),
    ReportColumn("before", "life.before", CellKind.MONEY),
    ReportColumn("change", "life.change", CellKind.MONEY),
    ReportColumn("after", "life.after", CellKind.MONEY),
    ReportColumn("state", "listed.outcome", CellKind.TEXT, needed=False, room=1.6),
    ReportColumn("clerk", "listed.clerk", CellKind.TEXT, needed=False, room=1.5),
    ReportColumn("approver", "listed.approver", CellKind.TEXT, needed=False, room=1.5),
    ReportColumn("till", "listed.till", CellKind.TEXT, needed=False, room=1.5),
    ReportColumn("reference", "listed.reference", CellKind.TEXT, needed=False, room=1.3),
)


@dataclass(frozen=True, slots=True)
class LifeChapter:
    """One card: `lines` make up its balance and `noted` is what else is on file, both the oldest first."""

    card: CardRow
    lines: tuple[TimelineRow, ...]
    noted: tuple[HistoryRow, ...]


@dataclass(frozen=True, slots=True)
class CardLife:
    """The card `asked` for, among those that it replaced or was replaced by, the oldest first."""

    asked: int
    chapters: tuple[LifeChapter, ...]

    @property
    def card(self) -> CardRow:
        """The card that was asked for."""
        return next(each.card for each in self.chapters if each.card.card_id == self.asked)


def life_report(life: CardLife, say: Say) -> Report:
    """Make the report; `say` gives the sentences their words, in the language of whoever asks."""
    card = life.card
    return Report(
        name="card-life",
        title=Message("life.title", {"last": _last(card)}),
        subtitle=Message("life.balance", {"amount": Money(card.balance, card.currency)}),
        first_day="",
        last_day="",
        sources=(Message("life.source"), Message("life.looked_up"), Message("listed.times")),
        tables=tuple(_table(each, say, named=len(life.chapters) > 1) for each in life.chapters),
        notes=tuple(_notes(life)),
        landscape=True,
    )


def _table(chapter: LifeChapter, say: Say, *, named: bool) -> ReportTable:
    card = chapter.card
    change = sum(line.amount or 0 for line in chapter.lines)
    total = (ReportWord("", "report.total"), None, None, change, card.balance, *[None] * 5)
    return ReportTable(
        currency=card.currency,
        columns=_COLUMNS,
        rows=tuple(_rows(chapter, say)),
        totals=total,
        name=f"card-{card.card_id}",
        title=Message("life.card", {"last": _last(card)}) if named else None,
    )


def _rows(chapter: LifeChapter, say: Say) -> Iterator[Cells]:
    """Yield the lines with what was noted between them; the first of a card stays the first."""
    noted = list(chapter.noted)
    for at, line in enumerate(chapter.lines):
        while at and noted and noted[0].created_at <= line.at:
            yield _noted(noted.pop(0), say)
        yield _line(line, say)
    yield from (_noted(row, say) for row in noted)


def _line(line: TimelineRow, say: Say) -> Cells:
    told = [say(each) for each in line.message]
    reason = without_codes(line.reason)
    moved = line.amount is not None and line.balance is not None
    return (
        line.at,
        " ".join(filter(None, (*told[:1], reason and f"({reason})", *told[1:]))),
        line.balance - line.amount if line.balance is not None and line.amount is not None else None,
        line.amount if moved else None,
        line.balance if moved else None,
        None if line.state is None else state_word(line.state),
        line.clerk,
        line.approver,
        line.till,
        reference_of(line.operation_id or ""),
    )


def _noted(row: HistoryRow, say: Say) -> Cells:
    if isinstance(row, JournalRow):
        told, state = " ".join(map(say, row.messages)), None
    else:
        told, state = _cancelled(row, say), state_word(row.state)
    reference = reference_of(row.operation_id)
    return (row.created_at, told, None, None, None, state, row.clerk, row.approver, row.till, reference)


def _cancelled(row: OperationRow, say: Say) -> str:
    kind = Message(f"activity.kind.{row.kind.value}")
    return say(Message("life.cancelled", {"kind": kind, "amount": Money(row.want, row.currency)}))


def _notes(life: CardLife) -> Iterator[Message]:
    """Yield a sentence for each thing that a reader must know of the card, and of the chain that it is in."""
    for chapter in life.chapters:
        card = chapter.card
        if len(life.chapters) > 1:
            values = {"last": _last(card), "amount": Money(card.balance, card.currency)}
            yield Message("life.chain", values)
    card = life.card
    first = Money(card.initial_value, card.currency)
    yield Message("life.number", {"number": local_reference(card.card_id), "amount": first})
    yield Message(f"life.status.{card.status.value}")
    if card.expires_on is not None and card.status is not Status.EXPIRED:
        yield Message("life.until", {"day": date.fromisoformat(card.expires_on)})
    if card.frozen is not None:
        yield Message("life.frozen")
    if card.pending:
        yield Message("life.pending", {"amount": Money(card.pending, card.currency)})
    if card.unsettled:
        yield Message("life.unsettled", {"count": card.unsettled})
    if card.note:
        yield Message("life.note", {"note": without_codes(card.note)})


def _last(card: CardRow) -> str:
    return card.last_characters.upper()
