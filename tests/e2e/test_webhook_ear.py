"""The back office's ear: only what the service has just sent counts, once, and then a card is read again."""

from __future__ import annotations

import hashlib
import hmac
import http.client
import json
import random
import socket
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from standardwebhooks.webhooks import Webhook

from core.bootstrap import Core
from core.console.webhook_ear import WebhookEar
from core.domain.webhook import KEPT_S, MOST_BYTES, TOLERANCE_S, WebhookSecrets, verify
from core.server.sandbox.embedded import EmbeddedService
from core.usecases import webhooks
from tests.e2e.conftest import OpenTill
from tests.e2e.counter_actions import redeem, sell

STANDARD = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
OTHER = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"
VENDORS = "whk_test_secret"
SECRETS = WebhookSecrets.of([STANDARD, VENDORS])
assert SECRETS is not None

Delivery = tuple[dict[str, str], bytes]


def content(card_id: int) -> bytes:
    return json.dumps(
        {"type": "gift_card.redeemed", "data": {"gift_card": {"id": card_id, "balance": "0.01"}}}
    ).encode()


def standard(card_id: int, name: str = "msg_1", at: float | None = None, secret: str = STANDARD) -> Delivery:
    """A delivery as the reference library of Standard Webhooks signs it."""
    body, sent = content(card_id), datetime.fromtimestamp(int(time.time() if at is None else at), UTC)
    signature = Webhook(secret).sign(name, sent, body.decode())
    stamp = str(int(sent.timestamp()))
    return {"webhook-id": name, "webhook-timestamp": stamp, "webhook-signature": signature}, body


def vendors(card_id: int, at: float | None = None, secret: str = VENDORS) -> Delivery:
    """A delivery as the vendor signs it: the kind and the time alone."""
    sent = datetime.fromtimestamp(time.time() if at is None else at, UTC)
    timestamp = sent.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    signed = f'{{"type":"gift_card_balance","timestamp":"{timestamp}"}}'
    signature = hmac.new(secret.encode(), signed.encode(), hashlib.sha256).hexdigest()
    body = {"type": "gift_card_balance", "timestamp": timestamp, "data": {"gift_card": {"id": card_id}}}
    headers = {"x-gifthero-topic": "gift_card_balance", "x-gifthero-signature": f"sha256={signature}"}
    return headers, json.dumps(body).encode()


SIGNED: dict[str, Callable[..., Delivery]] = {"standard": standard, "gifthero": vendors}


def test_the_vendors_own_vector_is_verified() -> None:
    body = b'{"type":"gift_card_balance","timestamp":"2026-01-14T15:26:56.000Z","data":{"id":7}}'
    headers = {
        "x-gifthero-topic": "gift_card_balance",
        "x-gifthero-signature": "sha256=62c36495cee3e26d1326e6c5bdedd9868ef246845d6a317b0aba573496d998ca",
    }
    at = datetime(2026, 1, 14, 15, 26, 56, tzinfo=UTC).timestamp()
    found = verify(headers, body, SECRETS, at)
    assert found is not None
    assert found.card_id == 7
    assert verify(headers, body, SECRETS, at + TOLERANCE_S + 1) is None


@pytest.mark.parametrize("scheme", SIGNED)
def test_five_minutes_either_way_are_the_most(scheme: str) -> None:
    now = float(int(time.time()))
    signed = SIGNED[scheme](5, at=now)
    assert [verify(*signed, SECRETS, now + late) is not None for late in (-301, -299, 0, 299, 301)] == [
        False,
        True,
        True,
        True,
        False,
    ]


def test_either_of_two_live_secrets_counts_and_no_other() -> None:
    both = WebhookSecrets.of([OTHER, STANDARD])
    assert both is not None
    now = time.time()
    assert all(verify(*standard(5, secret=secret), both, now) for secret in (STANDARD, OTHER))
    assert verify(*standard(5, secret=OTHER), SECRETS, now) is None
    assert verify(*vendors(5), both, now) is None  # no secret of that scheme
    assert WebhookSecrets.of(["whsec_not base64!"]) is None


def _spoilt(draw: random.Random, card_id: int, number: int) -> Delivery:
    """One that the service did not send: another signature, secret, time, body or shape."""
    headers, body = SIGNED[draw.choice(list(SIGNED))](card_id)
    which = number % 6
    if which == 0:
        name = next(each for each in headers if each.endswith("signature"))
        at = draw.randrange(len(headers[name]) - 4)
        other = draw.choice([sign for sign in "0Zx=" if sign != headers[name][at]])
        headers[name] = headers[name][:at] + other + headers[name][at + 1 :]
        return headers, body
    if which == 1:
        return SIGNED[draw.choice(list(SIGNED))](
            card_id, at=time.time() + draw.choice((-1, 1)) * draw.uniform(302, 1e6)
        )
    if which == 2:
        return standard(card_id, secret=OTHER) if number % 2 else vendors(card_id, secret="guessed")
    if which == 3:
        signed, _ = standard(card_id)
        return signed, content(card_id + 1 + number)
    if which == 4:
        return {name: value for name, value in headers.items() if draw.random() < 0.6 and "signature" not in name}, body
    return headers, bytes(draw.randrange(256) for _ in range(draw.randrange(1, 400)))


