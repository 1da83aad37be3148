"""Orders on both databases: taken once by their reference, made card by card, cancelled, tried again."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from core.server.contract.card_rules import CardToCreate
from core.server.contract.refusals import RequestRefused
from core.server.contract.request import Request
from core.server.contract.switches import Switches
from core.server.data.connection_pool import ConnectionPool, begin_write
from core.server.data.ledger import CardLedger
from core.server.data.tables import Card
from core.server.http.order_endpoints import CODES_SHOWN_S
from core.server.orders.order_store import MOST_AT_ONCE, OrderBook
from tests.core.server.conftest import LINK
from tests.core.server.orders.order_desk import OrderDesk, line, order

READ = frozenset({"read"})


def test_an_order_is_taken_and_made_in_steps_each_card_once(desk: OrderDesk) -> None:
    desk.offer(template_suffix="birthday.liquid", denominations={"EUR": {"fixed": ["25.00"]}})
    status, taken = desk.add(order(line(product_id="p", currency="EUR", quantity=12), line("7.50")))
    assert (status, taken["state"], [each["state"] for each in taken["lines"]]) == (201, "making", ["making"] * 2)
    assert taken["lines"][0]["cards"] == []
    assert desk.work() == -(-12 // MOST_AT_ONCE) + 1
    made = desk.read(taken["id"])
    assert (made["state"], desk.counted()) == ("made", (13, 13))
    first, second = made["lines"]
    assert (first["made"], len(first["cards"]), second["made"], len(second["cards"])) == (12, 12, 1, 1)
    card = first["cards"][0]
    worth = (card["initial_value"], card["balance"], card["currency"], card["template_suffix"])
    assert worth == ("25.00", "25.00", "EUR", "birthday.liquid")
    assert (card["order_id"], card["api_client_id"]) == (made["id"], made["api_client_id"])
    assert len({each["id"] for one in made["lines"] for each in one["cards"]}) == 13
    assert not desk.step()


def test_the_same_reference_gives_the_first_order_back_and_another_body_is_refused(desk: OrderDesk) -> None:
    desk.offer()
    first = order(line(product_id="p", send_on="2027-01-16"))
    _, taken = desk.add(first)
    desk.clock.now += 10 * 86400  # the day is past, and the product is no longer sold: it is the same order still
    change = Request("", path_id="p", body=b'{"active": false}')
    desk.endpoints.catalogue().change(change).execute()
    assert desk.add(first) == (200, taken)
    with pytest.raises(RequestRefused) as refused:
        desk.add(order(line("26.00")))
    assert (refused.value.status, refused.value.code) == (422, "reference_taken")
    assert len(desk.listed()[0]) == 1


def test_a_line_waits_for_its_day(desk: OrderDesk) -> None:
    _, taken = desk.add(order(line(send_on="2027-01-16"), line()))
    assert [each["state"] for each in taken["lines"]] == ["waiting", "making"]
    assert desk.work() == 1
    assert (desk.read(taken["id"])["state"], desk.counted()) == ("waiting", (1, 1))
    desk.clock.now += 20 * 3600 - 1  # a second before eight in the morning
    assert desk.work() == 0
    desk.clock.now += 1
    assert desk.work() == 1
    assert desk.read(taken["id"])["state"] == "made"


def test_what_is_not_begun_is_cancelled_and_what_is_made_stays(desk: OrderDesk) -> None:
    _, taken = desk.add(order(line(quantity=MOST_AT_ONCE + 1), line(send_on="2027-02-01")))
    desk.step()
    cancelled = desk.cancel(taken["id"])
    assert [each["state"] for each in cancelled["lines"]] == ["making", "cancelled"]
    assert desk.work() == 1
    assert desk.read(taken["id"])["state"] == "made"
    with pytest.raises(RequestRefused) as refused:
        desk.cancel(taken["id"])
    assert refused.value.code == "nothing_to_cancel"


def test_a_cancelled_order_makes_nothing_and_stays_cancelled(desk: OrderDesk) -> None:
    _, taken = desk.add(order(line(), line(send_on="2027-02-01")))
    assert desk.cancel(taken["id"])["state"] == "cancelled"
    desk.clock.now += 60 * 86400
    assert (desk.work(), desk.counted()) == (0, (0, 0))
    assert desk.cancel(taken["id"])["state"] == "cancelled"


def test_what_is_not_there_is_not_found(desk: OrderDesk) -> None:
    for ask in (lambda: desk.read(9), lambda: desk.cancel(9), lambda: desk.resend(9, 1)):
        with pytest.raises(RequestRefused) as refused:
            ask()
        assert refused.value.status == 404


@dataclass(frozen=True, slots=True)
class EmptyAccount(CardLedger):
    """A ledger that refuses the second card, as one without money does."""

    def create(self, new: CardToCreate) -> Card:
        card = CardLedger.create(self, new)
        if card.id % 2 == 0:
            raise RequestRefused(402, "There is not enough money.", code="limit_exceeded")
        return card


def test_what_is_refused_fails_its_line_alone_and_can_be_tried_again(desk: OrderDesk) -> None:
    _, taken = desk.add(order(line(quantity=3), line("1.00", delivery="none")))
    with begin_write(ConnectionPool(desk.engine)) as conn:
        assert OrderBook(EmptyAccount(conn, Switches(), int(desk.clock.now))).make_some()
    assert desk.counted() == (0, 0)
    failed = desk.read(taken["id"])
    assert (failed["state"], failed["lines"][0]["failure"]) == ("failed", "There is not enough money.")
    desk.work()
    assert [each["made"] for each in desk.read(taken["id"])["lines"]] == [0, 1]
    again = desk.resend(taken["id"], 1)
    assert (again["state"], again["lines"][0]["failure"]) == ("making", None)
    desk.work()
    assert (desk.read(taken["id"])["state"], desk.counted()) == ("made", (4, 4))
    with pytest.raises(RequestRefused) as refused:
        desk.resend(taken["id"], 1)
    assert refused.value.code == "nothing_to_resend"


def test_codes_are_shown_to_whoever_ordered_for_some_days_and_to_nobody_else(desk: OrderDesk) -> None:
    _, taken = desk.add(order(line()), client=7)
    desk.work()
    (card,) = desk.read(taken["id"], client=7)["lines"][0]["cards"]
    assert re.fullmatch("[a-z0-9]{16}", card["code"])
    assert card["code"].endswith(card["last_characters"])
    for order_as_seen in (desk.read(taken["id"], client=8), desk.read(taken["id"], client=7, scopes=READ)):
        assert "code" not in order_as_seen["lines"][0]["cards"][0]
    desk.clock.now += CODES_SHOWN_S + 1
    assert "code" not in desk.read(taken["id"], client=7)["lines"][0]["cards"][0]


def test_orders_are_listed_newest_first_page_by_page_and_by_reference(desk: OrderDesk) -> None:
    ids = [desk.add(order(line(quantity=2), line(), reference=f"order {number}"))[1]["id"] for number in range(5)]
    walked, asked = [], {"limit": "2"}
    pages = []
    while True:
        page, link = desk.listed(**asked)
        pages.append(page)
        walked += [each["id"] for each in page]
        following = {rel: url for url, rel in LINK.findall(link)}
        if "next" not in following:
            break
        asked = dict(part.split("=") for part in following["next"].split("?")[1].split("&"))
    assert walked == ids[::-1]
    assert (pages[0][0]["quantity"], pages[0][0]["made"], pages[0][0]["state"]) == (3, 0, "making")
    assert set(pages[0][0]) == {*desk.read(ids[0]), "quantity", "made"} - {"lines"}
    back = dict(part.split("=") for part in following["previous"].split("?")[1].split("&"))
    assert desk.listed(**back)[0] == pages[1]
    assert [each["id"] for each in desk.listed(reference="order 3")[0]] == [ids[3]]
    assert desk.listed(reference="order 9") == ([], "")
