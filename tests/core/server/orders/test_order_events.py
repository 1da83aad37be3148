"""What webhooks hear of orders: each end once, in the transaction that brought it about."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, insert, select

from core.server.contract.events import EVENT_TYPES, EventType
from core.server.contract.switches import Switches
from core.server.data.connection_pool import ConnectionPool, begin_write
from core.server.data.database import database_url, open_database, reading
from core.server.data.tables import cards
from core.server.data.webhook_tables import deliveries, webhooks
from core.server.orders.order_store import OrderBook
from tests.core.server.conftest import Clock
from tests.core.server.orders.mail_shop import MailShop, mail_shop, wait_until
from tests.core.server.orders.order_desk import OrderDesk, line, order
from tests.core.server.orders.test_orders import EmptyAccount

ALL = frozenset(EVENT_TYPES)
OF_ORDERS: tuple[EventType, ...] = ("gift_card.delivered", "gift_card.opened", "order.completed", "order.failed")


def hear(engine: Engine, events: frozenset[EventType] = ALL) -> None:
    """Let a webhook ask for these events."""
    with engine.begin() as conn:
        named = {"address": "https://hooks.example/in", "events": f" {' '.join(sorted(events))} ", "scheme": "standard"}
        conn.execute(insert(webhooks), named | {"secret": "", "made_at": 0, "failures": 0, "rests_until": 0})


def told(engine: Engine) -> list[tuple[str, str, dict[str, Any]]]:
    """Return what is to be sent: event, subject and data."""
    with reading(engine) as conn:
        rows = conn.execute(select(deliveries).order_by(deliveries.c.id)).all()
    found = [(row.event, row.subject, json.loads(row.content)["data"]) for row in rows]
    return [each for each in found if each[0] in OF_ORDERS]


def test_an_order_is_completed_with_its_last_line_and_told_once(desk: OrderDesk) -> None:
    hear(desk.engine)
    desk.endpoints.executor.wanted = ALL
    _, first = desk.add(order(line(quantity=7), line("10.00"), reference="one"))
    assert told(desk.engine) == []
    desk.work()
    expected = {"order": {"id": first["id"], "reference": "one"}}
    assert told(desk.engine) == [("order.completed", f"order:{first['id']}", expected)]


def test_what_is_cancelled_is_told_of_no_card_and_of_no_end(desk: OrderDesk, clock: Clock) -> None:
    hear(desk.engine)
    desk.endpoints.executor.wanted = ALL
    later = datetime.fromtimestamp(clock.now, UTC).date() + timedelta(days=30)
    _, made = desk.add(order(line(send_on=later.isoformat()), reference="later"))
    desk.cancel(made["id"])
    assert told(desk.engine) == []


def test_a_line_that_cannot_be_made_is_told_with_its_reason(desk: OrderDesk) -> None:
    hear(desk.engine)
    desk.endpoints.executor.wanted = ALL
    _, made = desk.add(order(line(quantity=3), line("10.00"), reference="two"))
    with begin_write(ConnectionPool(desk.engine)) as conn:
        assert OrderBook(EmptyAccount(conn, Switches(), int(desk.clock.now), wanted=ALL)).make_some()
    desk.work()
    expected = {"order": {"id": made["id"], "reference": "two"}, "line": 1, "failure": "There is not enough money."}
    assert told(desk.engine) == [("order.failed", f"order:{made['id']}", expected)]
    desk.resend(made["id"], 1)
    desk.work()
    assert [event for event, _, _ in told(desk.engine)] == ["order.failed", "order.completed"]


def test_nothing_is_written_where_nobody_asks_for_it(desk: OrderDesk) -> None:
    hear(desk.engine, frozenset({"gift_card.created"}))
    desk.endpoints.executor.wanted = frozenset({"gift_card.created"})
    desk.add(order(line(), reference="three"))
    desk.work()
    assert told(desk.engine) == []


@pytest.fixture
def shop(tmp_path: Path, clock: Clock) -> Iterator[tuple[MailShop, Engine]]:
    database = str(tmp_path / "shop.sqlite")
    engine = open_database(database_url(database))
    hear(engine)
    with mail_shop(database, clock) as running:
        yield running, engine
    engine.dispose()


def test_a_card_is_told_as_delivered_and_once_as_opened(shop: tuple[MailShop, Engine]) -> None:
    running, engine = shop
    order_id, link = running.sent_card()
    for _ in range(2):
        running.page("POST", link)
    wait_until(lambda: running.order(order_id)["state"] == "opened")
    with reading(engine) as conn:
        card_id = conn.execute(select(cards.c.id)).scalar_one()
    found = told(engine)
    assert [(event, subject) for event, subject, _ in found] == [
        ("order.completed", f"order:{order_id}"),
        ("gift_card.delivered", f"gift_card:{card_id}"),
        ("gift_card.opened", f"gift_card:{card_id}"),
    ]
    assert found[1][2]["gift_card"]["id"] == card_id
    assert "code" not in json.dumps(found)
