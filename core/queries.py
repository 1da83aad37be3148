"""The read side: one method a screen, frozen rows, already projected and sorted in SQL. Nothing here writes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import RowMapping, TextClause, text

from core.domain import mark
from core.domain.card import Status, days_left, status_of
from core.domain.operation import MONEY_KINDS, Kind, State
from core.domain.outcome import Said
from core.domain.settlement import How, certain, suggestion, ways
from core.domain.staff import Role
from core.domain.training import Drill
from core.reading import statements, words
from core.reading.reckoning import reckoning
from core.reading.replacing import replacement
from core.reading.timeline import Past, timeline
from core.rows import (
    CardRow,
    DeskStatus,
    EvidenceRow,
    FreezeRow,
    OperationRow,
    Reckoning,
    ReplacementRow,
    SettlementRow,
    TimelineRow,
)
from core.services.link.connection import Connection
from core.services.outbox.acceptance import Acceptance
from core.services.people.preferences import Preferences
from core.services.people.staff import Staff
from core.store import notes, outbox
from core.store import said as said_json
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
        self, text: str = "", status: Status | None = None, limit: int = 200, offset: int = 0
    ) -> tuple[CardRow, ...]:
        """Newest first, at most `limit`; cards not made yet lead at offset 0, and `offset` counts the made ones only.

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
                rows += self._rows(session, statements.made(typed.shapes, status), values)
        return tuple(rows)

    def card(self, card_id: int) -> CardRow | None:
        """A negative id follows to the real card once it is made; None when it never will be."""
        with self._database.reading() as session:
            return self._card(session, _real(session, card_id))

    def timeline(self, card_id: int) -> tuple[TimelineRow, ...]:
        """Newest first, by the till's clock; adds up to the projected balance."""
        with self._database.reading() as session:
            real = _real(session, card_id)
            card = self._card(session, real)
            if card is None:
                return ()
            operations = [
                dict(row) | {"said": _said(row["said"])}
                for row in _ask(session, statements.OPERATIONS_OF_CARD, card_id=real)
            ]
            sightings = list(_ask(session, statements.SIGHTINGS, card_id=real))
            freezes = list(_ask(session, statements.FREEZES, card_id=real))
            acts = {row["act"]: _replacement(session, row["act"]) for row in operations if row["act"]}
        return timeline(card, Past(operations, sightings, freezes, acts))

    def replacement(self, operation_id: str) -> ReplacementRow | None:
        """The replacement of a card that begins with this operation; None when none does."""
        with self._database.reading() as session:
            first = next(_ask(session, statements.OPERATION, operation_id=operation_id), None)
            return _replacement(session, operation_id) if first and first["act"] == operation_id else None

    def replacement_of(self, card_id: int) -> ReplacementRow | None:
        """The newest replacement of this card, or by this card; None when there is none."""
        with self._database.reading() as session:
            rows = _ask(session, statements.OPERATIONS_OF_CARD, card_id=_real(session, card_id))
            act = next((row["act"] for row in reversed(list(rows)) if row["act"]), None)
            return _replacement(session, act) if act else None

    def operations(self, limit: int = 200) -> tuple[OperationRow, ...]:
        """Parked first, then open, both oldest first; then the rest, newest first."""
        rows: list[OperationRow] = []
        with self._database.reading() as session:
            for statement in statements.OPERATIONS_IN_ORDER:
                rows += map(_operation_row, _ask(session, statement, limit=max(0, limit - len(rows))))
        return tuple(rows)

    def history(self, text: str = "", limit: int = 200) -> tuple[OperationRow, ...]:
        """Newest first. Every word of `text` matches the last four, the reason, the clerk, the kind or an id."""
        typed = words.of_text(text, self._preferences.get("currency"))
        with self._database.reading() as session:
            found = _ask(session, statements.history(typed.shapes), **typed.parameters, limit=limit)
            return tuple(map(_operation_row, found))

    def operation(self, operation_id: str) -> OperationRow | None:
        with self._database.reading() as session:
            found = map(_operation_row, _ask(session, statements.OPERATION, operation_id=operation_id))
            return next(found, None)

    def bill(self, operation_id: str) -> tuple[OperationRow, ...]:
        """The operation, and with it the other cards that paid for the same sale, in order; () for none."""
        with self._database.reading() as session:
            row = next(map(_operation_row, _ask(session, statements.OPERATION, operation_id=operation_id)), None)
            if row is None or not row.bill:
                return () if row is None else (row,)
            day = next(_ask(session, statements.DAY, operation_id=operation_id))["shop_day"]
            return tuple(map(_operation_row, _ask(session, statements.BILL, day=day, bill=row.bill)))

    def evidence(self, operation_id: str) -> tuple[EvidenceRow, ...]:
        """What happened to the operation, in order."""
        with self._database.reading() as session:
            rows = list(_ask(session, statements.EVIDENCE, operation_id=operation_id))
        return tuple(EvidenceRow(row["at"], row["what"], said) for row in rows if (said := _said(row["said"])))

    def reckoning(self) -> Reckoning:
        """Every card that this till worked with or saw change: our books against what the service last showed."""
        with self._database.reading() as session:
            ledger, totals = list(_ask(session, statements.LEDGER)), list(_ask(session, statements.TOTALS))
            return reckoning(ledger, totals, _ask(session, statements.WRITES))

    def status(self, card_id: int | None = None) -> DeskStatus:
        """`allowance.card_left` is for `card_id`."""
        names, condition = self._preferences.all(), self._connection.condition
        with self._database.reading() as session:
            counts = next(_ask(session, statements.COUNTS))
            last_sync = notes.watermark(session, "last_sync")
            first_pull = notes.watermark(session, "first_pull.done")
            real = None if card_id is None else _real(session, card_id)
        return DeskStatus(
            connection=condition.state,
            offline_since=None if condition.state == "online" else condition.since,
            **counts,
            last_sync=float(last_sync) if last_sync else None,
            first_pull_done=bool(first_pull),
            sandbox=self._facts.sandbox,
            service_url=self._facts.service_url,
            shop_name=names["shop.name"],
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
        found = _ask(session, f"WITH p AS MATERIALIZED ({PENDING_SQL}) {statement}", **values)
        return (_card_row(row, today) for row in found)


@lru_cache(512)
def _prepared(statement: str) -> TextClause:
    """Building costs ten times as much as running: once for each shape of question."""
    return text(statement)


def _ask(session: Session, statement: str, **values: Any) -> Iterator[RowMapping]:
    return iter(session.execute(_prepared(statement), values).mappings())


def _replacement(session: Session, act: str) -> ReplacementRow:
    rows = list(_ask(session, statements.ACT, operation_id=act))
    return replacement(rows, _said(rows[-1]["said"]))


def _real(session: Session, card_id: int) -> int:
    """Where a local reference leads today."""
    made = outbox.making(session, card_id) if card_id < 0 else None
    return card_id if made is None else made.card_id


def _card_row(row: RowMapping, today: date) -> CardRow:
    unmade = row["card_id"] < 0
    return CardRow(
        card_id=row["card_id"],
        balance=row["balance"] + row["pending"],
        confirmed_balance=row["balance"],
        pending=row["pending"],
        currency=row["currency"],
        initial_value=row["initial_value"],
        status=Status.PENDING if unmade else status_of(row["disabled_at"], row["expires_on"], today),
        last_characters=row["last_characters"],
        note=mark.split(row["note"])[0],
        expires_on=row["expires_on"],
        template_suffix=row["template_suffix"],
        created_at=int(row["created_at"]),
        updated_at=int(row["updated_at"]),
        seen_at=int(row["seen_at"]),
        unsettled=row["unsettled"],
        frozen=_frozen(row),
        days_left=days_left(row["expires_on"], today),
    )


def _frozen(row: RowMapping) -> FreezeRow | None:
    if row["frozen_at"] is None:
        return None
    return FreezeRow(row["frozen_why"], row["frozen_by"], row["frozen_at_till"], int(row["frozen_at"]))


def _operation_row(row: RowMapping) -> OperationRow:
    return OperationRow(
        operation_id=row["operation_id"],
        kind=Kind(row["kind"]),
        state=State(row["state"]),
        card_id=row["card_id"],
        last_characters=row["last_characters"],
        currency=row["currency"],
        want=row["want"],
        known=row["known"],
        reason=row["reason"],
        clerk=row["clerk"],
        till=row["till"],
        created_at=int(row["created_at"]),
        offline=bool(row["offline"]),
        said=_said(row["said"]),
        balance=row["balance_after"],
        code_waits=bool(row["code_waits"]),
        settlement=_settlement(row),
        follows=row["follows"] or "",
        followed_by=row["followed_by"] or "",
        act=row["act"] or "",
        finished_at=row["finished_at"],
        bill=row["bill"] or "",
        **(_parked(row) if row["state"] == State.PARKED else {}),
    )


def _settlement(row: RowMapping) -> SettlementRow | None:
    if row["how"] is None:
        return None
    return SettlementRow(How(row["how"]), row["settled_by"], row["why"], int(row["settled_at"]), row["loss"])


def _parked(row: RowMapping) -> dict[str, Any]:
    """What a person may say about it, and what the evidence hints at."""
    said, kind = _said(row["said"]), Kind(row["kind"])
    key = said.key if said else ""
    exactly = certain(key, bool(row["unanswered"]))
    gone = 0 if row["aborted"] and not row["offline"] else row["want"]
    owed = gone - row["known"] if kind in MONEY_KINDS else 0
    write = None if row["doubt_target"] is None else (row["doubt_base"], row["doubt_target"])
    return {
        "ways": ways(kind, row["card_id"], exactly, owed),
        "suggestion": suggestion(kind, key, owed, write, row["on_card"]),
        "owed": owed,
    }


def _said(stored: str | None) -> Said | None:
    return said_json.from_json(json.loads(stored)) if stored else None
