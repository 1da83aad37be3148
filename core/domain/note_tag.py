"""The tail that we write into a card's note: `[gc1:<tag>:<fingerprint>]`, one tag an order (docs/protocol.md 7).

People see and edit only what stands before it; the tail is kept as found. Where others wrote behind it, it is not
shown either.
"""

from __future__ import annotations

import re
import secrets

_TAIL = re.compile(r"\s?(\[gc1:[a-z2-7]{13}:[A-Z2-7]{16}\])\Z")
_ANYWHERE = re.compile(r"\s?\[gc1:[a-z2-7]{13}:[A-Z2-7]{16}\]")
_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"


def draw_tag() -> str:
    """Draw 13 base32 characters, 65 random bits: no two orders of a shop share one."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(13))


def make(tag: str, fingerprint: str) -> str:
    return f"[gc1:{tag}:{fingerprint}]"


def split(note: str | None) -> tuple[str | None, str]:
    """Split off our tail (empty when there is none) from what a person wrote (None when nothing)."""
    found = _TAIL.search(note or "")
    if not found:
        return note or None, ""
    return (note or "")[: found.start()] or None, found[1]


def shown(note: str | None) -> str | None:
    """Return what people see of a note: no mark of ours, wherever it stands by now; None when nothing is left."""
    return _ANYWHERE.sub("", note or "") or None


def join(human: str | None, tail: str) -> str | None:
    return " ".join(part for part in (human, tail) if part) or None


def fingerprint_of(note: str | None) -> str | None:
    """Return the fingerprint in a note of ours."""
    tail = split(note)[1]
    return tail[:-1].rpartition(":")[2] if tail else None
