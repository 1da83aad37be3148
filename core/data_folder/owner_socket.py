"""The door of whoever owns a till's folder: a second start talks to it here, and later the console.

A connection carries one request and one answer, each one line of JSON of at most 64 KiB, with the protocol's version:

    {"counterfoil": 1, "secret": "…", "do": "raise", …}    and    {"counterfoil": 1, "done": "raise", …}
                                                           or     {"counterfoil": 1, "error": "…"}

Only the same user comes in: the socket lies with mode 0600 in a folder of mode 0700, on Linux the kernel tells whose
process it is, and the secret stands in a file that nobody else can read. Where there are no local sockets, as in Python
on Windows, it is a port on loopback with the same secret. Whoever sends too much, too slowly or nonsense is cut off.
The socket is not in the till's folder: its path would often be too long, and a copy of the folder would stumble on it.
"""

from __future__ import annotations

import hmac
import json
import os
import secrets
import select
import shutil
import socket
import struct
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.domain.nesting import is_shallow
from core.settings import write_private

VERSION = 1
MOST = 64 * 1024
"""Bytes of a line."""
PATIENCE_S = 2.0
"""How long a whole line may take."""
_ADDRESS = "owner.address"
_PREFIX = "counterfoil-"
_GUESTS = 8
"""Connections at a time."""
_QUEUE = 64
_UNIX = hasattr(socket, "AF_UNIX")

Values = Mapping[str, Any]
Handler = Callable[[str, Values], Values]
"""What is asked for, and what goes with it; returns the answer, or raises Busy."""


class Busy(Exception):
    """Whoever should answer does not come to it now."""


@dataclass(frozen=True, slots=True)
class _Address:
    """`at` is a path, or a port on loopback."""

    at: str | int
    secret: str

    def connect(self, patience_s: float) -> socket.socket:
        """Connect. Raises OSError."""
        line = socket.socket(socket.AF_INET if isinstance(self.at, int) else socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(patience_s)
        try:
            line.connect(("127.0.0.1", self.at) if isinstance(self.at, int) else self.at)
        except OSError:
            line.close()
            raise
        return line


class OwnerSocket:
    """Listens until `close`. `handle` is called in a thread of its own, for one guest each."""

    def __init__(self, folder: Path, handle: Handler) -> None:
        """Listen; only the folder's owner may. Raises OSError where the system has no place for a socket."""
        self._handle = handle
        self._secret = secrets.token_hex(32)
        self._guests = threading.BoundedSemaphore(_GUESTS)
        self._file = folder / _ADDRESS
        self._made: Path | None = None
        self._listener, at = self._listen(folder)
        self._woken, self._waker = socket.socketpair()
        self._thread = threading.Thread(target=self._serve, name="owner socket", daemon=True)
        try:
            write_private(self._file, json.dumps({"counterfoil": VERSION, "at": at, "secret": self._secret}))
        except OSError:
            self._shut()
            raise
        self._thread.start()

    def close(self) -> None:
        """Stop listening."""
        with suppress(OSError):
            self._file.unlink(missing_ok=True)
        self._waker.send(b".")
        self._thread.join()
        self._shut()

    def _shut(self) -> None:
        for each in (self._listener, self._woken, self._waker):
            each.close()
        if self._made is not None:
            shutil.rmtree(self._made, ignore_errors=True)

    def _listen(self, folder: Path) -> tuple[socket.socket, str | int]:
        if not _UNIX:
            listener = socket.create_server(("127.0.0.1", 0), backlog=_QUEUE)
            return listener, int(listener.getsockname()[1])
        _sweep(folder / _ADDRESS)
        runtime = os.environ.get("XDG_RUNTIME_DIR")
        try:
            self._made = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=runtime))
        except OSError:
            self._made = Path(tempfile.mkdtemp(prefix=_PREFIX))
        return _bound(self._made / "door")

    def _serve(self) -> None:
        while True:
            ready, _, _ = select.select([self._listener, self._woken], [], [])
            if self._woken in ready:
                return
            try:
                guest, _ = self._listener.accept()
            except OSError:
                continue  # it has gone again
            if self._guests.acquire(blocking=False):
                threading.Thread(target=self._receive, args=(guest,), name="owner guest", daemon=True).start()
            else:
                guest.close()

    def _receive(self, guest: socket.socket) -> None:
        try:
            with guest:
                if _is_ours(guest):
                    _send(guest, self._answer(_line(guest, PATIENCE_S)))
        except OSError:
            pass  # it is gone, or too slow: the next one is served all the same
        finally:
            self._guests.release()

    def _answer(self, line: bytes) -> Values:
        asked = _read(line)
        if asked is None or not isinstance(asked.get("do"), str):
            return {"error": "shape"}
        if not hmac.compare_digest(str(asked.get("secret", "")).encode(), self._secret.encode()):
            return {"error": "secret"}
        if asked.get("counterfoil") != VERSION:
            return {"error": "version"}
        try:
            rest = {name: value for name, value in asked.items() if name not in {"counterfoil", "secret", "do"}}
            return self._handle(asked["do"], rest)
        except Busy:
            return {"error": "busy"}


