"""Orders cards of one database, and does the work of the background by hand."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Engine, func, select

from core.server.contract.replies import Reply
from core.server.contract.request import OUR_CLIENT_ID, Request
from core.server.contract.scopes import ALL_SCOPES
from core.server.contract.switches import Switches
from core.server.data.database import reading
from core.server.data.order_tables import order_cards
from core.server.data.tables import cards
from core.server.http.endpoints import CardEndpoints
from tests.core.server.conftest import Clock


class OrderDesk:
    """Asks the endpoints directly. Methods return the order as JSON; refusals are raised."""

    def __init__(self, engine: Engine, clock: Clock, switches: Switches | None = None) -> None:
        self.engine, self.clock = engine, clock
        self.endpoints = CardEndpoints(engine, switches or Switches(), clock)
        self.orders = self.endpoints.orders

    def add(self, body: dict[str, Any], client: int = OUR_CLIENT_ID) -> tuple[int, dict[str, Any]]:
        reply = self.orders.add(Request("", body=json.dumps(body).encode(), client_id=client)).execute()
        return reply.status, order_in(reply)

    def read(self, order_id: int, client: int = OUR_CLIENT_ID, scopes: frozenset[str] = ALL_SCOPES) -> dict[str, Any]:
        request = Request("", path_id=str(order_id), client_id=client, scopes=scopes)
        return order_in(self.orders.read_order(request).execute())

    def cancel(self, order_id: int) -> dict[str, Any]:
        return order_in(self.orders.cancel(Request("", path_id=str(order_id))).execute())

    def resend(self, order_id: int, line: int, **body: object) -> dict[str, Any]:
        content = json.dumps(body).encode() if body else b""
        return order_in(self.orders.resend(Request("", path_id=f"{order_id}/{line}", body=content)).execute())

    def listed(self, **arguments: str) -> tuple[list[dict[str, Any]], str]:
        reply = self.orders.list_orders(Request("/orders", arguments)).execute()
        return json.loads(reply.body)["orders"], dict(reply.headers).get("Link", "")

    def offer(self, **product: object) -> None:
        body = {"id": "p", "name": "P", "denominations": {"USD": {"fixed": ["25.00"]}}} | product
        self.endpoints.catalogue().add(Request("", body=json.dumps(body).encode())).execute()

    def step(self) -> bool:
        """Do one piece of work; return whether there was any."""
        return self.orders.making().execute().status == 200

    def work(self) -> int:
        """Do all there is to do; return in how many steps."""
        steps = 0
        while self.step():
            steps += 1
        return steps

    def counted(self) -> tuple[int, int]:
        """How many cards there are, and how many places of orders have one."""
        with reading(self.engine) as conn:
            made = conn.execute(select(func.count()).select_from(cards)).scalar_one()
            return made, conn.execute(select(func.count()).select_from(order_cards)).scalar_one()


def order_in(reply: Reply) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(reply.body)["order"]
    return found


def line(value: object = "25.00", **more: object) -> dict[str, Any]:
    return {"initial_value": value, **more}


def order(*lines: dict[str, Any], reference: str = "order 1") -> dict[str, Any]:
    return {"reference": reference, "lines": list(lines)}
