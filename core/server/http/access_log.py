"""The access log: one JSON object a line, written in one piece, so that several processes can share a file.

It holds neither codes nor tokens: what is not known to be harmless is masked.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import parse_qsl

from starlette.types import Scope

from core.errors import CannotStart
from core.server.contract.replies import Reply

_PLAIN = {"limit": r"[0-9]{1,9}", "since_id": r"[0-9]{1,19}", "status": r"[a-z]{1,10}", "order": r"[A-Za-z_ ]{1,40}"}
_PLAIN |= dict.fromkeys(("on", "from", "to"), r"[0-9]{4}-[0-9]{2}-[0-9]{2}") | dict.fromkeys(
    ("by", "format", "state"), r"[a-z]{1,10}"
)
_NAMES = {*_PLAIN, "query", "fields", "page_info", "reference"}
_WORDS = {
    *("webhooks", "rotate", "deliveries", "redeliver"),
    *("", "api", "external", "gift-cards", "search", "transactions", "balance", "disable", "health", "openapi.json"),
    *(
        "capabilities",
        "catalogue",
        "products",
        "orders",
        "cancel",
        "lines",
        "resend",
        "c",
        "oauth",
        "token",
        "reports",
        "balances",
        "redemption",
        "spend",
    ),
    *("admin", "gift_cards", "gift_cards.json", "search.json", "count.json", "adjustments.json", "disable.json"),
}
_ID = re.compile(r"[0-9]{1,19}(\.json)?|[0-9]{4}-[0-9]{2}", re.ASCII)
MASK = "…"


class AccessLogEntry(NamedTuple):
    """One request and its answer; `took_s` in seconds, `size` of the body in bytes."""

    client: str
    key_name: str | None
    method: str
    path: str
    arguments: Mapping[str, str]
    status: int
    size: int
    took_s: float


class AccessLog:
    """Writes to `path`, or to standard error for "-". `clock` gives UTC epoch seconds. Raises CannotStart."""

    def __init__(self, path: str, clock: Callable[[], float]) -> None:
        self._clock = clock
        try:
            flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
            self._file = os.dup(sys.stderr.fileno()) if path == "-" else os.open(path, flags, 0o600)
        except OSError as error:
            raise CannotStart("start.folder", path=path, why=error.strerror) from error

    def close(self) -> None:
        """Close the file, once; nothing is written after it."""
        os.close(self._file)

    def write(self, entry: AccessLogEntry) -> None:
        """Append one line."""
        line = {
            "at": datetime.fromtimestamp(self._clock(), UTC).isoformat(timespec="milliseconds"),
            "client": entry.client,
            "key": entry.key_name,
            "method": entry.method,
            "path": masked_path(entry.path, found=entry.status != 404),
            "arguments": dict(_masked(name, text) for name, text in entry.arguments.items()),
            "status": entry.status,
            "bytes": entry.size,
            "ms": round(entry.took_s * 1000, 2),
        }
        os.write(self._file, json.dumps(line, ensure_ascii=False).encode("utf-8", "replace") + b"\n")


def masked_path(path: str, *, found: bool) -> str:
    """Return the path with whatever may be a card's code masked. `found`: the digits in it are an id, not a code."""
    parts = path[:200].split("/")
    return "/".join(part if part in _WORDS or (found and _ID.fullmatch(part)) else MASK for part in parts)


def _masked(name: str, text: str) -> tuple[str, str]:
    plain = name in _PLAIN and re.fullmatch(_PLAIN[name], text)
    return name if name in _NAMES else MASK, text if plain else MASK


def log_entry(scope: Scope, key_name: str | None, reply: Reply, took_s: float) -> AccessLogEntry:
    """Return a request and its answer as they are written down. `took_s`: in seconds."""
    client = scope["client"][0] if scope["client"] else ""
    arguments = dict(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True))
    return AccessLogEntry(
        client, key_name, scope["method"], scope["path"], arguments, reply.status, len(reply.body), took_s
    )
