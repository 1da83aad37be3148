"""B1 and F8: no reply makes the gateway believe, raise, hang, swell or ask twice."""

from __future__ import annotations

import socket
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from core.domain.money import Money
from core.domain.reply import BalanceWritten, CardPage, CardRead, Failure, Lost, NotSent
from core.protocol.adjustment import Adjustment
from core.protocol.card_edit import EditPhase
from core.protocol.creation import Creation
from core.protocol.disabling import Disabling
from core.protocol.doubt import DoubtResolver
from core.protocol.ledger import AttemptLedger
from core.protocol.machine import PostCard, PostDisable, PutBalance, PutFields
from core.protocol.updating import FieldChange, Updating
from core.remote.http_gateway import HttpGateway
from core.remote.transport import Bounds
from tests.builders import server_card
from tests.core.remote.scripted_server import CARD, TRANSACTION, Answer, ScriptedServer, card_with, reply, reset
from tests.hostile import fuzz
from tests.hostile.replies import EVERY, Case, cases, create, put

CASES = cases()
SMALL = Bounds(connect_s=5.0, read_s=0.1, total_s=0.3, body_bytes=100_000)
PATIENT = Bounds(connect_s=5.0, read_s=5.0, total_s=15.0, body_bytes=100_000)
"""For whatever is answered, on a machine however busy."""
MOST_BYTES = 100 * 1024 * 1024
GROUPS = sorted({case.name.partition(":")[0] for case in CASES})
WRITES = (PutBalance, PostCard, PutFields, PostDisable)


@pytest.fixture(scope="module")
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer(b"") as server:
        yield server


def test_there_are_enough_of_them() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 600


@pytest.mark.slow
@pytest.mark.parametrize("group", GROUPS)
def test_no_hostile_reply_is_believed(group: str, server: ScriptedServer) -> None:
    wrong = [told for case in CASES if case.name.startswith(f"{group}:") and (told := judged(case, server))]
    assert wrong == []


def judged(case: Case, server: ScriptedServer) -> str:
    """What was wrong with how the gateway took it; empty when nothing was."""
    slow = not isinstance(case.answer, bytes) and case.answer is not reset
    server.answers = [case.answer if callable(case.answer) else _closed(case.answer)]
    asked, began = len(server.requests), time.monotonic()
    with closing(HttpGateway(server.url, "secret-token", bounds=SMALL if slow else PATIENT)) as gateway:
        got = case.ask(gateway)
    if not isinstance(got, Lost) and not is_page_without_it(got):
        return f"{case.name}: {got}"
    if len(server.requests) > asked + 1 or (len(server.requests) == asked and not slow):
        return f"{case.name}: asked {len(server.requests) - asked} times"
    return f"{case.name}: hung" if time.monotonic() - began > 10 else ""


def is_page_without_it(got: object) -> bool:
    """Tell whether it is a page of the good card alone: the odd row is no money, the odd link is not followed."""
    if not isinstance(got, CardPage) or got.next_page is not None:
        return False
    return [card.card_id for card in got.cards] == [CARD["id"]] and bool(got.unreadable or got.cut)


def test_the_good_reply_that_all_of_these_come_from_is_believed() -> None:
    with ScriptedServer(reply(200, TRANSACTION)) as server, closing(_patient(server)) as gateway:
        assert isinstance(put(gateway), BalanceWritten)


def _patient(server: ScriptedServer) -> HttpGateway:
    return HttpGateway(server.url, "secret-token", bounds=PATIENT)


def test_a_bomb_takes_no_memory(server: ScriptedServer) -> None:
    tracemalloc.start()
    try:
        for case in CASES:
            if "bomb" in case.name or "too large" in case.name:
                assert judged(case, server) == ""
        assert tracemalloc.get_traced_memory()[1] < MOST_BYTES / 4
    finally:
        tracemalloc.stop()


def test_a_second_reply_is_not_the_answer_to_the_next_request() -> None:
    """One request, two replies: the other one was written by somebody who wants it to be believed later."""
    stranger = reply(200, TRANSACTION | {"id": 99, "amount": "-99.00"})
    two = reply(200, TRANSACTION) + stranger
    with ScriptedServer(two, reply(200, TRANSACTION)) as server, closing(_patient(server)) as gateway:
        answers = [put(gateway), put(gateway)]
    assert all(isinstance(answer, BalanceWritten) for answer in answers)
    assert {answer.transaction.amount for answer in answers} == {-1500}  # type: ignore[attr-defined]


