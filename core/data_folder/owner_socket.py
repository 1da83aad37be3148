"""The door of whoever owns a till's folder: a second start talks to it here, and the commands of the console.

A connection carries one request and one answer, each one line of JSON of at most 64 KiB, with the protocol's version:

    {"counterfoil": 1, "secret": "…", "do": "raise", …}    and    {"counterfoil": 1, "done": "raise", …}
                                                           or     {"counterfoil": 1, "error": "…"}

A `command` (core.console.conversation) goes on from there: both sides send lines until the owner tells the status.

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
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from core.data_folder.owner_address import ADDRESS, MOST, VERSION, find_address, object_line, read_line, read_object
from core.settings import write_private

PATIENCE_S = 2.0
"""How long a whole line may take."""
_PREFIX = "counterfoil-"
_GUESTS = 32
"""Connections at a time that have not said yet what they want."""
_QUEUE = 64
_SHORT = ("/tmp",)
"""Where the path of a socket is short enough: it has 108 bytes at most."""
_UNIX = hasattr(socket, "AF_UNIX")
__all__ = ["COMMAND", "MOST", "VERSION", "Busy", "Converse", "OwnerSocket", "Values", "ask"]

Values = Mapping[str, Any]
Handler = Callable[[str, Values], Values]
"""What is asked for, and what goes with it; returns the answer, or raises Busy."""
Converse = Callable[[socket.socket, Values], None]
"""A connection, and what was asked first; closes nothing."""
COMMAND = "command"


class Busy(Exception):
    """Whoever should answer does not come to it now."""


class OwnerSocket:
    """Listens until `close`. `handle` is called in a thread of its own, for one guest each."""

    def __init__(self, folder: Path, handle: Handler) -> None:
        """Listen; only the folder's owner may. Raises OSError where the system has no place for a socket."""
        self._handle = handle
        self.converse: Converse | None = None
        """Talks with whoever brings a command, in the thread of that guest; None: not yet, or not any more."""
        self._secret = secrets.token_hex(32)
        self._guests = threading.BoundedSemaphore(_GUESTS)
        self._file = folder / ADDRESS
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
        _sweep(folder)
        places = [os.environ.get("XDG_RUNTIME_DIR"), None, *(place for place in _SHORT if Path(place).is_dir())]
        for place in places[:-1]:
            with suppress(OSError):  # it is not there, is full, or its path is too long for a socket
                return self._bound_in(place)
        return self._bound_in(places[-1])

    def _bound_in(self, place: str | None) -> tuple[socket.socket, str]:
        made = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=place))
        try:
            bound = _bound(made / "door")
        except OSError:
            shutil.rmtree(made, ignore_errors=True)
            raise
        self._made = made
        return bound

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
                asked = self._heard(guest)
                if asked is not None and self.converse is not None:
                    self.converse(guest, asked)
        except OSError:
            pass  # it is gone, or too slow: the next one is served all the same

    def _heard(self, guest: socket.socket) -> Values | None:
        """Answer what takes one line, and return None; return a command, which takes more."""
        try:
            if not _is_ours(guest):
                return None
            asked = read_object(read_line(guest, PATIENCE_S))
            error = self._error(asked)
            if asked is None or error:
                guest.sendall(object_line({"error": error}))
                return None
            if asked["do"] == COMMAND and self.converse is not None:
                return asked
            guest.sendall(object_line(self._answer(asked)))
            return None
        finally:
            self._guests.release()

    def _error(self, asked: Values | None) -> str:
        """Return what is wrong with what was said; "" for nothing."""
        if asked is None or not isinstance(asked.get("do"), str):
            return "shape"
        if not hmac.compare_digest(str(asked.get("secret", "")).encode(), self._secret.encode()):
            return "secret"
        return "" if asked.get("counterfoil") == VERSION else "version"

    def _answer(self, asked: Values) -> Values:
        if asked["do"] == COMMAND:
            return {"error": "busy"}
        try:
            rest = {name: value for name, value in asked.items() if name not in {"counterfoil", "secret", "do"}}
            return self._handle(asked["do"], rest)
        except Busy:
            return {"error": "busy"}


def ask(folder: Path, do: str, values: Values | None = None, patience_s: float = PATIENCE_S + 1) -> Values | None:
    """Return what the owner of `folder` answers, {"error": "silent"} when it does not; None when nobody listens."""
    address = find_address(str(folder))
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
            line.sendall(object_line({**(values or {}), "do": do, "secret": address.secret}))
            return read_object(read_line(line, patience_s)) or {"error": "silent"}
        except OSError:
            return {"error": "silent"}


def _sweep(folder: Path) -> None:
    """Remove the socket of an owner that was killed: the folder has one owner, and that is this process now."""
    left = find_address(str(folder))
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
