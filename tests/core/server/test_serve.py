"""The service on its own, in a process of its own: one line when ready, a graceful stop, several workers."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from core.errors import CannotStart
from core.server.serve import run

ROOT = Path(__file__).parents[3]
START = "from core.server.serve import run; run({!r}, tokens=['one', 'two'], port={}, sandbox_seed={}, workers={})"
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="signals to a child are another matter there")


@contextmanager
def served(
    database: str, *, port: int = 0, seed: int | None = None, workers: int = 1
) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    command = [sys.executable, "-c", START.format(database, port, seed, workers)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip(), process
        finally:
            process.kill()


def get(url: str, token: str = "one") -> requests.Response:
    return requests.get(url + "/gift-cards", headers={"Authorization": f"Bearer {token}"}, timeout=10)


@posix_only
@pytest.mark.parametrize("wish", [signal.SIGTERM, signal.SIGINT])
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
def test_the_console_names_the_file_of_the_token_once_it_listens(tmp_path: Path) -> None:
    command = [sys.executable, "main.py", "--data-dir", str(tmp_path / "shop"), "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stderr is not None
            url, said = process.stdout.readline().strip(), process.stderr.readline().strip()
        finally:
            process.kill()
    path = tmp_path / "shop" / "service-token"
    assert said == f"The token that a till needs to connect is in {path}."
    assert url.startswith("http://127.0.0.1:")
    assert path.read_text(encoding="utf-8").strip()


@posix_only
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


def test_what_cannot_be_served(tmp_path: Path) -> None:
    with pytest.raises(CannotStart) as refused:
        run(str(tmp_path / "shop.sqlite"), tokens=["one"], port=0, workers=2)
    assert refused.value.key == "start.port"
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(CannotStart) as refused:
            run(str(tmp_path / "shop.sqlite"), tokens=["one"], port=other.getsockname()[1])
    assert refused.value.key == "start.port"
    for database, key in (
        (str(tmp_path / "no" / "folder"), "start.folder"),
        ("nonsense://x", "start.database"),
        ("postgresql://nobody:secret@127.0.0.1:1/none", "start.database"),
    ):
        with pytest.raises(CannotStart) as refused:
            run(database, tokens=["one"])
        assert refused.value.key == key
        assert "secret" not in refused.value.sentence
