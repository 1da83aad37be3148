"""The gateway as one part of the till sees it: each request asks the limiter first, at that part's priority."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from core.clock import Clock
from core.domain.priority import Priority
from core.domain.reply import NotSent, Throttled
from core.remote.gateway import Gateway
from core.services.link.limiter import Limiter

_WRITES = frozenset({"create_card", "put_balance", "update_card", "disable_card"})
_PATIENCE_S = 5.0
"""A longer wait is an answer of its own: not sent, come back then."""


def paced(gateway: Gateway, limiter: Limiter, priority: Priority, clock: Clock) -> Gateway:
    """Return the port at this priority. What the limiter holds back for long comes back as Throttled, unsent."""
    return cast(Gateway, Paced(gateway, limiter, priority, clock))


class Paced:
    """Passes every method of the port on as it is; only when it leaves, and what is learnt from it, is decided here."""

    def __init__(self, behind: Gateway, limiter: Limiter, priority: Priority, clock: Clock) -> None:
        self.behind = behind
        self._limiter = limiter
        self._priority = priority
        self._clock = clock

    def __getattr__(self, name: str) -> Any:
        call = getattr(self.behind, name)
        return self._pacing(name, call) if callable(call) and name != "close" else call

    def _pacing(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        queued_write = self._priority is Priority.REPLAY and name in _WRITES
        priority = Priority.QUEUE_WRITE if queued_write else self._priority

        def ask(*words: Any, **options: Any) -> Any:
            held = self._hold(priority)
            return held if held is not None else self._heard(priority, call, words, options)

        return ask

    def _hold(self, priority: Priority) -> Throttled | NotSent | None:
        until = self._clock.monotonic() + _PATIENCE_S
        while (wait := self._limiter.take(priority)) > 0:
            if self._clock.monotonic() + wait > until:
                return Throttled(wait)
            if not self._clock.wait(wait):
                return NotSent("the program is closing")
        return None

    def _heard(self, priority: Priority, call: Callable[..., Any], words: Any, options: Any) -> Any:
        began = self._clock.monotonic()
        answer = call(*words, **options)
        if isinstance(answer, Throttled):
            return Throttled(self._limiter.throttled(answer.retry_after))
        self._limiter.served(priority, self._clock.monotonic() - began)
        return answer
