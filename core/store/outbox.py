"""The outbox: commands as durable operations, and each machine's state between requests. Nothing is deleted."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from sqlalchemy import Connection, select

from core.domain import message_json
from core.domain.card import CardIdentity
from core.domain.operation import MONEY_KINDS, OPEN, Kind, State, is_handed_out
from core.domain.outcome import Message
from core.domain.reply import Transaction
from core.domain.witness import Witness
from core.errors import NotFound
from core.store import cards
from core.store.database import ask, run, run_each
from core.store.states import OPEN_SQL
from core.store.tables import OPERATIONS

_HEADS = f"""
    SELECT operation_id FROM operations o WHERE o.state IN {OPEN_SQL}
      AND NOT EXISTS (SELECT 1 FROM operations e
                      WHERE e.card_id = o.card_id AND e.seq < o.seq AND e.state IN {OPEN_SQL})
      AND (o.card_id > 0 OR o.card_id = o.local_id)
    ORDER BY o.seq
"""
_BUSY = f"SELECT DISTINCT card_id FROM operations WHERE state IN {OPEN_SQL}"
_BEFORE = f"""
    SELECT e.operation_id FROM operations e JOIN operations o ON o.operation_id = :operation_id
    WHERE e.card_id = o.card_id AND e.seq < o.seq AND e.state IN {OPEN_SQL} ORDER BY e.seq LIMIT 1
"""
_ON_CARD = f"SELECT 1 FROM operations WHERE card_id = :card_id AND state IN {OPEN_SQL} LIMIT 1"
_LOST = f"""SELECT 1 FROM operations WHERE card_id = :card_id AND state IN {OPEN_SQL} AND state = 'waiting' AND touched
    AND kind IN ({", ".join(f"'{kind.value}'" for kind in sorted(MONEY_KINDS))}) LIMIT 1"""
_CREATED = "SELECT created_at FROM cards WHERE card_id = :card_id AND last_characters = LOWER(:last_characters)"
_LOCAL = "UPDATE operations SET card_id = :local_id, local_id = :local_id WHERE seq = :seq"
_ATTEMPTS = "SELECT * FROM attempts WHERE operation_id = :operation_id ORDER BY number"
_OF_TRANSACTION = "SELECT operation_id FROM attempts WHERE transaction_id = :transaction_id"
_ADD_EVIDENCE = "INSERT INTO evidence (operation_id, at, what, said) VALUES (:operation_id, :at, :what, :said)"
_ANSWERED_IN_DOUBT = """
    SELECT a.*, o.card_id FROM attempts a JOIN operations o ON o.operation_id = a.operation_id
    WHERE a.operation_id = :operation_id AND a.transaction_id IS NOT NULL AND a.fate IN ('pending', 'unknown')
"""
_UNCHECKED = """
    UPDATE attempts SET fate = 'unknown' WHERE operation_id = :held AND fate IN ('rejected', 'stale')
      AND target <> base AND number = (SELECT MAX(number) FROM attempts WHERE operation_id = :held)
      AND (SELECT touched FROM operations WHERE operation_id = :held)
