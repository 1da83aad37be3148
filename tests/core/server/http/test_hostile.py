"""Bodies and requests nobody should send: always a clean 4xx, never a 500, and the service goes on."""

from __future__ import annotations

import json
import logging
import socket
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.server.contract.json_body import NumberText, parse_body
from core.server.contract.refusals import RequestRefused
from tests.core.server.conftest import TOKEN, Caller, refusal_of

BROKEN = [
    b"{",
    b"[]",
    b"5",
    b'"text"',
    b"null",
    b"not json",
    b'{"initial_value": NaN}',
    b'{"initial_value": Infinity}',
    b'{"initial_value": 5, "initial_value": 6}',
    b'{"initial_value": 5, "note": {"a": 1, "a": 2}}',
    b'{"initial_value": 5} trailing',
    b'\xef\xbb\xbf{"initial_value": 5}',
    b'{"note": "\xff\xfe"}',
    '{"initial_value": 5}'.encode("utf-16"),
    b"[" * 100_000,
    b'{"a":' * 100_000,
    b'{"initial_value": ' + b"9" * 5000 + b"}",
]


@pytest.mark.parametrize("body", BROKEN, ids=range(len(BROKEN)))
def test_a_body_that_is_no_json_object_is_400(standing: Caller, body: bytes) -> None:
    card_id = standing.issue("20.00")["id"]
    for method, path in (
        ("POST", "/gift-cards"),
        ("PUT", f"/gift-cards/{card_id}"),
        ("PUT", f"/gift-cards/{card_id}/balance"),
        ("POST", f"/gift-cards/{card_id}/disable"),
    ):
        reply = standing.call(method, path, data=body, headers={"Content-Type": "application/json"})
        assert reply.status_code == 400, reply.text
        assert reply.json()["errors"].startswith("The request body")
    assert standing.card(card_id)["balance"] == "20.00"
    assert standing.card(card_id)["disabled_at"] is None


@pytest.mark.parametrize("value", ["1E+300000", "1e400", "1.0000000000000000000001", "0.1e1", "-0.0", "1.", "0x10"])
def test_a_number_never_goes_through_float(standing: Caller, value: str) -> None:
    body = f'{{"initial_value": {value}}}'
    reply = standing.call("POST", "/gift-cards", data=body, headers={"Content-Type": "application/json"})
    assert reply.status_code in (400, 422)


def test_large_bodies(standing: Caller) -> None:
    kept = standing.issue("20.00")["id"]
    fits = json.dumps({"initial_value": 5, "other": "x" * (8 * 1024 * 1024 - 100)})
    json_kind = {"Content-Type": "application/json"}
    assert standing.call("POST", "/gift-cards", data=fits, headers=json_kind).status_code == 201
    reply = standing.call("POST", "/gift-cards", data=fits + " " * 200, headers=json_kind)
    assert refusal_of(reply) == (413, {"errors": "The request body is too large."})
    chunks = (b" " * 65536 for _ in range(160))
    assert standing.call("PUT", f"/gift-cards/{kept}/balance", data=chunks, headers=json_kind).status_code == 413
    gzipped = json_kind | {"Content-Encoding": "gzip"}
    assert standing.call("POST", "/gift-cards", data=b"\x1f\x8b", headers=gzipped).status_code == 415


def test_what_is_no_http_at_all(standing: Caller, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, "uvicorn.error")
    host, port = standing.service.url.split("/")[2].split(":")
    for raw in (b"\x16\x03\x01\x02\x00\x01", b"GET\r\n\r\n", b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"):
        with socket.create_connection((host, int(port)), timeout=5) as connection:
            connection.sendall(raw)
            assert b" 400 " in connection.recv(4096)
    assert standing.read("/gift-cards").status_code == 200


def test_a_client_that_leaves_in_the_middle_of_its_body(standing: Caller, caplog: pytest.LogCaptureFixture) -> None:
    host, port = standing.service.url.split("/")[2].split(":")
    head = f"POST /api/external/gift-cards HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TOKEN}\r\n"
    with socket.create_connection((host, int(port)), timeout=5) as connection:
        connection.sendall(head.encode() + b'Content-Length: 99\r\n\r\n{"initial_value"')
    before = standing.ids("/gift-cards", limit=250)
    assert standing.ids("/gift-cards", limit=250) == before
    assert "Exception" not in caplog.text


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
FIELDS = st.sampled_from(
    ["initial_value", "code", "note", "expires_on", "template_suffix", "currency", "balance", "id"]
)


BODY = st.dictionaries(FIELDS, ANYTHING, max_size=4)


@pytest.mark.slow
@settings(max_examples=15, deadline=None)
@given(body=BODY)
def test_any_json_gets_a_clean_answer(standing: Caller, body: dict[str, object]) -> None:
    check_clean(standing, body)


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(body=BODY)
def test_much_json_gets_a_clean_answer(standing: Caller, body: dict[str, object]) -> None:
    check_clean(standing, body)


def check_clean(standing: Caller, body: dict[str, object]) -> None:
    raw = json.dumps(body)
    headers = {"Content-Type": "application/json"}
    assert standing.call("POST", "/gift-cards", data=raw, headers=headers).status_code in (201, 400, 422)
    assert standing.call("PUT", "/gift-cards/1/balance", data=raw, headers=headers).status_code in (400, 404)
    card_id = standing.ids("/gift-cards", limit=1) or [standing.issue()["id"]]
    for path in (f"/gift-cards/{card_id[0]}", f"/gift-cards/{card_id[0]}/balance"):
        assert standing.call("PUT", path, data=raw, headers=headers).status_code in (200, 400, 422)


@settings(max_examples=300, deadline=None)
@given(raw=st.binary(max_size=60))
def test_any_bytes_parse_or_are_refused(raw: bytes) -> None:
    with suppress(RequestRefused):
        assert isinstance(parse_body(raw), dict)


def test_a_number_keeps_its_text() -> None:
    body = parse_body(b'{"a": 100.10, "b": 7}')
    assert body == {"a": "100.10", "b": 7}
    assert isinstance(body["a"], NumberText)
