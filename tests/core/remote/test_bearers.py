"""Bearers of a till: renewed in time and by one thread, and no write goes twice because of one."""

from __future__ import annotations

import base64
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing

import pytest

from core.domain.capabilities import Safeguards
from core.domain.credentials import Client, client_of, client_text, given_text
from core.domain.reply import CardRead, Lost, NotSent, Throttled, Unauthorised
from core.errors import BadInput
from core.remote.bearers import Bearers
from core.remote.http_gateway import HttpGateway
from core.remote.transport import Bounds, Received, Transport
from core.remote.trust import Trust
from tests.core.remote.scripted_server import ScriptedServer, card_with, hold, reply, reset

SECRET = "a-secret+of/the=client"
CLIENT = client_text("web shop", SECRET)
EXPIRED = reply(401, {"errors": "Invalid access token."})
CARD = reply(200, card_with())


def granted(token: str = "first", lasts: object = 900, **more: object) -> bytes:
    return reply(200, {"access_token": token, "token_type": "Bearer", "expires_in": lasts} | more)


class Line:
    """Bearers over a real transport to a scripted server, by a clock that only a test moves."""

    def __init__(self, server: ScriptedServer, read_s: float = 5.0) -> None:
        self.now = 1000.0
        self.server = server
        self._transport = Transport(server.url, "", Bounds(read_s=read_s), Trust())
        self._bearers = Bearers(self._transport, Client("web shop", SECRET), self._look)
        self.looked = threading.Event()
        """Somebody has looked at the clock, as whoever wants a bearer does first."""

    def ask(self, method: str = "GET") -> object:
        """Send a request; return its status, or the failure."""
        url = self.server.url + "/gift-cards/42"
        answer = self._bearers.exchange(lambda: self._transport.exchange(method, url), again=method == "GET")
        return answer.status if isinstance(answer, Received) else answer

    def close(self) -> None:
        self._transport.close()

    def _look(self) -> float:
        self.looked.set()
        return self.now

    @property
    def shown(self) -> list[str]:
        """Return the methods and tokens of the requests, as they came: "POST" alone asks for a bearer."""
        heads = [request.partition(b"\r\n\r\n")[0].decode().splitlines() for request in self.server.requests]
        return [_told(lines) for lines in heads]


def _told(head: list[str]) -> str:
    method, path, _ = head[0].split()
    given = next(line for line in head if line.lower().startswith("authorization:")).split()
    return method if path.endswith("/oauth/token") else f"{method} {given[2]}"


@pytest.fixture
def line() -> Iterator[Callable[..., Line]]:
    with ExitStack() as stack:

        def connect(*answers: bytes, read_s: float = 5.0) -> Line:
            server = stack.enter_context(ScriptedServer(*answers))
            return stack.enter_context(closing(Line(server, read_s)))

        yield connect


def test_a_client_asks_once_and_sends_the_bearer_from_then_on(line: Callable[..., Line]) -> None:
    at = line(granted("one"), CARD)
    assert [at.ask(), at.ask("PUT"), at.ask()] == [200, 200, 200]
    assert at.shown == ["POST", "GET one", "PUT one", "GET one"]
    asked = at.server.requests[0].decode()
    named = base64.b64encode(b"web+shop:a-secret%2Bof%2Fthe%3Dclient").decode()
    assert f"Authorization: Basic {named}" in asked
    assert asked.startswith("POST /api/external/oauth/token ")
    assert asked.endswith("\r\n\r\ngrant_type=client_credentials")
    assert not [each for each in at.server.requests[1:] if SECRET.encode() in each or named.encode() in each]


def test_it_is_renewed_a_minute_before_it_runs_out(line: Callable[..., Line]) -> None:
    at = line(granted("one"), CARD, CARD, granted("two"), CARD)
    at.ask()
    at.now += 839
    at.ask()
    at.now += 1
    assert [at.ask(), at.ask()] == [200, 200]
    assert at.shown == ["POST", "GET one", "GET one", "POST", "GET two", "GET two"]


