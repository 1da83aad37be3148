"""What an order may ask for, as one table; every fault is told with its place and a code."""

from __future__ import annotations

from typing import Any

import pytest

from core.server.contract.order_rules import OrderRules, fingerprint_of, read_order
from core.server.contract.products import Product, new_product
from core.server.contract.refusals import RequestRefused
from core.server.contract.switches import Switches
from tests.core.server.orders.order_desk import line, order

NOON = 1_800_032_400
"""2027-01-15, noon in New York."""
PRODUCTS = {
    each["id"]: new_product(each, Switches())
    for each in (
        {"id": "b", "name": "B", "template_suffix": "b.liquid", "denominations": {"USD": {"fixed": ["25.00"]}}},
        {"id": "old", "name": "Old", "active": False, "denominations": {"USD": {"min": "1", "max": "50"}}},
    )
}
ADA = {"name": "Ada", "email": "ada@example.com", "phone": "+1 (212) 555-0100"}


def find(product_id: str) -> Product | None:
    return PRODUCTS.get(product_id)


def rules(switches: Switches | None = None) -> OrderRules:
    return OrderRules(switches or Switches(), find, NOON, frozenset({"none", "email", "sms"}))


def test_an_order_is_read_as_it_is_meant() -> None:
    asked = line(
        product_id="b",
        quantity=3,
        recipient=ADA,
        sender_name=" Ben ",
        message="Happy birthday,\r\nAda!",
        delivery="email",
        send_on="2027-02-01",
    )
    read = read_order(order(asked, line(10, currency="EUR")), rules())
    first, second = read.lines
    assert (first.card.initial_value, first.card.currency, first.card.template_suffix) == (2500, "USD", "b.liquid")
    assert (first.quantity, first.recipient.phone, first.sender_name) == (3, "+12125550100", "Ben")
    assert first.message == "Happy birthday,\nAda!"
    assert first.due_at == 1_801_486_800  # 2027-02-01, 8:00 in New York
    assert (second.card.initial_value, second.card.currency, second.delivery, second.due_at) == (1000, "EUR", "none", 0)


