"""What a clerk may do alone, and what a manager is shown when one is needed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.domain.command import CashOut, Command, Disable, Issue, Redeem, Reverse, SetBalance, TopUp, Update
from core.domain.money import Money
from core.domain.permission import Permission
from core.domain.rights import Demand, needs_manager
from core.domain.staff import Author, Proposal
from core.services.commands.created_value import CreatedValue
from core.services.commands.reversal import Reversals, original_of
from core.services.commands.target_card import TargetCard, subject_of
from core.services.people.gate import Gate
from core.services.people.preferences import Preferences
from core.store import reversals
from core.store.database import Connection

_PERMISSIONS: dict[type[Command], Permission] = {
    Issue: Permission.ISSUE,
    Redeem: Permission.REDEEM,
    TopUp: Permission.TOP_UP,
    CashOut: Permission.CASH_OUT,
    Reverse: Permission.REVERSE,
    Update: Permission.UPDATE,
    SetBalance: Permission.SET_BALANCE,
    Disable: Permission.DISABLE,
}
_LARGEST = {TopUp: "manager.top_up", CashOut: "manager.cash_out"}
"""A manager's from an amount on, which is this setting."""


@dataclass(frozen=True, slots=True)
class Rights:
    """Asked inside the command's transaction."""

    preferences: Preferences
    gate: Gate
    reversing: Reversals
    created: CreatedValue

    def allow(self, conn: Connection, command: Command, operation_id: str) -> Author:
        """Return who does it and who approved it. Raises SignInNeeded or ApprovalNeeded, and NotFound.

        `operation_id` is what the command will be in the outbox: the approval stands in the journal under it.
        """
        permission = _PERMISSIONS[type(command)]
        if not self.gate.staffed:
            return self.gate.permit(conn, Demand(permission))
        demand = Demand(permission, self._is_beyond(conn, command), operation_id=operation_id)
        if needs_manager(demand):
            demand = replace(demand, proposal=proposal_of(conn, command))
        return self.gate.permit(conn, demand)

    def _is_beyond(self, conn: Connection, command: Command) -> bool:
        """Tell whether it is more than a clerk may do alone. Large is said in the shop's currency: another is large."""
        if isinstance(command, Reverse):
            return self.reversing.is_beyond(conn, command)
        if isinstance(command, Issue):
            return self.created.is_beyond(conn, {command.currency: command.amount})
        if not isinstance(command, (TopUp, CashOut)):
            return False
        largest = self.preferences.largest(_LARGEST[type(command)])
        currency = subject_of(conn, command.card_id).currency
        if currency != largest.currency or command.amount > largest.minor:
            return True
        return isinstance(command, TopUp) and self.created.is_beyond(conn, {currency: command.amount})


def proposal_of(conn: Connection, command: Command) -> Proposal:
    """Return what is asked for, to show to who approves. Raises NotFound."""
    if isinstance(command, Issue):
        return Proposal(amount=Money(command.amount, command.currency), reason=command.reason.strip())
    if isinstance(command, Reverse):
        original = original_of(conn, command)
        want = reversals.original(conn, original).want_of(command.amount)
        return proposal_on(subject_of(conn, original.card_id), command.reason, want)
    subject = subject_of(conn, command.card_id)
    match command:
        case TopUp():
            return proposal_on(subject, command.reason, command.amount)
        case CashOut() | Redeem():
            return proposal_on(subject, command.reason, -command.amount)
        case SetBalance():
            seen = subject.balance if command.seen is None else command.seen
            return proposal_on(subject, command.reason, command.balance - seen)
        case _:
            return proposal_on(subject, getattr(command, "reason", ""))


def proposal_on(subject: TargetCard, reason: str, want: int = 0) -> Proposal:
    """Return a proposal on this card; `want` in signed minor units."""
    amount = Money(want, subject.currency) if want else None
    return Proposal(subject.card_id, subject.last_characters, amount, reason.strip())
