"""What each screen asks for, one method each; a call is one snapshot of the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from core.domain import message_json, note_tag
from core.domain.card import Status, days_left, status_of
from core.domain.policy import CardTerm
from core.domain.training import Drill
from core.queries import search_terms, sql
from core.queries.card_terms import read_term
from core.queries.history import HistoryAsked, read_history, read_totals
from core.queries.operation_rows import operation_row
from core.queries.present_person import read_present
from core.queries.reconciliation import read as read_reconciliation
from core.queries.replacements import replacement_row
from core.queries.timeline import read_past, timeline
from core.rows import (
    BillRows,
    CardDetails,
    CardRow,
    DeskStatus,
    EvidenceRow,
    FreezeRow,
    OperationRow,
    Reconciliation,
    ReplacementRow,
    TimelineRow,
)
from core.rows.history import EVERYTHING, HistoryFilter, HistoryRow, HistoryTotal
from core.rows.order import USUAL, Order
from core.services.link.connection import ServiceConnection
from core.services.outbox.offline_limits import OfflinePolicy
from core.services.people.preferences import Preferences
from core.services.people.staff import Staff
from core.services.till.clock_check import clock_problem
from core.store import approvals, notes, outbox, receipts
from core.store.database import Connection, Database, ask
from core.store.queue_facts import queue_facts

if TYPE_CHECKING:
    from core.queries.reports import ReportQueries

_WORKED_OUT = {"balance", "confirmed_balance", "status", "note", "frozen", "days_left"}
_TIMES = {"created_at", "updated_at", "seen_at", "missing_at"}
_AS_IT_STANDS = tuple(field.name for field in fields(CardRow) if field.name not in _WORKED_OUT | _TIMES)
"""The fields of a card that are shown as they stand in the column of the same name."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What no table tells. `clerk` is who was named at the start, or empty; `staff` is who signed in since."""

    sandbox: bool
    service_url: str
    clerk: str = ""
    staff: Staff | None = None
    drill: Callable[[], Drill] = Drill
    """What the trainee is put through; nothing, at a real service."""


