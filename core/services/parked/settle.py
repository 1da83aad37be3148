"""Settle what was parked: a person says what happened, and the books follow in one transaction.

The program suggests and never presses (docs/protocol.md 2). Nothing is ever settled twice.
"""

from __future__ import annotations

from core.domain import note_tag
from core.domain.command import CashOut, Disable, Following, Redeem, Reverse, SetBalance, TopUp, Update
from core.domain.operation import FINAL, MONEY_KINDS, Kind, State
from core.domain.outcome import Accepted
from core.domain.settlement import Decision, Foreseen, How, Settled, SettlementPlan, ways
from core.errors import BadInput, RuleRefused
from core.services.commands.desk import Desk
from core.services.commands.lookup import Lookup
from core.services.commands.validation import REASON_MOST
from core.services.parked.settlement_steps import SettlementSteps, standing
from core.services.parked.unmade_cards import Unmade
from core.store import cards, outbox, projection
from core.store.database import Connection
from core.store.outbox import Operation

_FIGURES = frozenset({How.AMOUNT, How.BALANCE})
_FRESH = frozenset({How.BALANCE, How.TAKE_LEFT})
"""What is right only for the balance that is on the card now."""


class Settle:
    """`decide` sends nothing that changes a card; what it accepts in place of the old operation is run as always."""

    def __init__(self, desk: Desk, lookup: Lookup, settling: SettlementSteps, unmade: Unmade) -> None:
        self._database = unmade.database
        self._desk = desk
        self._lookup = lookup
        self._connection = unmade.connection
        self._settling = settling
        self._unmade = unmade

    def decide(self, decision: Decision) -> Settled:
        """Settle. Raises NotFound, BadInput, RuleRefused, ServiceFailed or StorageFailed: then nothing is settled."""
        _checked(decision)
        with self._database.reading() as conn:
            operation = _to_settle(conn, decision)
        self._settling.allow(operation, decision)
        if operation.kind is Kind.ISSUE:
            return self._unmade.settle(operation, decision)
        self._lookup.refresh(operation.card_id)
        if decision.how in _FRESH and not self._connection.condition.usable:
            raise RuleRefused("offline.off")
        with self._database.writing() as conn:
            operation = _to_settle(conn, decision)
            self._settling.permit(conn, operation, decision)
            if operation.kind in MONEY_KINDS:
                return self._money(conn, operation, decision)
            return self._edit(conn, operation, decision)

    def foresee(self, decision: Decision) -> Foreseen:
        """Return what `decide` would come to by the till's own copy of the card; nothing is written. Money only.

        Raises NotFound or RuleRefused where `decide` would.
        """
        with self._database.reading() as conn:
            operation = _to_settle(conn, decision)
            if operation.kind not in MONEY_KINDS:
                raise RuleRefused("settle.not_for_this")
            found = _foreseen(conn, operation, decision)
            command = _command(operation, decision, found.plan.rest, found.balance)
            if command is not None:
                _check_same_card(conn, operation)
                self._desk.check_follow(conn, operation, command)
            return found

    def _money(self, conn: Connection, operation: Operation, decision: Decision) -> Settled:
        found = _foreseen(conn, operation, decision)
        self._settling.end(conn, operation, decision, found.plan)
        follow = self._follow(conn, operation, _command(operation, decision, found.plan.rest, found.balance))
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

    def _edit(self, conn: Connection, operation: Operation, decision: Decision) -> Settled:
        """Settle a change of fields, or a disabling: the card shows whether it happened."""
        if decision.how not in ways(operation.kind, operation.card_id, True, 0):
            raise RuleRefused("settle.not_for_this")
        if decision.how is How.APPLIED and not _shown(conn, operation):
            raise RuleRefused("settle.not_shown")
        self._settling.end(conn, operation, decision, SettlementPlan())
        again = _same_again(operation) if decision.how is How.NOT_APPLIED else None
        follow = self._follow(conn, operation, again)
        return Settled(operation.operation_id, decision.how, operation.card_id, operation.currency, 0, follow=follow)

    def _follow(self, conn: Connection, operation: Operation, command: Following | None) -> Accepted | None:
        if command is None:
            return self._settling.go_on(conn, operation)
        _check_same_card(conn, operation)
        return self._desk.follow(conn, operation, command)


def _to_settle(conn: Connection, decision: Decision) -> Operation:
    """Return what is parked, or a promise that was never sent and that a manager drops: the loss is the shop's.

    Raises as `still_parked` does.
    """
    operation = outbox.require(conn, decision.operation_id)
    if decision.how is How.DROP and operation.open and operation.handed_out and not operation.touched:
        return operation
    return still_parked(conn, decision.operation_id)


def still_parked(conn: Connection, operation_id: str) -> Operation:
    """Return the parked operation. Raises NotFound, and RuleRefused for what needs no person (any more)."""
    operation = outbox.require(conn, operation_id)
    if operation.state is State.INFERRED:
        raise RuleRefused("settle.already")
    if operation.state is not State.PARKED:
        raise RuleRefused("settle.ended" if operation.state in FINAL else "settle.open")
    return operation


def _check_same_card(conn: Connection, operation: Operation) -> None:
    """Raise RuleRefused where another card has the number by now: nothing of this is its (docs/protocol.md D4)."""
    card = cards.get(conn, operation.card_id)
    if card is not None and not operation.card.allows(card.identity):
        raise RuleRefused("settle.another_card", last=card.last_characters)


def _foreseen(conn: Connection, operation: Operation, decision: Decision) -> Foreseen:
    known = standing(conn, operation)
    card = cards.get(conn, operation.card_id)
    if card is None and decision.how is not How.DROP:
        raise RuleRefused("settle.no_card")
    balance = (card.balance if card else 0) + projection.pending(conn, operation.card_id).amount
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
    """Return what is still to be written, as the act it was; a correction where that goes the other way."""
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
    return SetBalance(card_id, balance + rest, reason or decision.why, seen=balance)


def _same_again(operation: Operation) -> Following:
    if operation.kind is Kind.DISABLE:
        return Disable(operation.card_id, operation.reason)
    return Update(
        operation.card_id,
        tuple(
            (field, note_tag.split(wanted)[0] if field == "note" else wanted)
            for field, _, wanted in _changes(operation)
        ),
    )


def _shown(conn: Connection, operation: Operation) -> bool:
    card = cards.get(conn, operation.card_id)
    if card is None:
        return False
    if operation.kind is Kind.DISABLE:
        return card.disabled_at is not None
    return all(getattr(card, field) == wanted for field, _, wanted in _changes(operation))


def _changes(operation: Operation) -> list[tuple[str, str | None, str | None]]:
    return [(field, base, wanted) for field, base, wanted in operation.payload["changes"]]
