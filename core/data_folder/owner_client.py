"""A console command as a client: the owner of the till's folder carries it out, and this process reads and writes.

It answers in the owner's time and not in that of a start, so nothing is imported here that a command need not pay.
`forward` returns None where the command is this process's own: nobody owns the folder, or it needs no till.
"""

from __future__ import annotations

import os
import sys
import time

from core.about import VERSION as PROGRAM
from core.data_folder.owner_address import MOST, LineReader, find_address, object_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    import socket
    from collections.abc import Sequence
    from typing import Any, TextIO

    from core.data_folder.owner_address import OwnerAddress

GONE, BUSY, OTHER, LONG, STOPPED = -1, -2, -3, -4, -5
"""Instead of an exit status: the owner ended before it answered; it does not come to it, or another version is running:
nothing was begun; the command is too long; Ctrl+C."""
_WITH_VALUE = ("--data-dir", "--api-url", "--token-file", "--clerk", "--approver")
_FLAGS = ("--offline", "--json", "--version", "--help")
_ITS_OWN = frozenset({"agent", "begin-anew", "restore", "serve", "tour"})
"""What opens the folder itself, or none."""
_BUSY_S = 10.0
_BREATH_S = 0.05
_SILENT_S = 30.0
"""The owner says every few seconds that it is there."""
_PREFIX = "COUNTERFOIL_"


def forward(words: Sequence[str]) -> int | None:
    """Have the owner carry the command out; return its exit status, or one of the words above. None: do it here."""
    asked = _understood(words)
    if asked is None:
        return None
    folder = asked or os.environ.get("COUNTERFOIL_DATA_DIR") or _usual_folder()
    deadline = time.monotonic() + _BUSY_S
    folder = os.path.expanduser(folder)
    while True:
        address = find_address(folder)
        if address is None:
            return None
        done = _asked(address, words)
        if done != BUSY or time.monotonic() > deadline:
            return done
        time.sleep(_BREATH_S)


def _understood(words: Sequence[str]) -> str | None:
    """Return the folder that is named, "" for none; None for what no owner carries out, and for what is not sure."""
    folder, rest = "", list(words)
    while rest:
        word = rest.pop(0)
        if not word.startswith("-"):
            helped = any(each == "-h" or (len(each) > 2 and "--help".startswith(each)) for each in rest)
            return None if word in _ITS_OWN or helped else folder
        name, equals, value = word.partition("=")
        names = [each for each in (*_WITH_VALUE, *_FLAGS) if each.startswith(name) and len(name) > len("--")]
        if len(names) != 1 and name not in names:
            return None
        if (name if name in names else names[0]) in _FLAGS:
            if equals or names[0] in {"--version", "--help"}:
                return None
            continue
        if not equals:
            if not rest:
                return None
            value = rest.pop(0)
        if names[0] == "--data-dir":
            folder = value
    return None


def _usual_folder() -> str:
    from argparse import Namespace  # noqa: PLC0415 - most callers name the folder

    from core.settings import folder_path  # noqa: PLC0415 - as above

    return str(folder_path(Namespace()))


def _asked(address: OwnerAddress, words: Sequence[str]) -> int | None:
    begun = False
    try:
        line = address.connect(_BUSY_S)
    except (TimeoutError, BlockingIOError):
        return BUSY
    except OSError:
        return None  # what a crash left behind
    with line:
        request = object_line(_request(words) | {"secret": address.secret})
        if len(request) > MOST:
            return LONG
        try:
            line.sendall(request)
        except OSError:
            return BUSY
        reader = LineReader(line)
        try:
            while True:
                told = reader.read(_SILENT_S)
                if told is None:
                    return GONE if begun else BUSY
                begun = begun or "begun" in told
                ended = _taken(line, told)
                if ended is not None:
                    return None if ended == _OWN else ended
        except TimeoutError:
            return GONE if begun else BUSY
        except BrokenPipeError:
            _write_nowhere()
            return 0
        except KeyboardInterrupt:
            return STOPPED


_OWN = -100


def _taken(line: socket.socket, told: dict[str, Any]) -> int | None:
    """Do what the owner says; return the exit status once it tells that."""
    for name, stream in (("out", sys.stdout), ("err", sys.stderr)):
        if name in told:
            _write(stream, str(told[name]))
    if "heard" in told:
        _reply(line, {"heard": True})
    if "secret" in told:
        _reply(line, {"typed": _typed(str(told["secret"]))})
    if "line" in told:
        _reply(line, {"typed": sys.stdin.readline()})
    if "own" in told:
        return _OWN
    if "error" in told:
        return OTHER if told["error"] == "version" else BUSY
    return int(told["status"]) if "status" in told else None


def _write(stream: TextIO, text: str) -> None:
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        if stream is sys.stdout:
            raise


def _typed(question: str) -> str | None:
    import getpass  # noqa: PLC0415 - most commands ask nothing

    try:
        return getpass.getpass(question)
    except EOFError:
        return None


def _reply(line: socket.socket, values: dict[str, Any]) -> None:
    line.settimeout(_BUSY_S)
    line.sendall(object_line(values))


def _request(words: Sequence[str]) -> dict[str, Any]:
    return {
        "do": "command",
        "program": PROGRAM,
        "words": list(words),
        "folder": os.getcwd(),
        "environment": {name: value for name, value in os.environ.items() if name.startswith(_PREFIX)},
        "terminal": [bool(stream is not None and stream.isatty()) for stream in (sys.stdin, sys.stderr)],
        "encodings": [stream.encoding or "ascii" for stream in (sys.stdout, sys.stderr)],
    }


def _write_nowhere() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def reference_of(words: Sequence[str]) -> str:
    """Return the reference that a command was given; "" for none."""
    for number, word in enumerate(words):
        name, equals, value = word.partition("=")
        if len(name) > len("--ref") and "--reference".startswith(name):
            return value if equals else next(iter(words[number + 1 :]), "")
    return ""