"""
"""A last write that was refused: no read has shown yet whether another copy was carried out (docs/protocol.md D1)."""


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
    message: Message | None
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
    card_created_at: int | None
    """When the service made the card; None for one that is not made yet, or where it was never known."""
    witness: Witness | None
    """What the card must still be like before anything is sent (docs/protocol.md D6)."""

    @property
    def open(self) -> bool:
        return self.state in OPEN

    @property
    def card(self) -> CardIdentity:
        """The card that was meant (docs/protocol.md D4)."""
        return CardIdentity(self.card_id, self.card_created_at, self.last_characters)

    @property
    def replacement(self) -> str:
        """The operation that began the replacement of a card of which this is a step; empty for most."""
        return str(self.payload.get("act", ""))

    @property
    def currency_sent(self) -> bool:
        """Whether the create of this sale names its currency. Decided when it was sold: each repeat is the same."""
        return bool(self.payload.get("currency_sent", False))

    @property
    def promised(self) -> bool:
        """A later step of a replacement: it goes on by itself, for the steps before it are done."""
        return self.replacement not in {"", self.operation_id}

    @property
    def handed_out(self) -> bool:
        """A promise for goods that are gone: only a manager says that its money is never taken."""
        return is_handed_out(self.kind, offline=self.offline, replacement=self.replacement)


_COLUMNS = {"message": "said", "doubt": "doubt_balance, doubt_updated_at"}
_SELECT = f"SELECT {', '.join(_COLUMNS.get(field.name, field.name) for field in fields(Operation))} FROM operations"
_FLAGS = ("aborted", "offline", "ever_doubted", "touched")
_JSON = frozenset({"said", "payload"})


def append(conn: Connection, values: dict[str, Any]) -> int:
    """Add an operation, and return its place in the queue. An issue gets the local card_id -seq.

    Whatever is for a card carries when that was created, as the cache has it (docs/protocol.md D4).
    """
    if "card_created_at" not in values:
        values = values | {"card_created_at": _created_at(conn, values)}
    seq: int = run(conn, _insertion("operations", tuple(values)), _stored(values)).lastrowid or 0
    if values["kind"] == Kind.ISSUE:
        run(conn, _LOCAL, {"local_id": -seq, "seq": seq})
    return seq


def _created_at(conn: Connection, values: dict[str, Any]) -> int | None:
    of = {"card_id": values["card_id"], "last_characters": values["last_characters"]}
    row: tuple[int] | None = run(conn, _CREATED, of).fetchone()
    return None if row is None else row[0]


def get(conn: Connection, operation_id: str) -> Operation | None:
    return next(iter(_found(conn, "operation_id = :operation_id", operation_id=operation_id)), None)


def require(conn: Connection, operation_id: str) -> Operation:
    """Return the operation. Raises NotFound."""
    operation = get(conn, operation_id)
    if operation is None:
        raise NotFound("operation.unknown")
    return operation


def making(conn: Connection, local_id: int) -> Operation | None:
    """Return the operation that makes (or made) the card with this local id."""
    return next(iter(_found(conn, "local_id = :local_id", local_id=local_id)), None)


def real_id(conn: Connection, card_id: int) -> int:
    """Return where a local reference leads today; the id itself where it is none, or its card is not made yet."""
    made = making(conn, card_id) if card_id < 0 else None
    return card_id if made is None else made.card_id


def is_busy(conn: Connection, card_id: int) -> bool:
    """Return whether something is open on this card."""
    return run(conn, _ON_CARD, {"card_id": card_id}).fetchone() is not None


def has_lost_answer(conn: Connection, card_id: int) -> bool:
    """Return whether an amount waits on this card that may have reached the service already."""
    return run(conn, _LOST, {"card_id": card_id}).fetchone() is not None


def busy_cards(conn: Connection) -> set[int]:
    """Return the cards on which something is open."""
    return {row[0] for row in run(conn, _BUSY)}


def heads(conn: Connection) -> list[str]:
    """Return the first open operation of every lane, oldest first."""
    return [row[0] for row in run(conn, _HEADS)]


def before(conn: Connection, operation_id: str) -> str | None:
    """Return the first open operation ahead of this one in its lane."""
    row: tuple[str] | None = run(conn, _BEFORE, {"operation_id": operation_id}).fetchone()
    return None if row is None else row[0]


def change(conn: Connection, operation_id: str, **values: Any) -> None:
    statement = f"{_setting('operations', tuple(values))} WHERE operation_id = :changed"
    run(conn, statement, _stored(values) | {"changed": operation_id})


def park(conn: Connection, operation_id: str, said: Message, at: float, **values: Any) -> None:
    """Leave an open operation to a person, with the reason as its last evidence.

    What was answered counts from now on (core.store.projection.answered), so the card shows what it left. A last write
    that was refused and not checked is in doubt: nobody will look any more.
    """
    run(conn, _UNCHECKED, {"held": operation_id})
    change(conn, operation_id, state=State.PARKED.value, said=said, finished_at=at, **values)
    for row in list(ask(conn, _ANSWERED_IN_DOUBT, operation_id=operation_id)):
        numbers = (row["transaction_number"], row["amount"], row["processed_at"])
        cards.written(
            conn, Transaction(row["transaction_id"], row["card_id"], *numbers), (row["base"], row["target"]), at
        )
    add_evidence(conn, operation_id, at, [("decided", said)])


def call_witness(conn: Connection, operation_id: str, witness: Witness) -> None:
    """Send an open operation only if its card is still like this. An earlier witness stays: it saw less."""
    statement = OPERATIONS.update().where(OPERATIONS.c.operation_id == operation_id, OPERATIONS.c.witness.is_(None))
    conn.execute(statement.values(witness=_kept(witness)))


def change_witness(conn: Connection, card_id: int, witness: Witness | None) -> None:
    """Let what is open on a card and needs a witness have this one, or none any more."""
    of_card = (OPERATIONS.c.card_id == card_id, OPERATIONS.c.witness.is_not(None))
    statement = OPERATIONS.update().where(*of_card, OPERATIONS.c.state.in_(sorted(OPEN)))
    conn.execute(statement.values(witness=None if witness is None else _kept(witness)))


def witness_on(conn: Connection, card_id: int) -> Witness | None:
    """Return what the first operation that is open on a card and needs a witness has; None where none needs one."""
    columns = (OPERATIONS.c.card_id == card_id, OPERATIONS.c.witness.is_not(None), OPERATIONS.c.state.in_(sorted(OPEN)))
    kept = conn.execute(select(OPERATIONS.c.witness).where(*columns).order_by(OPERATIONS.c.seq).limit(1)).scalar()
    return None if kept is None else Witness(*kept)


def _kept(witness: Witness) -> list[int | None]:
    return [witness.balance, witness.updated_at]


def all_open(conn: Connection) -> list[Operation]:
    """Return every open operation, oldest first."""
    return _found(conn, f"state IN {OPEN_SQL} ORDER BY seq")


def sealed(conn: Connection) -> list[Operation]:
    """Return the sales whose code is still kept."""
    return _found(conn, "sealed_code IS NOT NULL")


def release_leases(conn: Connection) -> None:
    """Take up again, at the start, whatever the last process was working on."""
    conn.execute(OPERATIONS.update().where(OPERATIONS.c.state == State.LEASED).values(state=State.WAITING.value))


def give_real_id(conn: Connection, local_id: int, made: CardIdentity) -> None:
    """Give everything that waited under a local reference the card that was made."""
    real = {"card_id": made.card_id, "card_created_at": made.created_at}
    conn.execute(OPERATIONS.update().where(OPERATIONS.c.card_id == local_id).values(**real))


def waiting_for(conn: Connection, local_id: int) -> list[str]:
    """Return open operations on a card that is still to be made, without the one that makes it."""
    statement = select(OPERATIONS.c.operation_id).where(
        OPERATIONS.c.card_id == local_id,
        OPERATIONS.c.local_id.is_(None),
        OPERATIONS.c.state.in_(sorted(OPEN)),
    )
    return list(conn.execute(statement).scalars())


def attempts(conn: Connection, operation_id: str) -> list[dict[str, Any]]:
    return list(ask(conn, _ATTEMPTS, operation_id=operation_id))


def operation_of_transaction(conn: Connection, transaction_id: int) -> str | None:
    """Return the operation that was answered with this transaction."""
    row: tuple[str] | None = run(conn, _OF_TRANSACTION, {"transaction_id": transaction_id}).fetchone()
    return None if row is None else row[0]


def save_attempt(conn: Connection, values: dict[str, Any]) -> None:
    """Insert an attempt, or move its fate on. The reply is counted once: transaction_id is unique."""
    statement = f"{_setting('attempts', tuple(values))} WHERE operation_id = :operation_id AND number = :number"
    if run(conn, statement, values).rowcount == 0:
        run(conn, _insertion("attempts", tuple(values)), values)


def add_evidence(conn: Connection, operation_id: str, at: float, notes: Iterable[tuple[str, Message]]) -> None:
    rows = [
        {"operation_id": operation_id, "at": at, "what": what, "said": json.dumps(message_json.to_json(said))}
        for what, said in notes
    ]
    run_each(conn, _ADD_EVIDENCE, rows)


def _found(conn: Connection, where: str, **values: Any) -> list[Operation]:
    return [_operation(row) for row in ask(conn, f"{_SELECT} WHERE {where}", **values)]


def _operation(row: dict[str, Any]) -> Operation:
    doubt = row.pop("doubt_balance"), row.pop("doubt_updated_at")
    said, witness = row.pop("said"), row.pop("witness")
    row |= {name: bool(row[name]) for name in _FLAGS}
    row |= {"kind": Kind(row["kind"]), "state": State(row["state"]), "payload": json.loads(row["payload"])}
    return Operation(
        **row,
        message=message_json.from_text(said),
        doubt=None if doubt[0] is None else doubt,
        witness=None if witness is None else Witness(*json.loads(witness)),
    )


def _stored(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values as the disk has them."""
    said = values.get("said")
    if isinstance(said, Message):
        values = values | {"said": message_json.to_json(said)}
    if "witness" in values:
        values = values | {"witness": None if values["witness"] is None else json.dumps(values["witness"])}
    return values | {name: json.dumps(values[name]) for name in _JSON & values.keys()}


@cache
def _insertion(table: str, columns: tuple[str, ...]) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join(f':{name}' for name in columns)})"


@cache
def _setting(table: str, columns: tuple[str, ...]) -> str:
    return f"UPDATE {table} SET {', '.join(f'{name} = :{name}' for name in columns)}"
