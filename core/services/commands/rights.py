"""What whoever is at the till may do alone, and what a manager is shown when one is needed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.domain.approval import can_wait
from core.domain.command import CashOut, Command, Disable, Issue, Redeem, Reverse, SetBalance, TopUp, Update
from core.domain.money import Money
from core.domain.permission import Permission
from core.domain.rights import Demand, needs_approval
from core.domain.staff import Author, Person, Proposal
from core.services.commands.reversal import Reversals, original_of
from core.services.commands.role_limits import RoleLimits
from core.services.commands.target_card import TargetCard, subject_of
from core.services.people.gate import Gate
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


@dataclass(frozen=True, slots=True)
class Rights:
    """Asked inside the command's transaction."""

    gate: Gate
    reversing: Reversals
    limits: RoleLimits

    def allow(self, conn: Connection, command: Command, operation_id: str) -> Author:
        """Return who does it and who approved it. Raises SignInNeeded or ApprovalNeeded, and NotFound.

        `operation_id` is what the command will be in the outbox: the approval stands in the journal under it.
        """
        if not self.gate.staffed:
            return self.gate.permit(conn, Demand(permission_of(command)))
        return self.gate.permit(conn, self.demand_of(conn, command, operation_id))

    def demand_of(self, conn: Connection, command: Command, operation_id: str) -> Demand:
        """Return what is asked of the gate; with a proposal where somebody must approve it. Raises NotFound."""
        demand = Demand(permission_of(command), self._is_beyond(conn, command), operation_id=operation_id)
        if self.gate.needs_approval(demand):
            later = command if can_wait(demand.permission, command) else None
            demand = replace(demand, proposal=replace(proposal_of(conn, command), later=later))
        return demand

    def may_alone(self, conn: Connection, command: Command, person: Person) -> bool:
        """Tell whether this person could do it without anybody else. Raises NotFound."""
        of_person = replace(self, limits=replace(self.limits, person=person))
        demand = Demand(permission_of(command), of_person._is_beyond(conn, command))
        return not needs_approval(demand, self.gate.rights, person)

    def _is_beyond(self, conn: Connection, command: Command) -> bool:
        """Tell whether it is more than they may do alone. Said in the shop's currency: another is beyond a limit."""
        permission = permission_of(command)
        match command:
            case Reverse():
                return self.reversing.is_beyond(conn, command, self.limits)
            case Issue():
                return self.limits.is_beyond(conn, permission, {command.currency: command.amount})
            case TopUp() | CashOut() | Redeem():
                currency = subject_of(conn, command.card_id).currency
                return self.limits.is_beyond(conn, permission, {currency: command.amount})
            case SetBalance():
                subject = subject_of(conn, command.card_id)
                return self.limits.is_beyond(conn, permission, {subject.currency: _correction(command, subject)})
            case _:
                return False


def permission_of(command: Command) -> Permission:
    """Return what the command asks for."""
    return _PERMISSIONS[type(command)]


def _correction(command: SetBalance, subject: TargetCard) -> int:
    """Return what changes on the card, signed minor units."""
    return command.balance - (subject.balance if command.seen is None else command.seen)


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
            return proposal_on(subject, command.reason, _correction(command, subject))
        case _:
            return proposal_on(subject, getattr(command, "reason", ""))


def proposal_on(subject: TargetCard, reason: str, want: int = 0) -> Proposal:
    """Return a proposal on this card; `want` in signed minor units."""
    amount = Money(want, subject.currency) if want else None
    return Proposal(subject.card_id, subject.last_characters, amount, reason.strip())
