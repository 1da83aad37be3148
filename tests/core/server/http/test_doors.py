"""What anybody can do before a token is asked for: it has a most, a time, and one line of the log a minute."""

from __future__ import annotations

import json
import logging
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from core.server.data.database import database_url, open_database
from core.server.data.quiet_log import PERIOD_S, OncePerMinute
from core.server.http.access_settings import AccessSettings
from core.server.http.app import ServiceSettings, create_app
from core.server.http.connection import MOST_HEAD, ConnectionLimits
from core.server.http.listener import BackgroundServer, bind_socket, uvicorn_config
from core.server.http.request_head import head_fault

HEALTH = b"GET /api/external/health HTTP/1.1\r\nHost: x\r\n"
Open = Callable[..., int]


@pytest.fixture
def open_door(tmp_path: Path) -> Iterator[Open]:
    """Open a service with some limits before the token; gives its port."""
    running: list[BackgroundServer] = []
    engine = open_database(database_url(tmp_path / "shop.sqlite"))

    def open_one(limits: ConnectionLimits | None = None, access: AccessSettings | None = None) -> int:
        access, bound = access or AccessSettings(), bind_socket("127.0.0.1", 0)
        app = create_app(engine, ServiceSettings(("first",), access=access))
        running.append(BackgroundServer(uvicorn_config(app, limits, **access.uvicorn_settings()), bound))
        running[-1].start()
        return int(bound.getsockname()[1])

    yield open_one
    for each in running:
        each.stop()
    engine.dispose()


def connected(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=20)


def answered(connection: socket.socket) -> bytes:
    """All that comes until the service closes the connection."""
    return b"".join(iter(lambda: connection.recv(65536), b""))


def asked(connection: socket.socket) -> int:
    """The status of a whole request, whose whole reply is read."""
    connection.sendall(HEALTH + b"\r\n")
    reply = b""
    while not reply.endswith(b"}"):
        part = connection.recv(65536)
        assert part, "the connection was closed"
        reply += part
    return status_of(reply)


def status_of(reply: bytes) -> int:
    return int(reply.split()[1])


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (HEALTH.replace(b"\r\n", b"\n") + b"\n", "A line of the request does not end with CR LF."),
        (HEALTH + b"X: 1\n\r\n", "A line of the request does not end with CR LF."),
        (HEALTH + b"X: 1\rY: 2\r\n\r\n", "A line of the request does not end with CR LF."),
        (HEALTH + b"X: 1\r\n 2\r\n\r\n", "A header is folded over several lines."),
        (HEALTH + b"X: 1\r\n\t2\r\n\r\n", "A header is folded over several lines."),
        (
            HEALTH + b"Transfer-Encoding: chunked\r\ncontent-length: 5\r\n\r\n0\r\n\r\n",
            "The request has both Content-Length and Transfer-Encoding.",
        ),
        (
            HEALTH + b"CONTENT-LENGTH : 5\r\nTransfer-Encoding\t: chunked\r\n\r\n",
            "The request has both Content-Length and Transfer-Encoding.",
        ),
    ],
)
def test_heads_that_can_be_read_in_two_ways_are_refused(open_door: Open, head: bytes, said: str) -> None:
    port = open_door()
    for pieces in ([head], [head[:10], head[10:]], [HEALTH + b"\r\n" + head]):
        with connected(port) as connection:
            for piece in pieces:
                connection.sendall(piece)
            reply = answered(connection)
        assert json.loads(reply.rpartition(b"\r\n\r\n")[2]) == {"errors": said, "code": "invalid_request"}
        assert reply.count(b" 400 ") == 1


@pytest.mark.parametrize("cut", range(1, len(HEALTH) + 2))
def test_a_sound_head_is_never_refused_wherever_it_is_cut(cut: int) -> None:
    assert head_fault((HEALTH + b"\r\n")[:cut]) is None


def test_a_body_is_not_looked_at_like_a_head() -> None:
    whole = b"PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 40\r\n\r\na\nb\n c\r\n transfer-encoding: chunked\n"
    assert head_fault(whole) is None


