"""A sentence with seconds in it counts down: what is written says until when, what is read says how long yet."""

from __future__ import annotations

import math
from dataclasses import replace

from core.domain.outcome import Message

_UNTIL = "until"
"""Till time; beside `seconds`, which is how long it was when the sentence was written."""


def started(said: Message, seconds: float, now: float) -> Message:
    """Return the sentence with its end, for one that tells of `seconds`."""
    return replace(said, values={**said.values, _UNTIL: now + seconds}) if "seconds" in said.values else said


def counts_down(said: Message | None) -> bool:
    return said is not None and _UNTIL in said.values


def counted(said: Message, now: float) -> Message:
    """Return it as read at `now`. A clock that was set back makes it no longer than it was; at its end it says so."""
    until, whole = said.values.get(_UNTIL), said.values.get("seconds")
    if not isinstance(until, (int, float)) or not isinstance(whole, (int, float)):
        return said
    left = min(math.ceil(until - now), math.ceil(whole))
    if left > 0:
        return Message(said.key, {**said.values, "seconds": left})
    return Message(f"{said.key}.now", said.values)
