"""The service on its own: blocking, on SQLite or PostgreSQL, with a graceful stop on SIGTERM and SIGINT."""

from __future__ import annotations

import logging
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from ipaddress import ip_address

import uvicorn
from sqlalchemy import Engine
from starlette.types import ASGIApp
from uvicorn.supervisors import Multiprocess

from core.errors import CannotStart
from core.server.contract.refusals import RequestRefused
from core.server.contract.switches import Switches
from core.server.data.api_keys import adopt_start_tokens
from core.server.data.connection_pool import ConnectionPool, begin_write
from core.server.data.database import database_url, open_database, open_prepared
from core.server.data.list_reader import look_at_replica, replica_url
from core.server.http.app import ServiceSettings, create_app
from core.server.http.listener import bind_socket, uvicorn_config
from core.server.http.request_guard import networks_of
from core.server.http.routes import PREFIX
from core.server.orders.catalogue import Catalogue, read_catalogue_file
from core.server.sandbox.app import create_sandbox_app
from core.server.sandbox.fault_schedule import FaultSchedule
from core.server.sandbox.faults import Faults
from core.server.sandbox.seed import fill_sandbox
from core.server.webhooks.targets import check_webhook_settings

_SWITCH_S = 0.0005
"""How long a thread that builds a list keeps the event loop waiting for the interpreter.

Python's own 5 ms is longer than a whole write takes, and a write asks for the interpreter a dozen times.
"""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class AppFactory:
    """Makes the application in each worker process. It is pickled to them, so that no token is in `environ`."""

    database: str
    settings: ServiceSettings
    weather: int | None = None

    def __call__(self) -> ASGIApp:
        """Return the application of a process that does nothing else, for a database that is prepared.

        Whoever starts the processes prepares it, so one that begins while the database is away answers 503 like the
        others. Raises CannotStart.
        """
        sys.setswitchinterval(_SWITCH_S)
        engine, faults = open_prepared(database_url(self.database), mapped=True), self.faults()
        if faults is None:
            return create_app(engine, self.settings)
        return create_sandbox_app(engine, self.settings, faults)

    def faults(self) -> Faults | None:
        """Return the faults of a sandbox's bad day, from the start of this process on."""
        if self.weather is None:
            return None
        faults = Faults()
        faults.draw_by(FaultSchedule(self.weather, time.monotonic).draw)
        return faults


@dataclass(frozen=True, slots=True)
class ServeSettings:
    """One service: `database` is a path of an SQLite file or an SQLAlchemy URL; port 0 draws a free one.

    `sandbox_seed`: which cards a sandbox begins with, None for a real service. `weather` is the seed of its bad day.
    """

    database: str
    service: ServiceSettings
    host: str = "127.0.0.1"
    port: int = 8080
    workers: int = 1
    sandbox_seed: int | None = None
    weather: int | None = None
    catalogue: str | None = None
    """A TOML file of products, which are as it says from this start on."""
    insecure: bool = False
    """Speak plain HTTP beyond this machine, as behind a proxy on another: tokens and codes go in clear there."""


def print_address(url: str) -> None:
    """Print the base URL on a line of its own."""
    sys.stdout.write(url + "\n")
    sys.stdout.flush()


def run(settings: ServeSettings, ready: Callable[[str], object] = print_address) -> None:
    """Serve until a signal. Raises CannotStart. Calls `ready` with the base URL when requests can be sent."""
    _check_settings(settings)
    access = settings.service.access
    tls = access.uvicorn_settings()
    for name in _prepare_database(settings):
        _log.warning("the key %s is retired: what was given at the start opens nothing", name)
    bound = bind_socket(settings.host, settings.port)
    url = f"http{'s' if access.certificate else ''}://{_shown(settings.host)}:{bound.getsockname()[1]}{PREFIX}"
    factory = AppFactory(settings.database, settings.service.without_tokens(), settings.weather)
    config = uvicorn_config(factory, access.connection_limits(), factory=True, workers=settings.workers, **tls)
    if settings.workers > 1:
        _run_several(config, bound, partial(ready, url))
    else:
        _SingleServer(config, partial(ready, url)).run([bound])


def _check_settings(settings: ServeSettings) -> None:
    """Raise CannotStart for what does not go together: nobody's real service loses requests on purpose."""
    if settings.workers > 1 and settings.port == 0:
        raise CannotStart("start.port", port=0, why="several workers need a fixed port")
    is_practice = settings.sandbox_seed is not None and settings.workers == 1
    if settings.weather is not None and not (is_practice and _is_loopback(settings.host)):
        expected = "It needs --sandbox, one worker and a loopback address."
        raise CannotStart("start.setting", key="--weather", value=settings.weather, expected=expected)
    if not (_is_loopback(settings.host) or settings.service.access.certificate or settings.insecure):
        expected = "Give --certificate, or --insecure where everybody on the way may read tokens and codes."
        raise CannotStart("start.setting", key="--host", value=settings.host, expected=expected)
    if settings.service.read_database is not None:
        replica_url(database_url(settings.database), settings.service.read_database)
    if settings.catalogue is not None:
        read_catalogue_file(settings.catalogue, settings.service.switches)
    networks_of(settings.service.access.allow)
    check_webhook_settings(settings.service.webhooks)
    settings.service.access.check_public_url()


def _prepare_database(settings: ServeSettings) -> list[str]:
    """Make the tables, the cards of a sandbox, and the start keys: once, before any worker.

    Returns the names of start keys that are retired.
    """

    def first(engine: Engine) -> None:
        if settings.sandbox_seed is not None:
            fill_sandbox(engine, settings.sandbox_seed, int(time.time()), settings.service.switches)

    engine = open_database(database_url(settings.database), first)
    try:
        if settings.service.read_database is not None:
            look_at_replica(engine, settings.service.read_database)
        if settings.catalogue is not None:
            _adopt_catalogue(engine, settings.catalogue, settings.service.switches)
        return adopt_start_tokens(engine, settings.service.tokens, int(time.time()))
    finally:
        engine.dispose()


def _adopt_catalogue(engine: Engine, path: str, switches: Switches) -> None:
    bodies = read_catalogue_file(path, switches)
    with begin_write(ConnectionPool(engine)) as conn:
        try:
            Catalogue(conn, switches).adopt(bodies, int(time.time()))
        except RequestRefused as refused:
            raise CannotStart("start.setting", key="--catalogue", value=path, expected=str(refused.errors)) from None


class _SingleServer(uvicorn.Server):
    """Announces where it listens, and ends with status 0 on a signal."""

    def __init__(self, config: uvicorn.Config, announce: Callable[[], object]) -> None:
        super().__init__(config)
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._announce()

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        with self.capture_signals():
            await self._serve(sockets)
            self._captured_signals.clear()  # uvicorn would raise them again: the exit status would be a signal's


def _run_several(config: uvicorn.Config, bound: socket.socket, announce: Callable[[], object]) -> None:
    bound.listen(config.backlog)  # a client that connects before the workers are up waits for them
    announce()
    try:
        Multiprocess(config, sockets=[bound]).run()
    finally:
        bound.close()


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