@pytest.fixture
def ear(open_till: OpenTill) -> Iterator[tuple[Core, WebhookEar]]:
    core = open_till("office")
    assert SECRETS is not None
    ear = WebhookEar(core, SECRETS, 0)
    yield core, ear
    ear.close()


def post(ear: WebhookEar, delivery: Delivery, **more: str) -> int:
    line = http.client.HTTPConnection("127.0.0.1", ear.port, timeout=10)
    line.request("POST", "/", delivery[1], delivery[0] | more)
    status = line.getresponse().status
    line.close()
    return status


@pytest.mark.parametrize("scheme", SIGNED)
def test_a_verified_delivery_has_its_card_read_again(
    open_till: OpenTill, ear: tuple[Core, WebhookEar], scheme: str
) -> None:
    core, ears = ear
    other = open_till("counter")
    card = sell(other).card_id
    core.lookup.refresh(card)
    redeem(other, card, 2_500)
    assert core.queries.card(card).balance == 10_000  # type: ignore[union-attr]
    assert post(ears, SIGNED[scheme](card)) == 204
    _until(lambda: core.queries.card(card).balance == 7_500)  # type: ignore[union-attr]


def test_two_hundred_that_are_none_change_nothing(ear: tuple[Core, WebhookEar], service: EmbeddedService) -> None:
    core, ears = ear
    card, draw = sell(core).card_id, random.Random(5)
    before, asked = _state(core), len(service.faults.seen)
    answers = {post(ears, _spoilt(draw, card, number)) for number in range(200)}
    assert answers == {401}
    assert (_state(core), len(service.faults.seen)) == (before, asked)


def test_a_repeat_counts_once_after_a_restart_too(open_till: OpenTill, service: EmbeddedService) -> None:
    core = open_till("office")
    card = sell(core).card_id
    signed = standard(card)
    for _ in range(2):
        assert SECRETS is not None
        ears = WebhookEar(core, SECRETS, 0)
        asked = len(service.faults.seen)
        assert [post(ears, signed) for _ in range(3)] == [204] * 3
        ears.close()
        core.close()
        core = open_till("office")
    assert len(service.faults.seen) - asked <= 1  # the second life asked for no card: only a start asks for itself


def test_it_is_remembered_for_a_day_and_not_longer(open_till: OpenTill, monkeypatch: pytest.MonkeyPatch) -> None:
    core = open_till("office")
    assert webhooks.note_delivery(core, "standard a")
    now = core.heard_webhooks.storage.clock.wall()
    for later, is_new in ((KEPT_S - 60, False), (KEPT_S + 60, True)):
        with monkeypatch.context() as patched:
            patched.setattr(core.heard_webhooks.storage.clock, "wall", lambda later=later: now + later)
            assert webhooks.note_delivery(core, "standard a") is is_new


def test_another_body_of_the_vendors_scheme_is_a_reading_and_nothing_else(
    ear: tuple[Core, WebhookEar], service: EmbeddedService
) -> None:
    core, ears = ear
    card, other = sell(core).card_id, sell(core).card_id
    headers, body = vendors(card)
    before = _state(core)
    forged = body.replace(str(card).encode(), str(other).encode())
    assert post(ears, (headers, forged)) == 204
    assert _state(core) == before


def test_what_is_no_delivery_is_turned_away_and_holds_up_nobody(ear: tuple[Core, WebhookEar]) -> None:
    _, ears = ear
    idle = [socket.create_connection(("127.0.0.1", ears.port)) for _ in range(5)]
    assert post(ears, ({}, b"x" * (MOST_BYTES + 1))) == 413
    line = http.client.HTTPConnection("127.0.0.1", ears.port, timeout=10)
    line.request("GET", "/")
    assert line.getresponse().status == 501
    line.close()
    assert post(ears, standard(1)) == 204
    for each in idle:
        each.close()


def _state(core: Core) -> Any:
    """All that a delivery could have changed: cards, operations, the journal."""
    cards = tuple((row.card_id, row.balance, row.note, row.status) for row in core.queries.cards())
    return cards, core.queries.operations(), core.book.head()


def _until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
