"""Settling what was parked: a person says what happened, and the books follow in one transaction.

The program suggests and never presses (PROTOCOL.md section 2). Nothing is ever settled twice.
"""

from __future__ import annotations

from core.domain import mark
from core.domain.command import CashOut, Disable, Following, Redeem, Reverse, SetBalance, TopUp, Update
from core.domain.operation import FINAL, MONEY_KINDS, Kind, State
from core.domain.outcome import Accepted
from core.domain.settlement import Decision, Foreseen, How, Plan, Settled, ways
from core.errors import BadInput, NotFound, RuleRefused
from core.services.acts.desk import Desk
from core.services.acts.lookup import Lookup
from core.services.acts.typed import REASON_MOST
from core.services.link.connection import Connection
from core.services.parked.settling import Settling, standing
from core.services.parked.unmade import Unmade
from core.store import cards, outbox, projection
from core.store.database import Database, Session
from core.store.outbox import Operation

_FIGURES = frozenset({How.AMOUNT, How.BALANCE})
_FRESH = frozenset({How.BALANCE, How.TAKE_LEFT})
"""What is right only for the balance that is on the card now."""


class Settle:
    """`decide` sends nothing that changes a card; what it accepts in place of the old operation is run as always."""

    def __init__(
        self,
        database: Database,
        desk: Desk,
        lookup: Lookup,
        connection: Connection,
        settling: Settling,
        unmade: Unmade,
    ) -> None:
        self._database = database
        self._desk = desk
        self._lookup = lookup
        self._connection = connection
        self._settling = settling
        self._unmade = unmade

    def decide(self, decision: Decision) -> Settled:
        """Raises NotFound, BadInput, RuleRefused, ServiceFailed or StorageFailed: then nothing is settled."""
        _checked(decision)
        with self._database.reading() as transaction:
            operation = still_parked(transaction, decision.operation_id)
        self._settling.allow(operation, decision)
        if operation.kind is Kind.ISSUE:
            return self._unmade.settle(operation, decision)
        self._lookup.refresh(operation.card_id)
        if decision.how in _FRESH and not self._connection.condition.usable:
            raise RuleRefused("offline.off")
        with self._database.writing() as transaction:
            operation = still_parked(transaction, decision.operation_id)
            if operation.kind in MONEY_KINDS:
                return self._money(transaction, operation, decision)
            return self._edit(transaction, operation, decision)

    def foresee(self, decision: Decision) -> Foreseen:
        """What `decide` would come to by the till's own copy of the card; nothing is sent or written. Money only.

        Raises NotFound or RuleRefused where `decide` would.
        """
        with self._database.reading() as transaction:
            operation = still_parked(transaction, decision.operation_id)
            if operation.kind not in MONEY_KINDS:
                raise RuleRefused("settle.not_for_this")
            found = _foreseen(transaction, operation, decision)
            command = _command(operation, decision, found.plan.rest, found.balance)
            if command is not None:
                self._desk.check_follow(transaction, operation, command)
            return found

    def _money(self, transaction: Session, operation: Operation, decision: Decision) -> Settled:
        found = _foreseen(transaction, operation, decision)
        self._settling.end(transaction, operation, decision, found.plan)
        follow = self._follow(transaction, operation, _command(operation, decision, found.plan.rest, found.balance))
        return Settled(
            operation.operation_id,
            decision.how,
            operation.card_id,
            operation.currency,
            found.amount,
            found.plan.loss,
            found.plan.short,
            follow,
        )

    def _edit(self, transaction: Session, operation: Operation, decision: Decision) -> Settled:
        """A change of fields, or a disabling: the card shows whether it happened."""
        if decision.how not in ways(operation.kind, operation.card_id, True, 0):
            raise RuleRefused("settle.not_for_this")
        if decision.how is How.APPLIED and not _shown(transaction, operation):
            raise RuleRefused("settle.not_shown")
        self._settling.end(transaction, operation, decision, Plan())
        again = _same_again(operation) if decision.how is How.NOT_APPLIED else None
        follow = self._follow(transaction, operation, again)
        return Settled(operation.operation_id, decision.how, operation.card_id, operation.currency, 0, follow=follow)

    def _follow(self, transaction: Session, operation: Operation, command: Following | None) -> Accepted | None:
        if command is None:
            return self._settling.go_on(transaction, operation)
        return self._desk.follow(transaction, operation, command)


def still_parked(transaction: Session, operation_id: str) -> Operation:
    """Raises NotFound, and RuleRefused for what needs no person (any more)."""
    operation = outbox.get(transaction, operation_id)
    if operation is None:
        raise NotFound("operation.unknown")
    if operation.state is State.INFERRED:
        raise RuleRefused("settle.already")
    if operation.state is not State.PARKED:
        raise RuleRefused("settle.ended" if operation.state in FINAL else "settle.open")
    return operation


def _foreseen(transaction: Session, operation: Operation, decision: Decision) -> Foreseen:
    known = standing(transaction, operation)
    card = cards.get(transaction, operation.card_id)
    if card is None and decision.how is not How.DROP:
        raise RuleRefused("settle.no_card")
    balance = (card.balance if card else 0) + projection.pending(transaction, operation.card_id).amount
    return Foreseen(known.known, balance, known.plan(decision, balance))


def _checked(decision: Decision) -> None:
    if not decision.why.strip():
        raise BadInput("reason.missing")
    if len(decision.why) > REASON_MOST:
        raise BadInput("text.long", length=len(decision.why), most=REASON_MOST)
    if (decision.figure is None) is (decision.how in _FIGURES):
        raise BadInput("settle.figure")
    if decision.how is How.BALANCE and (decision.figure or 0) < 0:
        raise BadInput("money.negative")


def _command(operation: Operation, decision: Decision, rest: int, balance: int) -> Following | None:
    """What is still to be written, as the act it was; a correction where that goes the other way."""
    card_id, reason = operation.card_id, operation.reason
    if not rest:
        return None
    if decision.how is How.BALANCE:
        return SetBalance(card_id, balance + rest, decision.why, seen=balance)
    if rest < 0 and operation.kind is Kind.REDEEM:
        return Redeem(card_id, -rest, reason)
    if operation.reverses and rest * operation.want > 0:
        return Reverse(operation.reverses, reason, abs(rest))
    if rest < 0 and operation.kind is Kind.CASH_OUT:
        return CashOut(card_id, -rest, reason)
    if rest > 0 and operation.kind is Kind.TOP_UP:
        return TopUp(card_id, rest, reason)
    return SetBalance(card_id, balance + rest, reason, seen=balance)


def _same_again(operation: Operation) -> Following:
    if operation.kind is Kind.DISABLE:
        return Disable(operation.card_id, operation.reason)
    return Update(
        operation.card_id,
        tuple(
            (field, mark.split(wanted)[0] if field == "note" else wanted) for field, _, wanted in _changes(operation)
        ),
    )


def _shown(transaction: Session, operation: Operation) -> bool:
    card = cards.get(transaction, operation.card_id)
    if card is None:
        return False
    if operation.kind is Kind.DISABLE:
        return card.disabled_at is not None
    return all(getattr(card, field) == wanted for field, _, wanted in _changes(operation))


def _changes(operation: Operation) -> list[tuple[str, str | None, str | None]]:
    return [(field, base, wanted) for field, base, wanted in operation.payload["changes"]]
