"""What a clerk may do alone, and what a manager is shown when one is needed."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.command import CashOut, Command, Disable, Issue, Redeem, Reverse, SetBalance, TopUp
from core.domain.money import Money
from core.domain.staff import NOTHING_SHOWN, Act, Proposal
from core.services.acts.reversing import Reversing, original_of
from core.services.acts.subject import Subject, subject_of
from core.services.people.preferences import Preferences
from core.services.people.staff import Staff
from core.store import reversals
from core.store.database import Session

_ALWAYS = {SetBalance: Act.SET_BALANCE, Disable: Act.DISABLE}
_BEYOND = {TopUp: (Act.TOP_UP, "manager.top_up"), CashOut: (Act.CASH_OUT, "manager.cash_out")}
"""A manager's from an amount on, which is this setting."""


@dataclass(frozen=True, slots=True)
class Rights:
    """Asked inside the command's transaction."""

    preferences: Preferences
    staff: Staff
    reversing: Reversing

    def allow(self, transaction: Session, command: Command, operation_id: str) -> str:
        """Returns who approved it, empty for most. Raises SignInNeeded or ApprovalNeeded, and NotFound.

        `operation_id` is what the command will be in the outbox: the approval stands in the journal under it.
        """
        act = self._act(transaction, command)
        if not self.staff.staffed or act is Act.COUNTER:
            return self.staff.require(transaction, act)
        proposal = proposal_of(transaction, command)
        return self.staff.require(transaction, act, operation_id=operation_id, proposal=proposal)

    def _act(self, transaction: Session, command: Command) -> Act:
        """What is a large amount is said in the shop's currency only, so in another one each is."""
        if isinstance(command, Reverse):
            return self.reversing.act(transaction, command)
        if not isinstance(command, (TopUp, CashOut)) or not self.staff.staffed:
            return _ALWAYS.get(type(command), Act.COUNTER)
        beyond, key = _BEYOND[type(command)]
        largest = self.preferences.largest(key)
        same = subject_of(transaction, command.card_id).currency == largest.currency
        return Act.COUNTER if same and command.amount <= largest.minor else beyond


def proposal_of(transaction: Session, command: Command) -> Proposal:
    """What is asked for, for who approves. Raises NotFound."""
    if isinstance(command, Issue):
        return NOTHING_SHOWN
    if isinstance(command, Reverse):
        original = original_of(transaction, command)
        want = reversals.original(transaction, original).want_of(command.amount)
        return proposal_on(subject_of(transaction, original.card_id), command.reason, want)
    subject = subject_of(transaction, command.card_id)
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


def proposal_on(subject: Subject, reason: str, want: int = 0) -> Proposal:
    """On this card; `want` in signed minor units."""
    amount = Money(want, subject.currency) if want else None
    return Proposal(subject.card_id, subject.last_characters, amount, reason.strip())
