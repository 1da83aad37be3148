"""The door of a till's folder: one line each way, for the same user only, and whatever else comes is cut off."""

import json
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from core.data_folder import owner_socket
from core.data_folder.owner_socket import MOST, VERSION, Busy, OwnerSocket, ask

pytestmark = pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="local sockets")


def echo(do, values):
    if do == "wait":
        raise Busy
    return {"done": do, **values}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    door = OwnerSocket(tmp_path, echo)
    yield tmp_path
    door.close()


def kept(folder: Path) -> dict:
    return json.loads((folder / "owner.address").read_text())


def answer(folder: Path, do: str) -> Mapping[str, Any]:
    got = ask(folder, do)
    assert got is not None
    return got


def say(folder: Path, line: bytes) -> bytes:
    with socket.socket(socket.AF_UNIX) as guest:
        guest.settimeout(10)
        guest.connect(kept(folder)["at"])
        guest.sendall(line)
        got = b""
        while part := guest.recv(4096):
            got += part
        return got


def test_a_request_is_answered_in_one_line_with_the_version(folder):
    assert ask(folder, "raise", {"token": "t"}) == {"counterfoil": VERSION, "done": "raise", "token": "t"}


def test_another_process_of_the_same_user_is_answered(folder):
    code = "from pathlib import Path; from core.data_folder.owner_socket import ask; "
    code += f"print(ask(Path({str(folder)!r}), 'raise'))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "'done': 'raise'" in done.stdout


def test_without_local_sockets_it_is_a_port_on_loopback_with_the_secret(tmp_path, monkeypatch):
    monkeypatch.setattr(owner_socket, "_UNIX", False)
    door = OwnerSocket(tmp_path, echo)
    address = kept(tmp_path)
    assert isinstance(address["at"], int)
    assert answer(tmp_path, "raise")["done"] == "raise"
    (tmp_path / "owner.address").write_text(json.dumps(address | {"secret": "guessed"}))
    assert answer(tmp_path, "raise")["error"] == "secret"
    door.close()
    assert ask(tmp_path, "raise") is None


def test_nobody_else_can_reach_it(folder):
    path = Path(kept(folder)["at"])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "owner.address").stat().st_mode) == 0o600


def test_without_an_owner_there_is_no_answer(tmp_path):
    assert ask(tmp_path, "raise") is None


def test_closed_it_leaves_nothing_behind(tmp_path):
    door = OwnerSocket(tmp_path, echo)
    path = Path(kept(tmp_path)["at"])
    door.close()
    assert not path.parent.exists()
    assert list(tmp_path.iterdir()) == []
    assert not [each for each in threading.enumerate() if each.name == "owner socket"]


def test_what_a_killed_owner_left_is_no_owner_and_goes_with_the_next_one(tmp_path):
    code = (
        "import os, sys; from pathlib import Path; from core.data_folder.owner_socket import OwnerSocket;"
        "OwnerSocket(Path(sys.argv[1]), lambda do, values: {}); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    left = Path(kept(tmp_path)["at"]).parent
    assert left.exists()
    assert ask(tmp_path, "raise") is None
    OwnerSocket(tmp_path, echo).close()
    assert not left.exists()


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (b"nonsense\n", "shape"),
        (b"[1]\n", "shape"),
        (b'{"do": 7}\n', "shape"),
        (b"[" * 30_000 + b"\n", "shape"),
        (b"\xff\xfe\n", "shape"),
        (b'{"counterfoil": 1, "do": "raise"}\n', "secret"),
        (b'{"counterfoil": 1, "do": "raise", "secret": "\xc3\xa9"}\n', "secret"),
    ],
)
def test_nonsense_is_answered_and_nothing_is_done(folder, line, error):
    assert json.loads(say(folder, line))["error"] == error


def test_another_version_is_told_so(folder):
    line = json.dumps({"counterfoil": 2, "do": "raise", "secret": kept(folder)["secret"]}).encode()
    assert json.loads(say(folder, line + b"\n"))["error"] == "version"


def test_who_sends_too_much_is_cut_off_and_the_next_is_served(folder):
    with suppress(ConnectionResetError, BrokenPipeError):  # cut off while it was still sending
        assert say(folder, b"x" * (MOST + 8192)) == b""
    assert answer(folder, "raise")["done"] == "raise"


def test_who_dribbles_is_cut_off(folder, monkeypatch):
    monkeypatch.setattr(owner_socket, "PATIENCE_S", 0.2)
    assert say(folder, b'{"do"') == b""


def test_nobody_waits_behind_those_who_say_nothing(folder, monkeypatch):
    monkeypatch.setattr(owner_socket, "PATIENCE_S", 0.2)
    idle = [socket.socket(socket.AF_UNIX) for _ in range(20)]
    for each in idle:
        each.settimeout(10)
        each.connect(kept(folder)["at"])
    for each in idle:
        assert each.recv(1) == b""  # all are cut off, at once or soon
        each.close()
    assert answer(folder, "raise")["done"] == "raise"


def test_an_owner_that_does_not_come_to_it_says_so(folder):
    assert answer(folder, "wait")["error"] == "busy"


def test_an_owner_that_stands_still_is_silent(tmp_path):
    with socket.socket(socket.AF_UNIX) as deaf:
        deaf.bind(str(tmp_path / "door"))
        deaf.listen(1)
        (tmp_path / "owner.address").write_text(json.dumps({"at": str(tmp_path / "door"), "secret": "s"}))
        assert ask(tmp_path, "raise", patience_s=0.2) == {"error": "silent"}
