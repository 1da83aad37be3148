"""What each reply means: for a write only a well-formed answer of the service itself is one; all else is unknown."""

from __future__ import annotations

import gzip
import json
from contextlib import closing
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.domain.reply import (
    BalanceWritten,
    CardCreated,
    CardPage,
    CardRead,
    Lost,
    Missing,
    Throttled,
    Unauthorised,
)
from core.remote.gateway import NewCard
from core.remote.http_gateway import HttpGateway
from core.remote.transport import Bounds
from tests.core.remote.scripted_server import (
    CARD,
    TRANSACTION,
    ScriptedServer,
    card_with,
    drip,
    hold,
    reply,
    reset,
    transaction_with,
    without,
)

SMALL = Bounds(connect_s=30.0, read_s=0.1, total_s=0.3, body_bytes=100_000)
"""For answers that are Lost whether they come in time or not."""
PATIENT = Bounds(connect_s=30.0, read_s=30.0, total_s=60.0, body_bytes=100_000)
ROOMY = Bounds(connect_s=30.0, read_s=30.0, total_s=60.0)
GOOD = reply(200, TRANSACTION)
HTML = "text/html"
TEXT_OF_GOOD = json.dumps(TRANSACTION).encode()
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


def transaction_text(old: bytes, new: bytes) -> bytes:
    assert old in TEXT_OF_GOOD
    return reply(200, TEXT_OF_GOOD.replace(old, new))


