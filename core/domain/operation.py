"""Words of the outbox: kinds and states of an operation (docs/protocol.md 9)."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    ISSUE = "issue"
    REDEEM = "redeem"
    TOP_UP = "top-up"
    SET_BALANCE = "set-balance"
    UPDATE = "update"
    DISABLE = "disable"
    CASH_OUT = "cash-out"
    REVERSE = "reverse"


MONEY_KINDS = frozenset({Kind.REDEEM, Kind.TOP_UP, Kind.SET_BALANCE, Kind.CASH_OUT, Kind.REVERSE})
"""What the adjustment machine runs: each changes a balance by what it wants."""


class State(StrEnum):
    """READY may run now; LEASED runs in this process; WAITING sits out a quarantine or an outage."""

    READY = "ready"
    LEASED = "leased"
    WAITING = "waiting"
    DEFERRED = "deferred"
    DONE = "done"
    DECLINED = "declined"
    PARKED = "parked"
    CANCELLED = "cancelled"
    INFERRED = "inferred"


OPEN = frozenset({State.READY, State.LEASED, State.WAITING, State.DEFERRED})
"""States whose money is still on its way: want - known counts as pending."""

FINAL = frozenset({State.DONE, State.DECLINED, State.CANCELLED, State.INFERRED})

_REFERENCE = 8
"""Characters of the number of an operation that people see."""


def reference_of(operation_id: str) -> str:
    """Return the end of an operation's number: short enough to read aloud, and the history finds it."""
    return operation_id[-_REFERENCE:].upper()


def is_handed_out(kind: Kind, *, offline: bool, replacement: str | None) -> bool:
    """Return whether it is a promise for goods that are gone. `replacement`: the one of which it is a step."""
    return offline and kind is Kind.REDEEM and not replacement
