"""How deep JSON from outside may be nested. Asked before it is parsed.

CPython bounds the depth of its JSON parser by a count and not by the stack that is left: since 3.12 the count is so
high that thirty thousand opening brackets end the whole process in a thread with one megabyte of stack.
"""

from __future__ import annotations

from itertools import accumulate

DEEPEST = 100
"""Levels. The service's own replies have five."""

_ALL_ELSE = bytes(byte for byte in range(256) if byte not in b'[]{}"')
_STEP = [0] * 256
for _opening, _closing in (b"[]", b"{}"):
    _STEP[_opening], _STEP[_closing] = 1, -1


def is_shallow(text: bytes) -> bool:
    """Tell whether JSON in UTF-8 has at most DEEPEST levels; True also for what is no JSON and not deep either."""
    if text.count(b"[") + text.count(b"{") <= DEEPEST:
        return True
    if b"\\" in text:
        text = text.replace(b"\\\\", b"").replace(b'\\"', b"")
    brackets = b"".join(text.translate(None, _ALL_ELSE).split(b'"')[::2])  # between two quotes is a text
    levels = accumulate(map(_STEP.__getitem__, brackets))
    return not any(level > DEEPEST for level in levels)
