"""Writes that arrive while a commit is under way share the next one: a durable commit costs more than all their work.

Only for SQLite, whose statements run on the event loop. PostgreSQL does the same by itself.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from sqlalchemy.exc import DBAPIError

from core.server.books import Books, Write
from core.server.refusals import Refused, Reply

_Waiting = tuple[Write, asyncio.Future[Reply | Refused | None]]


class SharedCommits:
    """Collects the writes of one turn of the event loop. Nobody is answered before the commit."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self._waiting: list[_Waiting] = []

    async def reply(self, write: Write) -> Reply | None:
        """None: it could not be written together with the others, and is to be tried alone. Raises Refused."""
        loop = asyncio.get_running_loop()
        done: asyncio.Future[Reply | Refused | None] = loop.create_future()
        if not self._waiting:
            loop.call_soon(self._commit)
        self._waiting.append((write, done))
        outcome = await done
        if isinstance(outcome, Refused):
            raise outcome
        return outcome

    def _commit(self) -> None:
        waiting, self._waiting = self._waiting, []
        outcomes: Sequence[Reply | Refused | None] = [None] * len(waiting)
        try:
            outcomes = self._books.together([write for write, _ in waiting])
        except DBAPIError:
            pass  # nothing was written; alone, each gets the answer that is its own
        finally:
            for (_, done), outcome in zip(waiting, outcomes, strict=True):
                if not done.done():
                    done.set_result(outcome)
