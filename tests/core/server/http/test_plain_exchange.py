"""Requests on one connection, plain ones and others, whole and in pieces: h11 as the client reads every reply."""

from __future__ import annotations

import json
import logging
import random
import socket
from collections.abc import Iterator
from contextlib import closing

import h11
import pytest
from starlette.types import Receive, Scope, Send

from core.server.http.listener import BackgroundServer, bind_socket, uvicorn_config

HEAD = [(b"content-type", b"application/json")]


async def read_all(receive: Receive) -> bytes:
    body = b""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return body
        body += message["body"]
        if not message["more_body"]:
            return body


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """Tell what was received, in the manner that the path asks for."""
    how = scope["path"]
    body = b"" if how == "/early" else await read_all(receive)
    told = json.dumps([scope["method"], how, scope["query_string"].decode(), body.decode()]).encode()
    length = len(told) + {"/short": 1, "/long": -1}.get(how, 0)
    headers = [*HEAD, *([] if how in ("/unknown", "/parts") else [(b"content-length", b"%d" % length)])]
    if how == "/split":
        headers.append((b"x-split", b"a\r\nset-cookie: b"))
    if how == "/last":
        headers.append((b"connection", b"close"))
    await send({"type": "http.response.start", "status": 204 if how == "/nothing" else 200, "headers": headers})
    if how in ("/pieces", "/parts"):
        for place in range(0, len(told), 5):
            await send({"type": "http.response.body", "body": told[place : place + 5], "more_body": True})
        told = b""
    await send({"type": "http.response.body", "body": told})


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    bound = bind_socket("127.0.0.1", 0)
    running = BackgroundServer(uvicorn_config(echo, lifespan="off"), bound)
    running.start()
    yield bound.getsockname()[1]
    running.stop()


class Caller:
    """A client's end of a connection."""

    def __init__(self, line: socket.socket) -> None:
        self.line = line
        self.conn = h11.Connection(h11.CLIENT)

    def expect(self, method: str = "GET") -> tuple[int, bytes]:
        """Read one reply."""
        host = [("host", "x")]
        self.conn.send(h11.Request(method=method, target="/", headers=host))
        self.conn.send(h11.EndOfMessage())
        status, body = 0, b""
        while type(event := self.conn.next_event()) is not h11.EndOfMessage:
            if event is h11.NEED_DATA:
                self.conn.receive_data(self.line.recv(65536))
            elif type(event) is h11.Response:
                status = event.status_code
            else:
                assert type(event) is h11.Data
                body += event.data
        if self.conn.their_state is h11.DONE:
            self.conn.start_next_cycle()
        return status, body

    @property
    def is_kept(self) -> bool:
        return self.conn.their_state is h11.IDLE


@pytest.fixture
def caller(port: int) -> Iterator[Caller]:
    with closing(socket.create_connection(("127.0.0.1", port), timeout=20)) as line:
        yield Caller(line)


def raw(method: str, path: str, body: str = "", *more: str) -> bytes:
    length = [f"Content-Length: {len(body)}"] if body else []
    return "\r\n".join([f"{method} {path} HTTP/1.1", "Host: x", *length, *more, "", body]).encode()


def chunked(path: str, body: str) -> bytes:
    head = f"POST {path} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    return f"{head}{len(body):x}\r\n{body}\r\n0\r\n\r\n".encode()


@pytest.mark.parametrize("seed", range(6))
def test_many_requests_in_any_pieces_are_answered_in_their_order(caller: Caller, seed: int) -> None:
    drawn, sent, wanted = random.Random(seed), b"", []
    for number in range(60):
        method, body = drawn.choice([("GET", ""), ("PUT", "b" * drawn.randrange(1, 40)), ("POST", f"{number}")])
        path = drawn.choice(["/a", "/pieces", "/early" if not body else "/a"])
        kind = drawn.randrange(6)
        if kind == 0:
            method, body = "POST", body or "c"
            sent += chunked(f"{path}?{number}", body)
        else:
            sent += raw(method, f"{path}?{number}", body, *(["X-Odd: é"] if kind == 1 else []))
        wanted.append([method, path, str(number), body if path != "/early" else ""])
    if seed % 2:
        caller.line.sendall(sent)
    else:
        while sent:
            size = drawn.randrange(1, 60)
            caller.line.sendall(sent[:size])
            sent = sent[size:]
    for each in wanted:
        status, told = caller.expect(each[0])
        assert status == 200
        assert json.loads(told) == each


def test_an_answer_before_the_body_is_there_spoils_nothing(caller: Caller) -> None:
    for first in (raw("PUT", "/early", "x" * 100_000), raw("PUT", "/early", "y" * 300)):
        caller.line.sendall(first[:150])
        assert caller.expect("PUT")[0] == 200
        caller.line.sendall(first[150:] + raw("GET", "/a?after"))
        assert json.loads(caller.expect()[1]) == ["GET", "/a", "after", ""]


def test_a_large_body_is_read_to_its_end(caller: Caller) -> None:
    body = "z" * 700_000
    caller.line.sendall(raw("POST", "/a", body))
    assert json.loads(caller.expect("POST")[1])[3] == body


@pytest.mark.parametrize("path", ["/unknown", "/parts", "/last"])
def test_a_body_without_a_length_ends_with_the_connection(caller: Caller, path: str) -> None:
    caller.line.sendall(raw("GET", path))
    assert json.loads(caller.expect()[1])[1] == path
    assert not caller.is_kept
    assert caller.line.recv(10) == b""


@pytest.mark.parametrize("path", ["/split", "/long"])
def test_a_reply_that_is_none_is_not_sent(caller: Caller, path: str, caplog: pytest.LogCaptureFixture) -> None:
    """What h11 would not send is not sent here either: no header splits a reply in two."""
    with caplog.at_level(logging.CRITICAL + 1, "uvicorn.error"):
        caller.line.sendall(raw("GET", path))
        got = b"".join(iter(lambda: caller.line.recv(65536), b""))
    assert b"set-cookie" not in got
    assert not got or got.startswith(b"HTTP/1.1 500 ")


def test_too_short_a_body_ends_the_connection(caller: Caller, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.CRITICAL + 1, "uvicorn.error"):
        caller.line.sendall(raw("GET", "/short"))
        assert caller.line.recv(65536) == b""


def test_no_plain_request_is_read_with_h11(caller: Caller) -> None:
    """The head is as h11 would write it, but for the order of what we add."""
    caller.line.sendall(raw("GET", "/a?1"))
    got = caller.line.recv(65536)
    assert got == (
        b'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 22\r\n\r\n["GET", "/a", "1", ""]'
    )


def test_a_client_that_leaves_is_noticed(port: int) -> None:
    with closing(socket.create_connection(("127.0.0.1", port), timeout=20)) as line:
        line.sendall(raw("PUT", "/a", "x" * 1000)[:200])
    with closing(socket.create_connection(("127.0.0.1", port), timeout=20)) as line:
        line.sendall(raw("GET", "/a"))
        assert Caller(line).expect()[0] == 200