def test_a_brief_one_is_renewed_in_its_last_fifth_and_one_without_an_end_when_it_is_refused(
    line: Callable[..., Line],
) -> None:
    at = line(granted("one", 10), CARD, granted("two", None), CARD, CARD, EXPIRED, granted("three"), CARD)
    at.ask()
    at.now += 8
    at.ask()
    at.now += 1e9
    assert [at.ask(), at.ask()] == [200, 200]
    assert at.shown[-4:] == ["GET two", "GET two", "POST", "GET three"]


def test_while_the_present_one_lives_a_renewal_that_fails_stops_nothing(line: Callable[..., Line]) -> None:
    at = line(granted("one"), CARD, reply(503), CARD, CARD, reply(503), CARD, reply(503))
    at.ask()
    at.now += 850
    assert [at.ask(), at.ask()] == [200, 200]
    at.now += 10
    assert at.ask() == 200
    assert at.shown == ["POST", "GET one", "POST", "GET one", "GET one", "POST", "GET one"]
    at.now += 50
    assert at.ask() == NotSent("no bearer came", cause=Lost("status 503", 503))


def test_a_read_that_meets_the_end_of_a_bearer_is_sent_with_the_next(line: Callable[..., Line]) -> None:
    at = line(granted("one"), CARD, EXPIRED, granted("two"), CARD)
    assert [at.ask(), at.ask()] == [200, 200]
    assert at.shown == ["POST", "GET one", "GET one", "POST", "GET two"]


@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_a_write_that_meets_it_is_sent_once_and_waits_for_no_time(line: Callable[..., Line], method: str) -> None:
    at = line(granted("one"), CARD, EXPIRED, granted("two"), CARD)
    assert [at.ask(), at.ask(method)] == [200, Throttled(0.0, renewed=True)]
    assert at.shown == ["POST", "GET one", f"{method} one", "POST"]
    assert at.ask(method) == 200
    assert at.shown[-1] == f"{method} two"


def test_a_service_that_takes_no_bearer_of_its_own_is_not_asked_for_ever(line: Callable[..., Line]) -> None:
    at = line(granted("one"), EXPIRED, granted("two"), EXPIRED)
    assert [at.ask(), at.ask("PUT")] == [401, 401]
    assert at.shown == ["POST", "GET one", "POST", "PUT two"]


def test_a_write_whose_next_bearer_does_not_come_says_why(line: Callable[..., Line]) -> None:
    refused = Unauthorised(401, "the client ID or its secret is not accepted")
    at = line(granted("one"), CARD, EXPIRED, reply(401, {"error": "invalid_client"}))
    assert [at.ask(), at.ask("PUT")] == [200, refused]
    assert at.ask("PUT") == refused
    assert at.shown.count("PUT one") == 1


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        (reply(401, {"error": "invalid_client"}), Unauthorised(401, "the client ID or its secret is not accepted")),
        (reply(400, {"error": "invalid_scope"}), Unauthorised(401, "the client ID or its secret is not accepted")),
        (reply(429, b"", "Retry-After: 3\r\n"), Throttled(3.0)),
        (reply(404, {"errors": "Not Found"}), NotSent("no bearer came", cause=Lost("status 404", 404))),
        (reply(200, b"<html>"), NotSent("no bearer came", cause=Lost("status 200", 200))),
        (granted("two words"), NotSent("no bearer came", cause=Lost("status 200", 200))),
        (granted("x", -1), NotSent("no bearer came", cause=Lost("status 200", 200))),
        (granted("x", "900"), NotSent("no bearer came", cause=Lost("status 200", 200))),
        (granted("x", token_type="mac"), NotSent("no bearer came", cause=Lost("status 200", 200))),
        (
            reply(302, b"", "Location: https://elsewhere.example/\r\n"),
            NotSent("no bearer came", Lost("status 302", 302)),
        ),
    ],
)
def test_without_a_bearer_nothing_is_sent(line: Callable[..., Line], answer: bytes, failure: object) -> None:
    at = line(answer)
    assert at.ask("PUT") == failure
    assert at.shown == ["POST"]


