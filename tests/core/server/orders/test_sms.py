"""Ordered cards are told by SMS through a gateway of others: a link and no code, each at most once."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from core.errors import CannotStart
from core.server.contract.replies import Reply
from core.server.data.write_executor import PendingWrite
from core.server.orders.delivery_queue import UNKNOWN, WAITS_S
from core.server.orders.delivery_worker import DeliveryWorker
from core.server.orders.sms import SmsCarrier, SmsGateway, read_sms_file
from tests.core.server.orders.order_desk import OrderDesk, line, order
from tests.core.server.orders.sms_gateway import Gateway, sms_gateway
from tests.core.server.serving import free_port

pytestmark = pytest.mark.slow

BODY = {"to": "{to}", "message": {"text": "{text}", "id": "{number}"}, "parts": ["{to}", 5]}
PAGE = "https://cards.example/c/"


class Sending:
    """Sends the messages of a desk by one gateway."""

    def __init__(self, desk: OrderDesk, gateway: SmsGateway) -> None:
        self.desk = desk
        self.gateway = gateway
        desk.orders.offered |= {"sms"}

    def send(self) -> bool:
        carrier = SmsCarrier(self.gateway, timeout_s=0.5)
        worker = DeliveryWorker(self.desk.endpoints.executor, carrier, self._carry_out, PAGE)
        return asyncio.run(worker.send_next())

    async def _carry_out(self, write: PendingWrite) -> Reply:
        return write.execute()


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    with sms_gateway() as running:
        yield running


@pytest.fixture
def sending(desk: OrderDesk, gateway: Gateway) -> Sending:
    headers = {"Authorization": "Bearer secret"}
    return Sending(desk, SmsGateway(gateway.address + "/v1/send?x=1", BODY, headers=headers, private=True))


def ordered(desk: OrderDesk, **more: Any) -> int:
    body = line(recipient={"phone": "+1 212 555 0100"}, delivery="sms", **({"sender_name": "Ben"} | more))
    order_id: int = desk.add(order(body))[1]["id"]
    desk.work()
    return order_id


def test_a_message_has_a_link_and_no_code_and_is_sent_once(desk: OrderDesk, gateway: Gateway, sending: Sending) -> None:
    order_id = ordered(desk)
    assert (sending.send(), sending.send()) == (True, False)
    ((path, headers, body),) = gateway.came
    sent = json.loads(body)
    assert (path, headers["Authorization"], headers["Content-Type"]) == (
        "/v1/send?x=1",
        "Bearer secret",
        "application/json",
    )
    assert (sent["to"], sent["parts"]) == ("+12125550100", ["+12125550100", 5])
    assert re.fullmatch(rf"Ben has sent you a gift card: {re.escape(PAGE)}[A-Za-z0-9_-]{{22}}", sent["message"]["text"])
    (card,) = desk.read(order_id)["lines"][0]["cards"]
    assert card["last_characters"] not in sent["message"]["text"].removeprefix("Ben").partition("/c/")[0]
    assert desk.read(order_id)["state"] == "sent"


def test_what_somebody_has_written_is_text_and_no_template(desk: OrderDesk, gateway: Gateway, sending: Sending) -> None:
    ordered(desk, sender_name='{to}", "x": "{number}')
    sending.send()
    sent = json.loads(gateway.came[0][2])
    assert sent["message"]["text"].startswith('{to}", "x": "{number} has sent you a gift card: ')
    assert set(sent) == set(BODY)


@pytest.mark.parametrize(
    ("answer", "state", "failure"),
    [
        ((429, ""), "queued", "the gateway answered 429"),
        ((503, ""), "queued", "the gateway answered 503"),
        ((400, "no such number"), "failed", "the gateway answered 400, and did not accept it"),
        ((302, ""), "failed", "the gateway answered 302, and did not accept it"),
        ((200, "no credit"), "failed", "the gateway answered 200, and did not accept it"),
        ((500, ""), "failed", UNKNOWN),
        ((0, ""), "failed", UNKNOWN),
    ],
    ids=["too many", "busy", "refused", "elsewhere", "not accepted", "broken", "line lost"],
)
def test_every_answer_says_what_became_of_it(
    desk: OrderDesk, gateway: Gateway, sending: Sending, answer: tuple[int, str], state: str, failure: str
) -> None:
    sending.gateway = replace(sending.gateway, accepted_text='"queued"')
    order_id = ordered(desk)
    gateway.answers = [answer]
    assert sending.send()
    (told,) = desk.read(order_id)["lines"][0]["deliveries"]
    assert (told["state"], told["failure"]) == (state, failure)
    desk.clock.now += WAITS_S[0]
    assert sending.send() is (state == "queued")
    assert len(gateway.came) == (2 if state == "queued" else 1)
    assert desk.read(order_id)["state"] == ("sent" if state == "queued" else "failed")
    assert [path for path, _, _ in gateway.came] == ["/v1/send?x=1"] * len(gateway.came)


def test_an_address_inside_is_called_only_where_that_is_allowed(
    desk: OrderDesk, gateway: Gateway, sending: Sending
) -> None:
    order_id = ordered(desk)
    sending.gateway = replace(sending.gateway, private=False)
    assert sending.send()
    (told,) = desk.read(order_id)["lines"][0]["deliveries"]
    assert (told["state"], "private" in told["failure"], gateway.came) == ("queued", True, [])


def test_it_waits_for_a_gateway_that_is_away(desk: OrderDesk, sending: Sending) -> None:
    order_id = ordered(desk)
    sending.gateway = replace(sending.gateway, address=f"http://127.0.0.1:{free_port()}/")
    assert sending.send()
    assert desk.read(order_id)["lines"][0]["deliveries"][0]["state"] == "queued"


def test_over_tls_and_as_a_form(desk: OrderDesk, certificate: Path) -> None:
    with sms_gateway(certificate) as gateway:
        form = SmsGateway(gateway.address + "/send", {"to": "{to}", "body": "{text}"}, is_json=False, private=True)
        stranger = Sending(desk, form)
        order_id = ordered(desk, sender_name="Ben & Ada")
        assert stranger.send()
        assert "certificate" in desk.read(order_id)["lines"][0]["deliveries"][0]["failure"].lower()
        desk.clock.now += WAITS_S[0]
        assert Sending(desk, replace(form, authority=str(certificate))).send()
        ((_, headers, body),) = gateway.came
    assert headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert parse_qs(body)["to"] == ["+12125550100"]
    assert parse_qs(body)["body"][0].startswith("Ben & Ada has sent you")


GOOD = 'address = "https://sms.example/send"\njson = { to = "{to}", text = "{text}" }\n'


def kept(folder: Path, content: str) -> str:
    path = folder / "sms.toml"
    path.write_text(content, "utf-8")
    path.chmod(0o600)
    return str(path)


def test_the_file_is_read_and_its_secrets_are_not_shown(tmp_path: Path) -> None:
    more = 'accepted = [200]\naccepted_text = "ok"\nlater = [500]\n[headers]\nAuthorization = "Bearer secret"\n'
    read = read_sms_file(kept(tmp_path, GOOD + more))
    assert (read.accepted, read.accepted_text, read.later, read.is_json) == ((200,), "ok", (500,), True)
    assert "secret" not in repr(read)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "address = ",
        GOOD.replace("https", "http"),
        GOOD.replace("sms.example", "user:secret@sms.example"),
        GOOD.replace("{to}", "x"),
        GOOD + 'form = { to = "{to}" }\n',
        GOOD + 'accepted = ["200"]\n',
        GOOD + "accepted = 200\n",
        GOOD + "colour = 1\n",
        'address = "https://sms.example/send"\njson = {}\n',
        GOOD + '[headers]\nA = "a\\nb"\n',
    ],
)
def test_what_cannot_be_meant_stops_the_start(tmp_path: Path, content: str) -> None:
    with pytest.raises(CannotStart) as refused:
        read_sms_file(kept(tmp_path, content))
    assert refused.value.values["key"] == "--sms"
