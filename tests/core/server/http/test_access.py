"""Who gets in: keys that come and go while the service runs, addresses, TLS; and what is written down of it."""

from __future__ import annotations

import gc
import json
import socket
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from core.errors import BadInput, CannotStart, NotFound
from core.server.data.api_keys import REFRESH_S, ApiKeyStore, NewKey
from core.server.data.database import database_url, open_database
from core.server.http.access_settings import AccessSettings
from core.server.http.app import ServiceSettings, create_app
from core.server.http.listener import BackgroundServer, bind_socket, uvicorn_config
from tests.core.server.conftest import Clock

Open = Callable[..., str]


@pytest.fixture
def open_service(tmp_path: Path, clock: Clock) -> Iterator[Open]:
    """Return a function that opens a service under some access settings and gives its address."""
    running: list[BackgroundServer] = []
    engine = open_database(database_url(tmp_path / "shop.sqlite"))

    def open_one(**settings: Any) -> str:
        access = AccessSettings(**settings)
        bound = bind_socket("127.0.0.1", 0)
        app = create_app(engine, ServiceSettings(("first",), access=access), clock)
        running.append(BackgroundServer(uvicorn_config(app, **access.uvicorn_settings()), bound))
        address = f"{'https' if access.certificate else 'http'}://127.0.0.1:{bound.getsockname()[1]}/api/external"
        running[-1].start()
        return address

    yield open_one
    for each in running:
        each.stop()
    engine.dispose()


def get(url: str, token: str = "first", path: str = "/gift-cards", **more: Any) -> requests.Response:
    headers = {"Authorization": f"Bearer {token}"} | more.pop("headers", {})
    return requests.get(url + path, headers=headers, timeout=10, **more)


def test_keys_come_and_go_while_the_service_runs(open_service: Open, tmp_path: Path, clock: Clock) -> None:
    url, ring = open_service(), ApiKeyStore(str(tmp_path / "shop.sqlite"))
    assert get(url, "unknown").status_code == 401
    secrets = [ring.add(NewKey(name), int(clock.now)) for name in ("till 1", "till 2")]
    clock.now += REFRESH_S
    assert [get(url, secret).status_code for secret in secrets] == [200, 200]
    ring.retire("till 1", int(clock.now) + 3600)
    clock.now += 3599
    assert [get(url, secret).status_code for secret in secrets] == [200, 200]
    clock.now += 1
    assert [get(url, secret).status_code for secret in secrets] == [401, 200]
    assert get(url).status_code == 200
    assert [(key.name, key.retires_at) for key in ring.all()] == [("till 1", int(clock.now)), ("till 2", None)]
    assert all(secret.encode() not in (tmp_path / "shop.sqlite").read_bytes() for secret in secrets)
    ring.close()


def test_what_the_key_ring_refuses(tmp_path: Path) -> None:
    ring = ApiKeyStore(str(tmp_path / "shop.sqlite"))
    ring.add(NewKey("till"), 0)
    for name in ("till", "", "a" * 61, "a\nb"):
        with pytest.raises(BadInput):
            ring.add(NewKey(name), 0)
    with pytest.raises(NotFound):
        ring.retire("nobody", 0)
    ring.close()


@pytest.mark.parametrize(
    ("allow", "status"), [((), 200), (("127.0.0.1",), 200), (("10.0.0.0/8", "127.0.0.0/8"), 200), (("10.0.0.1",), 403)]
)
def test_only_addresses_on_the_list_may_call(open_service: Open, allow: tuple[str, ...], status: int) -> None:
    url = open_service(allow=allow)
    reply = get(url)
    assert reply.status_code == get(url, path="/health").status_code == status
    assert reply.headers.get("Error-Code") == ("address_refused" if status == 403 else None)
    assert get(url, headers={"X-Forwarded-For": "127.0.0.1"}).status_code == status


def test_a_proxy_is_believed_only_when_it_is_named(open_service: Open) -> None:
    told = {"X-Forwarded-For": "10.0.0.1", "X-Forwarded-Proto": "https"}
    assert get(open_service(allow=("10.0.0.1",)), headers=told).status_code == 403
    assert get(open_service(allow=("10.0.0.1",), proxy="127.0.0.1"), headers=told).status_code == 200
    assert get(open_service(allow=("10.0.0.1",), proxy="127.0.0.2"), headers=told).status_code == 403