LOST_WRITES = {
    # the status alone
    "redirect": reply(302, b"", "Location: http://127.0.0.1:1/elsewhere\r\n"),
    "redirect that keeps the method": reply(307, TRANSACTION, "Location: /api/external/gift-cards/42/balance\r\n"),
    "not modified": reply(304),
    "early hints only": reply(103, TRANSACTION),
    "accepted for later": reply(202, TRANSACTION),
    "no content": reply(204),
    "partial content": reply(206, TRANSACTION),
    "request time-out": reply(408, {"errors": "timeout"}),
    "wrong method": reply(405, {"errors": "Method Not Allowed"}),
    "conflict": reply(409, {"errors": "conflict"}),
    "gone": reply(410, {"errors": "gone"}),
    "precondition": reply(412, {"errors": "precondition"}),
    "turned away": reply(430, {"errors": "too many"}, "Retry-After: 2.0\r\n"),
    "server error": reply(500, {"errors": "Internal"}),
    "bad gateway": reply(502, b"<h1>Bad gateway</h1>", content_type=HTML),
    "unavailable, with a hint": reply(503, {"errors": "later"}, "Retry-After: 5\r\n"),
    "gateway time-out": reply(504),
    "status 999": reply(999, TRANSACTION),
    # somebody else answers
    "hotel portal": reply(200, b"<html>Welcome, room number?</html>", content_type=HTML),
    "hotel portal 403": reply(403, b"<html>Pay</html>", content_type=HTML),
    "hotel portal 404": reply(404, b"<html>Not here</html>", content_type=HTML),
    "no content type": HEAD.partition(b"Content-Type")[0] + b"Content-Length: 2\r\n\r\n{}",
    "404 without a body": reply(404),
    "422 without a body": reply(422),
    "422 in HTML": reply(422, b"<p>no</p>", content_type=HTML),
    "422 with broken JSON": reply(422, b'{"errors": '),
    "422 of another shape": reply(422, {"reason": "no"}),
    "422 with an empty errors": reply(422, {"errors": {}}),
    "422 with numbers": reply(422, {"errors": {"base": [1]}}),
    "422 that is a list": reply(422, ["no"]),
    # the connection
    "closed at once": b"",
    "reset": reset,
    "silence": hold,
    "not HTTP": b"220 mail.example ESMTP\r\n",
    "half a status line": b"HTTP/1.1 20",
    "half a head": HEAD,
    "half a body": reply(200, TRANSACTION)[:-30],
    "half a chunk": HEAD + b"Transfer-Encoding: chunked\r\n\r\n40\r\n{",
    "a chunk of no size": HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
    "two lengths": HEAD + b"Content-Length: 5\r\nContent-Length: 9\r\n\r\n" + TEXT_OF_GOOD,
    "a length that is a word": HEAD + b"Content-Length: many\r\n\r\n{",
    "a thousand headers": HEAD + b"X: y\r\n" * 1000 + b"Content-Length: 2\r\n\r\n{}",
    "an endless header": HEAD + b"X: " + b"y" * 200_000,
    "a dripping head": drip(b"HTTP/1.1 200 OK\r\nX-Slow: "),
    "a dripping body": drip(HEAD + b"Content-Length: 9999\r\n\r\n"),
    "dripping chunks": drip(HEAD + b"Transfer-Encoding: chunked\r\n\r\nffff\r\n"),
    "endless 100 Continue": b"HTTP/1.1 100 Continue\r\n\r\n" * 3,
    # the size
    "too large": reply(200, b" " * 200_000 + TEXT_OF_GOOD),
    "too large, no length": HEAD + b"\r\n" + b" " * 200_000,
    "a gzip bomb": reply(200, gzip.compress(b" " * 1_000_000) * 20, "Content-Encoding: gzip\r\n"),
    "a bomb in a bomb": reply(200, gzip.compress(gzip.compress(b" " * 10**6) * 90), "Content-Encoding: gzip, gzip\r\n"),
    "gzip that is none": reply(200, TRANSACTION, "Content-Encoding: gzip\r\n"),
    "half a gzip": reply(200, gzip.compress(TEXT_OF_GOOD)[:-20], "Content-Encoding: gzip\r\n"),
    # the JSON
    "nothing": reply(200, b""),
    "null": reply(200, None),
    "a list": reply(200, [TRANSACTION]),
    "wrapped": reply(200, {"transaction": TRANSACTION}),
    "a card instead": reply(200, card_with()),
    "an error with 200": reply(200, {"errors": "no"}),
    "two bodies": reply(200, TEXT_OF_GOOD * 2),
    "not UTF-8": transaction_text(b'"-15.00"', b'"\xff"'),
    "UTF-16": reply(200, TEXT_OF_GOOD.decode().encode("utf-16")),
    "NaN": transaction_text(b'"number": 1', b'"number": NaN'),
    "Infinity unread": transaction_text(b"{", b'{"x": -Infinity, '),
    "a name twice": transaction_text(b"{", b'{"amount": "-1.00", '),
    "bottomless": reply(200, b"[" * 90_000),
    "bottomless objects": reply(200, b'{"a":' * 15_000),
    "an endless number": transaction_text(b"204959973622", b"9" * 5000),
    "an exponent beyond Decimal": transaction_text(b"{", b'{"x": 1e99999999999999999999, '),
    # the fields
    "another card's": reply(200, transaction_with(gift_card_id=43)),
    "the id as another text": reply(200, transaction_with(gift_card_id="042")),
    "no id": reply(200, without(TRANSACTION, "id")),
    "id zero": reply(200, transaction_with(id=0)),
    "id true": reply(200, transaction_with(id=True)),
    "id too large": reply(200, transaction_with(id=2**63)),
    "id with a fraction": reply(200, transaction_with(id=1.5)),
    "number negative": reply(200, transaction_with(number=-1)),
    "no amount": reply(200, without(TRANSACTION, "amount")),
    "amount null": reply(200, transaction_with(amount=None)),
    "amount a number too fine": reply(200, transaction_with(amount=-15.001)),
    "amount a number too large": reply(200, transaction_with(amount=-1e22)),
    "amount in words": reply(200, transaction_with(amount="minus fifteen")),
    "amount with a plus": reply(200, transaction_with(amount="+15.00")),
    "amount with a comma": reply(200, transaction_with(amount="-15,00")),
    "amount with blanks": reply(200, transaction_with(amount=" -15.00")),
    "amount with a line end": reply(200, transaction_with(amount="-15.00\n")),
    "amount in full width": reply(200, transaction_with(amount="-１５.００")),
    "amount with an underscore": reply(200, transaction_with(amount="-1_5.00")),
    "amount huge": reply(200, transaction_with(amount="1E+300000")),
    "amount beyond the limit": reply(200, transaction_with(amount="-4000000.01")),
    "amount with too many decimals": reply(200, transaction_with(amount="-15.001")),
    "time without offset": reply(200, transaction_with(processed_at="2026-02-14T10:26:56")),
    "time of another age": reply(200, transaction_with(processed_at="1999-12-31T23:59:59Z")),
    "time that never was": reply(200, transaction_with(processed_at="2026-02-30T10:26:56Z")),
    "time as a number": reply(200, transaction_with(processed_at=1771082816)),
}

