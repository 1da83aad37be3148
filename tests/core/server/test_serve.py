"""The service on its own, in a process of its own: one line when ready, a graceful stop, several workers."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
import requests

from core.errors import CannotStart
from core.server.data.api_keys import ApiKeyStore
from core.server.http.app import ServiceSettings
from core.server.http.listener import BackgroundServer, bind_socket, uvicorn_config
from core.server.serve import AppFactory, ServeSettings, run
from tests.core.server.serving import ROOT, free_port, posix_only, served

SERVICE = ServiceSettings(("one",))


def get(url: str, token: str = "one") -> requests.Response:
    return requests.get(url + "/gift-cards", headers={"Authorization": f"Bearer {token}"}, timeout=10)


@posix_only
@pytest.mark.e2e
@pytest.mark.parametrize("wish", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.slow)])
def test_it_says_where_it_is_and_stops_gracefully(tmp_path: Path, wish: signal.Signals) -> None:
    with served(str(tmp_path / "shop.sqlite"), seed=1) as (url, process):
        assert url.startswith("http://127.0.0.1:")
        assert url.endswith("/api/external")
        assert len(get(url).json()["gift_cards"]) == 50
        assert get(url, "two").status_code == 200
        assert get(url, "three").status_code == 401
        process.send_signal(wish)
        output, errors = process.communicate(timeout=10)
        assert (process.returncode, output, errors) == (0, "", "")


@posix_only
@pytest.mark.e2e
@pytest.mark.parametrize("as_json", [False, True])
def test_the_console_names_the_file_of_the_token_once_it_listens(tmp_path: Path, as_json: bool) -> None:
    words = ["--json"] if as_json else []
    command = [sys.executable, "main.py", *words, "--data-dir", str(tmp_path / "shop"), "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stderr is not None
            url, said = process.stdout.readline().strip(), process.stderr.readline().strip()
        finally:
            process.kill()
    path = tmp_path / "shop" / "service-token"
    assert said == f"The token that a till needs to connect is in {path}."
    if as_json:
        told = json.loads(url)
        assert told.pop("code") == "done"
        url = told.pop("url")
    assert url.startswith("http://127.0.0.1:")
    assert path.read_text(encoding="utf-8").strip()


@posix_only
@pytest.mark.e2e
@pytest.mark.slow
def test_several_workers_share_one_file(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with served(str(tmp_path / "shop.sqlite"), port=port, workers=2) as (url, process):
        assert url == f"http://127.0.0.1:{port}/api/external"
        for number in range(10):
            made = requests.post(
                url + "/gift-cards", json={"initial_value": 5}, headers={"Authorization": "Bearer one"}, timeout=10
            )
            assert made.status_code == 201
            assert len(get(url).json()["gift_cards"]) == number + 1
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)
        assert process.returncode == 0


@posix_only
@pytest.mark.slow
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_bearer_opens_at_every_worker_and_ends_at_every_one(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Each request has a connection of its own, so that both workers are met."""
    database = str(tmp_path / "shop.sqlite") if kind == "sqlite" else str(request.getfixturevalue("address"))
    with served(database, port=free_port(), workers=2) as (url, _):
        form = {"grant_type": "client_credentials", "client_id": "start-1", "client_secret": "one"}
        for _ in range(10):
            token = requests.post(url + "/oauth/token", data=form, timeout=10).json()["access_token"]
            assert {get(url, token).status_code for _ in range(6)} == {200}
        with closing(ApiKeyStore(database)) as ring:
            ring.retire("start-1", int(time.time()) - 1)
        deadline = time.monotonic() + 10
        for secret in ("one", token):  # bearers that are none may not be tried as often
            while 200 in {get(url, secret).status_code for _ in range(10)}:
                assert time.monotonic() < deadline
        assert get(url, token).status_code == 401
        assert get(url, "two").status_code == 200


@posix_only
@pytest.mark.slow
def test_no_worker_outlives_a_test_whose_service_did_not_stop(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with served(str(tmp_path / "shop.sqlite"), port=port, workers=2) as (url, process):
        assert get(url).status_code == 200
        os.kill(process.pid, signal.SIGSTOP)  # it can stop no worker
    with pytest.raises(requests.ConnectionError):
        get(url)


def test_what_cannot_be_served(tmp_path: Path) -> None:
    with pytest.raises(CannotStart) as refused:
        run(ServeSettings(str(tmp_path / "shop.sqlite"), SERVICE, port=0, workers=2))
    assert refused.value.key == "start.port"
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(CannotStart) as refused:
            run(ServeSettings(str(tmp_path / "shop.sqlite"), SERVICE, port=other.getsockname()[1]))
    assert refused.value.key == "start.port"
    for database, key in (
        (str(tmp_path / "no" / "folder"), "start.folder"),
        ("nonsense://x", "start.database"),
        ("postgresql://nobody:secret@127.0.0.1:1/none", "start.database"),
    ):
        with pytest.raises(CannotStart) as refused:
            run(ServeSettings(database, SERVICE))
        assert refused.value.key == key
        assert "secret" not in refused.value.sentence


def test_a_worker_that_begins_while_the_database_is_away_serves() -> None:
    """It is started again at any time, and whoever started the service has prepared the database."""
    nobody = f"postgresql://shop@127.0.0.1:{free_port()}/postgres?connect_timeout=1"
    interval = sys.getswitchinterval()
    app = AppFactory(nobody, ServiceSettings(("one",)))()
    sys.setswitchinterval(interval)  # that of a process of the service, which this is not
    server = BackgroundServer(uvicorn_config(app), bind_socket("127.0.0.1", 0))
    server.start()
    try:
        (listening,) = server.servers[0].sockets
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/api/external"
        for path in ("/health", "/gift-cards/1"):
            assert requests.get(url + path, headers={"Authorization": "Bearer one"}, timeout=30).status_code == 503
    finally:
        server.stop()