def test_a_day_that_has_begun_is_at_once() -> None:
    (found,) = read_order(order(line(send_on="2027-01-15")), rules()).lines
    assert (found.send_on, found.due_at) == ("2027-01-15", 0)


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({}, "reference", "invalid_order"),
        ({"reference": " ", "lines": [line()]}, "reference", "invalid_order"),
        ({"reference": "x" * 256, "lines": [line()]}, "reference", "invalid_order"),
        ({"reference": "a\nb", "lines": [line()]}, "reference", "invalid_order"),
        ({"reference": 5, "lines": [line()]}, "reference", "invalid_order"),
        ({"reference": "a"}, "lines", "invalid_order"),
        (order(), "lines", "invalid_order"),
        ({"reference": "a", "lines": {"1": line()}}, "lines", "invalid_order"),
        ({"reference": "a", "lines": ["x"]}, "lines[0]", "invalid_order"),
        (order(*[line()] * 1001), "lines", "too_many_cards"),
        (order(line(quantity=500), line(quantity=501)), "lines", "too_many_cards"),
        (order(line(quantity=0)), "lines[0].quantity", "invalid_order"),
        (order(line(quantity=1001)), "lines[0].quantity", "invalid_order"),
        (order(line(quantity=True)), "lines[0].quantity", "invalid_order"),
        (order(line(quantity="2")), "lines[0].quantity", "invalid_order"),
        (order(line(), line(None)), "lines[1].initial_value", "invalid_order"),
        (order(line("0.00")), "lines[0].initial_value", "invalid_order"),
        (order(line("25.001")), "lines[0].initial_value", "invalid_order"),
        (order(line("2000.01")), "lines[0].initial_value", "limit_exceeded"),
        (order(line(currency="usd")), "lines[0].currency", "invalid_order"),
        (order(line(product_id="none")), "lines[0].product_id", "unknown_product"),
        (order(line(product_id=5)), "lines[0].product_id", "unknown_product"),
        (order(line(product_id="old")), "lines[0].product_id", "not_sold"),
        (order(line("26.00", product_id="b")), "lines[0].initial_value", "not_sold"),
        (order(line(product_id="b", currency="EUR")), "lines[0].currency", "not_sold"),
        (order(line(recipient="Ada")), "lines[0].recipient", "invalid_order"),
        (order(line(recipient={"name": "x" * 121})), "lines[0].recipient.name", "invalid_order"),
        (order(line(recipient={"name": "A\nBcc: b@example.com"})), "lines[0].recipient.name", "invalid_order"),
        (order(line(recipient={"email": "ada"})), "lines[0].recipient.email", "invalid_order"),
        (order(line(recipient={"email": "a@b.c>, d@e.fg"})), "lines[0].recipient.email", "invalid_order"),
        (order(line(recipient={"email": "ada@localhost"})), "lines[0].recipient.email", "invalid_order"),
        (order(line(recipient={"phone": "0212 555"})), "lines[0].recipient.phone", "invalid_order"),
        (order(line(sender_name="B\x00")), "lines[0].sender_name", "invalid_order"),
        (order(line(message="x" * 1001)), "lines[0].message", "invalid_order"),
        (order(line(message="\x1b[2J")), "lines[0].message", "invalid_order"),
        (order(line(delivery="post")), "lines[0].delivery", "invalid_order"),
        (order(line(delivery=None)), "lines[0].delivery", "invalid_order"),
        (order(line(delivery="email")), "lines[0].recipient.email", "invalid_order"),
        (order(line(delivery="sms", recipient={"email": "a@b.cd"})), "lines[0].recipient.phone", "invalid_order"),
        (order(line(delivery="email", recipient=ADA, quantity=11)), "lines[0].quantity", "too_many_cards"),
        (order(line(send_on="2027-01-14")), "lines[0].send_on", "invalid_order"),
        (order(line(send_on="2028-01-18")), "lines[0].send_on", "invalid_order"),
        (order(line(send_on="tomorrow")), "lines[0].send_on", "invalid_order"),
    ],
)
def test_what_cannot_be_ordered_is_refused_at_its_place(body: dict[str, Any], field: str, code: str) -> None:
    with pytest.raises(RequestRefused) as refused:
        read_order(body, rules())
    assert (refused.value.status, list(refused.value.errors), refused.value.code) == (422, [field], code)


def test_all_faults_are_told_but_not_without_end() -> None:
    with pytest.raises(RequestRefused) as refused:
        read_order(order(line("x"), line(quantity=0)), rules())
    assert list(refused.value.errors) == ["lines[0].initial_value", "lines[1].quantity"]
    with pytest.raises(RequestRefused) as refused:
        read_order(order(*[line("x")] * 1000), rules())
    assert len(refused.value.errors) == 50


def test_a_currency_that_a_create_would_ignore_is_refused() -> None:
    switches = Switches(other_currencies=False)
    assert read_order(order(line(currency="USD")), rules(switches)).lines[0].card.currency == "USD"
    with pytest.raises(RequestRefused) as refused:
        read_order(order(line(currency="EUR")), rules(switches))
    assert refused.value.code == "currency_not_sold"


def test_what_is_not_offered_is_refused() -> None:
    with pytest.raises(RequestRefused) as refused:
        read_order(order(line(delivery="email", recipient=ADA)), OrderRules(Switches(), find, NOON))
    assert refused.value.code == "delivery_not_offered"


def test_the_same_order_has_the_same_print_whichever_way_it_is_written() -> None:
    first = order(line(quantity=2, currency="USD"))
    same = {"lines": [{"currency": "USD", "quantity": 2, "initial_value": "25.00"}], "reference": "order 1"}
    assert fingerprint_of(first) == fingerprint_of(same)
    assert fingerprint_of(first) != fingerprint_of(order(line(quantity=3, currency="USD")))
