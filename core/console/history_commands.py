"""`history`: what was done here, narrowed as in the window, with what it comes to, and into a file."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.bootstrap import Core
from core.console.caller import caller
from core.console.output import Output, card_reference, operation_fields, say, utc
from core.console.painters import NO_PAINTERS, Painters
from core.console.report_files import ReportFiles
from core.console.settlement_commands import operation_words
from core.domain.money import parse_currency, parse_typed, wire_text
from core.rows import OperationRow
from core.rows.history import HistoryFilter, HistoryRow, HistoryTotal, narrow_to
from core.rows.journal import JournalRow
from core.sentences import sentence
from core.usecases import all_tills, cards, operations, saved_filters, till
from core.usecases.operations import EVERY_ROW, STATES, HistoryQuestion


@dataclass(frozen=True, slots=True)
class HistoryCommands:
    """The history of one core."""

    core: Core
    output: Output
    painters: Painters = NO_PAINTERS

    def history(self, options: Namespace) -> int:
        """Print each line, then a row for each currency with what all operations come to."""
        question = HistoryQuestion(options.text, self._narrowed(options), limit=options.limit or EVERY_ROW)
        if options.saved:
            question = saved_filters.use_saved_filter(self.core, options.saved, question)
        if options.all_tills:
            return self._of_all_tills(question, options)
        if options.csv:
            count = operations.save_history(self.core, question, caller().path(options.csv), say)
            self.output.note(sentence("history.saved", {"path": options.csv, "count": count}))
        self._save_report(question, options)
        return self._show(
            operations.read_history(self.core, question).rows, operations.sum_history(self.core, question)
        )

    def _of_all_tills(self, question: HistoryQuestion, options: Namespace) -> int:
        """Do the same with the journals of all tills; what is wrong with them is told first."""
        found = all_tills.read_tills_history(self.core, question)
        for note in found.notes:
            self.output.note(say(note))
        if options.csv:
            whole = all_tills.read_tills_history(self.core, replace(question, limit=EVERY_ROW))
            count = all_tills.save_tills_history(self.core, whole.rows, caller().path(options.csv), say)
            self.output.note(sentence("history.saved", {"path": options.csv, "count": count}))
        self._save_report(question, options)
        return self._show(found.rows, found.totals)

    def _show(self, rows: Sequence[HistoryRow], totals: Sequence[HistoryTotal]) -> int:
        for row in rows:
            self._show_entry(row) if isinstance(row, JournalRow) else self._show_operation(row)
        for total in totals:
            self.output.row(_total_fields(total), _total_words(total))
        if not rows:
            self.output.nothing(sentence("history.nothing", {}))
        return 0

    def _save_report(self, question: HistoryQuestion, options: Namespace) -> None:
        """Write the workbook of --xlsx and the pages of --pdf: all that matches, whatever the limit."""
        read = all_tills.read_tills_history_report if options.all_tills else operations.read_history_report
        for form, path in (("xlsx", options.xlsx), ("pdf", options.pdf)):
            if path:
                report = read(self.core, question, form, say)
                ReportFiles(self.core, self.painters).save(report, form, path)
                self.output.note(sentence("history.saved", {"path": path, "count": len(report.tables[0].rows)}))

    def _show_operation(self, row: OperationRow) -> None:
        fields = _fields(row)
        first, *more = operation_words(row, fields, full=False)
        self.output.row(fields, f"{fields['created_at']}  {first}  {row.clerk}", *more)

    def _show_entry(self, row: JournalRow) -> None:
        fields = _entry_fields(row)
        who = ", ".join(filter(None, (row.clerk, row.approver)))
        self.output.row(fields, f"{fields['created_at']}  {row.group.value:<9} {fields['said']}  {who}".rstrip())

    def _narrowed(self, options: Namespace) -> HistoryFilter:
        """Read what narrows. Raises BadInput for an amount or a currency that is none, NotFound for a card."""
        currency = parse_currency(options.currency) if options.currency else ""
        if not currency and (options.least or options.most):
            currency = till.read_status(self.core).currency
        narrowed = HistoryFilter(
            first_day=options.first_day or "",
            last_day=options.last_day or "",
            clerk=options.by,
            till=options.till,
            states=STATES[options.state],
            card_id=cards.card_for_console(self.core, options.card).card_id if options.card else 0,
            currency=currency,
            least=parse_typed(options.least, currency) if options.least else None,
            most=parse_typed(options.most, currency) if options.most else None,
        )
        return narrow_to(narrowed, *options.kind)


def _fields(row: OperationRow) -> dict[str, Any]:
    after = None if row.balance is None else wire_text(row.balance, row.currency)
    finished = None if row.finished_at is None else utc(row.finished_at)
    return operation_fields(row, []) | {"till": row.till, "balance_after": after, "finished_at": finished}


def _entry_fields(row: JournalRow) -> dict[str, Any]:
    """Return no `kind` and no amounts: who reads operations passes it over."""
    return {
        "entry": row.entry,
        "what": row.what,
        "group": row.group.value,
        "said": " ".join(map(say, row.messages)),
        "card_id": card_reference(row.card_id) if row.card_id else None,
        "last_characters": row.last_characters or None,
        "about_operation": row.operation_id or None,
        "clerk": row.clerk,
        "approver": row.approver or None,
        "till": row.till,
        "before": row.before or None,
        "after": row.after or None,
        "created_at": utc(row.created_at),
    }


def _total_fields(total: HistoryTotal) -> dict[str, Any]:
    sums = {name: wire_text(getattr(total, name), total.currency) for name in ("put_on", "taken_off")}
    return {"currency": total.currency, "operations": total.operations, **sums}


def _total_words(total: HistoryTotal) -> str:
    put_on, taken_off = (wire_text(sum_, total.currency) for sum_ in (total.put_on, total.taken_off))
    counted = "1 operation" if total.operations == 1 else f"{total.operations} operations"
    return f"{counted} in {total.currency}: {put_on} put on cards, {taken_off} taken off"
