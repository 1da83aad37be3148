"""Each thing the vendor's page leaves open, both ways."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.core.server.conftest import Caller, Clock, refusal_of

Open = Callable[..., Caller]


def test_a_create_may_answer_200(open_shop: Open) -> None:
    reply = open_shop(created_status=200).call("POST", "/gift-cards", json={"initial_value": 5})
    assert reply.status_code == 200
    assert "code" in reply.json()["gift_card"]


def test_another_currency_may_be_ignored(open_shop: Open) -> None:
    shop = open_shop(other_currencies=False, currency="EUR")
    assert shop.issue(5, currency="JPY")["currency"] == "EUR"
    assert shop.issue("5.00", currency="nonsense")["balance"] == "5.00"


def test_the_issue_limit_is_the_shop_s(open_shop: Open) -> None:
    shop = open_shop(issue_limit="100.50")
    assert shop.issue("100.50")["balance"] == "100.50"
    reply = shop.call("POST", "/gift-cards", json={"initial_value": "100.51"})
    assert reply.json()["errors"] == {"initial_value": ["can't exceed $100.50 USD"]}


def test_a_limit_may_be_clamped(open_shop: Open) -> None:
    shop = open_shop(seed=1, over_limit="clamp")
    assert len(shop.ids("/gift-cards", limit=1000)) == 250


def test_the_present_balance_may_be_put(open_shop: Open, clock: Clock) -> None:
    shop = open_shop(same_balance="accept")
    card = shop.issue("20.00")
    clock.now += 5
    made = shop.put_balance(card["id"], "20").json()
    assert (made["amount"], made["number"]) == ("0.00", 1)


def test_a_second_disable_may_be_refused(open_shop: Open) -> None:
    shop = open_shop(second_disable="refuse")
    card_id = shop.issue()["id"]
    assert shop.disable(card_id).status_code == 200
    reply = shop.disable(card_id)
    assert refusal_of(reply) == (422, {"errors": {"base": "The gift card is deactivated."}})


def test_a_balance_write_may_leave_updated_at_alone(open_shop: Open, clock: Clock) -> None:
    shop = open_shop(balance_moves_updated_at=False)
    card = shop.issue()
    clock.now += 5
    shop.put_balance(card["id"], "1.00")
    assert shop.card(card["id"])["updated_at"] == card["updated_at"]


def test_codes_may_not_be_searched(open_shop: Open) -> None:
    shop = open_shop(code_search=False)
    card = shop.issue(code="abcdefgh1234", note="bookmark")
    assert shop.ids("/gift-cards/search", query="efgh") == []
    assert shop.ids("/gift-cards/search", query="last_characters:1234") == [card["id"]]
    assert shop.ids("/gift-cards/search", query="mark") == [card["id"]]


def test_the_search_index_lags_and_lists_do_not(open_shop: Open, clock: Clock) -> None:
    shop = open_shop(search_lag_s=5)
    card_id = shop.issue("20.00", note="first")["id"]
    assert shop.ids("/gift-cards/search") == []
    assert shop.ids("/gift-cards") == [card_id]
    clock.now += 5
    assert shop.ids("/gift-cards/search", query="first") == [card_id]
    shop.put_balance(card_id, "15.00")
    shop.update(card_id, note="second")
    clock.now += 4
    stale = shop.read("/gift-cards/search", query="balance:20 first").json()["gift_cards"]
    assert [(card["balance"], card["note"]) for card in stale] == [("20.00", "first")]
    assert shop.card(card_id)["balance"] == "15.00"
    clock.now += 1
    assert shop.ids("/gift-cards/search", query="balance:20") == []
    assert shop.ids("/gift-cards/search", query="balance:15 second") == [card_id]
    assert shop.ids("/gift-cards/search", query="second", order="balance ASC") == [card_id]


def test_the_bucket_leaks(open_shop: Open, clock: Clock) -> None:
    shop = open_shop(bucket_size=3, bucket_leak=2.0)
    levels = [shop.read("/gift-cards").headers["X-Shopify-Shop-Api-Call-Limit"] for _ in range(3)]
    assert levels == ["1/3", "2/3", "3/3"]
    full = shop.call("POST", "/gift-cards", json={"initial_value": 5})
    assert (full.status_code, full.headers["Retry-After"]) == (429, "0.5")
    assert full.json()["code"] == "rate_limited"
    clock.now += 0.5
    assert shop.read("/gift-cards").json()["gift_cards"] == []
    assert shop.read("/gift-cards").status_code == 429
    clock.now += 60
    assert shop.read("/gift-cards").headers["X-Shopify-Shop-Api-Call-Limit"] == "1/3"


@pytest.mark.parametrize(("told", "seen"), [("wait", ["Retry-After"]), ("nothing", [])])
def test_a_bucket_may_keep_silent(open_shop: Open, told: str, seen: list[str]) -> None:
    shop = open_shop(bucket_size=1, limits_told=told)
    replies = [shop.read("/gift-cards") for _ in range(2)]
    assert [reply.status_code for reply in replies] == [200, 429]
    names = ("X-Shopify-Shop-Api-Call-Limit", "Retry-After")
    assert [name for reply in replies for name in names if name in reply.headers] == seen


def test_without_a_bucket_there_is_no_header(shop: Caller) -> None:
    assert "X-Shopify-Shop-Api-Call-Limit" not in shop.read("/gift-cards").headers


def test_a_key_makes_a_write_repeatable(open_shop: Open) -> None:
    shop = open_shop(idempotency_keys=True)
    card_id = shop.issue("100.00")["id"]
    key = {"Idempotency-Key": '"op-1/1"'}
    path = f"/gift-cards/{card_id}/balance"
    first = shop.call("PUT", path, json={"balance": "90.00"}, headers=key)
    shop.put_balance(card_id, "50.00")
    again = shop.call("PUT", path, json={"balance": "90.00"}, headers=key)
    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert shop.card(card_id)["balance"] == "50.00"
    assert shop.call("PUT", path, json={"balance": "91.00"}, headers=key).status_code == 422
    bare = shop.call("PUT", path, json={"balance": "90.00"}, headers={"Idempotency-Key": "unquoted"})
    assert bare.status_code == 400


def test_a_repeat_by_another_name_of_the_service_gets_the_first_reply(open_shop: Open) -> None:
    """A sandbox has another port after each start, and a proxy may call the service by a name of its own."""
    shop = open_shop(idempotency_keys=True)
    path, key = f"/gift-cards/{shop.issue('100.00')['id']}/balance", {"Idempotency-Key": '"op-1/1"'}
    first = shop.call("PUT", path, json={"balance": "90.00"}, headers=key)
    again = shop.call("PUT", path, json={"balance": "90.00"}, headers=key | {"Host": "cards.shop.example:8443"})
    assert (again.status_code, again.content) == (first.status_code, first.content)


def test_a_refusal_is_a_first_reply_too(open_shop: Open, clock: Clock) -> None:
    shop = open_shop(idempotency_keys=True)
    shop.issue(code="taken12345")
    key = {"Idempotency-Key": '"create"'}
    body = {"initial_value": 5, "code": "taken12345"}
    first = shop.call("POST", "/gift-cards", json=body, headers=key)
    again = shop.call("POST", "/gift-cards", json=body, headers=key)
    assert first.status_code == again.status_code == 422
    assert first.content == again.content
    new = {"Idempotency-Key": '"create-2"'}
    made = [shop.call("POST", "/gift-cards", json={"initial_value": 5}, headers=new) for _ in range(2)]
    assert made[0].content == made[1].content
    first_id, second_id = shop.ids("/gift-cards", since_id=0)
    assert second_id == first_id + 1  # the refused create took no id with it
    clock.now += 25 * 3600
    shop.call("POST", "/gift-cards", json={"initial_value": 5}, headers={"Idempotency-Key": '"other"'})
    late = shop.call("POST", "/gift-cards", json={"initial_value": 5}, headers=new)
    assert late.content != made[0].content


def test_keys_are_ignored_where_they_are_switched_off(open_shop: Open) -> None:
    shop = open_shop(idempotency_keys=False)
    key = {"Idempotency-Key": '"a"'}
    made = [shop.call("POST", "/gift-cards", json={"initial_value": 5}, headers=key) for _ in range(2)]
    assert made[0].json()["gift_card"]["id"] != made[1].json()["gift_card"]["id"]


def test_if_match_stops_a_write_on_another_state(open_shop: Open) -> None:
    shop = open_shop(etags=True)
    card_id = shop.issue("100.00")["id"]
    tag = shop.read(f"/gift-cards/{card_id}").headers["ETag"]
    assert shop.read(f"/gift-cards/{card_id}").headers["ETag"] == tag
    path = f"/gift-cards/{card_id}/balance"
    assert shop.call("PUT", path, json={"balance": "90.00"}, headers={"If-Match": tag}).status_code == 200
    for stale in (tag, f"W/{tag}", '"x"'):
        assert shop.call("PUT", path, json={"balance": "80.00"}, headers={"If-Match": stale}).status_code == 412
    assert shop.call("PUT", path, json={"balance": "70.00"}, headers={"If-Match": "*"}).status_code == 200
    assert shop.card(card_id)["balance"] == "70.00"


def test_a_reference_may_be_echoed(open_shop: Open) -> None:
    for echoed, seen in ((True, "op-7"), (False, None)):
        shop = open_shop(echo_reference=echoed)
        card_id = shop.issue("100.00")["id"]
        body = {"balance": "90.00", "remote_transaction_ref": "op-7"}
        made = shop.call("PUT", f"/gift-cards/{card_id}/balance", json=body).json()
        assert made["remote_transaction_ref"] == seen


def test_histories_may_be_readable(open_shop: Open) -> None:
    shop = open_shop(transactions_list=True)
    first, second = shop.issue("100.00")["id"], shop.issue("5.00")["id"]
    made = [shop.put_balance(first, balance).json() for balance in ("90.00", "95.00")]
    listed = shop.read("/gift-cards/transactions").json()["gift_cards"]
    assert [(card["id"], card["transactions"]) for card in listed] == [(second, []), (first, made)]
    assert "page_info" in shop.read("/gift-cards/transactions", limit=1).headers["Link"]


SHAPES: dict[str, Callable[[Any], Any]] = {
    "transactions": lambda body: body["transactions"],
    "adjustments": lambda body: body["adjustments"],
    "card": lambda body: body["gift_card"]["transactions"],
    "cards": lambda body: body["gift_cards"][0]["transactions"],
    "bare": lambda body: body,
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_history_may_have_any_shape(open_shop: Open, shape: str) -> None:
    shop = open_shop(transactions_list=True, transactions_shape=shape)
    card = shop.issue("100.00")
    made = [shop.put_balance(card["id"], balance).json() for balance in ("90.00", "95.00")]
    one = shop.read(f"/gift-cards/{card['id']}/transactions").json()
    assert SHAPES[shape](one) == made
    listed = shop.read("/gift-cards/transactions").json()
    (row,) = listed if shape == "bare" else listed["gift_cards"]
    assert (row["id"], row["adjustments" if shape == "adjustments" else "transactions"]) == (card["id"], made)


def test_only_the_currencies_of_the_shop_are_made_where_they_are_listed(open_shop: Open) -> None:
    shop = open_shop(currency="EUR", currencies="JPY KWD")
    assert [shop.issue(5, currency=code)["currency"] for code in ("EUR", "JPY", "KWD")] == ["EUR", "JPY", "KWD"]
    assert shop.issue(5)["currency"] == "EUR"
    refused = shop.call("POST", "/gift-cards", json={"initial_value": 5, "currency": "USD"})
    assert refusal_of(refused) == (422, {"errors": {"currency": ["is not sold by this shop"]}})
