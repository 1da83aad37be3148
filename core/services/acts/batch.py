"""Orders of several cards: looked through first, begun as a whole, kept until each row has its card or a reason.

What a row asks for is sealed on disk. Each card goes through the desk like any other, by core.services.acts.batch_run.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from core.clock import Clock
from core.domain import batch_csv
from core.domain.batch import EQUAL_MOST, Plan, Problem, Wanted, equal, to_plain
from core.domain.command import Issue
from core.domain.identity import uuid7
from core.domain.operation import OPEN, State
from core.domain.outcome import Said
from core.errors import BadInput, NotFound, RuleRefused
from core.rows import BatchCard, BatchRow
from core.services.books.journal import Journal
from core.services.link.connection import Connection
from core.services.outbox.acceptance import Acceptance
from core.services.outbox.codes import Codes
from core.services.people.preferences import Preferences
from core.services.people.staff import Staff
from core.store import batches, fingerprints, terms
from core.store import said as said_json
from core.store.batches import Found
from core.store.database import Database, Session
from core.vault import Vault

_MADE = frozenset({State.DONE, State.INFERRED})
_LOOKED_UP_MOST = 100
"""Foreign codes that are looked up beforehand, at 50 ms each (core.vault); the others are when their card is made."""


class Batches:
    """`plan` and `equal` write nothing. Thread-safe."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        codes: Codes,
        acceptance: Acceptance,
        connection: Connection,
        preferences: Preferences,
        journal: Journal,
        clock: Clock,
        staff: Staff,
    ) -> None:
        self._database = database
        self._vault = vault
        self._codes = codes
        self._acceptance = acceptance
        self._connection = connection
        self._preferences = preferences
        self._journal = journal
        self._clock = clock
        self._staff = staff

    def plan(self, content: bytes, name: str) -> Plan:
        """The dry run of a CSV file: what would be made, what was made before, and every problem by its line."""
        today = date.fromisoformat(self._acceptance.shop_day())
        found = batch_csv.read(content, name, self._preferences.get("currency"), today)
        marks = self._fingerprints(found.rows)
        with self._database.reading() as transaction:
            return self._bounded(_against(transaction, found, marks))

    def equal(self, issue: Issue, count: int) -> Plan:
        """`count` cards alike. Raises BadInput."""
        if not 2 <= count <= EQUAL_MOST:
            raise BadInput("batch.count", most=EQUAL_MOST)
        return self._bounded(equal(issue, count))

    def begin(self, plan: Plan) -> str:
        """Writes the whole order, not a card yet; returns its id. Raises BadInput, RuleRefused: nothing written."""
        batch_id = uuid7(self._clock.wall())
        rows = [self._row(batch_id, row) for row in plan.rows]
        with self._database.writing() as transaction:
            plan = _against(transaction, plan, {})  # somebody else may have begun the same file meanwhile
            if plan.problems:
                raise BadInput("batch.problems")
            if len(plan.rows) < len(rows) or not rows:
                raise RuleRefused("batch.all_made", count=plan.made)
            clerk = self._staff.name or self._preferences.get("clerk.name")
            values = {"batch_id": batch_id, "name": plan.name, "clerk": clerk, "created_at": self._clock.wall()}
            batches.add(transaction, values, rows)
            self._journal.write(transaction, "order", values={"order": batch_id, "cards": len(rows), "clerk": clerk})
        return batch_id

    def orders(self) -> tuple[BatchRow, ...]:
        """Newest first: those that are not through, or whose codes are still here."""
        with self._database.reading() as transaction:
            found = [_order(row) for row in batches.counts(transaction)]
        return tuple(order for order in found if order.codes or order.waiting)

    def order(self, batch_id: str) -> BatchRow:
        """Raises NotFound."""
        with self._database.reading() as transaction:
            for row in batches.counts(transaction, batch_id) if batch_id else ():
                return _order(row)
        raise NotFound("batch.unknown")

    def cards(self, batch_id: str) -> tuple[BatchCard, ...]:
        """In the order of the file."""
        with self._database.reading() as transaction:
            return tuple(map(_card, batches.rows(transaction, batch_id)))

    def sales(self) -> frozenset[str]:
        """The operations of all orders whose code is still here."""
        with self._database.reading() as transaction:
            return batches.operations(transaction)

    def again(self, batch_id: str) -> int:
        """Opens what was refused for another try. Returns how many cards that are."""
        with self._database.writing() as transaction:
            return batches.reopen(transaction, batch_id)

    def hand_over(self, batch_id: str, operations: Sequence[str]) -> None:
        """The customer has these cards: their codes are wiped."""
        for operation_id in operations:
            self._codes.hand_over(operation_id)
        with self._database.writing() as transaction:
            batches.wipe(transaction, batch_id)

    def _row(self, batch_id: str, row: Wanted) -> dict[str, Any]:
        return {
            "batch_id": batch_id,
            "number": row.number,
            "row_id": row.row_id,
            "key": row.key,
            "content": row.content,
            "amount": row.issue.amount,
            "currency": row.issue.currency,
            "sealed": self._vault.seal(json.dumps(to_plain(row.issue)), f"{batch_id}/{row.number}"),
        }

    def _fingerprints(self, rows: Sequence[Wanted]) -> dict[int, str]:
        """Of given codes, by row number: quick ones of our own shape, and the first of the others."""
        marks: dict[int, str] = {}
        slow = 0
        for row in rows:
            if row.issue.code is None:
                continue
            quick = self._codes.quick(row.issue.code)
            if quick is None and slow < _LOOKED_UP_MOST:
                slow += 1
                quick = self._codes.fingerprint(row.issue.code)
            if quick is not None:
                marks[row.number] = quick
        return marks

    def _bounded(self, plan: Plan) -> Plan:
        """With how many of it the limits allow now, when there is no connection."""
        if self._connection.condition.usable:
            return plan
        limits, allowed = self._preferences.limits(), self._acceptance.allowance(None)
        left, count = 0 if limits.off or not self._acceptance.met() else allowed.till_left, 0
        for row in plan.rows:
            most = min(limits.per_sale, limits.per_card_day, left) if row.issue.currency == limits.currency else 0
            if row.issue.amount > most:
                break
            left, count = left - row.issue.amount, count + 1
        return replace(plan, possible=count)


