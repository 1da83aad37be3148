"""What was found when the till was looked over, and what of it a person must do something about."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.outcome import Message


@dataclass(frozen=True, slots=True)
class Finding:
    """`state` is ok, warn or bad; `cure` is what to do about the last two. `said`: the text by key, if it has one.

    `since` is till time, None where that is not known. `because`: the reason that stands behind a colon after `said`.
    """

    check: str
    state: str
    text: str
    cure: str = ""
    said: Message | None = None
    since: float | None = None
    because: Message | None = None
