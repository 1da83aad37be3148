"""A newer version is told where a manager set an address for that; without one nothing is asked."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from core.about import USER_AGENT, VERSION
from core.errors import BadInput
from core.usecases import support
from tests.e2e.conftest import TOKEN, OpenTill, open_till, service

__all__ = ["open_till", "service"]


class Office(HTTPServer):
    """Answers with one body; `asked` has the head of each request."""

    def __init__(self) -> None:
        self.body, self.status = b"", 200
        self.asked: list[dict[str, str]] = []
        super().__init__(("127.0.0.1", 0), _Answer)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/version.txt"


class _Answer(BaseHTTPRequestHandler):
    server: Office

    def do_GET(self) -> None:
        self.server.asked.append(dict(self.headers))
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(self.server.body)))
        self.send_header("Location", self.server.url)
        self.end_headers()
        self.wfile.write(self.server.body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def office() -> Iterator[Office]:
    with Office() as made:
        thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def test_without_an_address_nobody_is_asked(open_till: OpenTill, office: Office) -> None:
    till = open_till()
    assert (till.preferences.get("update.address"), support.look_for_update(till), office.asked) == ("", (), [])


def test_a_newer_version_is_told_and_nothing_of_the_shop_is_sent(open_till: OpenTill, office: Office) -> None:
    till = open_till()
    till.preferences.set("update.address", office.url)
    office.body = b"99.1.0\n"
    (said,) = support.look_for_update(till)
    assert (said.key, said.values) == ("start.newer_version", {"version": "99.1.0", "here": VERSION})
    (head,) = office.asked
    assert set(head) <= {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}
    assert (head["User-Agent"], TOKEN in str(head)) == (USER_AGENT, False)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (VERSION.encode(), 200),
        (b"0.0.1", 200),
        (b"99.1.0", 302),
        (b"99.1.0", 404),
        (b"<html>99.1.0</html>", 200),
        (b"9" * 10_000, 200),
        (b"\xff\xfe", 200),
        (b"", 200),
    ],
)
def test_anything_else_is_nothing(open_till: OpenTill, office: Office, body: bytes, status: int) -> None:
    till = open_till()
    till.preferences.set("update.address", office.url)
    office.body, office.status = body, status
    assert (support.look_for_update(till), len(office.asked)) == ((), 1)


def test_nobody_there_is_nothing(open_till: OpenTill) -> None:
    till = open_till()
    till.preferences.set("update.address", "http://127.0.0.1:9/version.txt")
    assert support.look_for_update(till) == ()


@pytest.mark.parametrize(
    "value", ["http://example.com/v", "ftp://x/v", "https://u:p@x/v", "version.txt", "https://x/ y"]
)
def test_what_is_no_address_is_refused(open_till: OpenTill, value: str) -> None:
    with pytest.raises(BadInput, match="not an address"):
        open_till().preferences.set("update.address", value)