def test_the_health_of_the_service_needs_no_token(open_service: Open) -> None:
    reply = requests.get(open_service() + "/health", timeout=10)
    assert (reply.status_code, reply.json()) == (200, {"status": "ok"})


def test_with_a_certificate_it_speaks_tls_and_only_new_ones(open_service: Open, certificate: Path) -> None:
    url = open_service(certificate=str(certificate))
    reply = get(url, verify=str(certificate))
    assert reply.json() == {"gift_cards": []}
    port = int(url.split(":")[2].split("/")[0])
    for newest, spoken in ((ssl.TLSVersion.TLSv1_2, "TLSv1.2"), (ssl.TLSVersion.TLSv1_3, "TLSv1.3")):
        context = ssl.create_default_context(cafile=str(certificate))
        context.maximum_version = newest
        plain = socket.create_connection(("127.0.0.1", port))
        with context.wrap_socket(plain, server_hostname="127.0.0.1") as line:
            assert line.version() == spoken


def test_plain_words_to_the_tls_port_are_cut_off_and_leave_nothing_open(open_service: Open, certificate: Path) -> None:
    url = open_service(certificate=str(certificate))
    port = int(url.split(":")[2].split("/")[0])
    for said in (b"GET /api/external/health HTTP/1.1\r\nHost: x\r\n\r\n", b"\x00" * 40):
        with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
            line.sendall(said)
            try:
                heard = line.recv(100)
            except ConnectionResetError:
                heard = b""
            assert not heard.startswith(b"HTTP")
    gc.collect()  # a socket that was forgotten would be told of here, and a warning is an error
    assert get(url, verify=str(certificate)).status_code == 200


def test_the_old_tls_is_refused(open_service: Open, certificate: Path) -> None:
    config = uvicorn_config(lambda: None, **AccessSettings(certificate=str(certificate)).uvicorn_settings())
    config.load()
    assert isinstance(config.ssl, ssl.SSLContext)
    assert config.ssl.minimum_version is ssl.TLSVersion.TLSv1_2


def test_what_cannot_be_a_door(tmp_path: Path) -> None:
    (tmp_path / "no.pem").write_text("no certificate")
    for name in ("no.pem", "missing.pem"):
        with pytest.raises(CannotStart):
            AccessSettings(certificate=str(tmp_path / name)).uvicorn_settings()
    engine = open_database(database_url(tmp_path / "shop.sqlite"))
    for access in (AccessSettings(allow=("10.0.0.0/99",)), AccessSettings(access_log=str(tmp_path))):
        with pytest.raises(CannotStart):
            create_app(engine, ServiceSettings((), access=access))
    engine.dispose()


def test_the_access_log_says_who_did_what_but_no_code_and_no_token(open_service: Open, tmp_path: Path) -> None:
    path = tmp_path / "access.jsonl"
    url = open_service(access_log=str(path))
    code = "abcd1234efgh5678"
    made = requests.post(
        url + "/gift-cards",
        json={"initial_value": 5, "code": code},
        headers={"Authorization": "Bearer first"},
        timeout=10,
    ).json()["gift_card"]
    get(url, path=f"/gift-cards/{made['id']}")
    get(url, path=f"/gift-cards/search?limit=5&query={code}&order={code}&{code}=1&page_info={code}")
    get(url, path=f"/gift-cards/{code}")
    get(url, path="/gift-cards/1234567890123456")
    get(url, "hidden-token")
    get(url, path="/health")
    text = path.read_text("utf-8")
    lines = [json.loads(line) for line in text.splitlines()]
    assert [(line["key"], line["method"], line["status"]) for line in lines] == [
        *[("start-1", "POST", 201), ("start-1", "GET", 200), ("start-1", "GET", 400)],
        *[("start-1", "GET", 404), ("start-1", "GET", 404), (None, "GET", 401), (None, "GET", 200)],
    ]
    assert lines[1]["path"].endswith(str(made["id"]))
    assert lines[2]["arguments"]["limit"] == "5"
    assert set(lines[0]) == {"at", "client", "key", "method", "path", "arguments", "status", "bytes", "ms"}
    for secret in (code, code[:8], "1234567890", "first", "hidden"):
        assert secret not in text
    assert path.stat().st_mode & 0o077 == 0
