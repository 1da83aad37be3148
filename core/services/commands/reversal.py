"""Taking an earlier act back: whether it can be, by whom alone, and how much. All in the desk's transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.clock import Clock
from core.domain.command import Reverse
from core.domain.money import Money
from core.domain.operation import Kind
from core.domain.permission import Permission
from core.domain.reversal import OWN_S
from core.domain.staff import Role, is_same
from core.errors import RuleRefused
from core.services.commands.freeze import refuse_frozen
from core.services.commands.role_limits import RoleLimits
from core.services.commands.target_card import TargetCard, check_settled, check_usable, subject_of
from core.services.people.gate import Gate
from core.store import outbox, reversals
from core.store.database import Connection
from core.store.outbox import Operation


@dataclass(frozen=True, slots=True)
class ReversalPlan:
    """What a take-back comes to: `want` is signed minor units of the card's currency."""

    original: Operation
    subject: TargetCard
    want: int


@dataclass(frozen=True, slots=True)
class Reversals:
    """Online only: both what is on the card and what the act moved must be known for sure."""

    gate: Gate
    clock: Clock

    def is_beyond(self, conn: Connection, command: Reverse, limits: RoleLimits) -> bool:
        """Tell whether it takes somebody else: a clerk takes back alone what they just did, up to a limit.

        Raises as `plan`.
        """
        original = original_of(conn, command)
        want = reversals.original(conn, original).want_of(command.amount)
        if limits.is_beyond(conn, Permission.REVERSE, {original.currency: want}):
            return True
        if limits.whose is not None and limits.whose.role is Role.MANAGER:
            return False
        own = bool(self.gate.name) and is_same(original.clerk, self.gate.name)
        fresh = abs(self.clock.wall() - original.created_at) <= OWN_S
        return not (own and fresh)

    def plan(self, conn: Connection, command: Reverse, today: date, without: str = "") -> ReversalPlan:
        """Plan a take-back. `without` names a take-back that this one is in place of.

        Raises NotFound, and RuleRefused with the sentence that says why it cannot be taken back.
        """
        original = original_of(conn, command)
        want = reversals.original(conn, original, without).want_of(command.amount)
        subject = subject_of(conn, original.card_id)
        refuse_frozen(conn, subject.card_id)
        check_usable(subject, today)
        check_settled(conn, subject.card_id)
        if subject.balance + want < 0 or (original.kind is Kind.ISSUE and reversals.spent(conn, subject.card_id)):
            raise _spent(original.kind, subject, want)
        return ReversalPlan(original, subject, want)


def original_of(conn: Connection, command: Reverse) -> Operation:
    """Return the operation that is to be taken back. Raises NotFound."""
    return outbox.require(conn, command.operation_id)


def _spent(kind: Kind, subject: TargetCard, want: int) -> RuleRefused:
    left, amount = Money(subject.balance, subject.currency), Money(-want, subject.currency)
    return RuleRefused("reverse.sale_spent" if kind is Kind.ISSUE else "reverse.spent", left=left, amount=amount)
