"""Receipts on their way to the receipt printer: each is kept on disk until the printer has it, and printed then.

What is printed later is marked as a late copy with its time: the customer has gone, and a printer that was switched
off in the middle may have printed the first one all the same. Money never waits for any of this.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from core.clock import Clock
from core.domain.outcome import Message
from core.domain.printer import Printer, parse_printer
from core.domain.receipt import Receipt, WaitingReceipt
from core.domain.staff import ITSELF
from core.errors import KnownError, NotFound, StorageFailed
from core.log import area
from core.printing.bitmap import Draw
from core.printing.delivery import Delivered, deliver
from core.printing.escpos import DRAWER, receipt_bytes
from core.printing.paper import PAPERS
from core.services.paper.print_record import PrintRecord
from core.services.people.preferences import Preferences
from core.store import receipts as kept
from core.store.database import Connection, Database

_log = area("printing")

_LOOK_S = 5.0
"""How soon what begins to wait is noticed."""
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 5.0, 60.0


class ReceiptQueue:
    """Used by one thread at a time: the lane of the paper, or the console. `draw` makes pictures of other letters."""

    def __init__(
        self, database: Database, preferences: Preferences, clock: Clock, record: PrintRecord | None = None
    ) -> None:
        self._database = database
        self._preferences = preferences
        self._clock = clock
        self._record = record
        self._waits = True
        self._pause = _FIRST_PAUSE_S
        self._due = 0.0
        self._tried = ""
        """The printer that was tried last, as the settings have it."""
        self._printed: set[int] = set()
        """On paper, but the disk would not let them go: they are never printed again."""

    def print(self, operation_id: str, receipt: Receipt, late: str, draw: Draw) -> Delivered:
        """Keep it, then print it; return once it is on paper, as far as the printer tells. Raises KnownError.

        `operation_id` is the first of the sale, `late` the notice for a copy that comes later, with {at} in it.
        """
        try:
            with self._database.writing() as conn:
                self._permit(conn)
                if self._record is not None:
                    self._record.receipt(conn, operation_id, again=receipt.again)
                number = kept.keep(conn, operation_id, receipt, late, self._clock.wall())
        except StorageFailed:
            return self._unkept(receipt, draw)
        self._waits = True
        self._printed.discard(number)
        return self._try(number, receipt, draw)

    def waiting(self) -> tuple[WaitingReceipt, ...]:
        """Return what is not on paper yet, oldest first."""
        with self._database.reading() as conn:
            rows = kept.waiting(conn)
        return tuple(row for row in rows if row.number not in self._printed)

    def retry(self, number: int, draw: Draw) -> Delivered:
        """Print one now, as a late copy. Raises NotFound, or what `print` raises."""
        row = next((row for row in self.waiting() if row.number == number), None)
        if row is None:
            raise NotFound("print.receipt_gone", number=number)
        return self._try(number, self._late(row), draw)

    def drop(self, number: int) -> None:
        """Drop one, so that it is not printed automatically any more. Raises NotFound."""
        with self._database.writing() as conn:
            self._permit(conn)
            if not kept.remove(conn, number):
                raise NotFound("print.receipt_gone", number=number)

    def step(self, draw: Draw) -> float:
        """Print what waits once the printer takes it or another is set up; return the seconds until the next look."""
        if not self._waits:
            return _LOOK_S
        left = self._due - self._clock.monotonic()
        if left > 0 and self._preferences.get("receipt.printer") == self._tried:
            return min(left, _LOOK_S)
        rows = self._still_waiting()
        for row in rows:
            try:
                self._try(row.number, self._late(row), draw)
            except KnownError:
                return _LOOK_S  # the next one meets the same printer, and the same settings
        return _LOOK_S

    def kick(self) -> bool:
        """Open the cash drawer at the receipt printer; False where the shop wants no such thing. Raises KnownError."""
        if self._preferences.get("receipt.drawer") != "on":
            return False
        try:
            deliver(DRAWER, self._printer(), asks=False)
        except KnownError as error:
            raise KnownError("print.drawer_failed") from error
        return True

    def _permit(self, conn: Connection) -> None:
        if self._record is not None:
            self._record.permit(conn)

    def _still_waiting(self) -> tuple[WaitingReceipt, ...]:
        """Let go of what is on paper already, now that the disk may take it again. Returns what waits."""
        for number in tuple(self._printed):
            self._let_go(number)
        rows = self.waiting()
        self._waits = bool(rows) or bool(self._printed)
        return rows

    def _try(self, number: int, receipt: Receipt, draw: Draw) -> Delivered:
        try:
            done = self._put(receipt, draw)
        except KnownError as error:
            self._due = self._clock.monotonic() + self._pause
            _log.warning("receipt waits", job=number, key=error.key, seconds=self._pause)
            self._pause = min(2 * self._pause, _LONGEST_PAUSE_S)
            self._note(number, error)
            raise
        _log.info("receipt printed", job=number)
        self._due, self._pause = 0.0, _FIRST_PAUSE_S  # it works again: what else waits is due at once
        self._let_go(number)
        return done

    def _put(self, receipt: Receipt, draw: Draw) -> Delivered:
        printer = self._printer()
        paper = PAPERS[self._preferences.get("receipt.paper")]
        if not paper.columns:
            raise KnownError("print.receipt_nowhere")
        return deliver(receipt_bytes(receipt, paper, draw), printer)

    def _printer(self) -> Printer:
        where = self._tried = self._preferences.get("receipt.printer")
        if not where:
            raise KnownError("print.receipt_nowhere")
        return parse_printer(where)

    def _unkept(self, receipt: Receipt, draw: Draw) -> Delivered:
        """Print what a full disk cannot keep: now or not at all."""
        try:
            return self._put(receipt, draw)
        except KnownError as error:
            raise KnownError("print.receipt_unkept") from error

    def _note(self, number: int, error: KnownError) -> None:
        try:
            with self._database.writing(ITSELF) as conn:
                kept.failed(conn, number, Message(error.key, dict(error.values)), self._clock.wall())
        except StorageFailed:
            return  # it waits all the same; only why is not written down

    def _let_go(self, number: int) -> None:
        try:
            with self._database.writing(ITSELF) as conn:
                kept.remove(conn, number)
        except StorageFailed:
            self._printed.add(number)
            return
        self._printed.discard(number)

    def _late(self, row: WaitingReceipt) -> Receipt:
        at = datetime.fromtimestamp(self._clock.wall()).astimezone().strftime("%Y-%m-%d %H:%M")
        return replace(row.receipt, notices=(row.late.replace("{at}", at), *row.receipt.notices))
