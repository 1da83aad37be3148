"""What was found when the till was looked over."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.outcome import Message


@dataclass(frozen=True, slots=True)
class Finding:
    """`state` is ok, warn or bad; `cure` is what to do about the last two. `said`: the text by key, if it has one."""

    check: str
    state: str
    text: str
    cure: str = ""
    said: Message | None = None
