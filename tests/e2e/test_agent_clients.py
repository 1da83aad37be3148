"""Clients of a till's owner: who they are, and that one which is slow, half, dead or nonsense harms nobody."""

from __future__ import annotations

import json
import os
import socket
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from core.bootstrap import Core
from core.console import command_server
from core.console.conversation import CommandSlots
from core.data_folder import owner_client, owner_socket
from core.data_folder.owner_address import MOST, find_address, object_line
from core.server.sandbox.embedded import EmbeddedService
from core.server.sandbox.faults import HOLD, Endpoint
from tests.e2e.counter_actions import on_server, sell
from tests.e2e.open_agent import Client, RunWords, answer_of, owner, run, run_words

pytestmark = pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="local sockets")

__all__ = ["owner", "run"]


@pytest.mark.parametrize("option", [("--offline",), ("--api-url", "http://127.0.0.1:1"), ("--token-file", "/none")])
def test_another_service_is_refused(run: RunWords, option: tuple[str, ...]) -> None:
    told = answer_of(run("--json", *option, "search"))
    assert (told["status"], told["code"]) == (2, "agent.own_service")


def test_a_service_in_the_environment_must_be_the_same(
    run: RunWords, service: EmbeddedService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COUNTERFOIL_API_URL", "http://127.0.0.1:1")
    assert answer_of(run("--json", "issue", "5"))["code"] == "agent.other_service"
    monkeypatch.setenv("COUNTERFOIL_API_URL", service.url)
    assert answer_of(run("--json", "issue", "5"))["outcome"] == "confirmed"


def test_a_file_is_that_of_the_clients_folder(
    owner: Core, run: RunWords, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "client"
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert run("settings", "export", "mine.toml")[0] == 0
    assert (folder / "mine.toml").exists()


def test_who_dies_in_the_middle_changes_nothing_about_the_act(owner: Core, service: EmbeddedService) -> None:
    card = sell(owner).card_id
    service.faults.next(Endpoint.BALANCE, HOLD)
    client = Client(owner.settings.data_dir, "redeem", str(card), "5", "--reference", "R")
    client.until("begun")
    client.line.close()
    again = Client(owner.settings.data_dir, "redeem", str(card), "5", "--reference", "R").answer()
    assert (again["status"], again["outcome"], again["reference"]) == (0, "confirmed", "R")
    assert on_server(service, card) == 9_500


def test_a_code_that_nobody_heard_is_told_again(owner: Core) -> None:
    deaf = Client(owner.settings.data_dir, "issue", "25", "--reference", "R")
    deaf.until("heard")  # the code was sent; it dies before it says that it has it
    deaf.line.close()
    again = Client(owner.settings.data_dir, "issue", "25", "--reference", "R")
    again.until("out")
    again.line.close()
    third = Client(owner.settings.data_dir, "issue", "25", "--reference", "R")
    told, out = third.reader.read(10), ""
    while told is not None and "status" not in told:
        out += told.get("out", "")
        if "heard" in told:
            third.line.sendall(object_line({"heard": True}))
        told = third.reader.read(10)
    third.line.close()
    assert len(json.loads(out)["code"]) == 16
    assert Client(owner.settings.data_dir, "issue", "25", "--reference", "R").answer()["code"] == "confirmed"


def test_clients_that_ask_and_never_read_hold_up_nobody(owner: Core, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(40):
        sell(owner, 100)
    idle = []
    for _ in range(12):  # more than are carried out at once
        client = Client(owner.settings.data_dir, "search")
        client.line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        idle.append(client)
    assert Client(owner.settings.data_dir, "settings", "get", "till.name").answer()["status"] == 0
    for client in idle:
        client.line.close()


def test_clients_that_connect_and_say_nothing_hold_up_nobody(owner: Core) -> None:
    address = find_address(str(owner.settings.data_dir))
    assert address is not None
    idle = [address.connect(5) for _ in range(20)]
    assert Client(owner.settings.data_dir, "settings", "get", "till.name").answer()["status"] == 0
    for each in idle:
        each.close()


@pytest.mark.parametrize(
    "changed",
    [
        {"words": "search"},
        {"words": [7, None]},
        {"environment": [1], "terminal": "no", "encodings": [None]},
        {"encodings": ["no-such", "rot13"]},
        {"folder": 5},
    ],
)
def test_nonsense_is_survived(owner: Core, changed: dict[str, Any]) -> None:
    client = Client(owner.settings.data_dir, "settings", "get", "till.name", **changed)
    assert client.reader.read(10) is not None
    client.line.close()
    assert Client(owner.settings.data_dir, "settings", "get", "till.name").answer()["status"] == 0


def test_another_version_and_a_long_command_are_told_so(
    owner: Core, run: RunWords, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert answer_of(run("--json", "redeem", "1", "5", "--reason", "x" * MOST))["code"] == "agent.too_long"
    monkeypatch.setattr(owner_client, "PROGRAM", "0.0.1")
    told = answer_of(run("--json", "search"))
    assert (told["status"], told["code"]) == (7, "agent.other_version")


def test_a_program_that_is_open_and_not_ready_is_waited_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(owner_client, "_BUSY_S", 0.2)
    door = owner_socket.OwnerSocket(tmp_path, lambda _do, _values: {})
    told = answer_of(run_words(capsys, tmp_path)("--json", "search"))
    door.close()
    assert (told["status"], told["code"]) == (7, "agent.busy")


@pytest.mark.parametrize("reference", ["R 1", ""])
def test_an_owner_that_ends_leaves_a_sentence_and_the_reference(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], reference: str
) -> None:
    def die(line: socket.socket, _asked: object) -> None:
        line.sendall(object_line({"begun": True}))

    door = owner_socket.OwnerSocket(tmp_path, lambda _do, _values: {})
    door.converse = die
    named = ("--reference", reference) if reference else ()
    status, out, err = run_words(capsys, tmp_path)("--json", "redeem", "1", "5", *named)
    door.close()
    told = json.loads(out)
    assert (status, told["outcome"], told.get("reference", "")) == (5, "unknown", reference)
    assert told["code"] == ("agent.gone" if reference else "agent.gone_unnamed")
    assert reference in err


def test_a_reader_that_goes_away_is_no_fault(owner: Core, run: RunWords, monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone:
        encoding = "utf-8"

        def isatty(self) -> bool:
            return False

        def fileno(self) -> int:
            return nowhere

        def write(self, _text: str) -> int:
            raise BrokenPipeError

    nowhere = os.open(os.devnull, os.O_WRONLY)
    with monkeypatch.context() as patched:
        patched.setattr("sys.stdout", Gone())
        status = owner_client.forward(["--data-dir", str(owner.settings.data_dir), "settings", "list"])
    os.close(nowhere)
    assert status == 0


def test_a_long_reading_ends_when_its_client_goes(owner: Core, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped = threading.Event()
    asked = threading.Event()

    def read_long(*_: object) -> int:
        from core.domain import stopping
        from core.errors import ReadingStopped

        request = stopping.current()
        assert request is not None
        asked.set()
        while not request.stopped:
            pass
        stopped.set()
        raise ReadingStopped

    monkeypatch.setattr("core.console.search_commands.SearchCommands.search", read_long)
    client = Client(owner.settings.data_dir, "search")
    assert asked.wait(10)
    client.line.close()
    assert stopped.wait(10)


def test_many_clients_at_once_are_carried_out_once_each(owner: Core, service: EmbeddedService) -> None:
    card = sell(owner, 100_000).card_id

    def redeem(number: int) -> dict[str, Any]:
        return Client(owner.settings.data_dir, "redeem", str(card), "1", "--reference", f"R{number % 20}").answer()

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(redeem, range(40)))
    assert {answer["status"] for answer in answers} == {0}
    assert len({answer["operation_id"] for answer in answers}) == 20
    assert on_server(service, card) == 98_000


def test_a_full_house_is_busy(owner: Core, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command_server, "_MOST", 0)
    client = Client(owner.settings.data_dir, "settings", "list")
    assert (client.reader.read(10) or {}).get("error") == "busy"
    client.line.close()


def test_whoever_waits_for_its_client_lets_another_in() -> None:
    slots, entered = CommandSlots(1), threading.Event()

    def enter() -> None:
        with slots.taken():
            entered.set()

    with slots.taken():
        thread = threading.Thread(target=enter)
        with slots.lent():
            thread.start()
            assert entered.wait(10)
        thread.join()


def test_an_own_command_is_not_sent(tmp_path: Path) -> None:
    door = owner_socket.OwnerSocket(tmp_path, lambda _do, _values: {})
    called: list[Callable[..., Any]] = []
    door.converse = lambda *_: called.append(print)
    where = ("--data-dir", str(tmp_path))
    lines = ("", "--version", "redeem --help", "redeem -h", "serve", "tour", "--nonsense search")
    assert [owner_client.forward([*where, *words]) for words in map(str.split, lines)] == [None] * 7
    door.close()
    assert called == []
