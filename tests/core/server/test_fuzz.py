"""Every field of every endpoint with what does not belong there: a clean 4xx in JSON or a sound 2xx, never a 500.

Slow and heavy requests are bounded in time and in memory.
"""

from __future__ import annotations

import base64
import itertools
import json
import re
import socket
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import parse_qs, quote, urlsplit

import pytest
import requests
from hypothesis import given, settings
from hypothesis import strategies as st

from core.server.app import create_app
from core.server.database import database_url, open_database
from core.server.embedded import EmbeddedService
from core.server.faults import HOLD, Endpoint
from core.server.intake import MOST_BODY, Intake
from core.server.listener import Background, bound_socket, configuration
from core.server.switches import Switches
from tests.core.server.conftest import TOKEN, Caller, Clock
from tests.core.server.test_postgresql import address  # noqa: F401 - the fixture
from tests.core.server.test_serve import served

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


@pytest.fixture(params=[7, pytest.param(1, marks=pytest.mark.slow)], ids=["some", "all"])
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


@pytest.fixture
def plain(tmp_path: Path) -> Iterator[str]:
    """The address of a service without what a sandbox has between it and the socket."""
    engine, bound = open_database(database_url(tmp_path / "plain.sqlite")), bound_socket("127.0.0.1", 0)
    server = Background(configuration(create_app(engine, [TOKEN])), bound)
    server.begin()
    yield f"http://127.0.0.1:{bound.getsockname()[1]}/api/external"
    server.end()
    engine.dispose()


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


def connect(url: str) -> socket.socket:
    parts = urlsplit(url)
    return socket.create_connection((str(parts.hostname), int(parts.port or 0)), timeout=20)


def head(method: str, path: str, length: int, token: str = TOKEN) -> bytes:
    lines = (f"{method} /api/external{path} HTTP/1.1", "Host: x", f"Authorization: Bearer {token}")
    return "\r\n".join((*lines, "Content-Type: application/json", f"Content-Length: {length}", "", "")).encode()


def heard(connection: socket.socket) -> tuple[int, Any]:
    """Status and body of a reply, read to the end of the connection."""
    raw = b"".join(iter(lambda: connection.recv(65536), b""))
    top, _, body = raw.partition(b"\r\n\r\n")
    return int(top.split()[1]), json.loads(body)


Patience = Callable[[float], None]


@pytest.fixture
def patience(monkeypatch: pytest.MonkeyPatch) -> Patience:
    """Sets how many seconds a body may take, for what begins from then on."""
    return lambda seconds: monkeypatch.setattr("core.server.intake.BODY_WAIT_S", seconds)


def test_half_a_body_gets_its_408_and_keeps_nobody_waiting(plain: str, patience: Patience) -> None:
    check_slow(plain, patience)


def test_half_a_body_in_a_sandbox(shop: Caller, patience: Patience) -> None:
    check_slow(shop.service.url, patience)


def check_slow(url: str, patience: Patience) -> None:
    """One slow body has all the time of this test, so whoever is answered has not waited for it."""
    with requests.Session() as other, closing(connect(url)) as patient, closing(connect(url)) as slow:
        other.headers["Authorization"] = f"Bearer {TOKEN}"
        patience(60)
        patient.sendall(head("POST", "/gift-cards", 40) + b'{"initial_value"')
        assert other.get(url + "/gift-cards", timeout=10).json() == {"gift_cards": []}
        patience(0.05)
        slow.sendall(head("POST", "/gift-cards", 40_000) + b'{"initial_value": "')
        assert heard(slow) == (408, {"errors": "The request body did not come in time."})
        assert other.get(url + "/gift-cards", timeout=10).json() == {"gift_cards": []}
        patient.sendall(b": 5}".ljust(24))
        assert status_of(patient) == 201


def status_of(connection: socket.socket) -> int:
    """Of the reply that has begun to come."""
    return int(connection.recv(65536).split()[1])


def test_a_client_that_leaves_has_disabled_nothing(shop: Caller) -> None:
    card_id = shop.issue("20.00")["id"]
    with closing(connect(shop.service.url)) as leaving:
        leaving.sendall(head("POST", f"/gift-cards/{card_id}/disable", 40))
        leaving.shutdown(socket.SHUT_RDWR)
    with closing(connect(shop.service.url)) as leaving:
        leaving.sendall(head("PUT", f"/gift-cards/{card_id}/balance", 40) + b'{"balance": 1}')
        leaving.shutdown(socket.SHUT_RDWR)
    for _ in range(5):
        card = shop.card(card_id)
    assert (card["disabled_at"], card["balance"]) == (None, "20.00")


