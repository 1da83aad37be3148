"""Into the outbox: a command's row with who, where and when, its evidence, and its entry in the journal."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from core.clock import Clock
from core.domain.operation import State
from core.domain.outcome import Accepted, Message
from core.errors import RuleRefused
from core.log import area
from core.services.books.journal import Journal
from core.services.commands.target_card import TargetCard
from core.services.outbox import audit
from core.services.outbox.offline_limits import OfflinePolicy
from core.services.people.shop import Shop
from core.store import outbox
from core.store.database import Connection, after_commit

_log = area("outbox")


@dataclass(frozen=True, slots=True)
class OutboxEntries:
    """All is called inside the command's transaction."""

    shop: Shop
    policy: OfflinePolicy
    journal: Journal
    clock: Clock

    def row(self, conn: Connection, operation_id: str, *, offline: bool) -> dict[str, Any]:
        """Return what the row of every command has; the rest is filled in by what it is.

        Raises RuleRefused on a desk, which only reads (docs/several-tills.md 6).
        """
        names = self.shop.preferences.all(conn)
        if names["till.desk"] == "on":
            raise RuleRefused("desk.reads_only")
        return {
            "operation_id": operation_id,
            "card_id": 0,
            "offline": offline,
            "state": (State.WAITING if offline else State.READY).value,
            "said": Message("wait.service") if offline else None,
            "clerk": self.shop.gate.name or names["clerk.name"],
            "till": names["till.name"],
            "created_at": self.clock.wall(),
            "shop_day": self.clock.shop_day(),
            "last_characters": "",
            "payload": {},
            "epoch": self.journal.epoch,
        }

    def append(self, conn: Connection, row: dict[str, Any], subject: TargetCard) -> Accepted:
        """Append the command to the outbox, for a card that is there or is still to be made."""
        row |= {
            "card_id": subject.card_id,
            "currency": subject.currency,
            "last_characters": subject.last_characters,
        }
        outbox.append(conn, row)
        return self.accepted(conn, row, subject.card_id)

    def accepted(self, conn: Connection, row: dict[str, Any], card_id: int) -> Accepted:
        """Note the acceptance of a row that is in the outbox already."""
        key = "evidence.accepted_offline" if row["offline"] else "evidence.accepted"
        said = Message(key, {"clerk": row["clerk"] or row["till"]})
        outbox.add_evidence(conn, row["operation_id"], row["created_at"], [("accepted", said)])
        audit.accepted(self.journal, conn, row, card_id)
        operation_id, kind, mode = row["operation_id"], row["kind"], "offline" if row["offline"] else "online"
        note = partial(_log.info, "accepted", operation=operation_id, kind=kind, mode=mode)
        after_commit(conn, f"log {operation_id}", note)
        return Accepted(row["operation_id"], card_id, row["offline"])
