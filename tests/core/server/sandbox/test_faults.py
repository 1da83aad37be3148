"""The scripted faults do what they say: which requests were carried out, and what the client got to see."""

from __future__ import annotations

import socket
import threading

import pytest
import requests

from core.server.sandbox.faults import (
    HOLD,
    HTML_PAGE,
    LOSE_REPLY,
    LOSE_REQUEST,
    TRUNCATE_REPLY,
    Endpoint,
    Fault,
    ReceivedRequest,
    answer,
    delay,
    throttle,
)
from tests.core.server.conftest import Caller


def test_a_lost_request_was_never_carried_out(shop: Caller) -> None:
    card_id = shop.issue("20.00")["id"]
    shop.service.faults.next(Endpoint.BALANCE, LOSE_REQUEST)
    with pytest.raises(requests.ConnectionError):
        shop.put_balance(card_id, "5.00")
    assert shop.card(card_id)["balance"] == "20.00"
    assert shop.put_balance(card_id, "5.00").json()["number"] == 1


def test_a_lost_reply_was_carried_out(shop: Caller) -> None:
    card_id = shop.issue("20.00")["id"]
    shop.service.faults.next(Endpoint.BALANCE, LOSE_REPLY)
    with pytest.raises(requests.ConnectionError):
        shop.put_balance(card_id, "5.00")
    assert shop.card(card_id)["balance"] == "5.00"


def test_half_a_reply(shop: Caller) -> None:
    card_id = shop.issue("20.00")["id"]
    shop.service.faults.next(Endpoint.DISABLE, TRUNCATE_REPLY)
    with pytest.raises((requests.ConnectionError, requests.exceptions.ChunkedEncodingError)):
        shop.disable(card_id)
    assert shop.card(card_id)["disabled_at"] is not None


@pytest.mark.parametrize("executed", [False, True])
def test_a_wrong_status_before_or_after_the_write(shop: Caller, executed: bool) -> None:
    card_id = shop.issue("20.00")["id"]
    shop.service.faults.next(Endpoint.BALANCE, answer(502, executed=executed, body=b"<html>Bad Gateway</html>"))
    reply = shop.put_balance(card_id, "5.00")
    assert (reply.status_code, reply.text) == (502, "<html>Bad Gateway</html>")
    assert "Date" in reply.headers
    assert shop.card(card_id)["balance"] == ("5.00" if executed else "20.00")


def test_pages_of_others_and_throttling(shop: Caller) -> None:
    shop.service.faults.next(Endpoint.LIST, HTML_PAGE, throttle(), throttle(None), answer(500))
    replies = [shop.read("/gift-cards") for _ in range(5)]
    assert [reply.status_code for reply in replies] == [200, 429, 429, 500, 200]
    assert replies[0].headers["Content-Type"].startswith("text/html")
    assert [reply.headers.get("Retry-After") for reply in replies[1:3]] == ["2.0", None]
    assert replies[4].json() == {"gift_cards": []}


def test_faults_wait_for_their_endpoint_and_may_let_one_through(shop: Caller) -> None:
    faults = shop.service.faults
    faults.next(Endpoint.BALANCE, None, answer(503))
    faults.next(Endpoint.ANY, answer(418))
    assert shop.read("/gift-cards").status_code == 418
    card_id = shop.issue("20.00")["id"]
    assert [shop.put_balance(card_id, balance).status_code for balance in ("1.00", "2.00", "3.00")] == [200, 503, 200]
    assert faults.unmet == 0
    faults.always(Endpoint.READ, answer(500))
    assert [shop.read(f"/gift-cards/{card_id}").status_code for _ in range(2)] == [500, 500]
    faults.clear()
    assert shop.card(card_id)["balance"] == "3.00"


def test_weather_is_drawn_for_every_request(shop: Caller) -> None:
    drawn: list[Endpoint] = []

    def draw(endpoint: Endpoint) -> Fault | None:
        drawn.append(endpoint)
        return answer(503) if len(drawn) % 2 else None

    shop.service.faults.draw_by(draw)
    assert [shop.read("/gift-cards/search").status_code for _ in range(4)] == [503, 200, 503, 200]
    assert drawn == [Endpoint.SEARCH] * 4


def test_what_arrived_is_on_record(shop: Caller) -> None:
    card_id = shop.issue()["id"]
    shop.service.faults.next(Endpoint.UPDATE, answer(503))
    shop.service.faults.next(Endpoint.CREATE, LOSE_REPLY)
    shop.update(card_id, note="x")
    with pytest.raises(requests.ConnectionError):
        shop.issue()
    path = f"/api/external/gift-cards/{card_id}"
    assert shop.service.faults.seen == (
        ReceivedRequest(Endpoint.CREATE, "/api/external/gift-cards", 201),
        ReceivedRequest(Endpoint.UPDATE, path, None),
        ReceivedRequest(Endpoint.CREATE, "/api/external/gift-cards", 201),
    )


def test_a_held_request_is_carried_out_after_the_till_has_gone(shop: Caller) -> None:
    card_id = shop.issue("20.00")["id"]
    shop.service.faults.next(Endpoint.BALANCE, HOLD)
    with pytest.raises(requests.Timeout):
        shop.request("PUT", f"{shop.service.url}/gift-cards/{card_id}/balance", json={"balance": "5.00"}, timeout=0.05)
    assert shop.card(card_id)["balance"] == "20.00"
    shop.service.faults.release()
    while shop.card(card_id)["balance"] == "20.00":
        pass
    assert shop.card(card_id)["balance"] == "5.00"


def test_delays_keep_the_answer_true(shop: Caller) -> None:
    card_id = shop.issue("20.00")["id"]
    shop.service.faults.next(Endpoint.BALANCE, delay(before_s=0.01), delay(after_s=0.01))
    assert shop.put_balance(card_id, "5.00").json()["amount"] == "-15.00"
    assert shop.put_balance(card_id, "6.00").json()["amount"] == "1.00"


def test_in_an_outage_connections_are_refused_and_the_port_stays(shop: Caller) -> None:
    url, card_id = shop.service.url, shop.issue("20.00")["id"]
    for _ in range(3):
        shop.service.set_outage(True)
        shop.service.set_outage(True)
        with pytest.raises(requests.ConnectionError, match="refused"):
            shop.card(card_id)
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", int(url.split(":")[2].split("/")[0])), timeout=5)
        shop.service.set_outage(False)
        assert shop.card(card_id)["balance"] == "20.00"
    assert shop.service.url == url


def test_an_outage_cuts_what_is_under_way(shop: Caller) -> None:
    card_id = shop.issue("20.00")["id"]
    shop.service.faults.next(Endpoint.READ, HOLD)
    failed = []

    def till() -> None:
        with Caller(shop.service) as caller:
            try:
                caller.card(card_id)
            except requests.ConnectionError as error:
                failed.append(error)

    waiting = threading.Thread(target=till)
    waiting.start()
    while shop.service.faults.unmet:
        pass
    shop.service.set_outage(True)
    waiting.join()
    assert len(failed) == 1
    shop.service.set_outage(False)


def test_a_stop_during_an_outage(shop: Caller) -> None:
    url = shop.service.url
    shop.service.set_outage(True)
    shop.service.stop()
    assert shop.service.start() == url
    assert shop.read("/gift-cards").status_code == 200
