"""What a settled operation leaves behind: its row, its evidence, its place in the audit journal. One transaction."""

from __future__ import annotations

from core.clock import Clock
from core.domain.money import Money
from core.domain.operation import State
from core.domain.outcome import Accepted, Said
from core.domain.settlement import Decision, Plan, Standing, certain
from core.domain.staff import Act, Proposal
from core.protocol.attempt import Fate
from core.services.books.journal import Journal
from core.services.outbox import audit, replacing
from core.services.outbox.ending import abandon, close_sale
from core.services.people.preferences import Preferences
from core.services.people.staff import Staff
from core.store import outbox, settlements
from core.store.database import Session
from core.store.outbox import Operation

_UNANSWERED = frozenset({Fate.PENDING.value, Fate.UNKNOWN.value})
_IN_DOUBT = _UNANSWERED | {Fate.DISPROVED.value}
"""A write that was proved not applied may still be what changed the card, if the card then changed (G3)."""


class Settling:
    """The books of `Settle`: always called inside its transaction."""

    def __init__(self, journal: Journal, preferences: Preferences, clock: Clock, staff: Staff) -> None:
        self._journal = journal
        self._preferences = preferences
        self._clock = clock
        self._staff = staff

    def allow(self, operation: Operation, decision: Decision) -> None:
        """Who made it may not settle it (SECURITY.md section 3). Raises SignInNeeded or ApprovalNeeded."""
        self._staff.may(Act.SETTLE, operation.clerk, _proposal(operation, decision))

    def end(self, transaction: Session, operation: Operation, decision: Decision, plan: Plan) -> None:
        """The operation is inferred from now on; what it was parked for stays among its evidence."""
        now = self._clock.wall()
        key = operation.operation_id
        row = {
            "operation_id": key,
            "how": decision.how.value,
            "amount": plan.extra,
            "loss": plan.loss,
            "clerk": self.clerk,
            "why": decision.why.strip(),
            "at": now,
            "evidence": settlements.snapshot(transaction, key),
        }
        settlements.add(transaction, row)
        if plan.extra:
            settlements.claim(transaction, operation.card_id, plan.extra, _doubted_since(transaction, operation), now)
        said = Said(f"settled.{decision.how.value}", {"clerk": self.clerk})
        outbox.change(transaction, key, state=State.INFERRED.value, said=said, finished_at=now)
        if operation.reverses and standing(transaction, operation).known + plan.extra == operation.want:
            close_sale(transaction, operation)
        self.tell(transaction, operation, decision, plan)

    def abandon(self, transaction: Session, operation: Operation) -> int:
        """The card is never made: what waited for it is left to a person. Returns how many operations that are."""
        audit.abandoned(self._journal, transaction, operation)
        return abandon(transaction, operation, self._clock.wall())

    def go_on(self, transaction: Session, operation: Operation) -> Accepted | None:
        """What its act does next, now that a person has ended this step of it."""
        return replacing.go_on(self._journal, transaction, operation, self._clock.wall())

    def tell(self, transaction: Session, operation: Operation, decision: Decision, plan: Plan) -> None:
        """Evidence for people, and the chained journal. Raises as `allow` does."""
        approver = self._staff.require(
            transaction,
            Act.SETTLE,
            operation.clerk,
            operation_id=operation.operation_id,
            proposal=_proposal(operation, decision),
        )
        clerk, why = self.clerk, decision.why.strip()
        sentences = [Said(f"settled.{decision.how.value}", {"clerk": clerk}), Said("settled.why", {"why": why})]
        if operation.said is not None:
            sentences.insert(0, operation.said)
        notes = [("decided", said) for said in sentences]
        outbox.add_evidence(transaction, operation.operation_id, self._clock.wall(), notes)
        values = {"how": decision.how.value, "clerk": clerk, "amount": plan.extra, "rest": plan.rest, "loss": plan.loss}
        values |= {"approver": approver} if approver else {}
        self._journal.write(transaction, "settled", operation.operation_id, values)

    @property
    def clerk(self) -> str:
        """Who says so, and after a comma the manager who approved it."""
        names = self._preferences.all()
        who = self._staff.name or names["clerk.name"] or names["till.name"]
        return ", ".join(filter(None, (who, self._staff.approver)))


def _proposal(operation: Operation, decision: Decision) -> Proposal:
    amount = Money(operation.want, operation.currency) if operation.want else None
    return Proposal(operation.card_id, operation.last_characters, amount, decision.why.strip())


def standing(transaction: Session, operation: Operation) -> Standing:
    """What is known of a parked money operation."""
    attempts = outbox.attempts(transaction, operation.operation_id)
    doubtful = [row for row in attempts if row["fate"] in _IN_DOUBT]
    unanswered = any(row["fate"] in _UNANSWERED for row in attempts)
    return Standing(
        currency=operation.currency,
        want=operation.want,
        known=sum(row["amount"] or 0 for row in attempts),
        aborted=operation.aborted,
        offline=operation.offline,
        certain=certain(operation.said.key if operation.said else "", unanswered),
        target=doubtful[-1]["target"] if doubtful else None,
    )


def _doubted_since(transaction: Session, operation: Operation) -> float:
    """When the write in doubt left the till, by its own clock: as the sightings are timed."""
    attempts = outbox.attempts(transaction, operation.operation_id)
    sent: list[float] = [row["sent_at"] for row in attempts if row["fate"] in _IN_DOUBT]
    return sent[-1] if sent else operation.created_at
