"""A client that others wrote, ShopifyAPI, against the alias: create, page, search, adjust, disable, count."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.core.server.conftest import TOKEN, Caller

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # theirs, not ours
    import shopify
    from pyactiveresource.connection import UnauthorizedAccess


@pytest.fixture
def store(open_shop: Callable[..., Caller]) -> Iterator[Caller]:
    caller = open_shop(shopify_alias=True)
    site = caller.service.url.removesuffix("/api/external") + "/admin/api/2026-01"
    shopify.ShopifyResource.site = site
    shopify.ShopifyResource.headers["X-Shopify-Access-Token"] = TOKEN
    yield caller
    shopify.ShopifyResource.clear_session()


def issue(**fields: Any) -> Any:
    return shopify.GiftCard.create(fields)


def test_a_card_from_its_making_to_its_end(store: Caller) -> None:
    card = issue(initial_value="50.00", code="ABCD EFGH 2345", note="from afar")
    assert (card.last_characters, card.balance, card.code) == ("2345", "50.00", "abcdefgh2345")
    adjustment = card.add_adjustment(shopify.GiftCardAdjustment({"amount": -12.5, "note": "coffee"}))
    assert (adjustment.amount, adjustment.number) == ("-12.50", 1)
    assert shopify.GiftCard.find(card.id).balance == "37.50"
    card.note = "changed"
    assert card.save()
    card.disable()
    found = shopify.GiftCard.find(card.id)
    assert (found.note, found.balance, found.disabled_at is None) == ("changed", "37.50", False)
    assert store.card(card.id)["balance"] == "37.50"


def test_a_code_that_is_taken_is_told_in_their_words(store: Caller) -> None:
    issue(initial_value=5, code="taken2345")
    again = issue(initial_value=5, code="taken2345")
    assert again.errors.full_messages() == ["code has already been taken"]
    assert not again.id


def test_pages_searches_and_counts(store: Caller) -> None:
    ids = [issue(initial_value=value, note=f"note {value}").id for value in (10, 20, 30, 40, 50)]
    first = shopify.GiftCard.find(limit=2)
    pages = [[card.id for card in first]]
    while first.has_next_page():
        first = first.next_page()
        pages.append([card.id for card in first])
    assert pages == [ids[:2:-1], ids[2:0:-1], ids[:1]]
    assert [card.id for card in shopify.GiftCard.search(query="balance:>30", order="balance ASC")] == ids[3:]
    shopify.GiftCard.find(ids[0]).disable()
    assert (shopify.GiftCard.count(), shopify.GiftCard.count(status="enabled")) == (5, 4)


def test_what_the_alias_refuses(store: Caller, open_shop: Callable[..., Caller]) -> None:
    base = store.service.url.removesuffix("/api/external") + "/admin/api/2026-01"
    assert store.call("POST", base + "/gift_cards.json", json={"initial_value": 5}).status_code == 400
    card = issue(initial_value=5)
    path = f"{base}/gift_cards/{card.id}/adjustments.json"
    for amount, status in ((-6, 422), (0, 422), ("x", 422), (-2, 201), (1, 201)):
        assert store.call("POST", path, json={"adjustment": {"amount": amount}}).status_code == status
    assert [made["amount"] for made in store.call("GET", path).json()["adjustments"]] == ["-2.00", "1.00"]
    shopify.ShopifyResource.headers["X-Shopify-Access-Token"] = "wrong"
    with pytest.raises(UnauthorizedAccess):
        shopify.GiftCard.find(card.id)
    other = open_shop()
    alias = other.service.url.removesuffix("/api/external") + "/admin/api/2026-01/gift_cards.json"
    assert other.call("GET", alias).status_code == 404