class Queries:
    """Thread-safe. What a call shows is one snapshot of the database."""

    def __init__(
        self,
        database: Database,
        policy: OfflinePolicy,
        connection: ServiceConnection,
        preferences: Preferences,
        facts: Facts,
    ) -> None:
        self._database = database
        self._policy = policy
        self._connection = connection
        self._preferences = preferences
        self._facts = facts

    def cards(
        self,
        text: str = "",
        status: Status | None = None,
        limit: int = 200,
        offset: int = 0,
        order: Order = USUAL,
    ) -> tuple[CardRow, ...]:
        """Return cards, newest first, or in `order`; those not made yet lead, and `offset` counts the made ones only.

        Every word of `text` must match: the start of the last four, a whole id or local reference ("L12"), a part of
        the note (ASCII letters in either case), or an amount that is the balance shown or the initial value.
        """
        typed = search_terms.of_text(text, self._preferences.get("currency"))
        values = typed.parameters | {"today": self.shop_day(), "limit": limit, "offset": offset}
        rows: list[CardRow] = []
        with self._database.reading() as conn:
            if status in {None, Status.PENDING} and offset == 0:
                rows += self._rows(conn, sql.unmade(typed.shapes), values)
            if status is not Status.PENDING:
                values["limit"] = max(0, limit - len(rows))
                rows += self._rows(conn, sql.made(typed.shapes, status, order), values)
        return tuple(rows)

    def card(self, card_id: int) -> CardRow | None:
        """Return the card. A negative id follows to the real one once it is made; None when it never will be."""
        with self._database.reading() as conn:
            return self._card(conn, _real_id(conn, card_id))

    def card_details(self, card_id: int) -> CardDetails:
        """Return the card as `card` does, and how it got to its balance."""
        with self._database.reading() as conn:
            return self._details(conn, card_id)

    def card_changes(self, after: int, limit: int) -> tuple[tuple[tuple[int, CardRow | None], ...], str]:
        """Return cards that changed after a number, oldest change first, and the name of the books they are in."""
        from core.queries.card_feed import read_changes  # noqa: PLC0415 - the window does not ask for it

        with self._database.reading() as conn:
            return read_changes(conn, partial(self._card, conn), after, limit)

    def card_after(self, card_id: int, operation_id: str) -> tuple[CardDetails, BillRows]:
        """Return the card as an operation has left it, and what a receipt of that is made from ("" for none)."""
        with self._database.reading() as conn:
            return self._details(conn, card_id), self._bill(conn, operation_id)

    def card_term(self, card_id: int) -> CardTerm | None:
        """Return until when a card can be used, and since when it is counted; None when there is no such card."""
        with self._database.reading() as conn:
            card = self._card(conn, _real_id(conn, card_id))
            return None if card is None else read_term(conn, card, self._policy.clock)

    def timeline(self, card_id: int) -> tuple[TimelineRow, ...]:
        """Return the timeline, newest first, by the till's clock; adds up to the projected balance."""
        return self.card_details(card_id).timeline

    def replacement(self, operation_id: str) -> ReplacementRow | None:
        """Return the replacement of a card that begins with this operation; None when none does."""
        with self._database.reading() as conn:
            first = next(ask(conn, sql.OPERATION, operation_id=operation_id), None)
            return replacement_row(conn, operation_id) if first and first["replacement"] == operation_id else None

    def operations(self, limit: int = 200) -> tuple[OperationRow, ...]:
        """Return operations: parked first, then open, both oldest first; then the rest, newest first."""
        rows: list[OperationRow] = []
        with self._database.reading() as conn:
            for statement in sql.OPERATIONS_IN_ORDER:
                rows += map(operation_row, ask(conn, statement, limit=max(0, limit - len(rows))))
        return tuple(rows)

    def history(
        self,
        text: str = "",
        limit: int = 200,
        order: Order = USUAL,
        narrowed: HistoryFilter = EVERYTHING,
    ) -> tuple[OperationRow, ...]:
        """Return operations, newest first or in `order`. A word matches the last four, reason, clerk, kind or id."""
        typed = search_terms.of_text(text, self._preferences.get("currency"), narrowed.meant)
        bound = narrowed.parameters
        statement = sql.history(typed.shapes, bound, order)
        with self._database.reading() as conn:
            return tuple(map(operation_row, ask(conn, statement, **typed.parameters, **bound, limit=limit)))

    def history_lines(
        self,
        text: str = "",
        limit: int = 200,
        order: Order = USUAL,
        narrowed: HistoryFilter = EVERYTHING,
    ) -> tuple[HistoryRow, ...]:
        """Return operations as `history` does, and with them the entries of the journal that no operation shows."""
        asked = HistoryAsked(text, self._preferences.get("currency"), narrowed, order, limit)
        with self._database.reading() as conn:
            return read_history(conn, asked, self._policy.clock)

    def history_totals(self, text: str, narrowed: HistoryFilter) -> tuple[HistoryTotal, ...]:
        """Return what all operations that `history` would find come to, by currency."""
        asked = HistoryAsked(text, self._preferences.get("currency"), narrowed, USUAL, 0)
        with self._database.reading() as conn:
            return read_totals(conn, asked)

    @cached_property
    def reports(self) -> ReportQueries:
        """What reports ask for: a till at its counter never loads them."""
        from core.queries.reports import ReportQueries  # noqa: PLC0415 - with the first report

        return ReportQueries(self._database, self._policy.clock, self._card)

    def shop_day(self) -> str:
        """Return today in the shop, YYYY-MM-DD."""
        return self._policy.clock.shop_day()

    def people_and_tills(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the names of all who did or approved something here, and of the tills it was done at; sorted."""
        with self._database.reading() as conn:
            people, tills = (tuple(row["name"] for row in ask(conn, each)) for each in (sql.PEOPLE, sql.TILLS))
        return people, tills

    def operation(self, operation_id: str) -> OperationRow | None:
        with self._database.reading() as conn:
            found = map(operation_row, ask(conn, sql.OPERATION, operation_id=operation_id))
            return next(found, None)

    def bill(self, operation_id: str) -> BillRows:
        """Return the operation, and with it the other cards that paid for the same sale, in order."""
        with self._database.reading() as conn:
            return self._bill(conn, operation_id)

    def evidence(self, operation_id: str) -> tuple[EvidenceRow, ...]:
        """Return what happened to the operation, in order."""
        with self._database.reading() as conn:
            rows = list(ask(conn, sql.EVIDENCE, operation_id=operation_id))
        return tuple(
            EvidenceRow(row["at"], row["what"], said) for row in rows if (said := message_json.from_text(row["said"]))
        )

    def queue_facts(self) -> dict[str, Any]:
        """Return how the outbox stands, without a word of a card or a person."""
        with self._database.reading() as conn:
            return queue_facts(conn)

    def reconciliation(self) -> Reconciliation:
        """Compare every card that this till worked with or saw change with what the service last showed."""
        with self._database.reading() as conn:
            return read_reconciliation(conn)

    def status(self, card_id: int | None = None) -> DeskStatus:
        """Return the status of the till; `allowance.card_left` is for `card_id`."""
        names, condition = self._preferences.all(), self._connection.condition
        with self._database.reading() as conn:
            counts = next(ask(conn, sql.COUNTS))
            last_sync = notes.watermark(conn, "last_sync")
            first_pull = notes.watermark(conn, "first_pull.done")
            real = None if card_id is None else _real_id(conn, card_id)
            waiting = self._asked_for(conn)
        return DeskStatus(
            connection=condition.state,
            offline_since=None if condition.state == "online" else condition.since,
            **counts,
            last_sync=float(last_sync) if last_sync else None,
            first_pull_done=bool(first_pull),
            sandbox=self._facts.sandbox,
            service_url=self._facts.service_url,
            shop_name=self._preferences.shop_on_paper(),
            till_name=names["till.name"],
            **read_present(self._facts.staff, self._facts.clerk, names["clerk.name"]),
            approvals=waiting,
            drill=self._facts.drill(),
            currency=names["currency"],
            allowance=self._policy.allowance(real),
            problem=condition.problem or clock_problem(self._policy.clock),
        )

    def _asked_for(self, conn: Connection) -> int:
        """Return how many requests wait for approval: for a manager all, for a clerk their own."""
        gate = self._facts.staff.gate if self._facts.staff is not None else None
        if gate is None or gate.present is None:
            return 0
        return approvals.waiting(conn, self._policy.clock.wall(), "" if gate.manages else gate.name)[0]

    def _details(self, conn: Connection, card_id: int) -> CardDetails:
        real = _real_id(conn, card_id)
        card = self._card(conn, real)
        if card is None:
            return CardDetails(None)
        return CardDetails(card, timeline(card, read_past(conn, real)))

    def _bill(self, conn: Connection, operation_id: str) -> BillRows:
        row = next(map(operation_row, ask(conn, sql.OPERATION, operation_id=operation_id)), None)
        rows: tuple[OperationRow, ...] = () if row is None else (row,)
        if row is not None and row.bill:
            day = next(ask(conn, sql.DAY, operation_id=operation_id))["shop_day"]
            rows = tuple(map(operation_row, ask(conn, sql.BILL, day=day, bill=row.bill)))
        cards = tuple(self._card(conn, _real_id(conn, each.card_id)) for each in rows)
        waits = bool(rows) and receipts.waits(conn, rows[0].operation_id)
        return BillRows(rows, cards, waits)

    def _card(self, conn: Connection, card_id: int) -> CardRow | None:
        return next(self._rows(conn, sql.ONE if card_id > 0 else sql.ONE_UNMADE, {"card_id": card_id}), None)

    def _rows(self, conn: Connection, statement: str, values: dict[str, Any]) -> Iterator[CardRow]:
        today = date.fromisoformat(self.shop_day())
        return (_card_row(row, today) for row in ask(conn, statement, **values))


def _real_id(conn: Connection, card_id: int) -> int:
    """Return where a local reference leads today; what is no reference stays."""
    return card_id if card_id > 0 else outbox.real_id(conn, card_id)


def _card_row(row: Mapping[str, Any], today: date) -> CardRow:
    as_it_stands: dict[str, Any] = {name: row[name] for name in _AS_IT_STANDS}
    return CardRow(
        balance=row["balance"] + row["pending"],
        confirmed_balance=row["balance"],
        status=_status(row, today),
        note=note_tag.shown(row["note"]),
        created_at=int(row["created_at"]),
        updated_at=int(row["updated_at"]),
        seen_at=int(row["seen_at"]),
        frozen=_frozen(row),
        days_left=days_left(row["expires_on"], today),
        missing_at=None if row["missing_at"] is None else int(row["missing_at"]),
        **as_it_stands,
    )


def _status(row: Mapping[str, Any], today: date) -> Status:
    if row["card_id"] < 0:
        return Status.PENDING
    return Status.GONE if row["gone_at"] is not None else status_of(row["disabled_at"], row["expires_on"], today)


def _frozen(row: Mapping[str, Any]) -> FreezeRow | None:
    if row["frozen_at"] is None:
        return None
    return FreezeRow(row["frozen_why"], row["frozen_by"], row["frozen_at_till"], int(row["frozen_at"]))
