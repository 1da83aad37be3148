"""The service inside this process: the sandbox of a till without an address, and the service of end-to-end tests."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine, select

from core.errors import CannotStart
from core.log import area
from core.server.contract.switches import Switches
from core.server.contract.webhook_settings import WebhookSettings
from core.server.data.code_seal import CODE, UNSEALED, CodeSeal
from core.server.data.database import database_url, open_database, reading
from core.server.data.tables import cards
from core.server.http.access_settings import AccessSettings
from core.server.http.app import ServiceSettings
from core.server.http.listener import BackgroundServer, bind_socket, uvicorn_config
from core.server.http.routes import PREFIX
from core.server.sandbox.app import create_sandbox_app
from core.server.sandbox.faults import Faults
from core.server.sandbox.seed import fill_sandbox, seeded_code
from core.server.sandbox.web_shop import WebShop

_log = area("service")

_HOST = "127.0.0.1"


class EmbeddedService:
    """Starts and stops in about a tenth of a second. The port stays the same over a restart, if it is still free.

    `seed` None: no cards to begin with. `faults` scripts single faults; `set_outage` cuts all connections.
    """

    def __init__(
        self,
        database_path: Path,
        token: str,
        *,
        seed: int | None = 1,
        switches: Switches | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.faults = Faults()
        self.seal: CodeSeal = UNSEALED
        """How codes lie in the file; it counts from the next start."""
        self.webhooks = WebhookSettings()
        """Whom webhooks may call; it counts from the next start."""
        self.database_path = database_path
        self._token = token
        self._seed = seed
        self._switches = switches or Switches()
        self._clock = clock
        self._port = 0
        self._engine: Engine | None = None
        self._server: BackgroundServer | None = None

    @property
    def url(self) -> str:
        """Return the base of all addresses; valid after the first `start()`."""
        return f"http://{_HOST}:{self._port}{PREFIX}"

    @property
    def engine(self) -> Engine:
        """Return the database of the running service, for tests that check its tables."""
        if self._engine is None:
            raise RuntimeError("the service is not running")
        return self._engine

    def start(self) -> str:
        """Start and return the base URL. Raises CannotStart, and leaves the database as it was."""
        if self._server is not None:
            return self.url
        _check_loopback()
        bound = self._bound()
        try:
            engine = open_database(database_url(self.database_path), self._fill, self.seal)
        except CannotStart:
            bound.close()
            raise
        self._engine, self._port = engine, bound.getsockname()[1]
        access = AccessSettings(public_url=self.url.removesuffix(PREFIX))
        settings = ServiceSettings((self._token,), self._switches, access, webhooks=self.webhooks)
        app = create_sandbox_app(engine, settings, self.faults, self._clock)
        self._server = BackgroundServer(uvicorn_config(app), bound)
        self._server.start()
        _log.info("embedded service started", process_id=os.getpid())
        return self.url

    def stop(self) -> None:
        """Stop, once replies under way are sent; requests that a fault holds are released."""
        if self._server is None:
            return
        self.faults.release()
        self._server.stop()
        self._server = None
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None
        _log.info("embedded service stopped")

    def set_outage(self, outage: bool) -> None:
        """Cut every connection and refuse new ones, or listen again on the same port."""
        if self._server is not None:
            self._server.refuse(outage)

    def spend_elsewhere(self, card_id: int, percent: int) -> None:
        """Spend this part of the card in the web shop, now."""
        WebShop(self.engine, self._switches, self._clock, time.time_ns()).spend(card_id, percent)

    def card_to_try(self) -> str:
        """Return the code of a card that anybody may use: the newest good one with 20 or more on it; "" for none."""
        good = (cards.c.disabled_at.is_(None), cards.c.expires_on.is_(None), cards.c.balance * cards.c.milli >= 20_000)
        newest = select(cards.c.id, cards.c.code).where(*good).order_by(cards.c.id.desc()).limit(1)
        with reading(self.engine) as conn:
            found = conn.execute(newest).one_or_none()
            if found is None:
                return ""
            seeded = None if self._seed is None else seeded_code(conn, self.seal, found.id, self._seed)
        return self.seal.unseal(found.code, CODE) if seeded is None else seeded

    def _fill(self, engine: Engine) -> None:
        if self._seed is not None:
            fill_sandbox(engine, self._seed, int(self._clock()), self._switches)

    def _bound(self) -> socket.socket:
        try:
            return bind_socket(_HOST, self._port)
        except CannotStart:
            if not self._port:
                raise
            return bind_socket(_HOST, 0)


def _check_loopback() -> None:
    """Raise CannotStart where this computer cannot call itself: the port would be there, and no call would arrive."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect((_HOST, 9))  # sends nothing
        except OSError as error:
            raise CannotStart("start.loopback", address=_HOST, why=error.strerror or error) from error
