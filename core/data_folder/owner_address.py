"""Where the owner of a till's folder listens, and lines of JSON both ways. Quick to import: a client begins here.

The address and a secret stand in a file of the folder that nobody else can read; core.data_folder.owner_socket says
how one talks there.
"""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Mapping

from core.domain.nesting import is_shallow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

VERSION = 1
MOST = 64 * 1024
"""Bytes of a line."""
ADDRESS = "owner.address"
_UNIX = hasattr(socket, "AF_UNIX")


class OwnerAddress:
    """`at` is a path, or a port on loopback."""

    def __init__(self, at: str | int, secret: str) -> None:
        self.at = at
        self.secret = secret

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


def find_address(folder: str) -> OwnerAddress | None:
    """Return where the owner of a folder says that it listens; None for none that can be used."""
    try:
        with open(f"{folder}/{ADDRESS}", "rb") as file:
            kept = read_object(file.read(MOST))
    except OSError:
        return None
    at, secret = (kept or {}).get("at"), (kept or {}).get("secret")
    if isinstance(secret, str) and ((isinstance(at, str) and _UNIX) or (isinstance(at, int) and 0 < at < 1 << 16)):
        return OwnerAddress(at, secret)
    return None


def object_line(values: Mapping[str, Any]) -> bytes:
    """Return an object as a line."""
    return json.dumps({"counterfoil": VERSION, **values}).encode() + b"\n"


def read_line(line: socket.socket, patience_s: float) -> bytes:
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


def read_object(line: bytes) -> dict[str, Any] | None:
    """Return the object that the line is; None for anything else."""
    if not is_shallow(line):
        return None
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


class LineReader:
    """Reads objects one after the other from a connection, each a line of at most MOST bytes."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line
        self._got = b""

    def read(self, patience_s: float | None) -> dict[str, Any] | None:
        """Return the next object; None once the other end has closed, or said what is none.

        Raises TimeoutError where nothing whole came in time.
        """
        deadline = None if patience_s is None else time.monotonic() + patience_s
        while b"\n" not in self._got:
            left = None if deadline is None else deadline - time.monotonic()
            if left is not None and left <= 0:
                raise TimeoutError
            self._line.settimeout(left)
            try:
                part = self._line.recv(1 << 16)
            except TimeoutError:
                raise
            except OSError:
                return None
            if not part or len(self._got) > MOST:
                return None
            self._got += part
        found, _, self._got = self._got.partition(b"\n")
        return read_object(found)
