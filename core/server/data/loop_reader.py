"""Read single rows of PostgreSQL on the event loop: without a thread, and without waiting for the server.

It does what goes well, and nothing else. Whoever gets no answer here reads in a thread, where it is known what to do
with a server that is away, slow or silent.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from typing import Any, TypeVar

import psycopg
from psycopg.abc import RV, PQGen
from psycopg.generators import execute
from psycopg.waiting import Ready, Wait
from sqlalchemy import Engine, event

from core.server.data.driver import Parameters, Statement
from core.server.data.pooler import SERVER, note_server
from core.server.data.prepared import PreparedStatements

R = TypeVar("R", bound=tuple[Any, ...])
MOST = 4
"""Connections of one process; more reads at once go to the threads."""
PATIENCE_S = 0.5
"""How long an answer may take: what is slower is no matter for the event loop."""
_LOOK_S = 0.1
"""How much longer it may take until that is seen."""
_PAUSE_S = 1.0
"""How long nothing is tried after a failure."""
_SET_LIMIT = f"SELECT set_config('statement_timeout', '{PATIENCE_S * 1000:.0f}ms', false)"


class LoopConnection(psycopg.AsyncConnection[Any]):
    """A connection that waits for its server on the event loop, for a short time."""

    asked_at = 0.0
    """When it began to wait, by the clock of the loop."""
    _answer: asyncio.Future[Ready] | None = None
    _watched: tuple[asyncio.AbstractEventLoop, int] | None = None
    """By which loop, and its socket."""

    def watch(self) -> None:
        """Let the event loop look for answers from now on: to begin and end that for each takes longer than a read."""
        self._watched = asyncio.get_running_loop(), self.pgconn.socket
        self._watched[0].add_reader(self._watched[1], self._told)

    def drop(self) -> None:
        """Close it at once."""
        watched, self._watched = self._watched, None
        if watched is not None:
            with suppress(RuntimeError):  # the loop has ended
                watched[0].remove_reader(watched[1])
        self.pgconn.finish()

    @property
    def is_asked(self) -> bool:
        """Return whether somebody waits for an answer."""
        return self._answer is not None

    def give_up(self) -> None:
        """Raise TimeoutError in whoever waits."""
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(TimeoutError())

    async def wait(self, gen: PQGen[RV], interval: float = 0.0, timeout: float | None = None) -> RV:  # noqa: ARG002 - psycopg's
        """Return what `gen` comes to. Raises TimeoutError. psycopg's own has two more turns of the loop."""
        patience = PATIENCE_S if timeout is None else timeout
        try:
            state = next(gen)
            while True:
                if self._watched is not None and state == Wait.R:
                    ready = await self._answered(self._watched[0])
                else:
                    ready = await _ready(self.pgconn.socket, state, patience)
                state = gen.send(ready)
        except StopIteration as ended:
            answer: RV = ended.value
            return answer

    async def _answered(self, loop: asyncio.AbstractEventLoop) -> Ready:
        self.asked_at, self._answer = loop.time(), loop.create_future()
        try:
            return await self._answer
        finally:
            self._answer = None

    def _told(self) -> None:
        if self._answer is None:  # it was read in the same turn, or the server ends the connection
            try:
                self.pgconn.consume_input()
            except psycopg.Error:
                self.drop()
        elif not self._answer.done():
            self._answer.set_result(Ready.R)


class LoopReader:
    """Keeps a few connections, opened when they are missed. It belongs to one event loop."""

    def __init__(self, engine: Engine) -> None:
        self._arguments = dict(engine.dialect.create_connect_args(engine.url)[1])
        self._idle: list[tuple[LoopConnection, PreparedStatements]] = []
        self._open: set[LoopConnection] = set()
        self._opening: asyncio.Task[None] | None = None
        self._try_at = 0.0
        self._closed = False
        self._timer: asyncio.TimerHandle | None = None
        event.listen(engine, "engine_disposed", self.close, once=True)

    async def first(self, statement: Statement[R], parameters: Parameters) -> R | None:
        """Return the first row; None where there is none, and where it could not be read here."""
        if not self._idle:
            self._open_another()
            return None
        conn, prepared = self._idle.pop()
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(PATIENCE_S, self._look)
        try:
            asked = prepared.asked(*statement.asked("postgresql", parameters))
            if prepared.begin_prepare(asked):
                prepared.end_prepare(asked, await conn.wait(execute(conn.pgconn)))
            prepared.send(asked)
            results = await conn.wait(execute(conn.pgconn))
            prepared.check(results)
            found = prepared.rows(results[0])
        except (psycopg.Error, TimeoutError):
            self._drop(conn)
            self._try_at = time.monotonic() + _PAUSE_S
            return None
        except BaseException:
            self._drop(conn)  # in the middle of an answer
            raise
        self._idle.append((conn, prepared))
        return statement.row(found[0]) if found else None

    def close(self, _engine: Engine | None = None) -> None:
        """Close all connections."""
        self._closed = True
        if self._timer is not None:
            self._timer.cancel()
        self._idle.clear()
        for conn in list(self._open):
            self._drop(conn)

    def _look(self) -> None:
        """Give up what takes too long. One timer for all, while anybody waits: one for each took its time."""
        loop, self._timer = asyncio.get_running_loop(), None
        waiting = [conn for conn in self._open if conn.is_asked]
        for conn in waiting:
            if loop.time() - conn.asked_at >= PATIENCE_S:
                conn.give_up()
        if waiting:
            self._timer = loop.call_later(_LOOK_S, self._look)

    def _open_another(self) -> None:
        if self._closed or self._opening or len(self._open) >= MOST or time.monotonic() < self._try_at:
            return
        self._opening = asyncio.get_running_loop().create_task(self._connect())
        self._opening.add_done_callback(self._opened)

    async def _connect(self) -> None:
        conn = await LoopConnection.connect(**self._arguments, autocommit=True)
        self._open.add(conn)
        try:
            (process_id,) = await (await conn.execute(SERVER)).fetchone() or (0,)
            if not note_server(conn, process_id):
                await conn.execute(_SET_LIMIT)
        except BaseException:
            self._drop(conn)
            raise
        if self._closed:
            self._drop(conn)
        else:
            conn.watch()
            self._idle.append((conn, PreparedStatements(conn)))

    def _opened(self, task: asyncio.Task[None]) -> None:
        self._opening = None
        if task.cancelled() or task.exception() is not None:
            self._try_at = time.monotonic() + _PAUSE_S

    def _drop(self, conn: LoopConnection) -> None:
        self._open.discard(conn)
        conn.drop()


async def _ready(socket: int, state: Wait, patience_s: float) -> Ready:
    """Wait until the server's end is as `state` wants it. Raises TimeoutError."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[Ready] = loop.create_future()

    def tell(ready: Ready) -> None:
        if not done.done():
            done.set_result(ready)

    def give_up() -> None:
        if not done.done():
            done.set_exception(TimeoutError())

    if state & Wait.R:
        loop.add_reader(socket, tell, Ready.R)
    if state & Wait.W:
        loop.add_writer(socket, tell, Ready.W)
    timer = loop.call_later(patience_s, give_up)
    try:
        return await done
    finally:
        timer.cancel()
        loop.remove_reader(socket)
        loop.remove_writer(socket)
