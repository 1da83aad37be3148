"""`report close`: the figures since the last closing, the close of the day itself, and the closings that were made."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.bootstrap import Core
from core.console.caller import caller
from core.console.output import NOT_PRINTED, Output, failure_fields, utc
from core.console.painters import NO_PAINTERS, Painters
from core.console.report_files import ReportFiles
from core.domain.day_closing import (
    ClosedFigures,
    ClosingOrder,
    DayClosing,
    DayFigures,
    DrawerCount,
    Movement,
    OpenDay,
    UndecidedSum,
)
from core.domain.money import parse_currency, parse_typed, wire_text
from core.domain.outcome import Message
from core.errors import BadInput, KnownError
from core.sentences import sentence
from core.usecases import day_closings, till

_WITH_CURRENCY = re.compile(r"(?P<amount>[^A-Za-z]*?)[\s:]*(?P<currency>[A-Za-z]{3})?", re.ASCII)
_WORDS = {
    Movement.SOLD: "sold",
    Movement.TOPPED_UP: "topped up, paid",
    Movement.GIVEN: "given without payment",
    Movement.REDEEMED: "redeemed",
    Movement.CASHED_OUT: "cashed out",
    Movement.CORRECTED: "corrected",
    Movement.REPLACED: "moved to other cards",
}


@dataclass(frozen=True, slots=True)
class ClosingCommands:
    """The closings of one core."""

    core: Core
    output: Output
    painters: Painters = NO_PAINTERS

    def close(self, options: Namespace) -> int:
        """Close where something was counted; else show. Raises KnownError: then nothing was closed."""
        if options.list:
            return self._list(options)
        if options.csv or options.xlsx:
            raise BadInput("close.list_files")
        if options.number is not None:
            return self._show(options)
        if not options.counted:
            return self._figures(options)
        currency = till.read_status(self.core).currency
        order = ClosingOrder(_counts(options.counted, options.otherwise, currency), options.note, day=options.day)
        closing = day_closings.close_day(self.core, order).closing
        said = sentence("close.done", {"number": closing.number, "day": date.fromisoformat(closing.day)})
        self.output.answer(_fields(closing), said, *_words(closing))
        return self._saved(closing, options.pdf) if options.pdf else 0

    def _figures(self, options: Namespace) -> int:
        found = day_closings.read_open_day(self.core, options.day)
        self.output.row(_open_fields(found), *_open_words(found))
        if found.closed is not None:
            self.output.note(sentence("close.is_closed", {"number": found.closed.number}))
        return 0

    def _list(self, options: Namespace) -> int:
        closings = day_closings.read_closings(self.core)
        for each in closings:
            self.output.row(_fields(each), _line(each))
        if not closings:
            self.output.nothing(sentence("close.none", {}))
        files = ReportFiles(self.core, self.painters)
        for form, path in (("csv", options.csv), ("xlsx", options.xlsx), ("pdf", options.pdf)):
            if path:
                files.save(day_closings.read_closings_report(self.core), form, path)
                self.output.note(sentence("report.saved", {"path": path}))
        return 0

    def _show(self, options: Namespace) -> int:
        closing = day_closings.read_closing(self.core, options.number)
        self.output.row(_fields(closing), *_words(closing))
        if closing.changed:
            self.output.note(sentence("close.was_changed", {}))
        return self._saved(closing, options.pdf) if options.pdf else 0

    def _saved(self, closing: DayClosing, name: str) -> int:
        """Write the page. 8 when it could not be: the closing is there all the same."""
        try:
            till.note_export(self.core, "day-closing", 1)
            if self.painters.print_closing is None:
                raise KnownError("print.failed", why="the page cannot be made")
            self.painters.print_closing(closing, day_closings.read_paper(self.core)["shop.name"], caller().path(name))
        except KnownError as error:
            self.output.note(failure_fields(Message(error.key, error.values))["message"])
            return NOT_PRINTED
        return 0


def _counts(counted: Sequence[str], otherwise: Sequence[str], usual: str) -> tuple[DrawerCount, ...]:
    """Read amounts such as 120.50 or 80.00 EUR. Raises BadInput."""
    elsewhere = dict(_amount(text, usual) for text in otherwise)
    counts = tuple(
        DrawerCount(currency, amount, elsewhere.pop(currency, 0))
        for currency, amount in (_amount(text, usual) for text in counted)
    )
    for currency in elsewhere:
        raise BadInput("close.not_counted", currency=currency)
    return counts


def _amount(text: str, usual: str) -> tuple[str, int]:
    match = _WITH_CURRENCY.fullmatch(text.strip())
    if match is None:
        raise BadInput("money.shape", text=text)
    currency = parse_currency(match["currency"]) if match["currency"] else usual
    return currency, parse_typed(match["amount"], currency)


def _fields(closing: DayClosing) -> dict[str, Any]:
    return {
        "closing": closing.number,
        "day": closing.day,
        "closed_at": utc(closing.at),
        "since": None if closing.since is None else utc(closing.since),
        "till": closing.till,
        "clerk": closing.clerk,
        "approver": closing.approver or None,
        "note": closing.note,
        "operations": closing.operations,
        "journal": {"entry": closing.journal_number, "head": closing.journal_head},
        "changed": closing.changed,
        "currencies": [_closed_fields(each) for each in closing.currencies],
    }


def _open_fields(found: OpenDay) -> dict[str, Any]:
    return {
        "closing": None,
        "day": found.day,
        "since": None if found.since is None else utc(found.since),
        "closed_by": None if found.closed is None else found.closed.number,
        "to_count": list(found.to_count),
        "currencies": [_figure_fields(each) for each in found.figures],
    }


def _closed_fields(closed: ClosedFigures) -> dict[str, Any]:
    names = ("counted", "otherwise", "in_drawer", "difference")
    return _figure_fields(closed.figures) | {name: wire_text(getattr(closed, name), closed.currency) for name in names}


def _figure_fields(figures: DayFigures) -> dict[str, Any]:
    currency = figures.currency
    return {
        "currency": currency,
        **{
            movement.value: {
                "count": figures.of(movement).count,
                "amount": wire_text(figures.of(movement).amount, currency),
                "back_count": figures.of(movement).back_count,
                "back": wire_text(figures.of(movement).back, currency),
            }
            for movement in Movement
        },
        "paid_in": wire_text(figures.paid_in, currency),
        "paid_out": wire_text(figures.paid_out, currency),
        "expected": wire_text(figures.expected, currency),
        "waiting": _undecided_fields(figures.waiting, currency),
        "cases": _undecided_fields(figures.cases, currency),
    }


def _undecided_fields(found: UndecidedSum, currency: str) -> dict[str, Any]:
    return {"count": found.count, "amount": wire_text(found.amount, currency)}


def _open_words(found: OpenDay) -> Iterator[str]:
    since = "so far" if found.since is None else f"since {utc(found.since)}"
    yield f"Day {found.day}, not closed: closing {found.number} would cover what was decided {since}."
    for each in found.figures:
        yield from _figure_words(each)
    yield f"To close, count the drawer in {', '.join(found.to_count)}: report close --counted AMOUNT"


def _words(closing: DayClosing) -> Iterator[str]:
    yield f"Closing {closing.number}, day {closing.day}, {closing.till}"
    covered = "1 operation" if closing.operations == 1 else f"{closing.operations} operations"
    approved = f", approved by {closing.approver}" if closing.approver else ""
    yield f"Closed {utc(closing.at)} by {closing.clerk or 'nobody named'}{approved}; {covered}"
    for each in closing.currencies:
        yield from _figure_words(each.figures)
        yield from _count_words(each)
    if closing.note:
        yield f"Note: {closing.note}"
    yield f"Journal: entry {closing.journal_number}, head {closing.journal_head}"


def _line(closing: DayClosing) -> str:
    off = [f"{_signed(each.difference, each.currency)} {each.currency}" for each in closing.currencies]
    mark = "  CHANGED" if closing.changed else ""
    return f"{closing.number:>6}  {closing.day}  {closing.clerk}  difference {', '.join(off)}{mark}"


def _figure_words(figures: DayFigures) -> Iterator[str]:
    currency = figures.currency
    yield currency
    for movement in Movement:
        sums = figures.of(movement)
        if sums.count:
            yield _row(_WORDS[movement], sums.count, _signed(sums.amount, currency))
        if sums.back_count:
            yield _row(f"{_WORDS[movement]}, taken back", sums.back_count, _signed(sums.back, currency))
    yield _row("should be there", "", wire_text(figures.expected, currency))
    for name, undecided in (("on its way", figures.waiting), ("needs a person", figures.cases)):
        if undecided.count:
            yield _row(f"{name}, not counted", undecided.count, wire_text(undecided.amount, currency))


def _count_words(closed: ClosedFigures) -> Iterator[str]:
    if closed.otherwise:
        yield _row("paid another way", "", wire_text(closed.otherwise, closed.currency))
    yield _row("counted", "", wire_text(closed.counted, closed.currency))
    yield _row("difference", "", _signed(closed.difference, closed.currency))


def _row(name: str, count: object, amount: str) -> str:
    return f"    {name:<36}{count!s:>6}{amount:>14}"


def _signed(minor: int, currency: str) -> str:
    return f"{'+' if minor > 0 else ''}{wire_text(minor, currency)}"
