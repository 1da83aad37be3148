"""Identifiers that sort by time: UUID version 7 (RFC 9562)."""

from __future__ import annotations

import secrets
from uuid import UUID


def uuid7(epoch_s: float) -> str:
    """Return 48 bits of milliseconds, 74 random bits. The time only helps sorting; nothing relies on it."""
    milliseconds = int(epoch_s * 1000) & (1 << 48) - 1
    value = milliseconds << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    return str(UUID(int=value))
