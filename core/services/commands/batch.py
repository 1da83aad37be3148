"""Orders of several cards: looked through first, begun as a whole, kept until each row has its card or a reason.

What a row asks for is sealed on disk. Each card goes through the desk like any other, by `batch_run` beside it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from core.domain import batch_csv, message_json
from core.domain.batch import EQUAL_MOST, BatchPlan, Problem, Wanted, equal, to_plain
from core.domain.command import Issue
from core.domain.identity import uuid7
from core.domain.money import Money
from core.domain.operation import OPEN, State
from core.domain.outcome import Message
from core.domain.permission import Permission
from core.domain.rights import Demand
from core.domain.staff import Proposal
from core.errors import BadInput, NotFound, RuleRefused
from core.rows import BatchCard, BatchRow
from core.services.books.storage import Storage
from core.services.commands.role_limits import RoleLimits
from core.services.link.connection import ServiceConnection
from core.services.outbox.outbox import Outbox
from core.services.people.shop import Shop
from core.store import batches, fingerprints, terms
from core.store.batches import Found
from core.store.database import Connection

_MADE = frozenset({State.DONE, State.INFERRED})
_LOOKED_UP_MOST = 100
"""Foreign codes that are looked up beforehand, at 50 ms each (core.security.vault); the others at their card."""


class Batches:
    """`plan` and `equal` write nothing. Thread-safe."""

    def __init__(self, storage: Storage, shop: Shop, outbox: Outbox, connection: ServiceConnection) -> None:
        self._database = storage.database
        self._vault = outbox.codes.vault
        self._codes = outbox.codes
        self._policy = outbox.policy
        self._connection = connection
        self._preferences = shop.preferences
        self._journal = storage.journal
        self._clock = storage.clock
        self._gate = shop.gate
        self._limits = RoleLimits(shop.preferences, shop.gate, storage.clock)

    def plan(self, content: bytes, name: str) -> BatchPlan:
        """Return the dry run of a CSV file: what would be made, what was made before, and every problem by its line."""
        today = date.fromisoformat(self._clock.shop_day())
        found = batch_csv.read(content, name, self._preferences.get("currency"), today)
        marks = self._fingerprints(found.rows)
        with self._database.reading() as conn:
            return self._bounded(_against(conn, found, marks))

    def equal(self, issue: Issue, count: int) -> BatchPlan:
        """Return the plan for `count` cards alike. Raises BadInput."""
        if not 2 <= count <= EQUAL_MOST:
            raise BadInput("batch.count", most=EQUAL_MOST)
        return self._bounded(equal(issue, count))

    def begin(self, plan: BatchPlan) -> str:
        """Write the whole order, not a card yet; return its id. Raises BadInput, RuleRefused: nothing written."""
        batch_id = uuid7(self._clock.wall())
        rows = [self._row(batch_id, row) for row in plan.rows]
        with self._database.writing() as conn:
            author = self._gate.permit(conn, self._demand(conn, plan))
            plan = _against(conn, plan, {})  # somebody else may have begun the same file meanwhile
            if plan.problems:
                raise BadInput("batch.problems")
            if len(plan.rows) < len(rows) or not rows:
                raise RuleRefused("batch.all_made", count=plan.made)
            clerk = self._gate.name or self._preferences.get("clerk.name")
            values = {"batch_id": batch_id, "name": plan.name, "clerk": clerk, "created_at": self._clock.wall()}
            values |= {"approver": author.approver}
            batches.add(conn, values, rows)
            self._journal.write(conn, "order", values={"order": batch_id, "cards": len(rows), "clerk": clerk})
        return batch_id

    def orders(self) -> tuple[BatchRow, ...]:
        """Return the orders that are not through, or whose codes are still here; newest first."""
        with self._database.reading() as conn:
            found = [_order(row) for row in batches.counts(conn)]
        return tuple(order for order in found if order.codes or order.waiting)

    def order(self, batch_id: str) -> BatchRow:
        """Return the order. Raises NotFound."""
        with self._database.reading() as conn:
            for row in batches.counts(conn, batch_id) if batch_id else ():
                return _order(row)
        raise NotFound("batch.unknown")

    def cards(self, batch_id: str) -> tuple[BatchCard, ...]:
        """Return the cards of the order, as they stand in the file."""
        with self._database.reading() as conn:
            return tuple(map(_card, batches.rows(conn, batch_id)))

    def sales(self) -> frozenset[str]:
        """Return the operations of all orders whose code is still here."""
        with self._database.reading() as conn:
            return batches.operations(conn)

    def again(self, batch_id: str) -> int:
        """Open what was refused for another try. Returns how many cards that are."""
        with self._database.writing() as conn:
            self._gate.permit(conn, Demand(Permission.ORDER, begun=True))
            count = batches.reopen(conn, batch_id)
            self._journal.write(conn, "order-resumed", values={"order": batch_id, "refused": count})
        return count

    def hand_over(self, batch_id: str, operations: Sequence[str]) -> None:
        """Wipe the codes of cards that the customer has now."""
        for operation_id in operations:
            self._codes.hand_over(operation_id, self._gate.permit_for(Permission.HAND_OVER, operation_id))
        with self._database.writing() as conn:
            self._gate.permit(conn, Demand(Permission.HAND_OVER))
            batches.wipe(conn, batch_id)

    def _demand(self, conn: Connection, plan: BatchPlan) -> Demand:
        """Return what the whole order asks for: its value counts before its first card is made."""
        sums: Counter[str] = Counter()
        for row in plan.rows:
            sums[row.issue.currency] += row.issue.amount
        told = ", ".join(str(Money(minor, currency)) for currency, minor in sorted(sums.items()))
        shown = Proposal(detail=", ".join(filter(None, (plan.name, str(len(plan.rows)), told))))
        return Demand(Permission.ORDER, self._limits.is_beyond(conn, Permission.ORDER, sums), proposal=shown)

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
        """Return fingerprints of given codes, by row number: quick ones of our own shape, the first of the others."""
        marks: dict[int, str] = {}
        slow = 0
        for row in rows:
            if row.issue.code is None:
                continue
            quick = self._vault.own_fingerprint(row.issue.code)
            if quick is None and slow < _LOOKED_UP_MOST:
                slow += 1
                quick = self._vault.code_fingerprint(row.issue.code)
            if quick is not None:
                marks[row.number] = quick
        return marks

    def _bounded(self, plan: BatchPlan) -> BatchPlan:
        """Return the plan with how many of it the limits allow now, when there is no connection."""
        if self._connection.condition.usable:
            return plan
        limits, allowed = self._preferences.limits(), self._policy.allowance(None)
        left, count = 0 if limits.off or not self._policy.has_connected() else allowed.till_left, 0
        for row in plan.rows:
            most = min(limits.per_sale, limits.per_card_day, left) if row.issue.currency == limits.currency else 0
            if row.issue.amount > most:
                break
            left, count = left - row.issue.amount, count + 1
        return replace(plan, possible=count)


def _against(conn: Connection, plan: BatchPlan, marks: dict[int, str]) -> BatchPlan:
    """Return the plan without the rows that were made before, blamed for what cannot be made on this till."""
    known = batches.ordered(conn, (row.key for row in plan.rows if row.key))
    has = {row.number for row in plan.rows if row.key and row.key in known and known[row.key].content == row.content}
    fresh = tuple(row for row in plan.rows if row.number not in has)
    problems = [
        Problem(row.line, Message("batch.id_used", {"row_id": row.row_id}))
        for row in fresh
        if row.key and row.key in known
    ]
    makes = terms.card_currencies(conn)
    for row in fresh:
        if not makes.knows(row.issue.currency):
            problems.append(Problem(row.line, Message("money.currency", {"text": row.issue.currency})))
        elif not makes.makes(row.issue.currency):
            problems.append(Problem(row.line, Message("money.not_sold", {"currency": row.issue.currency})))
        if (fingerprint := marks.get(row.number)) and fingerprints.card_of(conn, fingerprint) is not None:
            problems.append(Problem(row.line, Message("outcome.code_taken")))
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
        message=message_json.from_json(said),
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
