"""Every field of every endpoint with what does not belong there: a clean 4xx in JSON or a sound 2xx, never a 500."""

from __future__ import annotations

import base64
import itertools
import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar
from urllib.parse import parse_qs, quote, urlsplit

import pytest
import requests
from hypothesis import given, settings
from hypothesis import strategies as st

from core.server.contract.switches import Switches
from core.server.http.request_reader import MOST_BODY
from core.server.sandbox.embedded import EmbeddedService
from tests.core.server.conftest import TOKEN, Caller, Clock

T = TypeVar("T")
JSON = {"Content-Type": "application/json"}
TYPED = re.compile(r"[a-z_]+")
FIELDS = {
    "create": ("initial_value", "code", "note", "expires_on", "template_suffix", "currency", "\ud800 unknown"),
    "update": ("id", "note", "expires_on", "template_suffix", "unknown"),
    "balance": ("balance", "id", "remote_transaction_ref", "unknown"),
    "disable": ("id", "unknown"),
    "adjust": ("amount", "note", "remote_transaction_ref", "unknown"),
    "alias create": ("gift_card",),
}
LEGAL = {"create": '"initial_value": 50', "balance": '"balance": 20', "adjust": '"amount": 1'}

DEEP = 100_000
VALUES = {
    "null": "null",
    "true": "true",
    "zero": "0",
    "negative": "-1",
    "minus zero": "-0",
    "many digits": "1" + "0" * 400,
    "too many digits": "1" + "0" * 5000,
    "large exponent": "1e400",
    "small exponent": "1e-400",
    "huge exponent": "1E+999999999999",
    "fraction": "0.1234567890123456789",
    "2^63": str(2**63),
    "-2^63": str(-(2**63)),
    "NaN": "NaN",
    "Infinity": "Infinity",
    "-Infinity": "-Infinity",
    "empty": '""',
    "blank": '" \\t\\n"',
    "number in other digits": '"\u0661\u0662"',
    "number with underscores": '"1_000"',
    "NaN as text": '"NaN"',
    "infinite as text": '"Infinity"',
    "exponent as text": '"1e400"',
    "digits as text": json.dumps("9" * 65_536),
    "64 KiB": json.dumps("x" * 65_536),
    "64 KiB of others": json.dumps("\U0001f600" * 65_537, ensure_ascii=False),
    "NUL": '"12345678\\u0000"',
    "raw NUL": '"12345678\x00"',
    "lone surrogate": '"12345678\\ud800"',
    "turned surrogates": '"\\udc00\\ud800"',
    "broken escape": '"\\ud8"',
    "dotless": '"\u0130\u0131\ufb01\u212a\u017fstring"',
    "right to left": '"\u202e\u2066abc"',
    "date": '"2027-02-30"',
    "date and more": '"2027-02-03T00:00:00"',
    "year 0": '"0000-01-01"',
    "array": "[]",
    "array of it": "[5]",
    "object": "{}",
    "object of it": '{"initial_value": 5}',
    "duplicate inside": '{"a": 1, "a": 1}',
    "deep arrays": "[" * DEEP + "]" * DEEP,
    "deep objects": '{"a":' * (DEEP - 1) + "1" + "}" * (DEEP - 1),
    "fairly deep": "[" * 900 + "]" * 900,
    "many values": "[" + "[]," * 200_000 + "[]]",
}
RAW = {
    "broken UTF-8": b'"12345678\xff\xfe"',
    "overlong": b'"12345678\xc0\x80"',
    "UTF-8 surrogate": b'"12345678\xed\xa0\x80"',
    "cut UTF-8": b'"12345678\xf0\x9f"',
}
BODIES = {name: text.encode() for name, text in VALUES.items()} | RAW
TEXTS = {
    "empty": "",
    "NUL": "%00",
    "broken UTF-8": "%ff%fe",
    "surrogate": "%ed%a0%80",
    "broken escape": "%zz%",
    "digits": "9" * 400,
    "many digits": "9" * 5000,
    "2^63": str(2**63),
    "negative": "-1",
    "plus": "%2B5",
    "other digits": quote("\u0661\u0662"),
    "superscript": quote("\u00b2"),
    "fraction": "1.5",
    "exponent": "1e400",
    "NaN": "NaN",
    "60 KiB": "x" * 60_000,
    "70 KiB": "x" * 70_000,
    "array": "[1,2]",
    "object": quote('{"a":1}'),
    "deep": "(" * 50_000,
    "quotes": "%22%27%22",
    "percent": "%25_%5C%25",
    "wide": quote("\U0001f600" * 500),
    "a cursor that is none": "W1tdLFtdXQ",
    "a deep cursor": "W1tb" * 12_000,
    "twice": "5&{0}=6",
    "as an array": "1&{0}[]=2",
    "comparison": "balance%3A%3E1e999+created_at%3A%3C9999-12-31T23%3A59%3A59-23%3A59",
    "times": "created_at%3A0001-01-01+OR+updated_at%3A9999-12-31+OR+disabled_at%3A10000-01-01",
    "more than money": "balance%3A%3E999999999999.999999",
}
PARAMETERS = {
    "/gift-cards": ("limit", "since_id", "status", "fields", "page_info", "unknown"),
    "/gift-cards/search": ("query", "order", "limit", "fields", "page_info", "unknown"),
    "/gift-cards/transactions": (
        *("limit", "since_id", "status", "page_info", "query", "balance_status", "created_at", "expires_on"),
        *("source", "initial_value"),
    ),
}