MALFORMED_CARDS: dict[str, Any] = {
    "another card": card_with(id=43),
    "bare": CARD,
    "a list": {"gift_card": [CARD]},
    "no disabled_at": {"gift_card": without(CARD, "disabled_at")},
    "no note": {"gift_card": without(CARD, "note")},
    "no balance": {"gift_card": without(CARD, "balance")},
    "balance a number too fine": card_with(balance=100.001),
    "currency in lower case": card_with(currency="usd"),
    "currency of four": card_with(currency="USDT"),
    "decimals the currency has not": card_with(currency="JPY", balance="100.50", initial_value="100"),
    "disabled false": card_with(disabled_at=False),
    "an empty disabled_at": card_with(disabled_at=""),
    "expiry with a time of nowhere": card_with(expires_on="2027-01-01T00:00:00"),
    "expiry that never is": card_with(expires_on="2027-02-29"),
    "last characters too many": card_with(last_characters="00d0d"),
    "last characters strange": card_with(last_characters="é0d0"),
    "last characters a list": card_with(last_characters=["0d0d"]),
    "a note of 512 KiB and one": card_with(note="n" * (512 * 1024 + 1)),
    "a note that is half a letter": card_with(note="\ud83d"),
    "a note that is an object": card_with(note={"text": "x"}),
    "a customer by name": card_with(customer_id="Anna"),
    "created in year 2100 and more": card_with(created_at="2101-01-01T00:00:00Z"),
    "an offset beyond a day": card_with(updated_at="2026-02-14T10:26:56+25:00"),
}


def gateway_to(server: ScriptedServer, bounds: Bounds = PATIENT) -> HttpGateway:
    return HttpGateway(server.url, "secret-token", bounds=bounds)


def written(answer: Any, bounds: Bounds = PATIENT) -> object:
    with ScriptedServer(answer) as server, closing(gateway_to(server, bounds)) as gateway:
        got = gateway.put_balance(42, 8500, "USD")
        assert len(server.requests) <= 1, "a write was sent again"
        return got


def read(answer: Any) -> object:
    with ScriptedServer(answer) as server, closing(gateway_to(server)) as gateway:
        return gateway.read_card(42)


def test_a_good_reply_is_believed():
    got = written(reply(200, TRANSACTION, "Date: Sat, 14 Feb 2026 15:26:57 GMT\r\n"))
    assert isinstance(got, BalanceWritten)
    assert (got.transaction.amount, got.transaction.number, got.date) == (-1500, 1, 1771082817)
    assert got.transaction.processed_at == 1771082816


@pytest.mark.parametrize("name", LOST_WRITES)
def test_a_write_answered_by_anything_else_is_unknown(name):
    assert isinstance(written(LOST_WRITES[name], SMALL), Lost)


@pytest.mark.parametrize("name", MALFORMED_CARDS)
def test_a_malformed_card_is_no_card(name):
    answer = reply(200, MALFORMED_CARDS[name])
    assert isinstance(read(answer), Lost)


@pytest.mark.parametrize("name", sorted(set(MALFORMED_CARDS) - {"another card", "bare", "a list"}))
def test_reply_1_one_malformed_card_costs_that_card_alone(name):
    odd = MALFORMED_CARDS[name]["gift_card"] | {"id": 43}
    with (
        ScriptedServer(reply(200, {"gift_cards": [odd, CARD]})) as server,
        closing(gateway_to(server, ROOMY)) as gateway,
    ):
        page = gateway.list_cards(0)
        assert isinstance(page, CardPage), page
        assert [card.card_id for card in page.cards] == [42]
        (kept,) = page.unreadable
        assert kept.card_id == 43
        assert kept.field in odd or kept.field in CARD
        assert page.rows == 2
        assert sorted(page.ids) == [42, 43]


@pytest.mark.parametrize("field", ["balance", "initial_value", "currency", "created_at", "updated_at", "id"])
def test_no_field_that_matters_may_be_missing(field):
    assert isinstance(read(reply(200, {"gift_card": without(CARD, field)})), Lost)


def test_unknown_fields_are_ignored():
    got = read(reply(200, card_with(colour="green", extra={"deep": [1, 2.5]})))
    assert isinstance(got, CardRead)
    assert got.card.balance == 10000


@pytest.mark.parametrize("status", [401, 402, 403])
def test_a_token_that_is_not_accepted(status):
    assert written(reply(status, {"errors": "[API] Invalid token"})) == Unauthorised(status, "[API] Invalid token")
    assert read(reply(status)) == Unauthorised(status, "")


def test_a_card_that_is_not_there():
    assert written(reply(404, {"errors": "Not Found"})) == Missing("Not Found")
    assert isinstance(read(reply(404)), Lost)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("", None),
        ("Retry-After: 2.0\r\n", 2.0),
        ("Retry-After: 4\r\n", 4.0),
        ("Retry-After: soon\r\n", None),
        ("Retry-After: -1\r\n", None),
        ("Retry-After: nan\r\n", None),
        ("Retry-After: 999999999\r\n", 3600.0),
        ("Date: Sat, 14 Feb 2026 15:26:57 GMT\r\nRetry-After: Sat, 14 Feb 2026 15:27:00 GMT\r\n", 3.0),
        ("Date: Sat, 14 Feb 2026 15:26:57 GMT\r\nRetry-After: Sat, 14 Feb 2026 15:00:00 GMT\r\n", 0.0),
    ],
)
def test_being_throttled_is_definite_whatever_the_body_says(header, seconds):
    assert written(reply(429, b"<html>", header, "text/html")) == Throttled(seconds)


