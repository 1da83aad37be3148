"""Threads for reads of many rows: the event loop goes on meanwhile, and with it every write.

SQLite keeps a snapshot for each of its connections, so a long read neither waits for a write nor keeps one waiting.
"""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import Future, ThreadPoolExecutor

from core.server.contract.refusals import busy
from core.server.contract.replies import Reply
from core.server.data.pending_read import PendingRead
from core.server.http.request_reader import ClientGone

THREADS = 2
"""Reads at once in one process. One that searches every card leaves another way for the short ones."""
MOST_READS = 100
"""Reads under way and waiting in one process; what comes beyond is 503."""


class ReadThreads:
    """Carries out reads, each in one of a few threads, in the order in which they came."""

    def __init__(self, threads: int = THREADS, most: int = MOST_READS) -> None:
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="read")
        self._most = most
        self._pending: set[Future[Reply]] = set()  # `add` and `discard` need no lock

    async def run(self, read: PendingRead, lost: asyncio.Future[None] | None) -> Reply:
        """Return the reply. `lost` is done when the client's connection is: the read is stopped then.

        Raises RequestRefused, ClientGone, and DBAPIError.
        """
        if len(self._pending) >= self._most:
            raise busy()
        work = self._threads.submit(read.execute)
        self._pending.add(work)
        work.add_done_callback(self._pending.discard)
        reading = asyncio.wrap_future(work)

        def give_up(_lost: asyncio.Future[None]) -> None:
            reading.cancel()

        if lost is not None:
            lost.add_done_callback(give_up)
        try:
            return await reading
        except asyncio.CancelledError:
            threading.Thread(target=read.stop, name="stop-read").start()
            if lost is not None and lost.done():
                raise ClientGone from None
            raise
        finally:
            if lost is not None:
                lost.remove_done_callback(give_up)

    def close(self) -> None:
        """End the threads, once the reads under way have ended; those that wait are dropped."""
        self._threads.shutdown(cancel_futures=True)
