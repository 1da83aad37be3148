"""Slow and heavy requests are bounded in time and in memory."""

from __future__ import annotations

import json
import re
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from core.server.data.database import database_url, open_database
from core.server.http.app import ServiceSettings, create_app
from core.server.http.listener import BackgroundServer, bind_socket, uvicorn_config
from core.server.http.request_reader import MOST_BODY, RequestReader
from core.server.sandbox.faults import HOLD, Endpoint
from tests.core.server.conftest import TOKEN, Caller
from tests.core.server.serving import served

JSON = {"Content-Type": "application/json"}


@pytest.fixture
def plain(tmp_path: Path) -> Iterator[str]:
    """The address of a service without what a sandbox has between it and the socket."""
    engine, bound = open_database(database_url(tmp_path / "plain.sqlite")), bind_socket("127.0.0.1", 0)
    server = BackgroundServer(uvicorn_config(create_app(engine, ServiceSettings((TOKEN,)))), bound)
    server.start()
    yield f"http://127.0.0.1:{bound.getsockname()[1]}/api/external"
    server.stop()
    engine.dispose()


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
    return lambda seconds: monkeypatch.setattr("core.server.http.request_reader.BODY_WAIT_S", seconds)


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
        told = "The request body did not come in time."
        assert heard(slow) == (408, {"errors": told, "code": "request_timeout"})
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
def readers(monkeypatch: pytest.MonkeyPatch) -> list[RequestReader]:
    """Those of the services that are started from here on."""
    made: list[RequestReader] = []

    def make(public_url: str) -> RequestReader:
        made.append(RequestReader(public_url))
        return made[-1]

    monkeypatch.setattr("core.server.http.app.RequestReader", make)
    return made


def test_what_bodies_hold_is_given_back(readers: list[RequestReader], plain: str) -> None:
    with requests.Session() as caller:
        caller.headers.update(JSON | {"Authorization": f"Bearer {TOKEN}"})
        for body, status in ((b'{"initial_value": 5}', 201), (b"{", 400), (b" " * (MOST_BODY + 1), 413)):
            assert caller.post(plain + "/gift-cards", data=body, timeout=10).status_code == status
    assert [reader.held for reader in readers] == [0]


def test_a_sandbox_holds_no_more_than_that_while_it_is_late(shop: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.server.http.request_reader.MOST_BODIES", 1000)
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
def test_memory_is_bounded_on_postgresql(address: str) -> None:
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
