"""The seven endpoints as the vendor's page shows them: shapes, fields, what moves and what does not."""

from __future__ import annotations

from email.utils import parsedate_to_datetime

from tests.core.server.conftest import Caller, Clock

FIELDS = [
    "id",
    "balance",
    "created_at",
    "updated_at",
    "currency",
    "initial_value",
    "disabled_at",
    "line_item_id",
    "api_client_id",
    "user_id",
    "customer_id",
    "note",
    "expires_on",
    "template_suffix",
    "last_characters",
    "order_id",
]


def test_a_create_replies_with_the_sixteen_fields_and_the_code(standing: Caller) -> None:
    body = {"note": "This is a note", "initial_value": 100.0, "code": "ABCD EFGH-IJKL MNOP", "balance": "7.00"}
    reply = standing.call("POST", "/gift-cards", json=body | {"template_suffix": "gift_cards.birthday.liquid"})
    card = reply.json()["gift_card"]
    assert reply.status_code == 201
    assert [*card] == [*FIELDS, "code"]
    assert card["code"] == "abcdefghijklmnop"
    assert card["last_characters"] == "mnop"
    assert card["balance"] == card["initial_value"] == "100.00"
    assert card["currency"] == "USD"
    assert card["created_at"] == card["updated_at"] == "2027-01-15T12:00:00-05:00"
    assert card["note"] == "This is a note"
    assert card["template_suffix"] == "gift_cards.birthday.liquid"
    assert card["id"] > 2**32


def test_only_the_create_ever_shows_the_code(standing: Caller) -> None:
    code = standing.issue()["code"]
    card_id = standing.issue(code="onlyonce1234")["id"]
    assert [*standing.card(card_id)] == FIELDS
    for path in ("/gift-cards", "/gift-cards/search"):
        text = standing.read(path).text
        assert "onlyonce1234" not in text
        assert code not in text


def test_a_code_that_was_left_out_is_drawn_with_sixteen_characters(standing: Caller) -> None:
    drawn = {standing.issue()["code"] for _ in range(5)}
    assert len(drawn) == 5
    assert all(len(code) == 16 and code.isalnum() and code == code.lower() for code in drawn)


def test_a_balance_write_replies_bare_with_the_change_really_made(shop: Caller, clock: Clock) -> None:
    card_id = shop.issue("100.00")["id"]
    clock.now += 60.9
    reply = shop.put_balance(card_id, "85.00")
    made = reply.json()
    assert reply.status_code == 200
    assert made["amount"] == "-15.00"
    assert made["number"] == 1
    assert made["gift_card_id"] == card_id
    assert made["processed_at"] == made["created_at"] == made["updated_at"] == "2027-01-15T12:01:00-05:00"
    assert [*made] == [
        "id",
        "gift_card_id",
        "api_client_id",
        "user_id",
        "order_transaction_id",
        "number",
        "amount",
        "processed_at",
        "created_at",
        "updated_at",
        "note",
        "remote_transaction_ref",
        "remote_transaction_url",
    ]
    second = shop.put_balance(card_id, 120).json()
    assert (second["amount"], second["number"]) == ("35.00", 2)
    assert second["id"] > made["id"]
    card = shop.card(card_id)
    assert (card["balance"], card["initial_value"]) == ("120.00", "100.00")
    assert (card["created_at"], card["updated_at"]) == ("2027-01-15T12:00:00-05:00", "2027-01-15T12:01:00-05:00")


def test_numbers_count_per_card(shop: Caller) -> None:
    first, second = shop.issue()["id"], shop.issue()["id"]
    assert shop.put_balance(first, "1.00").json()["number"] == 1
    assert shop.put_balance(second, "2.00").json()["number"] == 1
    assert shop.put_balance(first, "3.00").json()["number"] == 2


