"""What a process of the service does beside its requests: it runs from the start of the event loop to its end."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.types import Receive, Send

from core.server.contract.refusals import RequestRefused
from core.server.data.quiet_log import quiet

POLL_S = 1.0
"""How often work is looked for that another process was told of, or whose time has come."""
PAUSE_S = 2.0
"""How long after a step that could not be taken, as while the database is away."""
STOP_WAIT_S = 5.0
"""How long the end of the service waits for a step that is being taken, as a mail that is being sent."""
Step = Callable[[], Awaitable[bool]]
"""Does a piece of work; returns whether there may be more."""
_log = quiet(logging.getLogger(__name__))


class BackgroundWork:
    """Takes one step after the other, as long as there are any; then waits for `notice`, or for a while."""

    def __init__(self, step: Step, poll_s: float = POLL_S) -> None:
        self._step = step
        self._poll_s = poll_s
        self._noticed = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ending = False

    def end(self) -> None:
        """Take no further step; one that is being taken is gone on with."""
        self._ending = True
        self._noticed.set()

    def notice(self) -> None:
        """Look for work soon. Thread-safe."""
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):  # the loop has just ended
                self._loop.call_soon_threadsafe(self._noticed.set)

    async def run(self) -> None:
        """Work until cancelled; what fails is tried again after a pause."""
        self._loop = asyncio.get_running_loop()
        while not self._ending:
            wait_s = self._poll_s
            self._noticed.clear()
            try:
                if await self._step():
                    await asyncio.sleep(0)  # requests get in between
                    continue
            except (RequestRefused, DBAPIError, PoolTimeout) as error:
                _log.warning("work in the background could not go on: %s", error)
                wait_s = PAUSE_S
            except Exception:  # noqa: BLE001 - a fault of ours must not end the work for good
                _log.exception("work in the background failed")
                wait_s = PAUSE_S
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._noticed.wait(), wait_s)


async def serve_lifespan(works: list[BackgroundWork], receive: Receive, send: Send) -> None:
    """Let `works` run from the start of an ASGI application to its end."""
    tasks: list[asyncio.Task[None]] = []
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            tasks = [asyncio.create_task(work.run()) for work in works]
            await send({"type": "lifespan.startup.complete"})
        else:
            for work in works:
                work.end()
            if tasks:
                await asyncio.wait(tasks, timeout=STOP_WAIT_S)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await send({"type": "lifespan.shutdown.complete"})
            return
