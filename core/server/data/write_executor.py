"""Carry out writes: each in a transaction of its own, or several in one commit (docs/service.md, Writes).

A write under an `Idempotency-Key` is carried out once; a repeat gets the first reply again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from core.server.contract.refusals import RequestRefused, unknown_outcome
from core.server.contract.replies import Reply, refusal_reply
from core.server.contract.request import Request
from core.server.contract.switches import Switches
from core.server.data.connection_pool import CommitLost, ConnectionPool, begin_write
from core.server.data.driver import DriverConnection
from core.server.data.idempotency import FirstReplies, IdempotencyKey, KeysInUse, read_idempotency_key
from core.server.data.ledger import CardLedger

WriteAction = Callable[[CardLedger], Reply]
"""What a write does inside its transaction. Raises RequestRefused."""


@dataclass(frozen=True, slots=True)
class PendingWrite:
    """A write that was accepted for execution and has not been executed yet."""

    executor: WriteExecutor
    action: WriteAction
    client_id: int
    key: IdempotencyKey | None = None
    finish: Callable[[Reply], Reply] | None = None
    """What is still done to the reply: it is kept for repeats as it was before that."""

    def execute(self) -> Reply:
        """Write in a transaction of its own. Raises RequestRefused, and DBAPIError with nothing written."""
        return self.executor.execute(self)


class WriteExecutor:
    """Carries out writes. `clock` gives UTC epoch seconds."""

    def __init__(self, pool: ConnectionPool, switches: Switches, clock: Callable[[], float]) -> None:
        self._pool = pool
        self.switches = switches
        self.clock = clock
        self._in_use = KeysInUse()
        self.wanted: Collection[str] = ()
        """The events that some webhook asks for."""
        self.notice: Callable[[], object] = lambda: None
        """Called when some were recorded and are committed."""

    def now(self) -> int:
        """Return UTC epoch seconds."""
        return int(self.clock())

    def prepare(self, request: Request, action: WriteAction) -> PendingWrite:
        """Return the write that `request` asks for. Raises RequestRefused 400 for a malformed `Idempotency-Key`."""
        header = request.headers.get("idempotency-key") if self.switches.idempotency_keys else None
        if header is None:
            return PendingWrite(self, action, request.client_id)
        # Without the host: a sandbox has another port after each start, and a service may have several names.
        content = urlsplit(request.address).path.encode() + b"\n" + request.body
        return PendingWrite(self, action, request.client_id, read_idempotency_key(header, content))

    def execute(self, write: PendingWrite) -> Reply:
        """Write one alone. Raises RequestRefused, and DBAPIError with nothing written."""
        try:
            with self._in_use.hold(write.key), begin_write(self._pool) as conn:
                reply = self._execute_once(conn, write)
        except CommitLost as error:
            raise unknown_outcome() from error
        self._tell(conn)
        return reply

    def execute_together(self, writes: Sequence[PendingWrite]) -> list[Reply | RequestRefused]:
        """Write all in one commit, each seeing those before it. Raises DBAPIError, with nothing written."""
        try:
            with begin_write(self._pool) as conn:
                if len(writes) == 1:
                    outcomes: list[Reply | RequestRefused] = [self._execute_once(conn, writes[0])]
                else:
                    outcomes = [self._execute_in_savepoint(conn, write) for write in writes]
        except RequestRefused as refused:
            return [refused]  # it was alone: all of the transaction is undone
        self._tell(conn)
        return outcomes

    def _tell(self, conn: DriverConnection) -> None:
        if conn.has_recorded:
            self.notice()

    def _execute_in_savepoint(self, conn: DriverConnection, write: PendingWrite) -> Reply | RequestRefused:
        """Undo what is refused; the other writes of the transaction stay."""
        conn.execute_text("SAVEPOINT one")
        try:
            return self._execute_once(conn, write)
        except RequestRefused as refused:
            conn.execute_text("ROLLBACK TO SAVEPOINT one")
            return refused

    def _execute_once(self, conn: DriverConnection, write: PendingWrite) -> Reply:
        ledger = CardLedger(conn, self.switches, self.now(), write.client_id, self.wanted)
        if write.key is None:
            reply = write.action(ledger)
            return reply if write.finish is None else write.finish(reply)
        replies = FirstReplies(conn, ledger.now, self.switches.key_lifetime_s)
        first = replies.find(write.key)
        if first is None:
            first = self._reply_or_refusal(ledger, write.action)
            replies.keep(write.key, first)
        return first if write.finish is None else write.finish(first)

    def _reply_or_refusal(self, ledger: CardLedger, action: WriteAction) -> Reply:
        """Return the reply, or the refusal as a reply: a repeat gets that too. What a refused write did is undone."""
        ledger.conn.execute_text("SAVEPOINT answer")
        try:
            return action(ledger)
        except RequestRefused as refused:
            ledger.conn.execute_text("ROLLBACK TO SAVEPOINT answer")
            return refusal_reply(refused, self.switches.error_shape)