def test_a_read_that_is_turned_away_comes_back_later():
    assert read(reply(430, b"<html>", "Retry-After: 2.0\r\n", "text/html")) == Throttled(2.0)


@pytest.mark.parametrize(
    "changes",
    [
        {"code": None},
        {"code": "short"},
        {"code": "zzzzzzzzzzzz0d0d"},
        {"last_characters": "9999"},
    ],
)
def test_a_create_answered_with_another_card_is_unknown(changes):
    new = NewCard(10000, "USD", "ABCD EFGH 1234 0D0D")
    good = CARD | {"code": "abcdefgh12340d0d"}
    with ScriptedServer(reply(201, {"gift_card": good}), reply(201, {"gift_card": good | changes})) as server:
        with closing(gateway_to(server)) as gateway:
            made = gateway.create_card(new)
            assert isinstance(made, CardCreated)
            assert made.code == "abcdefgh12340d0d"
            assert isinstance(gateway.create_card(new), Lost)
        assert b'"initial_value": "100.00"' in server.requests[0]
        assert b"null" not in server.requests[0]


@pytest.mark.parametrize(
    "link",
    [
        "<https://evil.example/api/external/gift-cards?page_info=x>; rel=next",
        "<{origin}/other/gift-cards?page_info=x>; rel=next",
        "<{origin}/api/external/../admin?page_info=x>; rel=next",
        "<{origin}/api/external/%2e%2e/admin?page_info=x>; rel=next",
        "<{origin}@evil.example/api/external/gift-cards>; rel=next",
        "<//evil.example/api/external/gift-cards>; rel=next",
        "<{origin}\\@evil.example/api/external/gift-cards>; rel=next",
        "<javascript:alert(1)>; rel=next",
        "<>; rel=next",
        "<{origin}/api/external/gift-cards?since_id=0&limit=250; rel=next",
        "rel=next",
    ],
)
def test_reply_7_a_link_that_leads_elsewhere_or_nowhere_is_not_followed(link):
    with ScriptedServer(b"") as server, closing(gateway_to(server)) as gateway:
        header = f"Link: {link.format(origin=server.origin)}\r\n"
        server.answers = [reply(200, {"gift_cards": [CARD]}, header)]
        page = gateway.list_cards(0)
        assert isinstance(page, CardPage), page
        assert [card.card_id for card in page.cards] == [42]
        assert (page.next_page, page.cut) == (None, True)


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ('LINK: <{url}/gift-cards?page_info=b>; rel="next"', "b"),
        ('link: <{url}/gift-cards?page_info=a>; rel="previous", <{url}/gift-cards?page_info=b>; rel="next"', "b"),
        ("Link: </api/external/gift-cards?page_info=b,c>; title=x; rel=next", "b,c"),
        ('Link: <{url}/gift-cards?page_info=a>; rel="previous"', None),
        ("X-Other: y", None),
    ],
)
def test_the_next_page_is_followed_on_the_service_alone(header, target):
    with ScriptedServer(b"") as server, closing(gateway_to(server)) as gateway:
        first = reply(200, {"gift_cards": [CARD]}, header.format(url=server.url) + "\r\n")
        server.answers = [first, reply(200, {"gift_cards": []})]
        page = gateway.list_cards(None)
        assert isinstance(page, CardPage)
        assert page.next_page == (target and f"{server.url}/gift-cards?page_info={target}")
        if page.next_page:
            assert gateway.next_page(page.next_page) == CardPage((), None, None)


@pytest.fixture(scope="module")
def mangled():
    with ScriptedServer(GOOD) as server, closing(gateway_to(server)) as gateway:
        yield server, gateway


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, len(GOOD) - 1), width=st.integers(0, 40), new=st.binary(max_size=12))
def test_no_reply_makes_the_gateway_raise(mangled, at, width, new):
    """Any stretch of a good reply replaced by any bytes: always an answer, and never "not sent"."""
    server, gateway = mangled

    def answer(connection, over):
        connection.sendall(GOOD[:at] + new + GOOD[at + width :])

    server.answers = [answer]
    got = gateway.put_balance(42, 8500, "USD")
    assert isinstance(got, (BalanceWritten, Lost, Throttled)), got  # and so never NotSent
