"""What a settled operation leaves behind: its row, its evidence, its place in the audit journal. One transaction."""

from __future__ import annotations

from core.clock import Clock
from core.domain.code import without_codes
from core.domain.money import Money
from core.domain.operation import State
from core.domain.outcome import Accepted, Message
from core.domain.permission import Permission
from core.domain.rights import Demand
from core.domain.settlement import Decision, SettlementPlan, Standing, certain, perhaps_twice
from core.domain.staff import Proposal
from core.protocol.attempt import Fate
from core.services.books.journal import Journal
from core.services.outbox import audit, replacement_steps
from core.services.outbox.operation_end import abandon, close_sale
from core.services.people.gate import Gate
from core.services.people.preferences import Preferences
from core.store import outbox, settlements
from core.store.database import Connection
from core.store.outbox import Operation

_UNANSWERED = frozenset({Fate.PENDING.value, Fate.UNKNOWN.value})
_IN_DOUBT = _UNANSWERED | {Fate.DISPROVED.value}
"""A write that was proved not applied may still be what changed the card, if the card then changed (G3)."""


class SettlementSteps:
    """The books of `Settle`: always called inside its transaction."""

    def __init__(self, journal: Journal, preferences: Preferences, clock: Clock, gate: Gate) -> None:
        self._journal = journal
        self._preferences = preferences
        self._clock = clock
        self._gate = gate

    def allow(self, operation: Operation, decision: Decision) -> None:
        """Refuse who made it: they may not settle it (docs/security.md 3). Raises SignInNeeded or ApprovalNeeded."""
        self._gate.may(_demand(operation, decision))

    def permit(self, conn: Connection, operation: Operation, decision: Decision) -> None:
        """Ask as `allow`, as the first thing in the transaction that settles it."""
        self._gate.permit(conn, _demand(operation, decision))

    def end(self, conn: Connection, operation: Operation, decision: Decision, plan: SettlementPlan) -> None:
        """End the operation as inferred; what it was parked for stays among its evidence."""
        now = self._clock.wall()
        key = operation.operation_id
        row = {
            "operation_id": key,
            "how": decision.how.value,
            "amount": plan.extra,
            "loss": plan.loss,
            "clerk": self.clerk,
            "why": without_codes(decision.why.strip()),
            "at": now,
            "evidence": settlements.snapshot(conn, key),
        }
        settlements.add(conn, row)
        if plan.extra:
            settlements.claim(conn, operation.card_id, plan.extra, _doubted_since(conn, operation), now)
        said = Message(f"settled.{decision.how.value}", {"clerk": self.clerk})
        outbox.change(conn, key, state=State.INFERRED.value, said=said, finished_at=now)
        if operation.reverses and standing(conn, operation).known + plan.extra == operation.want:
            close_sale(conn, operation)
        self.tell(conn, operation, decision, plan)

    def abandon(self, conn: Connection, operation: Operation) -> int:
        """Give up a card that is never made; what waited for it is left to a person. Returns how many that are."""
        audit.abandoned(self._journal, conn, operation)
        return abandon(conn, operation, self._clock.wall())

    def go_on(self, conn: Connection, operation: Operation) -> Accepted | None:
        """Accept what its act does next, now that a person has ended this step of it."""
        return replacement_steps.accept_next_step(self._journal, conn, operation, self._clock.wall())

    def tell(self, conn: Connection, operation: Operation, decision: Decision, plan: SettlementPlan) -> None:
        """Write evidence for people, and the chained journal."""
        clerk, why = self.clerk, without_codes(decision.why.strip())
        sentences = [Message(f"settled.{decision.how.value}", {"clerk": clerk}), Message("settled.why", {"why": why})]
        if operation.message is not None:
            sentences.insert(0, operation.message)
        notes = [("decided", said) for said in sentences]
        outbox.add_evidence(conn, operation.operation_id, self._clock.wall(), notes)
        values = {"how": decision.how.value, "clerk": clerk, "amount": plan.extra, "rest": plan.rest, "loss": plan.loss}
        self._journal.write(conn, "settled", operation.operation_id, values)

    @property
    def clerk(self) -> str:
        """Who says so, and after a comma the manager who approved it."""
        names = self._preferences.all()
        who = self._gate.name or names["clerk.name"] or names["till.name"]
        return ", ".join(filter(None, (who, self._gate.approver)))


def _demand(operation: Operation, decision: Decision) -> Demand:
    amount = Money(operation.want, operation.currency) if operation.want else None
    shown = Proposal(operation.card_id, operation.last_characters, amount, decision.why.strip())
    made_by, operation_id = operation.clerk, operation.operation_id
    return Demand(Permission.SETTLE, made_by=made_by, operation_id=operation_id, proposal=shown)


def standing(conn: Connection, operation: Operation) -> Standing:
    """Return what is known of a parked money operation."""
    attempts = outbox.attempts(conn, operation.operation_id)
    doubtful = [row for row in attempts if row["fate"] in _IN_DOUBT]
    unanswered = any(row["fate"] in _UNANSWERED for row in attempts)
    key = operation.message.key if operation.message else ""
    return Standing(
        currency=operation.currency,
        want=operation.want,
        known=sum(row["amount"] or 0 for row in attempts),
        aborted=operation.aborted,
        offline=operation.offline,
        certain=certain(key, unanswered),
        target=doubtful[-1]["target"] if doubtful else None,
        twice=perhaps_twice(key),
    )


def _doubted_since(conn: Connection, operation: Operation) -> float:
    """Return when the write in doubt left the till, by its own clock: as the sightings are timed."""
    attempts = outbox.attempts(conn, operation.operation_id)
    sent: list[float] = [row["sent_at"] for row in attempts if row["fate"] in _IN_DOUBT]
    return sent[-1] if sent else operation.created_at
