"""One answer of the console as JSON, also where no core is open yet. Standard library only: any start may end here."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any, TextIO

DONE, CONFIRMED, QUEUED = "done", "confirmed", "queued"
USAGE, STOPPED, FAULT, SET_UP = "usage", "stopped", "fault", "set_up"
SYNC_WAITING, SYNC_ATTENTION = "sync.waiting", "sync.attention"
ORDER_WAITING, ORDER_ATTENTION, ORDER_REFUSED = "order.waiting", "order.attention", "order.refused"
"""Codes of answers that no one sentence stands for; all codes: core/console/codes.py."""

STOPPED_STATUS = 130
STOPPED_TEXT = "Stopped. What was accepted is in the outbox."
_OPTION = "--json"


def asks_for_json(words: Sequence[str]) -> bool:
    """Tell whether a command line that may be nonsense asks for JSON; argparse takes the option shortened as well."""
    return any(len(word) > len("--") and _OPTION.startswith(word) for word in words)


def stop(*, as_json: bool) -> int:
    """Answer Ctrl+C before anything was begun; return the exit status."""
    if as_json:
        print_json({"code": STOPPED, "message": STOPPED_TEXT, "values": {}})
    sys.stderr.write(STOPPED_TEXT + "\n")
    return STOPPED_STATUS


def print_json(fields: dict[str, Any], out: TextIO | None = None) -> None:
    """Print one object on a line of standard output, or of `out`."""
    out = sys.stdout if out is None else out
    text = json.dumps(fields, ensure_ascii=not takes_all(out))
    print(writable(text, out), file=out, flush=True)


def takes_all(stream: TextIO) -> bool:
    """Tell whether every letter can be written there."""
    return (stream.encoding or "").lower().replace("-", "") == "utf8"


def writable(text: str, stream: TextIO) -> str:
    """Return text with question marks for what the stream cannot write: a name must not end a sale in an error."""
    encoding = stream.encoding or "ascii"
    return text.encode(encoding, "replace").decode(encoding)
