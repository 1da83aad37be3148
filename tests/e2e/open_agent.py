"""The owner of a till in this process, and a client of it: what `main.py` does for a command, without a start."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from core import console
from core.about import VERSION as PROGRAM
from core.bootstrap import Core, open_core
from core.console.command_server import CommandServer
from core.console.painters import NO_PAINTERS, Painters
from core.data_folder import owner_client
from core.data_folder.owner_address import LineReader, find_address, object_line
from core.data_folder.owner_socket import OwnerSocket
from core.server.sandbox.embedded import EmbeddedService
from core.settings import Settings
from tests.e2e.conftest import TOKEN

Told = tuple[int, str, str]
"""Exit status, standard output and standard error."""
RunWords = Callable[..., Told]


@contextmanager
def agent_on(settings: Settings, painters: Painters = NO_PAINTERS) -> Iterator[Core]:
    """Own the folder of `settings`, and carry out commands until the end."""
    core = open_core(settings, "agent")
    server = CommandServer(core, painters)
    socket = OwnerSocket(settings.data_dir, lambda _do, _values: {"error": "unknown"})
    socket.converse = server.converse
    try:
        yield core
    finally:
        ended = server.close()
        socket.close()
        core.close()
        assert ended


def run_words(capsys: pytest.CaptureFixture[str], folder: Path, *, painters: tuple[Any, ...] = ()) -> RunWords:
    """Return what runs a command as main.py does: by the owner where there is one, else here."""

    def run(*words: str) -> Told:
        whole = ["--data-dir", os.fspath(folder), *words]
        status = owner_client.forward(whole)
        if status is None:
            try:
                status = console.run(console.parse(whole), *painters)
            except SystemExit as ended:
                status = int(ended.code or 0)
        elif status < 0:
            status = console.tell_unanswered(whole, status)
        return status, *capsys.readouterr()

    return run


@pytest.fixture
def owner(service: EmbeddedService, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Core]:
    data_dir.mkdir(mode=0o700)
    with agent_on(Settings(data_dir, service.url, TOKEN, quarantine_s=0.0)) as core:
        yield core


@pytest.fixture
def run(owner: Core, capsys: pytest.CaptureFixture[str]) -> RunWords:
    return run_words(capsys, owner.settings.data_dir)


class Client:
    """One that does as a test wants, line by line."""

    def __init__(self, where: Path, /, *words: str, **changed: Any) -> None:
        address = find_address(str(where))
        assert address is not None
        self.line = address.connect(5)
        self.reader = LineReader(self.line)
        request = {
            "do": "command",
            "program": PROGRAM,
            "words": ["--json", *words],
            "folder": "/",
            "environment": {},
            "terminal": [False, False],
            "encodings": ["utf-8", "utf-8"],
            "secret": address.secret,
        }
        self.line.sendall(object_line(request | changed))

    def answer(self) -> dict[str, Any]:
        """Return the one object of its output."""
        out = ""
        while (told := self.reader.read(10)) is not None:
            out += told.get("out", "")
            if "status" in told:
                self.line.close()
                return json.loads(out) | {"status": told["status"]}
        raise AssertionError("it ended without a status")

    def until(self, name: str) -> None:
        while name not in (self.reader.read(10) or {"closed": True}):
            pass


def answer_of(told: Told) -> dict[str, Any]:
    """Return the one object of an output, and the exit status."""
    found: dict[str, Any] = json.loads(told[1])
    return found | {"status": told[0]}