def test_an_update_changes_three_fields_and_ignores_the_rest(shop: Caller, clock: Clock) -> None:
    before = shop.issue("50.00", note="old")
    clock.now += 5
    after = shop.update(before["id"], note="new", balance="1.00", code="other12345", nonsense=1).json()["gift_card"]
    expected = {**before, "note": "new", "updated_at": "2027-01-15T12:00:05-05:00"}
    del expected["code"]
    assert after == expected
    cleared = shop.update(before["id"], note=None, expires_on="2030-02-28", template_suffix="x").json()["gift_card"]
    assert (cleared["note"], cleared["expires_on"], cleared["template_suffix"]) == (None, "2030-02-28", "x")
    assert shop.update(before["id"], expires_on=None).json()["gift_card"]["expires_on"] is None


def test_an_update_that_changes_nothing_moves_nothing(shop: Caller, clock: Clock) -> None:
    card = shop.issue(note="same")
    clock.now += 5
    assert shop.update(card["id"], note="same").json()["gift_card"]["updated_at"] == card["updated_at"]


def test_disabling_keeps_the_balance_and_is_final(shop: Caller, clock: Clock) -> None:
    card_id = shop.issue("30.00")["id"]
    clock.now += 60
    card = shop.disable(card_id).json()["gift_card"]
    assert card["disabled_at"] == card["updated_at"] == "2027-01-15T12:01:00-05:00"
    assert card["balance"] == "30.00"
    clock.now += 60
    again = shop.disable(card_id)
    assert again.status_code == 200
    assert again.json()["gift_card"] == card


def test_a_disable_needs_no_body(standing: Caller) -> None:
    card_id = standing.issue()["id"]
    reply = standing.call("POST", f"/gift-cards/{card_id}/disable")
    assert reply.json()["gift_card"]["disabled_at"] is not None


def test_note_and_template_of_a_disabled_card_may_change(standing: Caller) -> None:
    card_id = standing.issue()["id"]
    standing.disable(card_id)
    changed = standing.update(card_id, note="kept for the books", template_suffix="t").json()["gift_card"]
    assert (changed["note"], changed["template_suffix"]) == ("kept for the books", "t")


def test_money_has_the_currency_s_decimals(standing: Caller) -> None:
    assert standing.issue(1500, currency="JPY")["balance"] == "1500"
    assert standing.issue("1.5", currency="KWD")["balance"] == "1.500"
    assert standing.issue("25", currency="EUR")["balance"] == "25.00"
    assert standing.issue(0.1)["balance"] == "0.10"


def test_every_reply_is_dated_by_the_service_s_own_clock(standing: Caller) -> None:
    for path in ("/gift-cards", "/gift-cards/1", "/nothing"):
        reply = standing.read(path)
        assert parsedate_to_datetime(reply.headers["Date"]).timestamp() == 1_800_032_400
    assert "Date" in standing.call("GET", "/gift-cards", headers={"Authorization": "none"}).headers


def test_only_the_fields_asked_for(shop: Caller) -> None:
    card = shop.issue()
    for path in ("/gift-cards", "/gift-cards/search"):
        asked = shop.read(path, fields="balance, id,nothing").json()["gift_cards"]
        assert asked == [{"id": card["id"], "balance": "100.00"}]
        assert shop.read(path, fields="nothing").json()["gift_cards"] == [{}]


def test_status_filters_and_an_expired_card_is_still_enabled(shop: Caller) -> None:
    plain, expired, disabled = (shop.issue()["id"], shop.issue(expires_on="2020-01-01")["id"], shop.issue()["id"])
    shop.disable(disabled)
    assert shop.ids("/gift-cards") == [disabled, expired, plain]
    assert shop.ids("/gift-cards", status="enabled") == [expired, plain]
    assert shop.ids("/gift-cards", status="disabled") == [disabled]
    assert shop.ids("/gift-cards", since_id=plain) == [expired, disabled]
    assert shop.ids("/gift-cards", since_id=0, status="enabled") == [plain, expired]
