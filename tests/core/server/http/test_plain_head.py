"""A plain head is read as h11 reads it, and nothing is plain that h11 or we would refuse."""

from __future__ import annotations

import h11
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.server.http.plain_head import read_plain_head
from core.server.http.request_head import head_fault

MOST = 2000
_NAMES = st.sampled_from(
    [
        *(
            b"Host",
            b"HOST",
            b"Authorization",
            b"Content-Length",
            b"content-length",
            b"Connection",
            b"Accept",
            b"X-Other",
        ),
        *(b"Transfer-Encoding", b"Expect", b"Upgrade", b"Bad Name", b"", b" X", b"X:", b"TE", b"Trailer"),
    ]
)
_TEXTS = st.sampled_from([b"x", b"keep-alive", b"close", b"3", b"03", b"+3", b"3, 3", b"chunked", b"100-continue"]) | (
    st.binary(max_size=6)
)
_LINES = st.tuples(
    _NAMES, st.sampled_from([b":", b": ", b":\t ", b" :", b""]), _TEXTS, st.sampled_from([b"", b" ", b"\t"])
)
_ENDS = st.sampled_from([b"\r\n"] * 12 + [b"\n", b"\r", b"\r\n ", b"\r\r\n"])
_FIRST = st.sampled_from(
    [
        *([b"GET /api HTTP/1.1"] * 6 + [b"PUT /a%0d%0a?q=%C3%BC HTTP/1.1"] * 4),
        *(b"get / HTTP/1.1", b"GET / HTTP/1.0", b"GET  / HTTP/1.1", b"GET /\xe4 HTTP/1.1", b"\r\nGET / HTTP/1.1", b""),
        b"POST http://other.example/x HTTP/1.1",
    ]
)
_HOSTS = st.sampled_from([b"Host: x\r\n"] * 4 + [b""])


@st.composite
def heads(draw: st.DrawFn) -> bytes:
    """Heads of which many are plain, and many are nearly so."""
    lines = draw(st.lists(st.tuples(_LINES, _ENDS), max_size=4))
    fields = b"".join(b"".join(parts) + end for parts, end in lines)
    return draw(_FIRST) + draw(_ENDS) + draw(_HOSTS) + fields + draw(_ENDS)


def read_by_h11(received: bytes) -> tuple[h11.Request, int]:
    """The request, and how many bytes its body has. Raises h11.RemoteProtocolError."""
    conn = h11.Connection(h11.SERVER)
    conn.receive_data(received + bytes(5000))
    request, length = conn.next_event(), 0
    assert type(request) is h11.Request
    assert not conn.they_are_waiting_for_100_continue
    while type(event := conn.next_event()) is h11.Data:
        length += len(event.data)
    assert type(event) is h11.EndOfMessage
    assert conn.their_state is h11.DONE, "it wants to be kept open"
    return request, length


@given(heads(), st.binary(max_size=5))
@example(b"PUT /a HTTP/1.1\r\nHost: x\r\nContent-Length: 12\r\nConnection: Keep-Alive\r\n\r\n", b"{}")
def test_what_is_plain_is_the_same_for_h11(head: bytes, body: bytes) -> None:
    plain = read_plain_head(head + body, MOST)
    if plain is None:
        return
    assert head_fault(head + body) is None
    request, length = read_by_h11((head + body)[: plain.size])
    assert plain.method.encode() == request.method
    assert plain.target == request.target
    assert [tuple(pair) for pair in request.headers] == plain.headers
    assert plain.length == length
    assert (head + body)[: plain.size].endswith(b"\r\n\r\n")


@pytest.mark.parametrize(
    "more",
    [
        *(b"Transfer-Encoding: chunked", b"Expect: 100-continue", b"Upgrade: h2c", b"Connection: close", b"Host: y"),
        *(b"Content-Length: 1\r\nContent-Length: 1", b"Content-Length: +1", b"Content-Length: 1, 1", b"X: \xe4"),
        *(b" folded: x", b"X : y", b"X: y\nZ: z", b"X: a\rb", b"X: \x00"),
    ],
)
def test_what_is_not_plain_is_left_to_h11(more: bytes) -> None:
    assert read_plain_head(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", MOST) is not None
    assert read_plain_head(b"GET / HTTP/1.1\r\nHost: x\r\n" + more + b"\r\n\r\n", MOST) is None


@pytest.mark.parametrize("first", [b"HEAD / HTTP/1.1", b"GET / HTTP/1.0", b"GET / HTTP/1.1 ", b"CONNECT x:1 HTTP/1.1"])
def test_other_first_lines_are_left_to_h11(first: bytes) -> None:
    assert read_plain_head(first + b"\r\nHost: x\r\n\r\n", MOST) is None


def test_neither_a_part_of_a_head_nor_a_long_one_is_plain() -> None:
    whole = b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"y" * (MOST - 35) + b"\r\n\r\n"
    assert read_plain_head(whole, len(whole)) is not None
    assert read_plain_head(whole, len(whole) - 1) is None
    assert all(read_plain_head(whole[:size], MOST) is None for size in range(len(whole)))
