"""A reply goes out in one piece, and a part of one at once."""

from __future__ import annotations

import asyncio

import h11

from core.server.http.reply_transport import ReplyTransport


class Recorder(asyncio.Transport):
    """Keeps what is written, and whether it is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[bytes] = []
        self.closed = False

    def write(self, data: bytes | bytearray | memoryview) -> None:
        assert not self.closed
        self.written.append(bytes(data))

    def close(self) -> None:
        self.closed = True


class Line:
    """A connection that has received a request, as uvicorn writes its reply to it."""

    def __init__(self) -> None:
        self.conn, self.recorder = h11.Connection(h11.SERVER), Recorder()
        self.transport = ReplyTransport(self.recorder, self.conn)

    def ask(self) -> None:
        self.conn.receive_data(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        while type(self.conn.next_event()) is not h11.EndOfMessage:
            pass

    def send(self, *events: h11.Event) -> None:
        for event in events:
            self.transport.write(self.conn.send(event) or b"")


HEAD = h11.Response(status_code=200, headers=[("content-length", "4")])


def test_head_and_body_are_one_write_and_so_is_the_next_reply() -> None:
    line = Line()
    for number in (1, 2):
        line.ask()
        line.send(HEAD, h11.Data(data=b"card"), h11.EndOfMessage())
        line.conn.start_next_cycle()
        assert len(line.recorder.written) == number
        assert line.recorder.written[-1].startswith(b"HTTP/1.1 200")
        assert line.recorder.written[-1].endswith(b"\r\n\r\ncard")


def test_each_further_part_of_a_body_is_written_at_once() -> None:
    line = Line()
    line.ask()
    line.send(HEAD, h11.Data(data=b"ca"))
    assert [part[-2:] for part in line.recorder.written] == [b"ca"]
    line.send(h11.Data(data=b"r"))
    line.send(h11.Data(data=b"d"), h11.EndOfMessage())
    assert [part[-2:] for part in line.recorder.written] == [b"ca", b"r", b"d"]


def test_a_head_alone_goes_out_when_the_connection_ends() -> None:
    line = Line()
    line.ask()
    line.send(HEAD)
    assert line.recorder.written == []
    line.transport.close()
    assert line.recorder.written[0].endswith(b"content-length: 4\r\n\r\n")
    assert line.recorder.closed


def test_what_is_no_final_reply_goes_out_at_once() -> None:
    line = Line()
    line.ask()
    line.send(h11.InformationalResponse(status_code=103, headers=[]))
    assert len(line.recorder.written) == 1
