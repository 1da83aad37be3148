"""Group commit: writes that arrive together share one durable commit, which costs more than all their work.

Only for SQLite, whose statements run on the event loop. PostgreSQL groups commits itself.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from sqlalchemy.exc import DBAPIError

from core.server.contract.refusals import RequestRefused
from core.server.contract.replies import Reply
from core.server.data.write_executor import PendingWrite, WriteExecutor

_Waiting = tuple[PendingWrite, asyncio.Future[Reply | RequestRefused | None]]


class GroupCommit:
    """Collects the writes of one turn of the event loop. None is answered before the commit."""

    def __init__(self, executor: WriteExecutor) -> None:
        self._executor = executor
        self._waiting: list[_Waiting] = []

    async def commit(self, write: PendingWrite) -> Reply | None:
        """Return the reply once it is durable; None when the group could not be written and each is to be tried alone.

        Raises RequestRefused.
        """
        loop = asyncio.get_running_loop()
        done: asyncio.Future[Reply | RequestRefused | None] = loop.create_future()
        if not self._waiting:
            loop.call_soon(self._commit_waiting)
        self._waiting.append((write, done))
        outcome = await done
        if isinstance(outcome, RequestRefused):
            raise outcome
        return outcome

    def _commit_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        outcomes: Sequence[Reply | RequestRefused | None] = [None] * len(waiting)
        try:
            outcomes = self._executor.execute_together([write for write, _ in waiting])
        except DBAPIError:
            pass  # nothing was written; alone, each gets the answer that is its own
        finally:
            for (_, done), outcome in zip(waiting, outcomes, strict=True):
                if not done.done():
                    done.set_result(outcome)
