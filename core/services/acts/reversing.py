"""Taking an earlier act back: whether it can be, by whom alone, and how much. All in the desk's transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.clock import Clock
from core.domain.command import Reverse
from core.domain.money import Money
from core.domain.operation import Kind
from core.domain.reversal import OWN_S
from core.domain.staff import Act, is_same
from core.errors import NotFound, RuleRefused
from core.services.acts.freeze import refuse_frozen
from core.services.acts.subject import Subject, check_settled, check_usable, subject_of
from core.services.people.preferences import Preferences
from core.services.people.staff import Staff
from core.store import outbox, reversals
from core.store.database import Session
from core.store.outbox import Operation


@dataclass(frozen=True, slots=True)
class ReversalPlan:
    """What a take-back comes to: `want` is signed minor units of the card's currency."""

    original: Operation
    subject: Subject
    want: int


@dataclass(frozen=True, slots=True)
class Reversing:
    """Online only: both what is on the card and what the act moved must be known for sure."""

    preferences: Preferences
    staff: Staff
    clock: Clock

    def act(self, transaction: Session, command: Reverse) -> Act:
        """A clerk takes back alone what they did themselves a moment ago, up to a limit. Raises as `plan` does."""
        if not self.staff.staffed:
            return Act.COUNTER
        original = original_of(transaction, command)
        want = reversals.original(transaction, original).want_of(command.amount)
        largest = self.preferences.largest("manager.reverse")
        own = bool(self.staff.name) and is_same(original.clerk, self.staff.name)
        fresh = abs(self.clock.wall() - original.created_at) <= OWN_S
        small = original.currency == largest.currency and abs(want) <= largest.minor
        return Act.COUNTER if own and fresh and small else Act.REVERSE

    def plan(self, transaction: Session, command: Reverse, today: date, without: str = "") -> ReversalPlan:
        """`without` names a take-back that this one is in place of.

        Raises NotFound, and RuleRefused with the sentence that says why it cannot be taken back.
        """
        original = original_of(transaction, command)
        want = reversals.original(transaction, original, without).want_of(command.amount)
        subject = subject_of(transaction, original.card_id)
        refuse_frozen(transaction, subject.card_id)
        check_usable(subject, today)
        check_settled(transaction, subject.card_id)
        if subject.balance + want < 0 or (
            original.kind is Kind.ISSUE and reversals.spent(transaction, subject.card_id)
        ):
            raise _spent(original.kind, subject, want)
        return ReversalPlan(original, subject, want)


def original_of(transaction: Session, command: Reverse) -> Operation:
    """Raises NotFound."""
    operation = outbox.get(transaction, command.operation_id)
    if operation is None:
        raise NotFound("operation.unknown")
    return operation


def _spent(kind: Kind, subject: Subject, want: int) -> RuleRefused:
    left, amount = Money(subject.balance, subject.currency), Money(-want, subject.currency)
    return RuleRefused("reverse.sale_spent" if kind is Kind.ISSUE else "reverse.spent", left=left, amount=amount)
