"""What a guarded write carries, and the extensions' replies, read as strictly as all others."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from core.domain.capabilities import UNGUARDED, Safeguards
from core.domain.reply import CardCreated, CardRead, Described, Listed, Lost, Missing, Rejected, TransactionsRead
from core.remote.gateway import NewCard
from core.remote.http_gateway import HttpGateway
from tests.core.remote.scripted_server import CARD, TRANSACTION, ScriptedServer, card_with, reply, transaction_with

GUARDED = Safeguards("018f-7/2", '"42-7"', "018f-7/2")
STALE = reply(412, {"errors": "changed meanwhile"})


@contextmanager
def asking(answer: bytes) -> Iterator[HttpGateway]:
    with ScriptedServer(answer) as server, closing(HttpGateway(server.url, "secret-token")) as gateway:
        yield gateway


def sent(safeguards: Safeguards, *answers: bytes) -> tuple[list[bytes], list[object]]:
    with ScriptedServer(*answers) as server, closing(HttpGateway(server.url, "secret-token")) as gateway:
        got: list[object] = [gateway.put_balance(42, 8500, "USD", safeguards) for _ in answers]
        return server.requests, got


def test_a_resend_is_the_same_to_the_byte():
    (first, second), _ = sent(GUARDED, reply(200, TRANSACTION), reply(200, TRANSACTION))
    assert first == second
    assert b'\r\nIdempotency-Key: "018f-7/2"\r\n' in first
    assert b'\r\nIf-Match: "42-7"\r\n' in first
    assert first.endswith(b'{"balance": "85.00", "remote_transaction_ref": "018f-7/2"}')


def test_an_unguarded_write_is_as_plain_as_ever():
    (request,), _ = sent(UNGUARDED, reply(200, TRANSACTION))
    assert b"Idempotency-Key" not in request
    assert b"If-Match" not in request
    assert request.endswith(b'{"balance": "85.00"}')


def test_a_412_answers_only_to_our_own_condition():
    assert sent(GUARDED, STALE)[1] == [Rejected(412, "changed meanwhile")]
    assert isinstance(sent(Safeguards(key="k"), STALE)[1][0], Lost)
    assert isinstance(sent(GUARDED, reply(412, b"<p>no</p>", content_type="text/html"))[1][0], Lost)


def test_a_create_carries_its_key():
    made = reply(201, {"gift_card": CARD | {"code": "abcdefgh12340d0d"}})
    with ScriptedServer(made) as server, closing(HttpGateway(server.url, "secret-token")) as gateway:
        got = gateway.create_card(NewCard(10000, "USD", "ABCD EFGH 1234 0D0D"), "op/tag")
        assert isinstance(got, CardCreated)
        assert b'\r\nIdempotency-Key: "op/tag"\r\n' in server.requests[0]


@pytest.mark.parametrize(
    ("header", "tag"),
    [
        ('ETag: "42-7"', '"42-7"'),
        ('etag:   "a,b"  ', '"a,b"'),
        ('ETag: W/"42-7"', None),
        ("ETag: 42-7", None),
        ('ETag: ""', None),
        ('ETag: "a" "b"', None),
        ('ETag: "a", "b"', None),
        ('ETag: "é"', None),
        (f'ETag: "{"x" * 251}"', None),
        ("X-Other: y", None),
    ],
)
def test_only_a_strong_tag_is_one(header, tag):
    with asking(reply(200, card_with(), header + "\r\n")) as gateway:
        read = gateway.read_card(42)
    assert isinstance(read, CardRead)
    assert read.etag == tag


def listed(body: object, headers: str = "") -> object:
    with asking(reply(200, body, headers)) as gateway:
        return gateway.list_transactions(42, "USD")


def test_a_list_shows_whose_each_transaction_is():
    rows = [
        transaction_with(remote_transaction_ref="op/1", order_transaction_id=None),
        transaction_with(id=2, number=2, remote_transaction_ref=None, order_transaction_id=77),
        transaction_with(id=3, number=3),
    ]
    got = listed({"transactions": rows}, "Date: Sat, 14 Feb 2026 15:26:57 GMT\r\n")
    assert isinstance(got, TransactionsRead)
    assert [(one.transaction.number, one.reference, one.by_order) for one in got.listed] == [
        (1, "op/1", False),
        (2, None, True),
        (3, None, False),
    ]
    assert (got.whole, got.date) == (True, 1771082817)
    assert isinstance(got.listed[0], Listed)


def test_a_list_that_goes_on_is_not_whole():
    got = listed({"transactions": [TRANSACTION]}, "Link: </api/external/x?page_info=b>; rel=next\r\n")
    assert isinstance(got, TransactionsRead)
    assert not got.whole


INSIDE = {"id": 42, "currency": "USD", "balance": "85.00", "transactions": [TRANSACTION]}


@pytest.mark.parametrize(
    "body",
    [
        [TRANSACTION],
        {"transactions": [TRANSACTION]},
        {"adjustments": [TRANSACTION]},
        {"gift_card": INSIDE},
        {"gift_cards": [INSIDE]},
        {"gift_card": {"id": 42, "adjustments": [TRANSACTION]}},
    ],
)
def test_a_list_is_read_in_every_shape_it_may_have(body):
    got = listed(body)
    assert isinstance(got, TransactionsRead)
    assert [one.transaction.amount for one in got.listed] == [-1500]


@pytest.mark.parametrize(
    "body",
    [
        "none",
        7,
        [[TRANSACTION]],
        [INSIDE],
        {"history": [TRANSACTION]},
        {"transactions": {"edges": [{"node": TRANSACTION}]}},
        {"transactions": [TRANSACTION], "adjustments": []},
        {"transactions": [TRANSACTION], "gift_card": INSIDE},
        {"gift_card": INSIDE | {"adjustments": []}},
        {"gift_card": CARD},
        {"gift_card": None},
        {"gift_card": [INSIDE]},
        {"gift_card": INSIDE | {"id": 43}},
        {"gift_card": INSIDE | {"id": "042"}},
        {"gift_card": INSIDE | {"currency": "JPY"}},
        {"gift_cards": []},
        {"gift_cards": [INSIDE, INSIDE | {"id": 43}]},
        {"gift_cards": INSIDE},
    ],
)
def test_any_other_shape_is_not_readable(body):
    assert isinstance(listed(body), Lost)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"transactions": None},
        {"transactions": {"0": TRANSACTION}},
        {"transactions": [[]]},
        {"transactions": [TRANSACTION, TRANSACTION]},
        {"transactions": [transaction_with(gift_card_id=43)]},
        {"transactions": [transaction_with(amount=-15.001)]},
        {"transactions": [transaction_with(amount="-15.001")]},
        {"transactions": [transaction_with(number=0)]},
        {"transactions": [transaction_with(processed_at="yesterday")]},
        {"transactions": [transaction_with(remote_transaction_ref=7)]},
        {"transactions": [transaction_with(remote_transaction_ref="x" * 600_000)]},
        {"transactions": [transaction_with(order_transaction_id="077")]},
        {"transactions": [transaction_with(order_transaction_id=True)]},
    ],
)
def test_one_malformed_row_spoils_the_list(body):
    """A dropped row could be ours, and its absence would prove what is not so."""
    assert isinstance(listed(body), Lost)


def described(body: object, status: int = 200) -> object:
    with ScriptedServer(reply(status, body)) as server, closing(HttpGateway(server.url, "secret-token")) as gateway:
        return gateway.describe()


def document(kept: object, name: object = "Idempotency-Key") -> dict[str, object]:
    put = {"parameters": [{"name": "If-Match"}, {"name": name, "in": "header", "x-kept-for-seconds": kept}]}
    return {"paths": {"/gift-cards/{gift_card_id}": {"get": {}}, "/gift-cards/{gift_card_id}/balance": {"put": put}}}


def test_the_service_s_own_word_about_its_keys():
    assert described(document(86400)) == Described(86400)
    assert described(document(86400, "idempotency-KEY")) == Described(86400)


@pytest.mark.parametrize(
    ("said", "believed"), [(True, True), (False, False), ("true", False), (1, False), (None, False)]
)
def test_the_service_s_own_word_about_what_its_keys_are_kept_with(said: object, believed: bool) -> None:
    key = {"name": "Idempotency-Key", "x-kept-for-seconds": 86400, "x-kept-with-the-write": said}
    assert described({"paths": {"/gift-cards/1/balance": {"put": {"parameters": [key]}}}}) == Described(
        86400, keys_with_write=believed
    )


@pytest.mark.parametrize(
    "body",
    [
        document("86400"),
        document(0),
        document(-5),
        document(True),
        document(1.5),
        document(10**12),
        document(86400, "Other"),
        document(86400, None),
        {"paths": {}},
        {"paths": {"/x/balance": {"put": {}}}},
        {"paths": {"/x/balance": {"put": {"parameters": "none"}}}},
    ],
)
def test_a_word_that_is_none_is_not_taken(body):
    assert described(body) == Described(None)


@pytest.mark.parametrize("body", [{}, {"paths": []}, {"paths": {"/x/balance": None}}, []])
def test_what_is_no_description_is_lost(body):
    assert isinstance(described(body), Lost)
    assert described({"errors": "Not Found"}, 404) == Missing("Not Found")
