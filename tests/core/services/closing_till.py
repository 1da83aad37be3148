"""A till whose days are closed: a database with what the desk and the replay leave in it, and no service."""

from __future__ import annotations

from pathlib import Path

from core.domain.day_closing import ClosingOrder, DayClosing, DayFigures, DrawerCount
from core.services.books.journal import Journal
from core.services.books.storage import Storage
from core.services.people.pins import Pins
from core.services.people.preferences import Preferences
from core.services.people.shop import Shop
from core.services.people.staff import Staff
from core.services.till.day_closings import DayClosings
from core.store import outbox
from core.store import settlements as settled
from core.store.database import Database
from tests.builders import StoppedClock, book, issue_row, operation_row

KEY = b"k" * 32
DAY_S = 86_400


class ClosingTill:
    """A database with what the desk and the replay leave in it, and the service that closes its days."""

    def __init__(self, folder: Path) -> None:
        self.database = Database(folder / "till.db")
        self.clock = StoppedClock()
        self.journal = Journal(KEY, self.clock)
        storage = Storage(self.database, self.journal, self.clock)
        self.staff = Staff(storage, Pins(b"p" * 32), "Ann")
        preferences = Preferences(self.database, self.journal, self.staff.gate)
        self.days = DayClosings(storage, Shop(preferences, self.staff))

    def add(self, operation_id: str, **changes: object) -> None:
        make = issue_row if changes.get("kind") == "issue" else operation_row
        with self.database.writing() as conn:
            outbox.append(conn, make(operation_id, **changes))

    def done(self, operation_id: str, amount: int, **changes: object) -> None:
        self.add(operation_id, want=amount, **changes)
        self.end(operation_id, amount, "done")

    def end(self, operation_id: str, amount: int, state: str) -> None:
        with self.database.writing() as conn:
            operation = outbox.require(conn, operation_id)
            made = {"card_id": 5000 + operation.seq} if operation.kind == "issue" and state == "done" else {}
            if operation.kind != "issue" and amount:
                book(conn, operation_id, amount)
            outbox.change(conn, operation_id, state=state, **made)

    def settle(self, operation_id: str, amount: int) -> None:
        row = {"operation_id": operation_id, "how": "amount", "amount": amount, "clerk": "Mia", "why": "x", "at": 1.0}
        with self.database.writing() as conn:
            settled.add(conn, row | {"evidence": {}})
            outbox.change(conn, operation_id, state="inferred")

    def figures(self) -> dict[str, DayFigures]:
        return {each.currency: each for each in self.days.open_day().figures}

    def close(self, difference: int = 0, note: str = "", otherwise: int = 0) -> DayClosing:
        """Close today as counted with so much too much in each currency, and let the next day begin."""
        day = self.days.open_day()
        expected = {each.currency: each.expected for each in day.figures}
        counts = [DrawerCount(each, expected.get(each, 0) - otherwise + difference, otherwise) for each in day.to_count]
        made = self.days.close(ClosingOrder(tuple(counts), note))
        self.clock.now += DAY_S
        return made
