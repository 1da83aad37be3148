"""The histories that can be read when the switch is on: of one card, and listed with filters."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.core.server.conftest import LINK, Caller


@pytest.fixture
def told(open_shop: Callable[..., Caller]) -> Caller:
    """Cards of 10, 20, 30 and 40; the second is half spent, the third empty, the last disabled."""
    shop = open_shop(transactions_list=True)
    ids = [shop.issue(f"{value}.00", note=f"card {value}", expires_on=f"20{value}-01-01")["id"] for value in (30, 20)]
    ids += [shop.issue("20.00")["id"], shop.issue("40.00", note="last")["id"]]
    shop.put_balance(ids[2], "10.00")
    shop.put_balance(ids[0], "0.00")
    shop.disable(ids[3])
    return shop


def values(shop: Caller, **filters: object) -> list[str]:
    reply = shop.read("/gift-cards/transactions", **filters)
    assert reply.status_code == 200, reply.text
    return [card["initial_value"].split(".")[0] for card in reply.json()["gift_cards"]]


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        ({}, ["40", "20", "20", "30"]),
        ({"status": "disabled"}, ["40"]),
        ({"balance_status": "full"}, ["40", "20"]),
        ({"balance_status": "partial"}, ["20"]),
        ({"balance_status": "empty"}, ["30"]),
        ({"initial_value": "20"}, ["20", "20"]),
        ({"initial_value": ">=30.00", "status": "enabled"}, ["30"]),
        ({"created_at": "2027-01-15"}, ["40", "20", "20", "30"]),
        ({"created_at": "<2027-01-15"}, []),
        ({"expires_on": "2030-01-01"}, ["30"]),
        ({"expires_on": "<2025-01-01"}, ["20"]),
        ({"query": "last"}, ["40"]),
        ({"source": "order"}, []),
        ({"source": "api", "since_id": 0, "balance_status": "full"}, ["20", "40"]),
    ],
)
def test_filters_narrow_the_list(told: Caller, filters: dict[str, object], left: list[str]) -> None:
    assert values(told, **filters) == left


def test_a_walk_keeps_its_filters(told: Caller) -> None:
    reply = told.read("/gift-cards/transactions", balance_status="full", limit=1)
    links = {rel: url for url, rel in LINK.findall(reply.headers["Link"])}
    rest = told.call("GET", links["next"])
    assert [card["initial_value"] for card in rest.json()["gift_cards"]] == ["20.00"]
    assert "next" not in rest.headers.get("Link", "").split("rel=")[-1]


@pytest.mark.parametrize(
    "wrong",
    [
        {"balance_status": "rich"},
        {"source": "moon"},
        {"created_at": "soon"},
        {"expires_on": ">"},
        {"initial_value": "x"},
    ],
)
def test_a_filter_that_cannot_be_read_is_refused(told: Caller, wrong: dict[str, str]) -> None:
    assert told.read("/gift-cards/transactions", **wrong).status_code == 400
    assert told.read("/gift-cards", **wrong).status_code == 200


def test_one_card_s_history(told: Caller) -> None:
    card_id = told.issue("100.00")["id"]
    made = [told.put_balance(card_id, balance).json() for balance in ("90.00", "95.00")]
    assert told.read(f"/gift-cards/{card_id}/transactions").json() == {"transactions": made}
    assert told.read("/gift-cards/5/transactions").status_code == 404


def test_without_the_switch_there_are_none(shop: Caller) -> None:
    card_id = shop.issue()["id"]
    assert shop.read("/gift-cards/transactions").status_code == 404
    assert shop.read(f"/gift-cards/{card_id}/transactions").status_code == 404
