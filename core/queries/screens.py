"""What each screen asks for, one method each; a call is one snapshot of the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from core.domain.card import Status
from core.domain.staff import Role
from core.domain.training import Drill
from core.queries.asking import ask, real_id, replacement_row, said_of
from core.queries.shown import card_row, operation_row
from core.reading import statements, words
from core.reading.reckoning import reckoning
from core.reading.timeline import Past, timeline
from core.rows import CardRow, DeskStatus, EvidenceRow, OperationRow, Reckoning, ReplacementRow, TimelineRow
from core.rows.order import USUAL, Order
from core.services.link.connection import Connection
from core.services.outbox.acceptance import Acceptance
from core.services.people.preferences import Preferences
from core.services.people.staff import Staff
from core.store import notes
from core.store.database import Database, Session
from core.store.projection import PENDING_SQL


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
        acceptance: Acceptance,
        connection: Connection,
        preferences: Preferences,
        facts: Facts,
    ) -> None:
        self._database = database
        self._acceptance = acceptance
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
        """Newest first, or in `order`; those not made yet lead, and `offset` counts the made ones only.

        Every word of `text` must match: the start of the last four, a whole id or local reference ("L12"), a part of
        the note (ASCII letters in either case), or an amount that is the balance shown or the initial value.
        """
        typed = words.of_text(text, self._preferences.get("currency"))
        values = typed.parameters | {"today": self._acceptance.shop_day(), "limit": limit, "offset": offset}
        rows: list[CardRow] = []
        with self._database.reading() as session:
            if status in {None, Status.PENDING} and offset == 0:
                rows += self._rows(session, statements.unmade(typed.shapes), values)
            if status is not Status.PENDING:
                values["limit"] = max(0, limit - len(rows))
                rows += self._rows(session, statements.made(typed.shapes, status, order), values)
        return tuple(rows)

    def card(self, card_id: int) -> CardRow | None:
        """A negative id follows to the real card once it is made; None when it never will be."""
        with self._database.reading() as session:
            return self._card(session, real_id(session, card_id))

    def timeline(self, card_id: int) -> tuple[TimelineRow, ...]:
        """Newest first, by the till's clock; adds up to the projected balance."""
        with self._database.reading() as session:
            real = real_id(session, card_id)
            card = self._card(session, real)
            if card is None:
                return ()
            operations = [
                dict(row) | {"said": said_of(row["said"])}
                for row in ask(session, statements.OPERATIONS_OF_CARD, card_id=real)
            ]
            sightings = list(ask(session, statements.SIGHTINGS, card_id=real))
            freezes = list(ask(session, statements.FREEZES, card_id=real))
            acts = {row["act"]: replacement_row(session, row["act"]) for row in operations if row["act"]}
        return timeline(card, Past(operations, sightings, freezes, acts))

    def replacement(self, operation_id: str) -> ReplacementRow | None:
        """The replacement of a card that begins with this operation; None when none does."""
        with self._database.reading() as session:
            first = next(ask(session, statements.OPERATION, operation_id=operation_id), None)
            return replacement_row(session, operation_id) if first and first["act"] == operation_id else None

    def replacement_of(self, card_id: int) -> ReplacementRow | None:
        """The newest replacement of this card, or by this card; None when there is none."""
        with self._database.reading() as session:
            rows = ask(session, statements.OPERATIONS_OF_CARD, card_id=real_id(session, card_id))
            act = next((row["act"] for row in reversed(list(rows)) if row["act"]), None)
            return replacement_row(session, act) if act else None

    def operations(self, limit: int = 200) -> tuple[OperationRow, ...]:
        """Parked first, then open, both oldest first; then the rest, newest first."""
        rows: list[OperationRow] = []
        with self._database.reading() as session:
            for statement in statements.OPERATIONS_IN_ORDER:
                rows += map(operation_row, ask(session, statement, limit=max(0, limit - len(rows))))
        return tuple(rows)

    def history(
        self,
        text: str = "",
        limit: int = 200,
        meant: words.Meant = MappingProxyType({}),
        order: Order = USUAL,
    ) -> tuple[OperationRow, ...]:
        """Newest first, or in `order`. Every word of `text` matches the last four, reason, clerk, kind or id.

        `meant`: the kept words that a word stands for in the language of the window.
        """
        typed = words.of_text(text, self._preferences.get("currency"), meant)
        with self._database.reading() as session:
            found = ask(session, statements.history(typed.shapes, order), **typed.parameters, limit=limit)
            return tuple(map(operation_row, found))

    def operation(self, operation_id: str) -> OperationRow | None:
        with self._database.reading() as session:
            found = map(operation_row, ask(session, statements.OPERATION, operation_id=operation_id))
            return next(found, None)

    def bill(self, operation_id: str) -> tuple[OperationRow, ...]:
        """The operation, and with it the other cards that paid for the same sale, in order; () for none."""
        with self._database.reading() as session:
            row = next(map(operation_row, ask(session, statements.OPERATION, operation_id=operation_id)), None)
            if row is None or not row.bill:
                return () if row is None else (row,)
            day = next(ask(session, statements.DAY, operation_id=operation_id))["shop_day"]
            return tuple(map(operation_row, ask(session, statements.BILL, day=day, bill=row.bill)))

    def evidence(self, operation_id: str) -> tuple[EvidenceRow, ...]:
        """What happened to the operation, in order."""
        with self._database.reading() as session:
            rows = list(ask(session, statements.EVIDENCE, operation_id=operation_id))
        return tuple(EvidenceRow(row["at"], row["what"], said) for row in rows if (said := said_of(row["said"])))

    def reckoning(self) -> Reckoning:
        """Every card that this till worked with or saw change: our books against what the service last showed."""
        with self._database.reading() as session:
            ledger, totals = list(ask(session, statements.LEDGER)), list(ask(session, statements.TOTALS))
            return reckoning(ledger, totals, ask(session, statements.WRITES))

    def status(self, card_id: int | None = None) -> DeskStatus:
        """`allowance.card_left` is for `card_id`."""
        names, condition = self._preferences.all(), self._connection.condition
        with self._database.reading() as session:
            counts = next(ask(session, statements.COUNTS))
            last_sync = notes.watermark(session, "last_sync")
            first_pull = notes.watermark(session, "first_pull.done")
            real = None if card_id is None else real_id(session, card_id)
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
            **self._who(names["clerk.name"]),
            drill=self._facts.drill(),
            currency=names["currency"],
            allowance=self._acceptance.allowance(real),
            problem=condition.problem,
        )

    def _who(self, usual: str) -> dict[str, Any]:
        """Who is at the till. With staff, nobody until somebody signed in."""
        staff = self._facts.staff
        if staff is None:
            return {"clerk": self._facts.clerk or usual}
        present = staff.present
        manages = present is not None and present.role is Role.MANAGER
        clerk = staff.name if staff.staffed else staff.name or usual
        return {"clerk": clerk, "staffed": staff.staffed, "signed_in": present is not None, "manages": manages}

    def _card(self, session: Session, card_id: int) -> CardRow | None:
        return next(self._rows(session, statements.one(card_id), {"card_id": card_id}), None)

    def _rows(self, session: Session, statement: str, values: dict[str, Any]) -> Iterator[CardRow]:
        today = date.fromisoformat(self._acceptance.shop_day())
        found = ask(session, f"WITH p AS MATERIALIZED ({PENDING_SQL}) {statement}", **values)
        return (card_row(row, today) for row in found)
