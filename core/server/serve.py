"""The service on its own: blocking, on SQLite or PostgreSQL, with a graceful stop on SIGTERM and SIGINT."""

from __future__ import annotations

import socket
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

import uvicorn
from sqlalchemy import Engine
from starlette.types import ASGIApp
from uvicorn.supervisors import Multiprocess

from core.errors import CannotStart
from core.server.app import create_app
from core.server.database import database_url, open_database
from core.server.doors import Doors
from core.server.faults import Faults
from core.server.gate import networks_of
from core.server.listener import bound_socket, configuration
from core.server.routes import PREFIX
from core.server.seed import fill
from core.server.switches import Switches
from core.server.weather import Weather


@dataclass(frozen=True, slots=True)
class Worker:
    """Makes the application, in each worker process anew. Goes to them by pickle, so that no token is in `environ`."""

    database: str
    tokens: tuple[str, ...]
    switches: Switches
    weather: int | None = None
    doors: Doors = field(default_factory=Doors)

    def __call__(self) -> ASGIApp:
        engine = open_database(database_url(self.database))
        return create_app(engine, self.tokens, self.switches, doors=self.doors, faults=self.faults())

    def faults(self) -> Faults | None:
        """The weather of a sandbox, from the start of this process on."""
        if self.weather is None:
            return None
        faults = Faults()
        faults.draw_by(Weather(self.weather, time.monotonic).draw)
        return faults


def run(
    database: str,
    *,
    tokens: Sequence[str],
    host: str = "127.0.0.1",
    port: int = 8080,
    sandbox_seed: int | None = None,
    workers: int = 1,
    switches: Switches | None = None,
    weather: int | None = None,
    doors: Doors | None = None,
    ready: Callable[[], object] = lambda: None,
) -> None:
    """Serve until a signal. `database` is a path of an SQLite file or an SQLAlchemy URL; port 0 draws a free one.

    Prints one line, the base URL, when requests can be sent, and then calls `ready`. `weather` is the seed of a
    sandbox's bad day.
    Raises CannotStart.
    """
    if workers > 1 and port == 0:
        raise CannotStart("start.port", port=0, why="several workers need a fixed port")
    if weather is not None:
        _check_weather(weather, host, practice=sandbox_seed is not None and workers == 1)
    doors = doors or Doors()
    networks_of(doors.allow)
    settings = doors.settings()
    worker = Worker(database, tuple(tokens), switches or Switches(), weather, doors)
    _make_ready(worker, sandbox_seed)
    bound = bound_socket(host, port)
    url = f"http{'s' if doors.certificate else ''}://{_shown(host)}:{bound.getsockname()[1]}{PREFIX}"
    config = configuration(worker, factory=True, workers=workers, **settings)
    if workers > 1:
        _run_several(config, bound, partial(_say, url, ready))
    else:
        _Alone(config, partial(_say, url, ready)).run([bound])


def _check_weather(weather: int, host: str, *, practice: bool) -> None:
    """Nobody's real service loses requests on purpose."""
    if not practice or host not in ("127.0.0.1", "::1", "localhost"):
        expected = "It needs --sandbox, one worker and a loopback address."
        raise CannotStart("start.setting", key="--weather", value=weather, expected=expected)


def _make_ready(worker: Worker, sandbox_seed: int | None) -> None:
    """Once, before any worker: the tables, and the cards of a sandbox."""

    def first(engine: Engine) -> None:
        if sandbox_seed is not None:
            fill(engine, sandbox_seed, int(time.time()), worker.switches)

    open_database(database_url(worker.database), first).dispose()


class _Alone(uvicorn.Server):
    """Says where it listens, and takes a signal as a wish to end, not as a death."""

    def __init__(self, config: uvicorn.Config, say: Callable[[], None]) -> None:
        super().__init__(config)
        self._say = say

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._say()

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        with self.capture_signals():
            await self._serve(sockets)
            self._captured_signals.clear()  # uvicorn would raise them again: the exit status would be a signal's


def _run_several(config: uvicorn.Config, bound: socket.socket, say: Callable[[], None]) -> None:
    bound.listen(config.backlog)  # whoever connects before the workers are up waits for them
    say()
    try:
        Multiprocess(config, sockets=[bound]).run()
    finally:
        bound.close()


def _say(url: str, ready: Callable[[], object]) -> None:
    sys.stdout.write(url + "\n")
    sys.stdout.flush()
    ready()


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
