"""Replies that no service should send, each written by hand: what is asked, what comes back, and nothing believed."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle

from core.remote.gateway import NewCard
from core.remote.http_gateway import HttpGateway
from tests.core.remote.scripted_server import (
    CARD,
    TRANSACTION,
    Answer,
    card_with,
    drip,
    hold,
    reply,
    reset,
    transaction_with,
    without,
)

Ask = Callable[[HttpGateway], object]

CODE = "abcdefgh12340d0d"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
TEXT = json.dumps(TRANSACTION).encode()
READERS: dict[str, Ask] = {
    "read": lambda gateway: gateway.read_card(42),
    "update": lambda gateway: gateway.update_card(42, {"note": "x"}),
    "disable": lambda gateway: gateway.disable_card(42),
}
PAGES: dict[str, Ask] = {
    "list": lambda gateway: gateway.list_cards(0),
    "search": lambda gateway: gateway.search_cards("balance:>5", None),
}


def put(gateway: HttpGateway) -> object:
    return gateway.put_balance(42, 8500, "USD")


def create(gateway: HttpGateway) -> object:
    return gateway.create_card(NewCard(10_000, "USD", CODE))


EVERY: dict[str, Ask] = {"put": put, "create": create, **READERS, **PAGES}


@dataclass(frozen=True, slots=True)
class Case:
    """`ask` is answered with `answer`, and must not take it for anything."""

    name: str
    ask: Ask
    answer: Answer


def cases() -> list[Case]:
    return [*_lines(), *_bodies(), *_cards(), *_transactions(), *_pages(), *_made(), *_refusals()]


# the line and the head


def _chunked(body: bytes) -> bytes:
    return HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + body


def _long(head: bytes) -> bytes:
    return b"HTTP/1.1 200 OK\r\n" + head + b"Content-Length: %d\r\n\r\n" % len(TEXT) + TEXT


_LINES: dict[str, Answer] = {
    "closed at once": b"",
    "reset": reset,
    "silence": hold,
    "a dripping status": drip(b"HTTP/1.1 2"),
    "a dripping head": drip(HEAD + b"X-Slow: "),
    "a dripping body": drip(HEAD + b"Content-Length: 9999\r\n\r\n"),
    "dripping chunks": drip(_chunked(b"ffff\r\n")),
    "dripping trailers": drip(_chunked(b"2\r\n{}\r\n0\r\nX: ")),
    "only a line end": b"\r\n",
    "SMTP": b"220 mail.example ESMTP\r\n",
    "SSH": b"SSH-2.0-OpenSSH_9.9\r\n",
    "TLS": b"\x15\x03\x01\x00\x02\x02\x46",
    "HTTP/0.9": b"<html>hello</html>",
    "HTTP/0.9 with our JSON": TEXT,
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "HTTP/9.9": b"HTTP/9.9 200 OK\r\n\r\n" + TEXT,
    "no status": b"HTTP/1.1\r\n\r\n",
    "half a status": b"HTTP/1.1 20",
    "a status of letters": b"HTTP/1.1 abc OK\r\n\r\n",
    "a status of four": b"HTTP/1.1 2000 OK\r\n\r\n",
    "a negative status": b"HTTP/1.1 -200 OK\r\n\r\n",
    "a status in full width": "HTTP/1.1 ２００ OK\r\n\r\n".encode(),
    "a status line without an end": b"HTTP/1.1 200 " + b"O" * 100_000,
    "half a head": HEAD,
    "a header without a colon": HEAD + b"no colon here\r\n",
    "a header that is NUL": _long(b"X: \0\r\n"),
    "headers without an end": HEAD + b"X: y\r\n" * 20_000,
    "a header without an end": HEAD + b"X: " + b"y" * 200_000,
    "a hundred continues": b"HTTP/1.1 100 Continue\r\n\r\n" * 100,
    "a continue and no more": b"HTTP/1.1 100 Continue\r\n\r\n",
    "switching protocols": b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n" + TEXT,
    "early hints": b"HTTP/1.1 103 Early Hints\r\n\r\n",
    "a length that is a word": HEAD + b"Content-Length: many\r\n\r\n{",
    "a length below zero": HEAD + b"Content-Length: -5\r\n\r\n{",
    "a length in hex": HEAD + b"Content-Length: 0x10\r\n\r\n{",
    "a length of twenty digits": HEAD + b"Content-Length: 99999999999999999999\r\n\r\n{",
    "two lengths": HEAD + b"Content-Length: 5\r\nContent-Length: 9\r\n\r\n" + TEXT,
    "a length too short": HEAD + b"Content-Length: 9\r\n\r\n" + TEXT,
    "a length too long": HEAD + b"Content-Length: 999\r\n\r\n" + TEXT,
    "a length of nothing": HEAD + b"Content-Length: 0\r\n\r\n" + TEXT,
    "a chunk of no size": _chunked(b"zz\r\n{}\r\n0\r\n\r\n"),
    "a chunk below zero": _chunked(b"-5\r\n{}\r\n0\r\n\r\n"),
    "a chunk of twenty digits": _chunked(b"fffffffffffffffffff\r\n{}"),
    "half a chunk": _chunked(b"40\r\n{"),
    "chunks without an end": _chunked(b"2\r\n{}\r\n" * 3),
    "a chunk of a megabyte of extension": _chunked(b"2;" + b"x" * 1_000_000 + b"\r\n{}\r\n0\r\n\r\n"),
    "an empty first chunk": _chunked(b"0\r\n\r\n" + TEXT),
    "too large": reply(200, b" " * 300_000 + TEXT),
    "too large, no length": HEAD + b"\r\n" + b" " * 300_000,
    "too large in chunks": _chunked(b"40000\r\n" + b" " * 0x40000 + b"\r\n0\r\n\r\n"),
    "a bomb": reply(200, gzip.compress(b" " * 1_000_000) * 20, "Content-Encoding: gzip\r\n"),
    "a bomb of JSON": reply(200, gzip.compress(b"[" + b"0," * 500_000) * 18, "Content-Encoding: gzip\r\n"),
    "a bomb in a bomb": reply(200, gzip.compress(gzip.compress(b" " * 10**6) * 90), "Content-Encoding: gzip, gzip\r\n"),
    "a deflate bomb": reply(200, zlib.compress(b" " * 20_000_000, 1), "Content-Encoding: deflate\r\n"),
    "gzip that is none": reply(200, TRANSACTION, "Content-Encoding: gzip\r\n"),
    "half a gzip": reply(200, gzip.compress(TEXT)[:-20], "Content-Encoding: gzip\r\n"),
    "a gzip with a wrong sum": reply(200, gzip.compress(TEXT)[:-8] + b"\0" * 8, "Content-Encoding: gzip\r\n"),
    "gzip six times": reply(200, gzip.compress(TEXT), f"Content-Encoding: {', '.join(['gzip'] * 6)}\r\n"),
    "a coding nobody knows": reply(200, b"\x93\x10zz", "Content-Encoding: zz\r\n"),
    "status 999": reply(999, TRANSACTION),
}
_STATUSES = [202, 203, 204, 205, 206, 207, 226, 300, 301, 302, 303, 304, 305, 307, 308, 408, 409, 410, 411, 413, 414]
_STATUSES += [416, 417, 418, 421, 424, 425, 426, 428, 431, 451, 500, 501, 502, 503, 504, 505, 507, 508, 511, 520, 599]
_TYPES = ["text/html", "text/plain", "text/json", "application/xml", "application/jsonp", "application/octet-stream"]
_TYPES += ["", "*/*", "multipart/form-data", "image/png", "application", "json", "application/x-ndjson"]
_TYPES += ["text/html,application/json"]


def _lines() -> Iterator[Case]:
    for (name, ask), (what, answer) in zip(cycle(EVERY.items()), _LINES.items(), strict=False):
        yield Case(f"{name}: {what}", ask, answer)
    for status in _STATUSES:
        away = "Location: http://127.0.0.1:1/elsewhere\r\n" if status // 100 == 3 else ""
        yield Case(f"put: status {status}", put, reply(status, TRANSACTION, away))
    for kind in _TYPES:
        page = reply(200, b"<html>Welcome</html>", content_type=kind)
        yield Case(f"put: a page as {kind or 'nothing'}", put, page)
        yield Case(f"read: a page as {kind or 'nothing'}", READERS["read"], page)


# the JSON


def _replaced(old: bytes, new: bytes) -> bytes:
    assert old in TEXT
    return TEXT.replace(old, new)


_BODIES = {
    "nothing": b"",
    "blanks": b"   ",
    "null": b"null",
    "true": b"true",
    "a number": b"-15.00",
    "a text": b'"-15.00"',
    "a list": json.dumps([TRANSACTION]).encode(),
    "an empty object": b"{}",
    "wrapped": json.dumps({"transaction": TRANSACTION}).encode(),
    "wrapped in data": json.dumps({"data": TRANSACTION}).encode(),
    "a card": json.dumps(card_with()).encode(),
    "an error": b'{"errors": "no"}',
    "two bodies": TEXT * 2,
    "a body and a bit": TEXT + b"}",
    "half a body": TEXT[:-20],
    "HTML": b"<!doctype html><title>Sign in</title>",
    "XML": b"<?xml version='1.0'?><amount>-15.00</amount>",
    "a script": b"callback(" + TEXT + b")",
    "single quotes": TEXT.replace(b'"', b"'"),
    "a comment": b"/* hello */" + TEXT,
    "a comma too many": _replaced(b"}", b",}"),
    "not UTF-8": _replaced(b'"-15.00"', b'"\xff"'),
    "an overlong NUL": _replaced(b'"-15.00"', b'"\xc0\x80"'),
    "UTF-16": TEXT.decode().encode("utf-16"),
    "UTF-32": TEXT.decode().encode("utf-32"),
    "two byte order marks": b"\xef\xbb\xbf" * 2 + TEXT,
    "a byte order mark inside": b"{\xef\xbb\xbf" + TEXT[1:],
    "a NUL": TEXT + b"\0",
    "a raw line end in a text": _replaced(b'"-15.00"', b'"-15\n.00"'),
    "NaN": _replaced(b'"number": 1', b'"number": NaN'),
    "Infinity": _replaced(b'"number": 1', b'"number": Infinity'),
    "minus Infinity beside it": _replaced(b"{", b'{"x": -Infinity, '),
    "an amount twice": _replaced(b"{", b'{"amount": "-1.00", '),
    "an amount twice, escaped": _replaced(b"{", b'{"\\u0061mount": "-1.00", '),
    "an id twice": _replaced(b"{", b'{"id": 7, '),
    "a stranger twice": _replaced(b"{", b'{"x": {"y": 1, "y": 2}, '),
    "bottomless lists": b"[" * 90_000,
    "bottomless objects": b'{"a":' * 15_000,
    "a bottomless field": _replaced(b"{", b'{"x": ' + b"[" * 40_000 + b"]" * 40_000 + b", "),
    "an endless number": _replaced(b"204959973622", b"9" * 5000),
    "an endless number beside it": _replaced(b"{", b'{"x": ' + b"9" * 50_000 + b", "),
    "an exponent beyond everything": _replaced(b"{", b'{"x": 1e99999999999999999999, '),
    "a number with a leading zero": _replaced(b'"number": 1', b'"number": 01'),
    "a number in hex": _replaced(b'"number": 1', b'"number": 0x1'),
    "a number with a plus": _replaced(b'"number": 1', b'"number": +1'),
}


def _bodies() -> Iterator[Case]:
    for name, body in _BODIES.items():
        yield Case(f"put: {name}", put, reply(200, body))


# the fields

MONEY: list[object] = [
    None,
    True,
    100.001,
    1e22,
    [],
    {},
    "",
    " ",
    "100.00 ",
    " 100.00",
    "100.00\n",
    "+1.00",
    "1,00",
    "1.000,00",
    "1e2",
]
MONEY += ["1E+300000", "NaN", "Infinity", "-", "--1.00", ".50", "5.", "1.0000", "1_000.00", "１００.00", "١٠٠", "0x10"]
MONEY += [
    "$100.00",
    "100.00 USD",
    "1000000000.00",
    "1.2.3",
    "\u00a05.00",
    "5\u2009000.00",
    "²",
    "1.001",
    "−1.00",
    "1\0",
]
IDS: list[object] = [
    None,
    True,
    False,
    0,
    -1,
    1.5,
    42.0,
    "042",
    "",
    [],
    {},
    2**63,
    10**30,
    "４２",
    "gid://shop/GiftCard/42",
]
TIMES: list[object] = [None, 1771082816, True, "", "now", "2026-02-14", "2026-02-14T10:26:56", "2026-02-14 10:26:56Z"]
TIMES += ["2026-02-30T10:26:56Z", "2026-02-14T25:26:56Z", "1999-12-31T23:59:59Z", "2101-01-01T00:00:00Z"]
TIMES += [
    "２026-02-14T10:26:56Z",
    "2026-02-14T10:26:56+25:00",
    "2026-02-14T10:26:56z ",
    "Sat, 14 Feb 2026 15:26:57 GMT",
    [],
]
TEXTS: list[object] = [1, True, [], {}, 1.5, "\ud83d", "n" * (512 * 1024 + 1), "é" * 270_000]
DAYS: list[object] = [
    1,
    True,
    [],
    "",
    "2027-02-29",
    "2027-13-01",
    "27-01-01",
    "2027-01-01T00:00:00",
    "2027-01-01T25:00:00Z",
    "2027-01-01 00:00:00Z",
    "01.02.2027",
    "２027-01-01",
]
CURRENCIES: list[object] = [None, 1, "", "usd", "US", "USDT", "U5D", "ＵＳＤ", ["USD"], "US\n"]
LASTS: list[object] = [1, "", "0d0", "00d0d", "é0d0", "0d0 ", "0d０d", ["0d0d"]]

CARD_FIELDS: dict[str, list[object]] = {
    "id": [*IDS, 43],
    "balance": MONEY,
    "initial_value": MONEY,
    "currency": CURRENCIES,
    "created_at": TIMES,
    "updated_at": TIMES,
    "disabled_at": [value for value in TIMES if value is not None],
    "expires_on": DAYS,
    "note": TEXTS,
    "template_suffix": TEXTS,
    "last_characters": LASTS,
    **{name: [v for v in IDS if v not in (None, 0) or v is False] for name in ("order_id", "customer_id", "user_id")},
}
TRANSACTION_FIELDS: dict[str, list[object]] = {
    "id": IDS,
    "gift_card_id": [*IDS, 43],
    "number": IDS,
    "amount": [*MONEY, "-4000000.01", "9999999999"],
    "processed_at": TIMES,
}


def _cards() -> Iterator[Case]:
    asks = cycle(READERS.items())
    for field, values in CARD_FIELDS.items():
        for value in values:
            name, ask = next(asks)
            yield Case(f"{name}: {field} {_short(value)}", ask, reply(200, card_with(**{field: value})))
        if field not in {"order_id", "customer_id", "user_id"}:
            yield Case(f"read: no {field}", READERS["read"], reply(200, {"gift_card": without(CARD, field)}))
    for what, body in {"bare": CARD, "listed": {"gift_card": [CARD]}, "none": {"gift_card": None}}.items():
        yield Case(f"read: {what}", READERS["read"], reply(200, body))


def _transactions() -> Iterator[Case]:
    for field, values in TRANSACTION_FIELDS.items():
        for value in values:
            yield Case(f"put: {field} {_short(value)}", put, reply(200, transaction_with(**{field: value})))
        yield Case(f"put: no {field}", put, reply(200, without(TRANSACTION, field)))


# pages, creates, refusals

LINKS = {
    "foreign": "<https://evil.example/api/external/gift-cards?page_info=x>; rel=next",
    "foreign without a scheme": "<//evil.example/api/external/gift-cards>; rel=next",
    "another port": "<http://127.0.0.1:1/api/external/gift-cards>; rel=next",
    "another name for us": "<http://localhost/api/external/gift-cards>; rel=next",
    "another path": "</other/gift-cards?page_info=x>; rel=next",
    "up": "</api/external/../admin?page_info=x>; rel=next",
    "up, escaped": "</api/external/%2e%2e/admin>; rel=next",
    "up, escaped twice over": "</api/external/%2E%2e%2Fadmin/../..>; rel=next",
    "credentials": "<http://a:b@127.0.0.1/api/external/gift-cards>; rel=next",
    "backslash": "<http:\\\\evil.example/api/external/gift-cards>; rel=next",
    "script": "<javascript:alert(1)>; rel=next",
    "file": "<file:///etc/passwd>; rel=next",
    "data": "<data:application/json,{}>; rel=next",
    "empty": "<>; rel=next",
    "open": "</api/external/gift-cards?page_info=x; rel=next",
    "no target": "rel=next",
    "a fragment": "</api/external/gift-cards?page_info=x#y>; rel=next",
    "a blank": "</api/external/gift cards>; rel=next",
    "endless": "</api/external/gift-cards?x=" + "y" * 20_000 + ">; rel=next",
    "itself": "</api/external/gift-cards?limit=250&since_id=0>; rel=next",
}
_PAGE_BODIES: dict[str, object] = {
    "an object for the list": {"gift_cards": {}},
    "null for the list": {"gift_cards": None},
    "a text for the list": {"gift_cards": "none"},
    "another name": {"cards": []},
    "a bare list": [CARD],
    "a card and a null": {"gift_cards": [CARD, None]},
    "a card and a text": {"gift_cards": [CARD, "more"]},
    "a card in a card": {"gift_cards": [{"gift_card": CARD}]},
}


def _pages() -> Iterator[Case]:
    for name, link in LINKS.items():
        yield Case(f"list: link {name}", PAGES["list"], reply(200, {"gift_cards": [CARD]}, f"Link: {link}\r\n"))
    for what, body in _PAGE_BODIES.items():
        for name, ask in PAGES.items():
            yield Case(f"{name}: {what}", ask, reply(200, body))
    for field, values in CARD_FIELDS.items():
        for name, ask in PAGES.items():
            yield Case(
                f"{name}: {field} of one card", ask, reply(200, {"gift_cards": [CARD, CARD | {field: values[1]}]})
            )


def _made() -> Iterator[Case]:
    good = CARD | {"code": CODE}
    strange: dict[str, object] = {
        "no code": {"code": None},
        "a code too short": {"code": "short"},
        "a code too long": {"code": "a" * 21},
        "another code": {"code": "zzzzzzzzzzzz0d0d"},
        "a code in full width": {"code": "ａbcdefgh12340d0d"},
        "a code of numbers": {"code": 1234567890120000},
        "a list of codes": {"code": [CODE]},
        "another end": {"last_characters": "9999"},
        "no id": {"id": None},
    }
    for name, changes in strange.items():
        yield Case(f"create: {name}", create, reply(201, {"gift_card": good | changes}))  # type: ignore[operator]
    yield Case("create: without its code", create, reply(201, card_with()))
    yield Case("create: a transaction", create, reply(201, TRANSACTION))


_REFUSALS: dict[str, object] = {
    "nothing": b"",
    "HTML": b"<p>no</p>",
    "half a JSON": b'{"errors": ',
    "another name": {"reason": "no"},
    "no errors": {"errors": {}},
    "no messages": {"errors": {"base": []}},
    "numbers": {"errors": {"base": [1]}},
    "a number": {"errors": 7},
    "null": {"errors": None},
    "a list": ["no"],
    "a success": TRANSACTION,
    "blanks": {"message": " \u202e "},
    "an empty list": {"errors": [], "error": {}, "message": ""},
    "a bottomless error": b'{"errors":' * 9000,
}


def _refusals() -> Iterator[Case]:
    """A 401 is believed whatever its body (docs/protocol.md D8), so it is not among them."""
    for status in (400, 403, 404, 422):
        for name, body in _REFUSALS.items():
            yield Case(f"put: {status} with {name}", put, reply(status, body))
        yield Case(f"put: {status} in HTML", put, reply(status, b"<p>no</p>", content_type="text/html"))
        yield Case(f"create: {status} in text", create, reply(status, b"no", content_type="text/plain"))


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 30 else f"{text[:24]}… ({len(text)})"
