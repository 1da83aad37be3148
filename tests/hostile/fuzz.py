"""Good replies, amounts and scans with their bytes turned about: seeded, so that a failing line repeats itself.

Each function runs `count` rounds and returns how many were believed; it raises AssertionError at what must not be.
"""

from __future__ import annotations

import json
import random
import re
import time
from collections.abc import Callable

from core.domain.money import exponent, parse_wire, wire_text
from core.domain.payload import build, parse_scan
from core.domain.reply import Listed, ServerCard, Transaction
from core.errors import BadInput
from core.remote import headers, histories, refusal, wire
from core.remote.fields import parse, parse_object
from tests.core.remote.scripted_server import CARD, TRANSACTION

_MONEY = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,3})?", re.ASCII)
_SPICES = [
    b'"',
    b"\\",
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"0",
    b"9" * 30,
    b"-",
    b".",
    b"e99",
    b"NaN",
    b"null",
    b"true",
]
_SPICES += [b"\0", b"\xff", b"\xc3", b"\xef\xbc\x95", b"\\ud800", b'"id":1,', b'"amount":"1",', b"[" * 2000, b" " * 50]
_LINK = '<https://service.example/api/gift-cards?page_info=a>; rel="previous", <https://service.example/b>; rel="next"'
_CURRENCIES = ["USD", "JPY", "BHD"]


def mangled(good: bytes, chance: random.Random) -> bytes:
    """One to four wounds: a stretch is replaced, cut out, doubled, moved, or a bit turns over."""
    body = bytearray(good)
    for _ in range(chance.choice([1, 1, 2, 4])):
        at, width = chance.randrange(len(body) + 1), chance.choice([0, 1, 1, 2, 8, 40])
        piece = bytes(body[at : at + width])
        match chance.randrange(5):
            case 0:
                body[at : at + width] = chance.choice(_SPICES)
            case 1:
                body[at : at + width] = b""
            case 2:
                body[at:at] = piece * 2
            case 3:
                body[at : at + width] = b""
                to = chance.randrange(len(body) + 1)
                body[to:to] = piece
            case _ if body:
                body[at % len(body)] ^= 1 << chance.randrange(8)
    return bytes(body)


def replies(count: int, seed: int = 1) -> int:
    """B1: what is still believed must say the same to a reader that knows nothing of our code."""
    chance, believed = random.Random(seed), 0
    kinds: list[tuple[bytes, Callable[[bytes], object]]] = [
        (json.dumps(TRANSACTION).encode(), lambda body: wire.transaction(parse_object(body), 42, "USD")),
        (json.dumps({"gift_card": CARD}).encode(), lambda body: wire.card(parse_object(body), 42)),
        (json.dumps({"gift_cards": [CARD]}).encode(), lambda body: wire.cards(parse_object(body))[0]),
        (json.dumps([TRANSACTION]).encode(), lambda body: histories.transactions(parse(body), 42, "USD")),
        (b'{"errors": {"code": ["has already been taken"]}}', lambda body: refusal.refusal(parse_object(body))),
    ]
    for number in range(count):
        good, read = kinds[number % len(kinds)]
        body = mangled(good, chance)
        try:
            found = read(body)
        except ValueError:
            continue
        believed += 1
        _check(found, body)
    return believed


def _check(found: object, body: bytes) -> None:
    plain = json.loads(body.removeprefix(b"\xef\xbb\xbf"), parse_float=str)
    if isinstance(found, Transaction):
        assert int(plain["gift_card_id"]) == 42 == found.card_id, body
        assert _MONEY.fullmatch(str(plain["amount"])), body
        assert abs(found.amount) <= 10**12
    elif isinstance(found, ServerCard):
        assert int(plain["gift_card"]["id"]) == 42 == found.card_id, body
        assert _MONEY.fullmatch(str(plain["gift_card"]["balance"])), body
    elif isinstance(found, tuple) and found and isinstance(found[0], Listed):
        assert len(found) == len(plain), body
        for one, row in zip(found, plain, strict=True):
            _check(one.transaction, json.dumps(row).encode())
    elif isinstance(found, tuple) and found and isinstance(found[0], ServerCard):
        assert len(found) <= len(plain["gift_cards"]), body
        money = {int(row["id"]): str(row["balance"]) for row in plain["gift_cards"]}
        assert all(_MONEY.fullmatch(money[card.card_id]) for card in found), body


def heads(count: int, seed: int = 1) -> int:
    """Dates, waits and links: never an exception but ValueError for a link, never a wait over an hour."""
    chance, read = random.Random(seed), 0
    dates = [b"Sat, 14 Feb 2026 15:26:57 GMT", b"2.0", b"120"]
    for _ in range(count):
        text = mangled(chance.choice(dates), chance).decode("latin-1")
        date, seconds = headers.parse_date(text), headers.parse_retry_after(text, 1771082817)
        assert date is None or 946_684_800 <= date < 4_102_444_800, text
        assert seconds is None or 0 <= seconds <= 3600, text
        read += date is not None
        try:
            headers.next_target(mangled(_LINK.encode(), chance).decode("latin-1"))
        except ValueError:
            continue
    return read


def money(count: int, seed: int = 1) -> int:
    """B2: only the grammar of docs/security.md 4, never another amount than a reader of decimals finds."""
    chance, believed = random.Random(seed), 0
    letters = "0123456789.-+eE,_ \t\n１٣²xNa'"
    for number in range(count):
        currency = _CURRENCIES[number % 3]
        if number % 4:
            text = wire_text(chance.randrange(-(10**9), 10**9), currency)
            text = mangled(text.encode(), chance).decode("utf-8", "replace") if number % 4 > 1 else text
        else:
            text = "".join(chance.choice(letters) for _ in range(chance.randrange(14)))
        try:
            minor = parse_wire(text, currency)
        except ValueError:
            assert number % 4 != 1, text
            continue
        believed += 1
        assert _MONEY.fullmatch(text), text
        assert minor == _by_hand(text, currency), text
        assert parse_wire(wire_text(minor, currency), currency) == minor, text
    return believed


def _by_hand(text: str, currency: str) -> int:
    """Minor units, digit by digit."""
    digits = text.lstrip("-").partition(".")
    whole, fraction = digits[0], (digits[2] + "000")[: exponent(currency)]
    assert not digits[2][exponent(currency) :].strip("0"), text
    total = 0
    for letter in whole + fraction:
        total = total * 10 + "0123456789".index(letter)
    return -total if text.startswith("-") else total


KEYS = {"AAAA": b"k" * 32, "BBBB": b"l" * 32}
SIGNED = build("ABCD EFGH 1234 7K2M", "AAAA", KEYS["AAAA"])


def scans(count: int, seed: int = 1) -> int:
    """B5: whatever is not what we signed is never genuine. Returns how many were read as a code at all."""
    chance, read = random.Random(seed), 0
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
    for number in range(count):
        if number % 3:
            text = mangled(SIGNED.encode(), chance).decode("utf-8", "replace")
        else:
            text = SIGNED[:-26] + "".join(chance.choice(alphabet) for _ in range(26))
        began = time.perf_counter()
        try:
            found = parse_scan(text, KEYS)
        except BadInput:
            continue
        read += 1
        same = text.strip().upper() == SIGNED
        assert found.genuine is not True or same, text
        assert time.perf_counter() - began < 0.5, text
    return read