@pytest.fixture
def intakes(monkeypatch: pytest.MonkeyPatch) -> list[Intake]:
    """Those of the services that are started from here on."""
    made: list[Intake] = []

    def make() -> Intake:
        made.append(Intake())
        return made[-1]

    monkeypatch.setattr("core.server.app.Intake", make)
    return made


def test_what_bodies_hold_is_given_back(intakes: list[Intake], plain: str) -> None:
    with requests.Session() as caller:
        caller.headers.update(JSON | {"Authorization": f"Bearer {TOKEN}"})
        for body, status in ((b'{"initial_value": 5}', 201), (b"{", 400), (b" " * (MOST_BODY + 1), 413)):
            assert caller.post(plain + "/gift-cards", data=body, timeout=10).status_code == status
    assert [intake.held for intake in intakes] == [0]


def test_a_sandbox_holds_no_more_than_that_while_it_is_late(shop: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.server.intake.MOST_BODIES", 1000)
    shop.service.faults.next(Endpoint.CREATE, HOLD)
    body = b'{"initial_value": 5}'.ljust(800)
    with closing(connect(shop.service.url)) as late:
        late.sendall(head("POST", "/gift-cards", len(body)) + body)
        while shop.service.faults.unmet:
            pass
        refused = shop.call("POST", "/gift-cards", data=body, headers=JSON)
        assert (refused.status_code, refused.headers["Retry-After"]) == (503, "1.0")
        shop.service.faults.release()
        assert status_of(late) == 201
    assert shop.call("POST", "/gift-cards", data=body, headers=JSON).status_code == 201


linux_only = pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")


def peak_mib(pid: int) -> float:
    """The most memory that a process has held so far."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    assert found is not None
    return int(found[1]) / 1024


def heavy_bodies() -> dict[str, bytes]:
    """8 MiB each: one that is four times as long when decoded, one of small values, one of nothing."""
    wide = b'{"initial_value": 5, "other": "\xf0\x9f\x98\x80'
    many = b'{"initial_value": 5, "other": ['
    return {
        "wide": wide + b"x" * (MOST_BODY - len(wide) - 2) + b'"}',
        "many": many + b"[]," * ((MOST_BODY - len(many) - 6) // 3) + b"[]]}",
        "blank": b" " * MOST_BODY,
    }


@linux_only
@pytest.mark.slow
@pytest.mark.parametrize("kind", ["wide", "many", "blank"])
def test_memory_is_bounded_on_sqlite(tmp_path: Path, kind: str) -> None:
    check_memory(str(tmp_path / "shop.sqlite"), heavy_bodies()[kind], 384)


@linux_only
@pytest.mark.slow
def test_memory_is_bounded_on_postgresql(address: str) -> None:  # noqa: F811
    check_memory(address, heavy_bodies()["wide"], 768)


def check_memory(database: str, body: bytes, bound_mib: int, senders: int = 20) -> None:
    """Everybody sends all but the last byte, and then everybody sends that; docs/service.md names the bound."""
    together = threading.Barrier(senders)
    with served(database) as (url, process), requests.Session() as caller:
        caller.headers["Authorization"] = "Bearer one"
        assert caller.get(url + "/gift-cards", timeout=10).status_code == 200
        before = peak_mib(process.pid)

        def send(_number: int) -> int:
            with closing(connect(url)) as connection:
                opening = head("POST", "/gift-cards", len(body), "one").replace(b"Host", b"Connection: close\r\nHost")
                connection.sendall(opening + body[:-1])
                together.wait(60)
                connection.sendall(body[-1:])
                return heard(connection)[0]

        with ThreadPoolExecutor(senders) as pool:
            answers = list(pool.map(send, range(senders)))
        assert 503 in answers
        assert set(answers) - {503} in ({201}, {400}), "nobody was served"
        assert peak_mib(process.pid) - before < bound_mib
        made = caller.post(url + "/gift-cards", json={"initial_value": 5}, timeout=10)
        assert made.status_code == 201
