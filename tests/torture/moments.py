"""Names every moment of a running till: around each commit, each request, and before each file outside the database.

Nothing in the product knows of it. What it names it finds by itself, so the list cannot fall behind the code.
"""

from __future__ import annotations

import os
import re
import sys
import threading
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy.engine.default import DefaultDialect

from core.remote.transport import Transport

_WRITE = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_CORE = str(Path(__file__).parents[2] / "core")
_NUMBER = re.compile(r"-?\d+")
_OWN_NAME = re.compile(r"[0-9a-f-]{36}")
_asking = threading.local()

Passed = Callable[[str], None]


def watch(folder: Path, passed: Passed) -> None:
    """`passed(name)` is called at every moment of this process from now on, in the thread that meets it."""
    _watch_commits(passed)
    _watch_requests(passed)
    _watch_files(str(folder), passed)


def _watch_commits(passed: Passed) -> None:
    commit = DefaultDialect.do_commit

    def watched(dialect: DefaultDialect, raw: Any) -> None:
        site = _site()
        passed(f"before commit {site}")
        commit(dialect, raw)
        passed(f"after commit {site}")

    DefaultDialect.do_commit = watched  # type: ignore[method-assign]


def _watch_requests(passed: Passed) -> None:
    send, answered = Transport._send, HTTPConnection.getresponse

    def sending(transport: Transport, request: Any) -> Any:
        parts = urlsplit(request.url)
        path = _NUMBER.sub("N", parts.path.partition("/gift-cards")[2])
        _asking.name = f"{request.method} /gift-cards{path}"
        passed(f"before {_asking.name}")
        return send(transport, request)

    def answering(connection: HTTPConnection) -> Any:
        passed(f"sent {_asking.name}")
        response = answered(connection)
        passed(f"answered {_asking.name}")
        return response

    Transport._send = sending  # type: ignore[assignment, method-assign]
    HTTPConnection.getresponse = answering  # type: ignore[assignment, method-assign]


def _watch_files(folder: str, passed: Passed) -> None:
    def audited(event: str, given: tuple[Any, ...]) -> None:
        if (
            (event == "open" and len(given) == 3 and isinstance(given[2], int) and given[2] & _WRITE)
            or (event == "sqlite3.connect" and str(given[0]).endswith(".new"))
            or event in {"os.rename", "os.remove"}
        ):
            name = _inside(given[0], folder)
        else:
            return
        if name is not None:
            passed(f"{event.removeprefix('os.')} {name}")

    sys.addaudithook(audited)


def _inside(path: object, folder: str) -> str | None:
    text = os.fsdecode(path) if isinstance(path, (str, bytes, os.PathLike)) else ""
    if not text.startswith(folder) or text.endswith(".told"):
        return None
    return _OWN_NAME.sub("till", os.path.basename(text))


def _site() -> str:
    """The function of the product that wanted this commit."""
    frame = sys._getframe(2)
    while frame.f_back is not None:
        path = frame.f_code.co_filename
        if path.startswith(_CORE) and "/store/database" not in path:
            return f"{Path(path).stem}.{frame.f_code.co_name}"
        frame = frame.f_back
    return "elsewhere"