def _against(transaction: Session, plan: Plan, marks: dict[int, str]) -> Plan:
    """The plan without the rows that were made before, blamed for what cannot be made on this till."""
    known = batches.ordered(transaction, (row.key for row in plan.rows if row.key))
    has = {row.number for row in plan.rows if row.key and row.key in known and known[row.key].content == row.content}
    fresh = tuple(row for row in plan.rows if row.number not in has)
    problems = [
        Problem(row.line, Said("batch.id_used", {"row_id": row.row_id}))
        for row in fresh
        if row.key and row.key in known
    ]
    makes = terms.card_currencies(transaction)
    for row in fresh:
        if not makes.makes(row.issue.currency):
            problems.append(Problem(row.line, Said("money.not_sold", {"currency": row.issue.currency})))
        if (fingerprint := marks.get(row.number)) and fingerprints.card_of(transaction, fingerprint) is not None:
            problems.append(Problem(row.line, Said("outcome.code_taken")))
    waiting = plan.waiting + sum(known[row.key].waits for row in plan.rows if row.number in has)
    made = plan.made + len(has)
    return replace(plan, rows=fresh, made=made, waiting=waiting).blamed(problems)


def _order(row: Found) -> BatchRow:
    waiting = 0 if row["stopped"] else row["left_over"]
    values = {name: row[name] for name in BatchRow.__slots__ if name in row}
    return BatchRow(**values | {"stopped": bool(row["stopped"]), "waiting": waiting})


def _card(row: Found) -> BatchCard:
    payload = row["payload"] or {}
    said = row["said"] or row["operation_said"]
    return BatchCard(
        number=row["number"],
        row_id=row["row_id"],
        amount=row["amount"],
        currency=row["currency"],
        stand=_stand(row),
        said=said_json.from_json(said),
        recipient=payload.get("greeting", {}).get("recipient", ""),
        last_characters=row["last_characters"] or "",
        card_id=row["card_id"],
        operation_id=row["operation_id"],
        has_code=bool(row["has_code"]) and not payload.get("handed_over"),
        own_code=bool(payload.get("own_code", True)),
    )


def _stand(row: Found) -> str:
    if row["said"] is not None:
        return "refused"
    if row["state"] is None:
        return "waiting"
    state = State(row["state"])
    if state in _MADE:
        return "confirmed"
    if state in OPEN:
        return "pending" if row["offline"] else "doubted"
    return "parked" if state is State.PARKED else "refused"
