"""What all tills of a shop did, by their journals put together: sums by till and by person, and act by act."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from core.domain.merged_acts import MergedAct
from core.domain.money import Money
from core.domain.operation import MONEY_KINDS, Kind
from core.domain.outcome import Message
from core.rows.activity import KIND_OF_FIGURE
from core.rows.merged import MergedBooks, MergedJournals, MergedTill
from core.rows.report import CellKind, Cells, Report, ReportColumn, ReportTable, ReportWord, days_said

_SUMS = (
    ReportColumn("acts", "activity.acts", CellKind.COUNT),
    ReportColumn("waiting", "tills.waiting", CellKind.COUNT, needed=False),
    *(ReportColumn(name, f"activity.{name}", CellKind.MONEY, name in {"sold", "redeemed"}) for name in KIND_OF_FIGURE),
    ReportColumn("net", "activity.net", CellKind.MONEY),
)
_ACTS = (
    ReportColumn("at", "tills.at", CellKind.MOMENT),
    ReportColumn("till", "tills.till", CellKind.TEXT),
    ReportColumn("kind", "tills.kind", CellKind.TEXT),
    ReportColumn("clerk", "tills.clerk", CellKind.TEXT),
    ReportColumn("approver", "tills.approver", CellKind.TEXT, needed=False),
    ReportColumn("last_characters", "tills.last", CellKind.TEXT),
    ReportColumn("amount", "tills.amount", CellKind.MONEY),
    ReportColumn("state", "tills.state", CellKind.TEXT),
    ReportColumn("operation_id", "tills.number", CellKind.TEXT),
)
_JOURNALS = (
    ReportColumn("till", "tills.till", CellKind.TEXT),
    ReportColumn("entries", "tills.entries", CellKind.COUNT),
    ReportColumn("until", "tills.until", CellKind.MOMENT),
    ReportColumn("missing", "tills.missing", CellKind.COUNT),
    ReportColumn("parts_at", "tills.parts_at", CellKind.COUNT),
)
_CLOSINGS = (
    ReportColumn("till", "tills.till", CellKind.TEXT),
    ReportColumn("number", "tills.number", CellKind.COUNT),
    ReportColumn("day", "activity.day", CellKind.DATE),
    ReportColumn("clerk", "tills.clerk", CellKind.TEXT),
    *(ReportColumn(name, f"tills.{name}", CellKind.MONEY) for name in ("expected", "counted", "difference")),
)
JOURNALS = "journals"
"""The name of the table that lists the tills."""
_OPEN = "open"
"""The state of an act whose end is not in the journal."""


@dataclass(frozen=True, slots=True)
class TillsAsked:
    """The shop days, ISO, both ends included, and of which till; "" for all of them."""

    first: str
    last: str
    till: str = ""


def tills_report(books: MergedBooks, asked: TillsAsked) -> Report:
    """Make the report. The journals stand in it whichever till is asked for: what they lack is missing in the sums."""
    names = names_of(books.journals.tills)
    chosen = {till for till, name in names.items() if asked.till in {"", name, till}}
    acts = [
        each
        for each in books.acts
        if each.till in chosen and asked.first <= books.days[each.operation_id] <= asked.last and each.kind in _KINDS
    ]
    made = _TillTables(names, acts)
    currencies = sorted({each.currency for each in acts})
    closings = _closings(books, names, (chosen, asked))
    return Report(
        name="tills",
        title=Message("tills.title"),
        subtitle=days_said(asked.first, asked.last),
        first_day=asked.first,
        last_day=asked.last,
        sources=(Message("tills.source"), Message("tills.kinds"), Message("activity.signed")),
        tables=(*(table for each in currencies for table in made.of(each)), *closings, _journals(books, names)),
        notes=(*journal_notes(books.journals, books.alone), *(() if acts else (Message("report.nothing"),))),
        landscape=True,
    )


_KINDS = frozenset(kind.value for kind in MONEY_KINDS | {Kind.ISSUE})


@dataclass(frozen=True, slots=True)
class _TillTables:
    """Makes the tables of one report; `names` are the tills' by the fingerprint of their key."""

    names: dict[str, str]
    acts: Sequence[MergedAct]

    def of(self, currency: str) -> tuple[ReportTable, ...]:
        ours = [each for each in self.acts if each.currency == currency]
        listed = sorted(ours, key=attrgetter("at"), reverse=True)
        return (
            self._summed(currency, "tills", ours, lambda act: self.names[act.till]),
            self._summed(currency, "people", ours, lambda act: act.clerk),
            ReportTable(
                currency, _ACTS, tuple(self._act(each) for each in listed), name="acts", title=Message("tills.acts")
            ),
        )

    def _summed(
        self, currency: str, name: str, acts: Sequence[MergedAct], label: Callable[[MergedAct], str]
    ) -> ReportTable:
        word = "till" if name == "tills" else "clerk"
        labels = sorted({label(each) for each in acts}, key=str.casefold)
        rows = tuple((each or _NOBODY, *_sums(act for act in acts if label(act) == each)) for each in labels)
        return ReportTable(
            currency,
            (ReportColumn(word, f"tills.{word}", CellKind.TEXT), *_SUMS),
            rows,
            totals=(ReportWord("", "report.total"), *_sums(acts)),
            name=name,
            title=Message(f"tills.by_{word}"),
        )

    def _act(self, act: MergedAct) -> Cells:
        state = act.state or _OPEN
        return (
            int(act.at),
            self.names[act.till],
            ReportWord(act.kind, f"activity.kind.{act.kind}"),
            act.clerk or _NOBODY,
            act.approver or None,
            act.last_characters.upper(),
            act.moved,
            ReportWord(state, f"tills.state.{state}"),
            act.operation_id,
        )