Chosen = Callable[[Iterable[T]], list[T]]


@pytest.fixture(params=[11, pytest.param(1, marks=pytest.mark.slow)], ids=["some", "all"])
def chosen(request: pytest.FixtureRequest) -> Callable[[Iterable[Any]], list[Any]]:
    """Some of many values, others for each field; the slow tests take all of them."""
    turn = itertools.count()
    return lambda many: list(many)[next(turn) % request.param :: request.param]


@pytest.fixture(scope="module")
def open_all(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Caller]:
    """Everything that can be switched on, is."""
    switches = Switches(
        idempotency_keys=True, etags=True, echo_reference=True, transactions_list=True, shopify_alias=True
    )
    path = tmp_path_factory.mktemp("shop") / "shop.sqlite"
    service = EmbeddedService(path, TOKEN, seed=None, switches=switches, clock=Clock())
    service.start()
    caller = Caller(service)
    yield caller
    caller.close()
    service.stop()


def check(reply: requests.Response, said: object = "") -> None:
    """A sound 2xx or a clean 4xx; either way JSON without what JSON has not."""
    assert 200 <= reply.status_code < 300 or 400 <= reply.status_code < 500, (said, reply.status_code, reply.text)
    assert reply.headers["Content-Type"] == "application/json; charset=utf-8", said
    body = json.loads(reply.content.decode("utf-8"), parse_constant=pytest.fail)
    assert isinstance(body, dict), said
    assert ("errors" in body) is (reply.status_code >= 400), (said, body)


def endpoints(shop: Caller, card_id: int) -> dict[str, tuple[str, str, str]]:
    """Method, address and what a body is wrapped in."""
    alias = shop.service.url.replace("/api/external", "/admin/api/2025-01/gift_cards")
    return {
        "create": ("POST", "/gift-cards", ""),
        "update": ("PUT", f"/gift-cards/{card_id}", ""),
        "balance": ("PUT", f"/gift-cards/{card_id}/balance", ""),
        "disable": ("POST", f"/gift-cards/{card_id}/disable", ""),
        "adjust": ("POST", f"{alias}/{card_id}/adjustments.json", "adjustment"),
        "alias create": ("POST", f"{alias}.json", ""),
    }


def body_of(endpoint: str, field: str, value: bytes, wrap: str = "") -> bytes:
    """`field` as given beside what the endpoint needs; given twice, it is a duplicate key."""
    name = json.dumps(field).encode()
    needed = LEGAL.get(endpoint, "").encode()
    members = [name + b": " + value]
    if needed and not needed.startswith(name):
        members.append(needed)
    whole = b"{" + b", ".join(members) + b"}"
    return b'{"' + wrap.encode() + b'": ' + whole + b"}" if wrap else whole


