"""Receipts that wait for the receipt printer: see them, print one now, or drop one."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass

from core.bootstrap import Core
from core.console.output import NOT_PRINTED, Output, failure_fields, say, utc
from core.domain.outcome import Message
from core.domain.receipt import Receipt, WaitingReceipt
from core.errors import KnownError, NotFound
from core.printing.bitmap import Bitmap, Draw
from core.printing.paper import Paper
from core.sentences import sentence
from core.usecases import receipts


@dataclass(frozen=True, slots=True)
class ReceiptCommands:
    """`draw` makes pictures of letters that the printer lacks; given by main.py, because drawing needs Qt."""

    core: Core
    output: Output
    draw: Draw | None = None

    def receipts(self, options: Namespace) -> int:
        if options.verb == "list":
            return self._list()
        if options.verb == "drop":
            receipts.drop_receipt(self.core, options.number)
            self.output.answer({"receipt": options.number, "state": "dropped"}, sentence("receipts.dropped", {}))
            return 0
        try:
            receipts.retry_receipt(self.core, options.number, self.draw or _no_pictures)
        except NotFound:
            raise
        except KnownError as error:
            fields = failure_fields(Message(error.key, error.values))
            fields |= {"receipt": options.number, "state": "waiting", "reason": error.sentence}
            self.output.answer(fields, error.sentence)
            return NOT_PRINTED
        self.output.answer({"receipt": options.number, "state": "printed"}, sentence("receipts.printed", {}))
        return 0

    def _list(self) -> int:
        rows = receipts.read_waiting(self.core)
        if not rows:
            self.output.nothing(sentence("receipts.nothing", {}))
        for row in rows:
            self.output.row(_fields(row), *_words(row))
        return 0


def _fields(row: WaitingReceipt) -> dict[str, object]:
    return {
        "receipt": row.number,
        "operation_id": row.operation_id,
        "act": row.receipt.act,
        "amount": row.receipt.amount,
        "made_at": utc(row.made_at),
        "tries": row.tries,
        "tried_at": None if row.tried_at is None else utc(row.tried_at),
        "reason": say(row.problem),
    }


def _words(row: WaitingReceipt) -> tuple[str, ...]:
    what = ", ".join(filter(None, (row.receipt.act, row.receipt.amount)))
    line = f"{row.number}  {utc(row.made_at)}  {what}"
    return (line, f"    {say(row.problem)}") if row.problem else (line,)


def _no_pictures(_receipt: Receipt, _paper: Paper) -> Bitmap:
    raise KnownError("print.failed", why="the picture could not be written")