@pytest.mark.parametrize("answer", [reset, hold], ids=["reset", "hold"])
def test_a_line_that_breaks_is_told_as_nothing_sent(line: Callable[..., Line], answer: bytes) -> None:
    at = line(answer, read_s=0.05)
    failure = at.ask("PUT")
    assert isinstance(failure, NotSent)
    assert isinstance(failure.cause, Lost)


def test_eight_threads_ask_for_one_bearer_together(line: Callable[..., Line]) -> None:
    at = line(granted("one"), CARD)
    together = threading.Barrier(8)
    answers: list[object] = []

    def ask() -> None:
        together.wait(10)
        answers.append(at.ask())

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert answers == [200] * 8
    assert sorted(at.shown) == ["GET one"] * 8 + ["POST"]


def test_whoever_waited_for_a_bearer_that_did_not_come_does_not_ask_again(line: Callable[..., Line]) -> None:
    at, asked, go_on = line(b""), threading.Event(), threading.Event()

    def late(_connection: object, _over: threading.Event) -> None:
        asked.set()
        go_on.wait(10)

    at.server.answers = [late]
    answers: list[object] = []
    first, second = (threading.Thread(target=lambda: answers.append(at.ask())) for _ in range(2))
    first.start()
    assert asked.wait(10)
    at.looked.clear()
    second.start()
    assert at.looked.wait(10)  # it has seen how often was asked before, and goes to wait
    go_on.set()
    first.join(10)
    second.join(10)
    assert [type(answer) for answer in answers] == [NotSent, NotSent]
    assert answers[0] is answers[1]
    assert at.shown == ["POST"]


def test_the_gateway_reads_and_writes_for_a_client_and_shows_no_secret() -> None:
    with ScriptedServer(granted("one"), CARD, EXPIRED, granted("two"), CARD) as server:
        with closing(HttpGateway(server.url, CLIENT)) as gateway:
            assert isinstance(gateway.read_card(42), CardRead)
            assert gateway.put_balance(42, 1, "USD", Safeguards(key="k")) == Throttled(0.0, renewed=True)
            assert isinstance(gateway.read_card(42), CardRead)
            assert SECRET not in f"{gateway!r} {vars(gateway)!r} {client_of(CLIENT)!r}"
            gateway.use_token("a-plain-token")
            assert isinstance(gateway.read_card(42), CardRead)
        assert b"Bearer a-plain-token" in server.requests[-1]


def test_a_client_is_one_text_and_a_token_is_none() -> None:
    assert client_of(CLIENT) == Client("web shop", SECRET)
    assert client_of(given_text(" Käse: 5% ", "x:y ")) == Client("Käse: 5%", "x:y")
    assert given_text("", "a-token") == "a-token"
    assert client_of("a-token") is None
    for half in (("till", ""), ("till", " ")):
        with pytest.raises(BadInput, match="together"):
            given_text(*half)


@pytest.mark.parametrize(
    ("head", "scope"),
    [
        ('WWW-Authenticate: Bearer error="insufficient_scope", scope="redeem"\r\n', "redeem"),
        ('WWW-Authenticate: Bearer realm="x", scope="redeem", error=insufficient_scope\r\n', "redeem"),
        ('WWW-Authenticate: Bearer error="invalid_token", scope="redeem"\r\n', ""),
        ("WWW-Authenticate: Bearer\r\n", ""),
        ("", ""),
    ],
)
@pytest.mark.parametrize("body", [{"errors": "No."}, b""], ids=["words", "empty"])
def test_a_missing_scope_is_read_from_the_head(head: str, scope: str, body: object) -> None:
    with ScriptedServer(reply(403, body, head)) as server, closing(HttpGateway(server.url, "t")) as gateway:
        read, written = gateway.read_card(42), gateway.disable_card(42)
    assert read == Unauthorised(403, "No." if body else "", scope)
    if body or scope:
        assert written == read
    else:
        assert isinstance(written, Lost)
