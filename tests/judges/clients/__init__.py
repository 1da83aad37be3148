"""Clients and checkers of APIs that nobody here wrote: `.ci/judges` installs them into .judges/clients."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

ROOT = Path(__file__).parents[3]
PLACE = ROOT / ".judges" / "clients"
SCRIPTS = Path(__file__).parent
_PYTHON = PLACE / "python" / "bin" / "python"
_PROGRAMS = PLACE / "node_modules" / ".bin"
_READY_S = 60.0

needs_node = pytest.mark.skipif(
    not (shutil.which("node") and _PROGRAMS.is_dir()), reason="NO CLIENTS OF NODE.JS HERE: .ci/judges installs them"
)
needs_python = pytest.mark.skipif(not _PYTHON.exists(), reason="NO GENERATOR OF CLIENTS HERE: .ci/judges installs it")
needs_oauth = pytest.mark.skipif(
    not next(PLACE.glob("python/lib/python*/site-packages/authlib"), None),
    reason="NO CLIENTS OF OAUTH HERE: .ci/judges installs them",
)


def node_folder(folder: Path) -> Path:
    """Make a folder where scripts find the installed packages."""
    (folder / "node_modules").symlink_to(PLACE / "node_modules")
    (folder / "package.json").write_text('{"type": "module", "private": true}\n')
    return folder


def run(folder: Path, *command: str | Path) -> str:
    """Run a program in the folder and return its output. Fails the test with all that it said."""
    done = subprocess.run(
        [str(word) for word in command],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=300,
        env=_environment(),
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout[-6000:]}\n{done.stderr[-6000:]}"
    return done.stdout


def node_program(name: str) -> Path:
    """Return an installed program of Node.js."""
    return _PROGRAMS / name


def python() -> Path:
    """Return the Python that has the generator of clients."""
    return _PYTHON


@contextmanager
def prism(folder: Path, document: Path, upstream: str) -> Iterator[str]:
    """Run a validating proxy before a service: what breaks the document, asked or answered, it answers itself."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(node_program("prism")), "proxy", str(document), upstream, "--errors", "--port", str(port)]
    with (folder / "prism.log").open("w") as log:
        process = subprocess.Popen(command, cwd=folder, env=_environment(), stdout=log, stderr=log)
    try:
        _wait_until_ready(f"http://127.0.0.1:{port}/api/external/health", folder / "prism.log")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_until_ready(url: str, log: Path) -> None:
    deadline = time.monotonic() + _READY_S
    while time.monotonic() < deadline:
        try:
            requests.get(url, timeout=10)
            return
        except requests.ConnectionError:
            time.sleep(0.05)
    pytest.fail(f"the proxy did not start: {log.read_text()[-3000:]}")


def _environment() -> dict[str, str]:
    """Return an environment without colours, news and reports of use."""
    quiet = {
        "NO_COLOR": "1",
        "REDOCLY_TELEMETRY": "off",
        "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true",
        "NO_PROXY": "127.0.0.1",
    }
    return {**os.environ, **quiet, "SCARF_ANALYTICS": "false", "DO_NOT_TRACK": "1"}
