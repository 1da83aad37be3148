"""`python -m tests.core.server.crowd PORT COUNT ADDRESS [--silent]`: keep COUNT connections to a service open, idle.

Each asks once for the health and rests until it is closed or PERIOD_S have passed; then it asks again, or connects
again. `--silent`: it sends nothing at all. It prints how many are open when most are, and at SIGTERM what happened.
"""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from dataclasses import asdict, dataclass

PERIOD_S = 60.0
"""Less than the service keeps a connection on which nothing comes (75 s)."""
_PAUSE_S = 10.0
"""Before it comes again: ten thousand then come a thousand times a second, which is what one core makes."""
_AT_ONCE = 100
_ASK = b"GET /api/external/health HTTP/1.1\r\nHost: x\r\n\r\n"


@dataclass
class Counts:
    """What the crowd saw: `most` were open at the same time."""

    open: int = 0
    most: int = 0
    opened: int = 0
    answered: int = 0
    refused: int = 0
    closed: int = 0


class Crowd:
    """Many connections from one address of this machine."""

    def __init__(self, port: int, address: str, *, silent: bool) -> None:
        self._port, self._address, self._silent = port, address, silent
        self._opening = asyncio.Semaphore(_AT_ONCE)
        self.counts = Counts()

    async def stay(self, number: int, count: int) -> None:
        """Be one of them until cancelled; they begin one after the other."""
        await asyncio.sleep(number / count * 5)
        while True:
            await self._visit()
            await asyncio.sleep(_PAUSE_S)

    async def _visit(self) -> None:
        try:
            async with self._opening:
                reader, writer = await asyncio.open_connection(
                    "127.0.0.1", self._port, local_addr=(self._address, 0), limit=4096
                )
        except OSError:
            self.counts.refused += 1
            return
        self.counts.opened += 1
        self.counts.open += 1
        self.counts.most = max(self.counts.most, self.counts.open)
        try:
            while await self._rested(reader, writer):
                pass
        except OSError:
            pass  # it was cut, which is counted
        finally:
            self.counts.open -= 1
            self.counts.closed += 1
            writer.close()

    async def _rested(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Ask, and rest. Return whether the connection is still there."""
        if not self._silent:
            writer.write(_ASK)
            head = await reader.read(4096)
            if not head.startswith(b"HTTP/1.1 200"):
                self.counts.refused += bool(head)
                return False
            self.counts.answered += 1
        try:
            return bool(await asyncio.wait_for(reader.read(4096), PERIOD_S))
        except TimeoutError:
            return True


async def _main(port: int, count: int, address: str, *, silent: bool) -> None:
    crowd, ended = Crowd(port, address, silent=silent), asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    everybody = [asyncio.create_task(crowd.stay(number, count)) for number in range(count)]
    print("ready", flush=True)
    await ended.wait()
    told = asdict(crowd.counts)
    for each in everybody:
        each.cancel()
    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    asyncio.run(_main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], silent="--silent" in sys.argv[4:]))