@pytest.mark.parametrize("endpoint", FIELDS)
def test_every_value_in_every_field(open_all: Caller, endpoint: str, chosen: Chosen[Any]) -> None:
    for field in FIELDS[endpoint]:
        card_id = open_all.issue("20.00")["id"]
        method, path, wrap = endpoints(open_all, card_id)[endpoint]
        for name, value in chosen(BODIES.items()):
            body = body_of(endpoint, field, value, wrap)
            check(open_all.call(method, path, data=body, headers=JSON), (field, name))
            if name in ("NaN", "Infinity", "-Infinity", "deep arrays", "deep objects", "many values", *RAW):
                assert open_all.call(method, path, data=body, headers=JSON).status_code == 400, (field, name)
        twice = body_of(endpoint, field, b"5, " + json.dumps(field).encode() + b": 5", wrap)
        assert open_all.call(method, path, data=twice, headers=JSON).status_code == 400, field
        assert open_all.read(f"/gift-cards/{card_id}").status_code == 200


@pytest.mark.parametrize("endpoint", FIELDS)
def test_every_whole_body(open_all: Caller, endpoint: str) -> None:
    card_id = open_all.issue("20.00")["id"]
    method, path, _ = endpoints(open_all, card_id)[endpoint]
    for name, body in BODIES.items():
        reply = open_all.call(method, path, data=body, headers=JSON)
        check(reply, name)
        assert reply.status_code >= 400 or name in ("object", "object of it"), name
    for empty in (b"", b"  "):
        reply = open_all.call(method, path, data=empty, headers=JSON)
        check(reply, empty)
        assert (reply.status_code == 200) is (endpoint == "disable")
    reply = open_all.call(method, path, data=b" " * (MOST_BODY + 1), headers=JSON)
    check(reply)
    assert reply.status_code == 413


@pytest.mark.parametrize("path", PARAMETERS)
def test_every_text_in_every_parameter(open_all: Caller, path: str, chosen: Chosen[Any]) -> None:
    for number in range(3):
        open_all.issue(5 + number, note="a % of \U0001f600 _")
    for name in PARAMETERS[path]:
        for kind, text in chosen(TEXTS.items()):
            reply = open_all.call("GET", f"{open_all.service.url}{path}?{name}={text.replace('{0}', name)}")
            check(reply, (name, kind))
    many = "&".join(f"a{number}=1" for number in range(200))
    assert open_all.call("GET", f"{path}?{many}").status_code == 400


LONG = ("\U0001f600" * 4000, "\U0001f600" * 750, "\u00e9" * 1500, "\x01" * 3000, '"' * 3000, "a" * 3000, "a" * 3001)


@pytest.mark.parametrize("text", LONG, ids=range(len(LONG)))
def test_a_reply_never_has_a_header_too_long_to_read(open_all: Caller, text: str) -> None:
    for _ in range(3):
        open_all.issue(5, note=text)
    for path, name in (
        ("/gift-cards/search", "query"),
        ("/gift-cards/transactions", "query"),
        ("/gift-cards", "fields"),
        ("/gift-cards/search", "fields"),
    ):
        reply = open_all.read(path, limit=1, **{name: text})
        check(reply, name)
        for _ in range(2):
            assert len(reply.headers.get("Link", "")) < 60_000
            if "next" in reply.links:
                reply = open_all.call("GET", reply.links["next"]["url"])
                check(reply, name)
                assert reply.status_code == 200


