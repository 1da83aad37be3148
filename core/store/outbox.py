"""The outbox: commands as durable operations, and each machine's state between requests. Nothing is deleted."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, select, text

from core.domain.operation import OPEN, Kind, State
from core.domain.outcome import Said
from core.store import said as said_json
from core.store.tables import ATTEMPTS, EVIDENCE, OPERATIONS

_OPEN = "('ready', 'leased', 'waiting', 'deferred')"
_HEADS = text(
    f"""
    SELECT operation_id FROM operations o WHERE o.state IN {_OPEN}
      AND NOT EXISTS (SELECT 1 FROM operations e
                      WHERE e.card_id = o.card_id AND e.seq < o.seq AND e.state IN {_OPEN})
      AND (o.card_id > 0 OR o.card_id = o.local_id)
    ORDER BY o.seq
    """
)
_BUSY = text(f"SELECT DISTINCT card_id FROM operations WHERE state IN {_OPEN}")
_BEFORE = text(
    f"""
    SELECT e.operation_id FROM operations e JOIN operations o ON o.operation_id = :operation_id
    WHERE e.card_id = o.card_id AND e.seq < o.seq AND e.state IN {_OPEN} ORDER BY e.seq LIMIT 1
    """
)
_APPEND = OPERATIONS.insert().returning(OPERATIONS.c.seq)
_CHANGE = OPERATIONS.update().where(OPERATIONS.c.operation_id == bindparam("changed"))
_CHANGE_ATTEMPT = ATTEMPTS.update().where(
    ATTEMPTS.c.operation_id == bindparam("changed"), ATTEMPTS.c.number == bindparam("attempt")
)
_BY_ID = select(OPERATIONS).where(OPERATIONS.c.operation_id == bindparam("operation_id"))
_ATTEMPTS = select(ATTEMPTS).where(ATTEMPTS.c.operation_id == bindparam("operation_id")).order_by(ATTEMPTS.c.number)


@dataclass(frozen=True, slots=True)
class Operation:
    """One row of the outbox as services see it. `card_id` is negative until the card is made."""

    seq: int
    operation_id: str
    kind: Kind
    card_id: int
    local_id: int | None
    currency: str
    want: int
    aborted: bool
    offline: bool
    state: State
    said: Said | None
    reason: str
    clerk: str
    till: str
    created_at: float
    shop_day: str
    last_characters: str
    payload: dict[str, Any]
    balance_after: int | None
    doubt: tuple[int, int] | None
    stage: str | None
    ever_doubted: bool
    sealed_code: bytes | None
    touched: bool
    """A request of this operation may have reached the service."""
    approver: str
    """The manager whose PIN allowed it; empty for most."""
    reverses: str | None
    """The operation that this one takes back."""

    @property
    def open(self) -> bool:
        return self.state in OPEN

    @property
    def act(self) -> str:
        """The operation that began the act of several steps of which this is one; empty for most."""
        return str(self.payload.get("act", ""))

    @property
    def currency_sent(self) -> bool:
        """Whether the create of this sale names its currency. Decided when it was sold: each repeat is the same."""
        return bool(self.payload.get("currency_sent", False))

    @property
    def promised(self) -> bool:
        """A later step of an act: it goes on by itself, for the steps before it are done."""
        return self.act not in {"", self.operation_id}


_PLAIN = tuple(
    column.name
    for column in OPERATIONS.c
    if column.name in Operation.__slots__ and column.name not in {"kind", "state", "said"}
)


def append(connection: Connection, values: dict[str, Any]) -> int:
    """Adds an operation; returns its place in the queue. An issue gets the local card_id -seq."""
    if isinstance(values.get("said"), Said):
        values = values | {"said": said_json.to_json(values["said"])}
    seq: int = connection.execute(_APPEND, values).scalar_one()
    if values["kind"] == Kind.ISSUE:
        own = {"card_id": -seq, "local_id": -seq}
        connection.execute(OPERATIONS.update().where(OPERATIONS.c.seq == seq).values(own))
    return seq


def get(connection: Connection, operation_id: str) -> Operation | None:
    row = connection.execute(_BY_ID, {"operation_id": operation_id}).mappings().one_or_none()
    return _operation(row) if row is not None else None


def making(connection: Connection, local_id: int) -> Operation | None:
    """The operation that makes (or made) the card with this local id."""
    row = connection.execute(select(OPERATIONS).where(OPERATIONS.c.local_id == local_id)).mappings().one_or_none()
    return _operation(row) if row is not None else None


def open_on(connection: Connection, card_id: int, kinds: Collection[Kind]) -> list[Operation]:
    statement = select(OPERATIONS).where(
        OPERATIONS.c.card_id == card_id, OPERATIONS.c.state.in_(sorted(OPEN)), OPERATIONS.c.kind.in_(sorted(kinds))
    )
    return [_operation(row) for row in connection.execute(statement).mappings()]


def busy_cards(connection: Connection) -> set[int]:
    """Cards on which something is open."""
    return set(connection.execute(_BUSY).scalars())


def heads(connection: Connection) -> list[str]:
    """The first open operation of every lane, oldest first."""
    return list(connection.execute(_HEADS).scalars())


def before(connection: Connection, operation_id: str) -> str | None:
    """The first open operation ahead of this one in its lane."""
    return connection.execute(_BEFORE, {"operation_id": operation_id}).scalar()


def change(connection: Connection, operation_id: str, **values: Any) -> None:
    if isinstance(values.get("said"), Said):
        values["said"] = said_json.to_json(values["said"])
    connection.execute(_CHANGE, {"changed": operation_id, **values})


def park(connection: Connection, operation_id: str, said: Said, at: float, **values: Any) -> None:
    """Leaves an open operation to a person, with the reason as its last evidence."""
    change(connection, operation_id, state=State.PARKED.value, said=said, finished_at=at, **values)
    add_evidence(connection, operation_id, at, [("decided", said)])


def all_open(connection: Connection) -> list[Operation]:
    """Every open operation, oldest first."""
    statement = select(OPERATIONS).where(OPERATIONS.c.state.in_(sorted(OPEN))).order_by(OPERATIONS.c.seq)
    return [_operation(row) for row in connection.execute(statement).mappings()]


def sealed(connection: Connection) -> list[Operation]:
    """The sales whose code is still kept."""
    statement = select(OPERATIONS).where(OPERATIONS.c.sealed_code.is_not(None))
    return [_operation(row) for row in connection.execute(statement).mappings()]


def release_leases(connection: Connection) -> None:
    """At start: whatever the last process was working on is to be taken up again."""
    connection.execute(OPERATIONS.update().where(OPERATIONS.c.state == State.LEASED).values(state=State.WAITING.value))


def give_real_id(connection: Connection, local_id: int, card_id: int) -> None:
    """The card was made: everything that waited for it under its local reference now means the real one."""
    connection.execute(OPERATIONS.update().where(OPERATIONS.c.card_id == local_id).values(card_id=card_id))


def waiting_for(connection: Connection, local_id: int) -> list[str]:
    """Open operations on a card that is still to be made, without the one that makes it."""
    statement = select(OPERATIONS.c.operation_id).where(
        OPERATIONS.c.card_id == local_id,
        OPERATIONS.c.local_id.is_(None),
        OPERATIONS.c.state.in_(sorted(OPEN)),
    )
    return list(connection.execute(statement).scalars())


def attempts(connection: Connection, operation_id: str) -> list[RowMapping]:
    return list(connection.execute(_ATTEMPTS, {"operation_id": operation_id}).mappings())


def told_of(connection: Connection, transaction_id: int) -> str | None:
    """The operation that was answered with this transaction."""
    statement = select(ATTEMPTS.c.operation_id).where(ATTEMPTS.c.transaction_id == transaction_id)
    return connection.execute(statement).scalar()


def save_attempt(connection: Connection, values: dict[str, Any]) -> None:
    """Inserts an attempt, or moves its fate on. The reply is counted once: transaction_id is unique."""
    of = {"changed": values["operation_id"], "attempt": values["number"]}
    if connection.execute(_CHANGE_ATTEMPT, values | of).rowcount == 0:
        connection.execute(ATTEMPTS.insert(), values)


def add_evidence(connection: Connection, operation_id: str, at: float, notes: Iterable[tuple[str, Said]]) -> None:
    rows = [
        {"operation_id": operation_id, "at": at, "what": what, "said": said_json.to_json(said)} for what, said in notes
    ]
    if rows:
        connection.execute(EVIDENCE.insert(), rows)


def _operation(row: RowMapping) -> Operation:
    doubt = (row["doubt_balance"], row["doubt_updated_at"]) if row["doubt_balance"] is not None else None
    plain = {name: row[name] for name in _PLAIN}
    return Operation(
        **plain,
        kind=Kind(row["kind"]),
        state=State(row["state"]),
        said=said_json.from_json(row["said"]),
        doubt=doubt,
    )
