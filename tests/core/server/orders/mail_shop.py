"""A running service that mails ordered cards and shows their page, with a mail server beside it."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import requests

from core.server.contract.switches import Switches
from core.server.data.database import database_url, open_database
from core.server.http.access_settings import AccessSettings
from core.server.http.app import ServiceSettings, create_app
from core.server.http.listener import BackgroundServer, bind_socket, uvicorn_config
from core.server.http.routes import PREFIX
from core.server.orders.mail_settings import MailSettings
from core.server.orders.smtp import MailCarrier
from tests.core.server.conftest import TOKEN, Clock
from tests.core.server.orders.mail_server import MailServer, mail_server
from tests.core.server.orders.order_desk import line, order

LINK = re.compile(r"http://127\.0\.0\.1:\d+/c/[A-Za-z0-9_-]{22}")
WAIT_S = 30.0


@dataclass
class MailShop:
    """Calls the service at `root`; `mails` is the server that it sends by."""

    root: str
    mails: MailServer
    session: requests.Session = field(default_factory=requests.Session)

    def api(self, method: str, path: str, **more: Any) -> requests.Response:
        sent = {"Authorization": f"Bearer {TOKEN}"}
        return self.session.request(method, self.root + PREFIX + path, headers=sent, timeout=20, **more)

    def order(self, order_id: int) -> dict[str, Any]:
        found: dict[str, Any] = self.api("GET", f"/orders/{order_id}").json()["order"]
        return found

    def page(self, method: str, address: str) -> requests.Response:
        """Ask as whoever got a mail does: with no key."""
        return self.session.request(method, address, timeout=20, data={} if method == "POST" else None)

    def sent_card(self, **more: Any) -> tuple[int, str]:
        """Order a card by mail; return its order and the link in the mail."""
        before = len(self.mails.accepted)
        body = order(
            line(recipient={"email": "ada@example.com"}, delivery="email", **more), reference=str(time.time_ns())
        )
        order_id = self.api("POST", "/orders", json=body).json()["order"]["id"]
        wait_until(lambda: self.order(order_id)["state"] == "sent")
        mail = self.mails.mails()[before]
        return order_id, LINK.findall(mail.get_body(("plain",)).get_content())[0]  # type: ignore[union-attr]


def wait_until(is_so: Callable[[], bool]) -> None:
    """Wait for what happens in the background."""
    pause, deadline = threading.Event(), time.monotonic() + WAIT_S
    while not is_so():
        assert time.monotonic() < deadline, "it took too long"
        pause.wait(0.02)


@contextmanager
def mail_shop(database: str, clock: Clock, **access: Any) -> Iterator[MailShop]:
    """Run it all. `access`: more of AccessSettings."""
    with mail_server() as mails:
        engine = open_database(database_url(database))
        bound = bind_socket("127.0.0.1", 0)
        root = f"http://127.0.0.1:{bound.getsockname()[1]}"
        settings = ServiceSettings(
            (TOKEN,),
            Switches(shop_name="Harbour Books"),
            AccessSettings(public_url=root, **access),
            delivery=(
                MailCarrier(MailSettings("127.0.0.1", mails.port, "none", "Harbour Books <cards@harbour.example>")),
            ),
        )
        server = BackgroundServer(uvicorn_config(create_app(engine, settings, clock)), bound)
        server.start()
        shop = MailShop(root, mails)
        shop.session.trust_env = False
        try:
            yield shop
        finally:
            shop.session.close()
            server.stop()
            engine.dispose()
