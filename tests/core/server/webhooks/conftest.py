"""Shops with webhooks, on an SQLite file or on PostgreSQL, with any number of worker processes' applications."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from sqlalchemy import select

from core.server.contract.switches import Switches
from core.server.contract.webhook_settings import WebhookSettings
from core.server.data.database import database_url, open_database, open_prepared, reading
from core.server.data.tables import metadata
from core.server.data.webhook_tables import deliveries
from core.server.http.app import ServiceSettings, create_app
from core.server.http.listener import BackgroundServer, bind_socket, uvicorn_config
from tests.core.server.conftest import TOKEN, Clock
from tests.core.server.webhooks.receivers import Receiver

LOOPBACK = ("127.0.0.0/8",)
ALL_CARD_EVENTS = ["gift_card.created", "gift_card.redeemed", "gift_card.credited"]


class HookShop(requests.Session):
    """One service of one or several workers. Paths begin after /api/external; the first worker is asked."""

    def __init__(self, database: str, certificate: Path, clock: Callable[[], float]) -> None:
        super().__init__()
        self.trust_env = False
        self.headers["Authorization"] = f"Bearer {TOKEN}"
        self.database = database
        self.clock = clock
        self.webhooks = WebhookSettings(b"a key", LOOPBACK, str(certificate))
        self.switches = Switches()
        self.urls: list[str] = []
        self.engine = open_database(database_url(database))
        self._running: list[tuple[BackgroundServer, Any]] = []

    def start(self) -> str:
        """Start one more worker, and return its address."""
        bound = bind_socket("127.0.0.1", 0)
        url = f"http://127.0.0.1:{bound.getsockname()[1]}/api/external"
        engine = open_prepared(database_url(self.database))
        settings = ServiceSettings((TOKEN,), self.switches, webhooks=self.webhooks)
        server = BackgroundServer(uvicorn_config(create_app(engine, settings, self.clock)), bound)
        server.start()
        self._running.append((server, engine))
        self.urls.append(url)
        return url

    def stop(self) -> None:
        """Stop all workers."""
        for server, engine in self._running:
            server.stop()
            engine.dispose()
        self._running.clear()
        self.urls.clear()

    def end(self) -> None:
        self.close()
        self.stop()
        if self.engine.dialect.name == "postgresql":
            metadata.drop_all(self.engine)
        self.engine.dispose()

    def call(self, method: str, path: str, worker: int = 0, **more: Any) -> requests.Response:
        return self.request(method, self.urls[worker] + path, timeout=20, **more)

    def hook(self, address: str, *events: str, scheme: str = "standard") -> dict[str, Any]:
        """Add a webhook; return it with its secret."""
        asked = {"address": address, "events": list(events) or ALL_CARD_EVENTS, "scheme": scheme}
        reply = self.call("POST", "/webhooks", json=asked)
        assert reply.status_code == 201, reply.text
        made: dict[str, Any] = reply.json()["webhook"]
        return made

    def issue(self, value: str = "100.00", worker: int = 0, **more: object) -> dict[str, Any]:
        reply = self.call("POST", "/gift-cards", worker, json={"initial_value": value, **more})
        assert reply.status_code == 201, reply.text
        card: dict[str, Any] = reply.json()["gift_card"]
        return card

    def pay(self, card_id: int, balance: str, worker: int = 0) -> requests.Response:
        return self.call("PUT", f"/gift-cards/{card_id}/balance", worker, json={"balance": balance})

    def deliveries(self, webhook_id: int, **arguments: str) -> list[dict[str, Any]]:
        reply = self.call("GET", f"/webhooks/{webhook_id}/deliveries", params=arguments)
        assert reply.status_code == 200, reply.text
        found: list[dict[str, Any]] = reply.json()["deliveries"]
        return found

    def kept(self) -> list[Any]:
        """Return all rows of deliveries, oldest first."""
        with reading(self.engine) as conn:
            return list(conn.execute(select(deliveries).order_by(deliveries.c.id)).all())


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """One database of each kind."""
    return str(tmp_path / "shop.sqlite") if request.param == "sqlite" else str(request.getfixturevalue("address"))


@pytest.fixture
def shop(database: str, certificate: Path, clock: Clock) -> Iterator[HookShop]:
    """A shop whose clock a test moves, with one worker."""
    made = HookShop(database, certificate, clock)
    made.start()
    yield made
    made.end()


@pytest.fixture
def receiver(certificate: Path) -> Iterator[Receiver]:
    made = Receiver(certificate)
    yield made
    made.close()


def wait_until(holds: Callable[[], object], seconds: float = 20) -> None:
    """Wait until `holds()` is true: what a worker does shows in the database alone."""
    until, pause = time.monotonic() + seconds, threading.Event()
    while not holds():
        assert time.monotonic() < until
        pause.wait(0.02)