def ask(folder: Path, do: str, values: Values | None = None, patience_s: float = PATIENCE_S + 1) -> Values | None:
    """Return what the owner of `folder` answers, {"error": "silent"} when it does not; None when nobody listens."""
    address = _address(folder / _ADDRESS)
    if address is None:
        return None
    try:
        line = address.connect(patience_s)
    except (TimeoutError, BlockingIOError):  # the second where a local socket has a full queue
        return {"error": "silent"}
    except OSError:
        return None  # what a crash left behind
    with line:
        try:
            _send(line, {**(values or {}), "do": do, "secret": address.secret})
            return _read(_line(line, patience_s)) or {"error": "silent"}
        except OSError:
            return {"error": "silent"}


def _address(path: Path) -> _Address | None:
    try:
        with path.open("rb") as file:
            kept = _read(file.read(MOST))
    except OSError:
        return None
    at, secret = (kept or {}).get("at"), (kept or {}).get("secret")
    if isinstance(secret, str) and ((isinstance(at, str) and _UNIX) or (isinstance(at, int) and 0 < at < 1 << 16)):
        return _Address(at, secret)
    return None


def _sweep(path: Path) -> None:
    """Remove the socket of an owner that was killed: the folder has one owner, and that is this process now."""
    left = _address(path)
    if left is not None and isinstance(left.at, str):
        room = Path(left.at).parent
        if room.name.startswith(_PREFIX) and {each.name for each in room.glob("*")} <= {"door"}:
            shutil.rmtree(room, ignore_errors=True)


def _bound(path: Path) -> tuple[socket.socket, str]:
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        listener.bind(str(path))
        path.chmod(0o600)
        listener.listen(_QUEUE)
    except OSError:
        listener.close()
        raise
    return listener, str(path)


def _is_ours(guest: socket.socket) -> bool:
    """Return whether the process at the other end is this user's; True where the kernel cannot tell."""
    if not hasattr(socket, "SO_PEERCRED") or guest.family != socket.AF_UNIX:
        return True
    told = guest.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    _process, user, _group = struct.unpack("3i", told)
    return bool(user == os.getuid())


def _send(line: socket.socket, values: Values) -> None:
    line.sendall(json.dumps({"counterfoil": VERSION, **values}).encode() + b"\n")


def _line(line: socket.socket, patience_s: float) -> bytes:
    """Read one line of at most MOST bytes, within `patience_s` however it is dribbled. Raises OSError."""
    deadline, got = time.monotonic() + patience_s, b""
    while not got.endswith(b"\n"):
        left = deadline - time.monotonic()
        if left <= 0 or len(got) > MOST:
            raise TimeoutError
        line.settimeout(left)
        part = line.recv(4096)
        if not part:
            raise ConnectionResetError
        got += part
    return got


def _read(line: bytes) -> dict[str, Any] | None:
    """Return the object that the line is; None for anything else."""
    if not is_shallow(line):
        return None
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None
