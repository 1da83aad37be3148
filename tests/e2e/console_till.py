"""A till on the console, in this process: each command is its exit status, its lines, and what is told beside them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core import console
from core.server.sandbox.embedded import EmbeddedService
from tests.e2e.conftest import TOKEN

Answer = tuple[int, list[dict[str, Any]], str]
RunCommand = Callable[..., Answer]


def run_with(capsys: pytest.CaptureFixture[str], *where: str) -> RunCommand:
    """Return what runs a command under --json; `where` are the options that stand before each.

    `painters` are what main.py gives to a command that paints.
    """

    def run(*words: str, painters: tuple[Callable[..., Any], ...] = ()) -> Answer:
        try:
            status = console.run(console.parse(["--json", *where, *words]), *painters)
        except SystemExit as ended:
            status = int(ended.code or 0)
        out, err = capsys.readouterr()
        return status, [json.loads(line) for line in out.splitlines()], err

    return run


@pytest.fixture
def till(
    service: EmbeddedService, data_dir: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> RunCommand:
    """A till of the service; a lost answer is read again at once."""
    monkeypatch.setenv("COUNTERFOIL_TOKEN", TOKEN)
    monkeypatch.setenv("COUNTERFOIL_QUARANTINE_S", "0")
    return run_with(capsys, "--data-dir", str(data_dir), "--api-url", service.url)
