"""The examples of a proxy, as they are shipped, before two services that take a PUT and die: it is sent once.

Each is also run with the line taken out that forbids the second copy, so that the test is known to see one.
"""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.judges import nginx

SERVICE = Path(__file__).parents[2] / "packaging" / "service"
PUT = "/api/external/gift-cards/7/balance"
CADDY = shutil.which("caddy")
READY_S, LOOK_S = 10.0, 0.02
NO_NGINX = pytest.mark.skipif(not nginx.program(), reason="NO NGINX HERE: on Debian apt-get install nginx-light")
NO_CADDY = pytest.mark.skipif(not CADDY, reason="NO CADDY HERE: on Debian apt-get install caddy")
pytestmark = pytest.mark.slow


class DyingService:
    """Reads each request to its end, counts it, and closes the connection without an answer."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.taken: list[str] = []
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as sent:
                first = sent.readline().decode()
                length = 0
                while (line := sent.readline().strip()) and line:
                    name, _, value = line.partition(b":")
                    length = int(value) if name.lower() == b"content-length" else length
                sent.read(length)
                if first:
                    self.taken.append(first.split()[0])


@pytest.fixture
def services() -> Iterator[list[DyingService]]:
    with ExitStack() as over:
        both = [DyingService() for _ in "12"]
        for each in both:
            over.callback(each.close)
        yield both


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def running(command: list[str], port: int, folder: Path) -> Iterator[None]:
    log = folder / "said"
    kept = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with log.open("w") as said, subprocess.Popen(command, stdout=said, stderr=said, env=kept) as started:
        try:
            pause = threading.Event()
            for _ in range(round(READY_S / LOOK_S)):
                with socket.socket() as asked:
                    if asked.connect_ex(("127.0.0.1", port)) == 0:
                        break
                assert started.poll() is None, log.read_text()
                pause.wait(LOOK_S)
            yield
        finally:
            started.terminate()


def put(port: int, size: int) -> int:
    """Write a balance as a till does; return the status."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Content-Type": "application/json", "Idempotency-Key": '"a"', "Host": "cards.example"}
    connection.request("PUT", PUT, b"{" + b" " * size + b"}", headers)
    status = connection.getresponse().status
    connection.close()
    return status


def changed(text: str, replacements: dict[str, str]) -> str:
    """Replace each text, which must be there: an example that has changed must not go untested."""
    for old, new in replacements.items():
        assert old in text, old
        text = text.replace(old, new)
    return text


def with_nginx(folder: Path, port: int, services: list[DyingService], **more: str) -> list[str]:
    written = changed(
        (SERVICE / "nginx.conf").read_text(),
        {
            "127.0.0.1:8443": f"127.0.0.1:{services[0].port}",
            "127.0.0.1:8444": f"127.0.0.1:{services[1].port}",
            "listen 443 ssl;": f"listen 127.0.0.1:{port};",
            "    ssl_certificate /etc/ssl/cards.example/fullchain.pem;\n": "",
            "    ssl_certificate_key /etc/ssl/cards.example/privkey.pem;\n": "",
            **more,
        },
    )
    places = "".join(
        f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    around = f"daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log; events {{}}\n"
    (folder / "nginx.conf").write_text(f"{around}http {{ access_log off;\n{places}{written} }}\n")
    return [nginx.program() or "", "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]


def with_caddy(folder: Path, port: int, services: list[DyingService], **more: str) -> list[str]:
    written = changed(
        (SERVICE / "Caddyfile").read_text(),
        {
            "127.0.0.1:8443": f"127.0.0.1:{services[0].port}",
            "127.0.0.1:8444": f"127.0.0.1:{services[1].port}",
            "cards.example {": f"http://:{port} {{",
            **more,
        },
    )
    (folder / "Caddyfile").write_text("{\n\tadmin off\n}\n" + written)
    return [CADDY or "", "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]


PROXIES = [pytest.param(with_nginx, marks=NO_NGINX, id="nginx"), pytest.param(with_caddy, marks=NO_CADDY, id="Caddy")]


@pytest.mark.parametrize("size", [10, 100_000])
@pytest.mark.parametrize("proxy", PROXIES)
def test_a_put_is_sent_to_one_service_and_once(proxy, size, services, port: int, tmp_path: Path) -> None:
    with running(proxy(tmp_path, port, services), port, tmp_path):
        assert put(port, size) == 502
    assert services[0].taken == ["PUT"]
    assert services[1].taken == []


@pytest.mark.parametrize(
    ("proxy", "mistake"),
    [
        pytest.param(with_nginx, {"proxy_next_upstream off;": ""}, marks=NO_NGINX, id="nginx"),
        pytest.param(
            with_caddy,
            {"\t\tlb_retries 0\n": "\t\tlb_retries 1\n\t\tlb_retry_match {\n\t\t\tmethod PUT\n\t\t}\n"},
            marks=NO_CADDY,
            id="Caddy",
        ),
    ],
)
def test_without_that_line_it_would_be_sent_twice(proxy, mistake, services, port: int, tmp_path: Path) -> None:
    with running(proxy(tmp_path, port, services, **mistake), port, tmp_path):
        put(port, 10)
    assert sum(len(each.taken) for each in services) == 2
