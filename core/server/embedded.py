"""The service inside this process: the sandbox of a till without an address, and what end-to-end tests talk to."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine, select

from core.errors import CannotStart
from core.server.app import create_app
from core.server.database import database_url, open_database, reading
from core.server.faults import Faults
from core.server.listener import Background, bound_socket, configuration
from core.server.routes import PREFIX
from core.server.seed import fill
from core.server.switches import Switches
from core.server.tables import cards
from core.server.web_shop import WebShop

_HOST = "127.0.0.1"


class EmbeddedService:
    """Starts and stops in about a tenth of a second. The port stays the same over a restart, if it is still free.

    `seed` None: no cards to begin with. `faults` scripts what goes wrong; `set_outage` pulls the plug.
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
        self.database_path = database_path
        self._token = token
        self._seed = seed
        self._switches = switches or Switches()
        self._clock = clock
        self._port = 0
        self._engine: Engine | None = None
        self._server: Background | None = None

    @property
    def url(self) -> str:
        """Base of all addresses; valid after the first `start()`."""
        return f"http://{_HOST}:{self._port}{PREFIX}"

    @property
    def engine(self) -> Engine:
        """The database of the running service, for tests that look at its books."""
        if self._engine is None:
            raise RuntimeError("the service is not running")
        return self._engine

    def start(self) -> str:
        """Returns the base URL. Raises CannotStart; the database is left as it was then."""
        if self._server is not None:
            return self.url
        _check_loopback()
        bound = self._bound()
        try:
            engine = open_database(database_url(self.database_path), self._fill)
        except CannotStart:
            bound.close()
            raise
        app = create_app(engine, [self._token], self._switches, faults=self.faults, clock=self._clock)
        self._engine, self._port = engine, bound.getsockname()[1]
        self._server = Background(configuration(app), bound)
        self._server.begin()
        return self.url

    def stop(self) -> None:
        """Replies under way are still sent; what tests hold back is let go."""
        if self._server is None:
            return
        self.faults.release()
        self._server.end()
        self._server = None
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None

    def set_outage(self, outage: bool) -> None:
        """True: every connection is cut and new ones are refused. False: back, on the same port."""
        if self._server is not None:
            self._server.refuse(outage)

    def spend_elsewhere(self, card_id: int, percent: int) -> None:
        """A customer spends this part of the card in the web shop, now."""
        WebShop(self.engine, self._switches, self._clock, time.time_ns()).spend(card_id, percent)

    def card_to_try(self) -> str:
        """Return the code of a card that anybody may use: the newest good one with 20 or more on it; "" for none."""
        good = (cards.c.disabled_at.is_(None), cards.c.expires_on.is_(None), cards.c.balance * cards.c.milli >= 20_000)
        newest = select(cards.c.code).where(*good).order_by(cards.c.id.desc()).limit(1)
        with reading(self.engine) as connection:
            return connection.execute(newest).scalar() or ""

    def _fill(self, engine: Engine) -> None:
        if self._seed is not None:
            fill(engine, self._seed, int(self._clock()), self._switches)

    def _bound(self) -> socket.socket:
        try:
            return bound_socket(_HOST, self._port)
        except CannotStart:
            if not self._port:
                raise
            return bound_socket(_HOST, 0)


def _check_loopback() -> None:
    """Raise CannotStart where this computer cannot call itself: the port would be there, and no call would arrive."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect((_HOST, 9))  # sends nothing
        except OSError as error:
            raise CannotStart("start.loopback", address=_HOST, why=error.strerror or error) from error
