"""Into the outbox: a command's row with who, where and when, its evidence, and its entry in the journal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from core.clock import Clock
from core.domain.operation import State
from core.domain.outcome import Accepted, Said
from core.services.acts.subject import Subject
from core.services.books.journal import Journal
from core.services.outbox import audit
from core.services.outbox.acceptance import Acceptance
from core.services.people.preferences import Preferences
from core.services.people.staff import Staff
from core.store import outbox
from core.store.database import Session


@dataclass(frozen=True, slots=True)
class Accepting:
    """`append` and `accepted` are called inside the command's transaction."""

    preferences: Preferences
    acceptance: Acceptance
    staff: Staff
    journal: Journal
    clock: Clock

    def row(self, operation_id: str, *, offline: bool) -> dict[str, Any]:
        """What every command has; the rest is filled in by what it is."""
        names = self.preferences.all()
        return {
            "operation_id": operation_id,
            "card_id": 0,
            "offline": offline,
            "state": (State.WAITING if offline else State.READY).value,
            "said": Said("wait.service") if offline else None,
            "clerk": self.staff.name or names["clerk.name"],
            "till": names["till.name"],
            "created_at": self.clock.wall(),
            "shop_day": self.acceptance.shop_day(),
            "last_characters": "",
            "payload": {},
            "epoch": self.journal.epoch,
        }

    def append(self, transaction: Session, row: dict[str, Any], subject: Subject) -> Accepted:
        """For a card that is there, or is still to be made."""
        row |= {
            "card_id": subject.card_id,
            "currency": subject.currency,
            "last_characters": subject.last_characters,
        }
        outbox.append(transaction, row)
        return self.accepted(transaction, row, subject.card_id)

    def accepted(self, transaction: Session, row: dict[str, Any], card_id: int) -> Accepted:
        """The row is in the outbox already."""
        key = "evidence.accepted_offline" if row["offline"] else "evidence.accepted"
        said = Said(key, {"clerk": row["clerk"] or row["till"]})
        outbox.add_evidence(transaction, row["operation_id"], row["created_at"], [("accepted", said)])
        audit.accepted(self.journal, transaction, row, card_id)
        return Accepted(row["operation_id"], card_id, row["offline"])
