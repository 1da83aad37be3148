"""Asks the service what it says of itself: once a day, and before a sale in a currency that it is not known to make."""

from __future__ import annotations

from core.domain.currencies import CardCurrencies
from core.domain.reply import Described, Missing
from core.domain.staff import ITSELF
from core.remote.gateway import Gateway
from core.services.books.storage import Storage
from core.services.link.connection import ServiceConnection
from core.store import terms

_DAY_S = 24 * 3600.0
_AGAIN_S = 600.0
_NOT_YET_S = 2.0


class Terms:
    """`service` is the address that the answers belong to; the sandbox has a name, for its port changes."""

    def __init__(self, storage: Storage, gateway: Gateway, connection: ServiceConnection, service: str) -> None:
        self._database = storage.database
        self._gateway = gateway
        self._connection = connection
        self._service = service
        self._clock = storage.clock
        self._due = 0.0

    def begin(self) -> None:
        """Forget what another service said. Called once, before anything is sold."""
        with self._database.reading() as conn:
            foreign = terms.is_of_another(conn, self._service)
        if foreign:
            with self._database.writing(ITSELF) as conn:
                terms.forget(conn)

    def step(self) -> float:
        """Ask if it is due. Return the seconds until another step is worth while."""
        if self._connection.condition.state != "online":
            return _NOT_YET_S
        wait = self._due - self._clock.monotonic()
        if wait > 0:
            return wait
        self._due = self._clock.monotonic() + (_DAY_S if self._fresh() or self.learn() else _AGAIN_S)
        return self._due - self._clock.monotonic()

    def learn(self) -> bool:
        """Ask now, and keep the answer. False when there was none: what was known stays.

        A 404 is one only where nothing was ever said: a proxy without a route answers it as well (docs/api.md 6).
        """
        answer = self._gateway.describe()
        if isinstance(answer, Missing) and not self._said():
            answer = Described(None)  # it publishes nothing, so it is the plain API
        if not isinstance(answer, Described):
            return False
        with self._database.writing(ITSELF) as conn:
            terms.keep(conn, self._service, answer, self._clock.wall())
        return True

    def _said(self) -> bool:
        """Return whether the service ever published something."""
        with self._database.reading() as conn:
            return terms.described(conn) not in {None, Described(None)}

    def known(self) -> CardCurrencies:
        with self._database.reading() as conn:
            return terms.card_currencies(conn)

    def shop_name(self) -> str:
        """Return what the service calls the shop; "" when it does not say."""
        with self._database.reading() as conn:
            said = terms.described(conn)
        return said.shop_name if said else ""

    def look_up(self, currency: str) -> None:
        """Ask the service when it is not known to make `currency`; offline, what is known is all there is."""
        if not self.known().surely_makes(currency) and self._connection.condition.usable:
            self.learn()

    def _fresh(self) -> bool:
        """Return whether it was heard less than a day ago, so that no start asks; a clock that was set back asks."""
        with self._database.reading() as conn:
            at = terms.described_at(conn)
        return at is not None and 0 <= self._clock.wall() - at < _DAY_S