_NOBODY = ReportWord("", "report.nobody")


def _sums(acts: Iterable[MergedAct]) -> Cells:
    """Return the figures of acts in one currency. What was refused or taken back unsent is no act."""
    counted = [each for each in acts if each.counts]
    figures = [sum(act.moved for act in counted if act.kind == kind.value) for kind in KIND_OF_FIGURE.values()]
    return (len(counted), sum(act.waits for act in counted), *figures, sum(act.moved for act in counted))


def names_of(tills: Sequence[MergedTill]) -> dict[str, str]:
    """Return what each till is called; two of one name are told apart by their keys."""
    several = [each.name for each in tills]
    return {
        each.till: each.name if several.count(each.name) == 1 else f"{each.name} ({each.till[:4]})" for each in tills
    }


def _journals(books: MergedBooks, names: dict[str, str]) -> ReportTable:
    rows = sorted(
        (names[each.till], each.entries, int(each.until), each.missing, each.parts_at) for each in books.journals.tills
    )
    return ReportTable("", _JOURNALS, tuple(rows), name=JOURNALS, title=Message("tills.journals"))


def _closings(books: MergedBooks, names: dict[str, str], asked: tuple[set[str], TillsAsked]) -> tuple[ReportTable, ...]:
    chosen, days = asked
    rows: list[Cells] = [
        (
            *(names[each.till], each.number, each.day, each.clerk or _NOBODY),
            *(Money(minor, each.currency) for minor in (each.expected, each.counted, each.difference)),
        )
        for each in sorted(books.closings, key=attrgetter("day", "till", "currency"))
        if each.till in chosen and days.first <= each.day <= days.last
    ]
    table = ReportTable("", _CLOSINGS, tuple(rows), name="closings", title=Message("tills.closings"))
    return (table,) if rows else ()


def journal_notes(journals: MergedJournals, alone: bool) -> tuple[Message, ...]:
    """Return what is wrong with the journals: sums of what is not whole are not whole either."""
    names, notes = names_of(journals.tills), []
    for each in sorted(journals.tills, key=lambda till: names[till.till]):
        if each.parts_at:
            notes.append(Message("tills.fork", {"till": names[each.till], "entry": each.parts_at}))
        elif each.missing:
            notes.append(Message("tills.gap", {"till": names[each.till], "count": each.missing}))
    if journals.unread:
        notes.append(Message("tills.unread", {"count": len(journals.unread)}))
    if alone:
        notes.append(Message("tills.alone"))
    elif len(journals.tills) < journals.expected:
        notes.append(Message("tills.fewer", {"count": len(journals.tills), "most": journals.expected}))
    return tuple(notes)
