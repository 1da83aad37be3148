"""Commands of the console while the window is open: carried out there, shown there, and never as who is at the till."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from core.data_folder import owner_client
from core.domain.staff import Role
from core.server.sandbox.embedded import EmbeddedService
from gui.start.command_door import CommandDoor
from gui.start.second_start import FolderClaim
from tests.e2e.window import Counter

pytestmark = pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="local sockets")

MIA = "482913"
RunCommand = Callable[..., tuple[int, dict[str, Any]]]


class _OpenCounter(Counter):
    """One whose folder is owned before the window, as in life."""

    def __init__(self, qtbot: QtBot, folder: Path, service: EmbeddedService, hold: FolderClaim) -> None:
        super().__init__(qtbot, folder, service)
        self.door = CommandDoor(self.bridge, hold)
        self.door.open()
        self.until(lambda: self.door.is_open)


@pytest.fixture
def counter(
    qtbot: QtBot, data_dir: Path, service: EmbeddedService, monkeypatch: pytest.MonkeyPatch
) -> Iterator[_OpenCounter]:
    data_dir.mkdir(mode=0o700)
    hold = FolderClaim(data_dir)
    counter = _OpenCounter(qtbot, data_dir, service, hold)
    yield counter
    assert counter.door.close(10_000)
    assert counter.close()
    hold.release()


@pytest.fixture
def run(counter: _OpenCounter, data_dir: Path, capsys: pytest.CaptureFixture[str]) -> RunCommand:
    """Run a command in a thread of its own while the window's events go on."""

    def run_one(*words: str) -> tuple[int, dict[str, Any]]:
        status: list[int | None] = []
        line = ["--data-dir", str(data_dir), "--json", *words]
        thread = threading.Thread(target=lambda: status.append(owner_client.forward(line)))
        thread.start()
        counter.until(lambda: not thread.is_alive())
        out, _ = capsys.readouterr()
        assert status[0] is not None
        return status[0], json.loads(out.splitlines()[-1])

    return run_one


def test_what_a_command_changes_is_shown_at_once(counter: _OpenCounter, run: RunCommand) -> None:
    sold = counter.sell(10_000)
    counter.scan_card(counter.code_of(sold))
    counter.until_text("card_balance", "$100.00")
    status, told = run("redeem", str(sold.card_id), "25", "--reference", "R")
    assert (status, told["balance"]) == (0, "75.00")
    counter.until_text("card_balance", "$75.00")


def test_a_command_is_not_whoever_is_at_the_window(counter: _OpenCounter, run: RunCommand) -> None:
    counter.core.staff.put("Mia", Role.MANAGER, MIA)
    assert counter.core.gate.name == "Mia"
    status, told = run("settings", "set", "till.name", "X")
    assert (status, told["code"]) == (4, "staff.sign_in")
    assert counter.core.gate.name == "Mia"


def test_a_page_is_painted_by_the_window(counter: _OpenCounter, run: RunCommand, tmp_path: Path) -> None:
    file = tmp_path / "card.pdf"
    status, told = run("issue", "25", "--print", str(file))
    assert (status, told["printed"]) == (0, True)
    assert file.read_bytes().startswith(b"%PDF")