@pytest.mark.parametrize("fuzzed", [fuzz.replies, fuzz.heads], ids=["bodies", "heads"])
def test_no_mangled_reply_is_believed(fuzzed: Callable[[int], int]) -> None:
    assert fuzzed(3000) > 0


# F8: a time-out, applied or not, at every request kind

KINDS = [*EVERY, "next page"]


def _asked(kind: str, gateway: HttpGateway, server: ScriptedServer) -> object:
    if kind == "next page":
        return gateway.next_page(f"{server.url}/gift-cards?page_info=x")
    return EVERY[kind](gateway)


def _silence(sent: bytes) -> Answer:
    def answer(connection: socket.socket, over: threading.Event) -> None:
        connection.sendall(sent)
        over.wait(10)

    return answer


def _reset(sent: bytes) -> Answer:
    def answer(connection: socket.socket, over: threading.Event) -> None:
        connection.sendall(sent)
        reset(connection, over)

    return answer


def _closed(sent: bytes) -> Answer:
    return lambda connection, _over: connection.sendall(sent)


FAULTS: dict[str, tuple[Callable[[bytes], Answer], bytes]] = {
    "silence": (_silence, b""),
    "reset": (_reset, b""),
    "closed": (_closed, b""),
    "a 500": (_closed, reply(500, {"errors": "x"})),
    "a 502 in HTML": (_closed, reply(502, b"<h1>502</h1>" * 9, content_type="text/html")),
    "a 409": (_closed, reply(409, {"errors": "conflict"})),
}
"""How the line ends, and the reply that is cut; empty: the good one."""
PHASES: dict[str, Callable[[bytes], bytes]] = {
    "before the reply": lambda _reply: b"",
    "in its head": lambda reply: reply[:40],
    "in its body": lambda reply: reply[:-10],
}


def _good(kind: str) -> bytes:
    if kind in {"list", "search", "next page"}:
        return reply(200, {"gift_cards": [CARD]})
    if kind == "create":
        return reply(201, {"gift_card": CARD | {"code": "abcdefgh12340d0d"}})
    return reply(200, TRANSACTION if kind == "put" else card_with())


@pytest.mark.parametrize(
    "kind", [k if k in {"put", "create"} else pytest.param(k, marks=pytest.mark.slow) for k in KINDS]
)
def test_nothing_is_sent_again_and_every_write_is_doubted(kind: str) -> None:
    """F8: 8 kinds, 6 faults, 3 phases. The machine that hears it looks or waits; it never writes again at once."""
    for phase, cut in PHASES.items():
        for name, (fault, other) in FAULTS.items():
            silent = fault is _silence
            with ScriptedServer(fault(cut(other or _good(kind)))) as server:
                with closing(HttpGateway(server.url, "secret-token", bounds=SMALL if silent else PATIENT)) as gateway:
                    got = _asked(kind, gateway, server)
                where = (kind, phase, name, got)
                assert isinstance(got, Lost), where
                assert len(server.requests) in ({0, 1} if silent else {1}), where
                assert not isinstance(_next(kind, got), WRITES), where


def _next(kind: str, got: Failure) -> object:
    """What the machine that asked for this wants now."""
    if kind == "put":
        step = Adjustment(AttemptLedger(1001, "USD", -1500), DoubtResolver(90.0)).begin().machine
        read = CardRead(server_card(), server_card().updated_at + 100)
        return step.after(read).machine.after(got).action
    if kind == "create":
        return Creation("[gc1:x:Y]", 1, True, False, 90.0, Money(2500, "USD")).begin().machine.after(got).action
    if kind == "update":
        return Updating((FieldChange("note", None, "x"),), phase=EditPhase.ASKING).after(got).action
    if kind == "disable":
        return Disabling(phase=EditPhase.ASKING).after(got).action
    return None


def test_a_refused_connection_is_no_doubt() -> None:
    """Not a byte left: the command may go out again."""
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    gateway = HttpGateway(f"http://127.0.0.1:{port}/api", "secret-token", bounds=SMALL)
    assert isinstance(create(gateway), NotSent)
    gateway.close()
