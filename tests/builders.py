"""Small builders: the smallest true value of each kind, with the named fields changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.clock import Clock
from core.domain.reply import ServerCard
from core.rows import ReplacementRow
from core.services.outbox.dispatcher import LEASED_S
from core.store import outbox
from core.store.database import Connection, Database
from core.store.tables import SIGHTINGS

if TYPE_CHECKING:
    from core.bootstrap import Core

NOON = 1_790_000_000.0
"""21 September 2026, around midday UTC."""


class StoppedClock(Clock):
    """A clock that shows what it is set to."""

    def __init__(self, wall: float = NOON) -> None:
        super().__init__()
        self.now = wall
        self.running = 1000.0

    def boottime(self) -> float:
        return self.running

    def wall(self) -> float:
        return self.now


class VirtualClock(Clock):
    """Shows `now`, also as the time that only goes forward; waiting moves it."""

    def __init__(self, now: float = NOON) -> None:
        super().__init__()
        self.now = now

    def wall(self) -> float:
        return self.now

    def monotonic(self) -> float:
        return self.now

    def boottime(self) -> float:
        return self.now

    def wait(self, seconds: float) -> bool:
        self.now += max(0.0, seconds)
        return True


class HastyClock(Clock):
    """The real one, but whoever waits is there at once: the pauses of the protocol, beside a service in real time.

    That service's own time goes another way, so it is not listened to; the day is this clock's. A pause of milliseconds
    waits for another thread, which needs them: skipped again and again, they would end the patience of whoever waits.
    """

    knows_day = True

    def __init__(self) -> None:
        super().__init__()
        self._skipped = 0.0

    def hear(self, date: int, offset: tuple[int, int] | None) -> None:
        pass

    def recall(self, date: int, offset: tuple[int, int] | None) -> None:
        pass

    def off_s(self) -> float:
        return 0.0

    def wall(self) -> float:
        return super().wall() + self._skipped

    def monotonic(self) -> float:
        return super().monotonic() + self._skipped

    def wait(self, seconds: float) -> bool:
        if 0.0 < seconds <= LEASED_S:
            return super().wait(seconds)
        self._skipped += max(0.0, seconds)
        return super().wait(0.0)


def database_of(core: Core) -> Database:
    """Return the till's own database, to look at rows that no service shows, or to spoil them."""
    return core.probing.database


def replacement_of(core: Core, card_id: int) -> ReplacementRow | None:
    """Return the one replacement of this card; None when there is none."""
    begun = {row.replacement for row in core.queries.operations() if row.replacement and row.card_id == card_id}
    return core.queries.replacement(begun.pop()) if begun else None


def server_card(**changes: Any) -> ServerCard:
    """An enabled card of 50.00 USD that nobody used yet."""
    fields: dict[str, Any] = {
        "card_id": 1001,
        "balance": 5000,
        "currency": "USD",
        "initial_value": 5000,
        "created_at": int(NOON) - 1000,
        "updated_at": int(NOON) - 1000,
        "disabled_at": None,
        "expires_on": None,
        "note": None,
        "template_suffix": None,
        "last_characters": "ab12",
    }
    return ServerCard(**{**fields, **changes})


def operation_row(operation_id: str, **changes: Any) -> dict[str, Any]:
    """A redeem of 10.00 USD that is ready to go, as the desk appends it."""
    return {
        "operation_id": operation_id,
        "kind": "redeem",
        "card_id": 1001,
        "currency": "USD",
        "want": -1000,
        "offline": False,
        "state": "ready",
        "reason": "Purchase",
        "clerk": "Ann",
        "till": "Till 1",
        "created_at": NOON,
        "shop_day": "2026-09-21",
        "last_characters": "ab12",
        "payload": {},
        **changes,
    }


def issue_row(operation_id: str, **changes: Any) -> dict[str, Any]:
    """A new card of 25.00 USD; appending it gives it its local id."""
    payload = {"note": None, "expires_on": None, "template_suffix": None, "handed_over": False}
    payload |= changes.pop("payload", {})
    issue = {"kind": "issue", "card_id": 0, "want": 2500, "reason": "sold", "last_characters": "new1"}
    return operation_row(operation_id, **{**issue, "payload": payload, **changes})


def attempt_row(operation_id: str, **changes: Any) -> dict[str, Any]:
    """The first PUT of the operation, which the service answered with `amount`."""
    return {
        "operation_id": operation_id,
        "number": 1,
        "base": 0,
        "base_updated_at": int(NOON),
        "target": 0,
        "sent_at": NOON,
        "fate": "ok",
        "amount": 0,
        **changes,
    }


def book(conn: Connection, operation_id: str, amount: int | None, number: int = 1, **changes: Any) -> None:
    """One PUT of the operation that the service answered with `amount`, or not at all."""
    changes = {"number": number, "target": amount or 0, "amount": amount} | changes
    outbox.save_attempt(conn, attempt_row(operation_id, **changes))


def sight(conn: Connection, card_id: int, amount: int, seen_at: float, *, disabled: bool = False) -> None:
    """What somebody else did to the card."""
    row = {"card_id": card_id, "amount": amount, "seen_at": seen_at, "changed_at": int(seen_at), "disabled": disabled}
    conn.execute(SIGHTINGS.insert(), row)