@pytest.mark.parametrize("path", PARAMETERS)
def test_every_value_in_every_place_of_a_cursor(open_all: Caller, path: str, chosen: Chosen[Any]) -> None:
    for _ in range(2):
        open_all.issue(5)
    link = open_all.read(path, limit=1).links["next"]["url"]
    raw = parse_qs(urlsplit(link).query)["page_info"][0]
    walk, place = json.loads(base64.urlsafe_b64decode(raw + "=" * (-len(raw) % 4)))
    for slot in range(len(walk) + len(place)):
        for name, value in chosen(BODIES.items()):
            if len(value) > 20_000:
                continue
            parts = [json.dumps(part).encode() for part in (*walk, *place)]
            parts[slot] = value
            ends = b",".join(parts[: len(walk)]), b",".join(parts[len(walk) :])
            cursor = base64.urlsafe_b64encode(b"[[%b],[%b]]" % ends).decode().rstrip("=")
            check(open_all.read(path, page_info=cursor, limit=1), (slot, name))


def test_every_text_as_an_id(open_all: Caller, chosen: Chosen[Any]) -> None:
    for below in ("", "/balance", "/disable", "/transactions"):
        for kind, text in chosen(TEXTS.items()):
            path = f"/gift-cards/{text}".partition("&")[0] + below
            for method in ("GET", "PUT", "POST", "DELETE"):
                reply = open_all.call(method, path, data=b"{}", headers=JSON)
                check(reply, (kind, method, below))


def test_every_text_in_the_headers_of_a_write(open_all: Caller) -> None:
    card_id = open_all.issue("20.00")["id"]
    texts = ["", '"', '""', '"\xff"', "W/", "*", "9" * 5000, '"' + "x" * 254 + '"', '"a","b"', "\xe9", '"\x7f"']
    for name in ("Idempotency-Key", "If-Match", "Content-Type", "Content-Encoding", "Host", "Accept", "Authorization"):
        for text in texts:
            headers = {**JSON, name: text.encode("latin-1")}
            path = f"/gift-cards/{card_id}/balance"
            check(open_all.call("PUT", path, data=b'{"balance": 20}', headers=headers), (name, text))


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.integers(10**300, 10**400),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
NAMES = st.sampled_from(sorted({name for names in FIELDS.values() for name in names if TYPED.fullmatch(name)}))


BODY = ANYTHING | st.dictionaries(NAMES | st.text(), ANYTHING, max_size=5)


@settings(max_examples=25, deadline=None)
@given(endpoint=st.sampled_from(sorted(FIELDS)), body=BODY)
def test_any_json_in_any_endpoint(open_all: Caller, endpoint: str, body: Any) -> None:
    check_body(open_all, endpoint, body)


@pytest.mark.slow
@pytest.mark.parametrize("endpoint", FIELDS)
@settings(max_examples=100, deadline=None)
@given(body=BODY)
def test_more_json_in_every_endpoint(open_all: Caller, endpoint: str, body: Any) -> None:
    check_body(open_all, endpoint, body)


def check_body(open_all: Caller, endpoint: str, body: Any) -> None:
    known = open_all.ids("/gift-cards", limit=1) or [open_all.issue("20.00")["id"]]
    method, path, wrap = endpoints(open_all, known[0])[endpoint]
    check(open_all.call(method, path, data=json.dumps({wrap: body} if wrap else body), headers=JSON))


PATH = st.sampled_from(sorted(PARAMETERS))
ARGUMENTS = st.dictionaries(
    st.sampled_from(sorted({name for names in PARAMETERS.values() for name in names})),
    st.text(max_size=40) | st.binary(max_size=20) | st.integers().map(str),
    max_size=4,
)


@settings(max_examples=25, deadline=None)
@given(path=PATH, arguments=ARGUMENTS)
def test_any_query(open_all: Caller, path: str, arguments: dict[str, Any]) -> None:
    check_query(open_all, path, arguments)


@pytest.mark.slow
@settings(max_examples=500, deadline=None)
@given(path=PATH, arguments=ARGUMENTS)
def test_more_queries(open_all: Caller, path: str, arguments: dict[str, Any]) -> None:
    check_query(open_all, path, arguments)


def check_query(open_all: Caller, path: str, arguments: dict[str, Any]) -> None:
    check(open_all.read(path, **{name: _sendable(value) for name, value in arguments.items()}))


def _sendable(value: str | bytes) -> bytes:
    return value if isinstance(value, bytes) else value.encode("utf-8", "surrogatepass")