@pytest.mark.parametrize(("sent", "status"), [(HEALTH, 408), (b"", None)], ids=["half a head", "nothing"])
def test_a_head_that_does_not_come_ends_the_connection(open_door: Open, sent: bytes, status: int | None) -> None:
    port = open_door(ConnectionLimits(head_s=0.05))
    with connected(port) as connection:
        connection.sendall(sent)
        reply = answered(connection)
    assert (status_of(reply) if reply else None) == status


def test_half_a_head_after_a_whole_request_has_its_time_too(open_door: Open) -> None:
    port = open_door(ConnectionLimits(head_s=0.05))
    with connected(port) as connection:
        connection.sendall(HEALTH + b"\r\n" + HEALTH)
        assert [part.split()[0] for part in answered(connection).split(b"HTTP/1.1 ")[1:]] == [b"200", b"408"]


def test_a_connection_that_has_answered_may_rest_longer_than_a_head_takes(open_door: Open) -> None:
    port = open_door(ConnectionLimits(head_s=0.5))
    with connected(port) as resting, connected(port) as silent:
        assert asked(resting) == 200
        assert answered(silent) == b""  # the time of a head is over
        assert asked(resting) == 200


def test_a_head_that_is_too_long_is_refused(open_door: Open) -> None:
    with connected(open_door()) as connection:
        connection.sendall(HEALTH + b"X: " + b"a" * MOST_HEAD)
        assert status_of(answered(connection)) == 400


@pytest.mark.parametrize(
    ("limits", "allowed"),
    [
        (ConnectionLimits(in_all=3), 3),
        (ConnectionLimits(per_address=2), 2),
        (ConnectionLimits(in_all=4, per_address=1, trusted="127.0.0.1"), 4),
    ],
    ids=["in all", "from one address", "through a trusted proxy"],
)
def test_connections_have_a_most(
    open_door: Open, limits: ConnectionLimits, allowed: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "core.server.http.connection")
    port = open_door(limits)
    with ExitStack() as stack:
        for _ in range(allowed):
            assert asked(stack.enter_context(connected(port))) == 200
        for _ in range(3):
            with connected(port) as beyond:
                reply = answered(beyond)
            assert (status_of(reply), b"retry-after: 1.0" in reply) == (503, True)
            assert json.loads(reply.rpartition(b"\r\n\r\n")[2])["code"] == "too_many_connections"
            assert b"error-code: too_many_connections\r\n" in reply.lower()
    assert len([line for line in caplog.messages if "too many connections" in line]) <= 1


def test_a_handshake_that_does_not_end_is_cut(
    open_door: Open, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.server.http.listener.HANDSHAKE_S", 0.05)
    port = open_door(access=AccessSettings(certificate=str(certificate)))
    with connected(port) as silent:
        assert answered(silent) == b""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with connected(port) as plain, context.wrap_socket(plain) as connection:
        assert asked(connection) == 200


@pytest.mark.parametrize("path", ["health", "openapi.json"])
def test_what_needs_no_token_can_only_be_read(open_door: Open, path: str) -> None:
    port = open_door()
    for method, status in (("GET", 200), ("HEAD", 200), ("POST", 405), ("DELETE", 405), ("PUT", 405), ("OPTIONS", 405)):
        with connected(port) as connection:
            connection.sendall(
                f"{method} /api/external/{path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode()
            )
            reply = answered(connection)
        assert status_of(reply) == status
        assert (b"allow: GET, HEAD" in reply) is (status == 405)


def test_a_line_that_repeats_is_written_once_a_minute_and_counted() -> None:
    now = [1000.0]
    once, written = OncePerMinute(lambda: now[0]), []
    for second in range(130):
        now[0] = 1000.0 + second
        record = logging.LogRecord("service", logging.WARNING, "", 0, "away: %s", ("why",), None)
        if once.filter(record):
            written.append(record.getMessage())
    assert PERIOD_S == 60
    assert written == ["away: why", *["away: why (59 more since the last line)"] * 2]
