"""What may stand in a line of the log. What is not known here, or has another shape, is masked."""

from __future__ import annotations

import re
from collections.abc import Mapping

from core.causes import CAUSES, read_cause

MASK = "…"
Value = str | int | float | bool | None

_NUMBERS = frozenset(
    {
        "status",
        "ms",
        "cpu_ms",
        "seconds",
        "bytes",
        "card",
        "cards",
        "changed",
        "missing",
        "job",
        "waiting",
        "attempts",
        "lost",
        "process_id",
        "confirmed",
    }
)
_WORD = re.compile(r"[A-Za-z][A-Za-z_-]{0,39}", re.ASCII)
_SHAPES = {
    **dict.fromkeys(("answer", "action", "state", "kind", "before", "outcome", "mode", "command"), _WORD),
    "method": re.compile(r"[A-Z]{3,7}", re.ASCII),
    "operation": re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII),
    "key": re.compile(r"[a-z_]+(\.[a-z_]+)+", re.ASCII),
    "printer": re.compile(r"network|device|queue", re.ASCII),
    "process": re.compile(r"[a-z][a-z -]{0,39}", re.ASCII),
    **dict.fromkeys(("version", "python", "platform"), re.compile(r"[A-Za-z0-9._+-]{1,40}", re.ASCII)),
}
_PATH_WORDS = frozenset(
    {"", "gift-cards", "search", "transactions", "balance", "disable", "openapi.json", "capabilities"}
)
_ID = re.compile(r"-?[0-9]{1,19}", re.ASCII)
_FILLED = re.compile(r"[0-9]{1,6}|[A-Za-z_' ]{1,40}", re.ASCII)


def safe(fields: Mapping[str, Value]) -> dict[str, Value]:
    """Return the fields with everything masked that is not known to be harmless; None is left out."""
    return {
        (name if _is_known(name) else MASK): _masked(name, value) for name, value in fields.items() if value is not None
    }


def _is_known(name: str) -> bool:
    return name in _NUMBERS or name in _SHAPES or name in {"path", "cause"}


def _masked(name: str, value: Value) -> Value:
    if isinstance(value, (bool, int, float)):
        return value if name in _NUMBERS else MASK
    if value is None:
        return None
    if name == "path":
        return masked_path(value)
    if name == "cause":
        return masked_cause(value)
    shape = _SHAPES.get(name)
    return value if shape is not None and shape.fullmatch(value) else MASK


def masked_path(path: str, *, found: bool = True) -> str:
    """Return the path below the service's address, with nothing but the service's own words, and ids if `found`."""
    parts = path.partition("?")[0][:200].split("/")
    return "/".join(part if part in _PATH_WORDS or (found and _ID.fullmatch(part)) else MASK for part in parts)


def masked_cause(text: str) -> str:
    """Return one of core.causes.CAUSES, filled with plain words and short numbers; else the mask."""
    cause, values = read_cause(text)
    if cause == text and text not in CAUSES:
        return MASK
    return cause.format(**{name: value if _FILLED.fullmatch(value) else MASK for name, value in values.items()})
