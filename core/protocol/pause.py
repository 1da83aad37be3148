"""Pauses shared by all machines: what a 429 asks for, and how long a contested card is left alone."""

from __future__ import annotations

from collections.abc import Callable

from core.domain.operation import State
from core.domain.outcome import Message
from core.domain.reply import Throttled
from core.protocol.machine import Wait

_NO_HINT_S = 2.0
_SHORT_S = 5.0
_RESEND_S = 2.0
"""Longer than one second of truncation: what the service did before our look is dated before it."""
_MOST_DOUBLINGS = 5
_WAITED_FOR = 2
"""Resends that a clerk stands waiting for."""


def throttle(answer: Throttled) -> Wait:
    """Wait as long as `Retry-After` says (seconds, decimals allowed; the gateway bounds it), 2 s without it."""
    seconds = _NO_HINT_S if answer.retry_after is None else max(answer.retry_after, 0.0)
    said = Message("service.throttled", {"seconds": round(seconds) or 1})
    return Wait(seconds, said, settled_soon=seconds <= _SHORT_S)


def quarantine(seconds: float) -> Wait:
    """Wait T_q: after it nothing of ours can arrive any more."""
    return Wait(seconds, Message("wait.quarantine", {"seconds": round(seconds)}))


def deferral(chance: Callable[[], float]) -> Wait:
    """Wait one to five minutes, at random so that tills do not meet again."""
    return Wait(60 + 240 * chance(), Message("wait.deferred"), state=State.DEFERRED)


def before_resend(resends: int, chance: Callable[[], float]) -> Wait:
    """Wait 2 s, doubling up to a minute, and up to half of it more at random."""
    seconds = _RESEND_S * 2 ** min(resends, _MOST_DOUBLINGS) * (1 + chance() / 2)
    said = Message("wait.resend", {"seconds": round(seconds)})
    return Wait(seconds, said, settled_soon=resends < _WAITED_FOR)
