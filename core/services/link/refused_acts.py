"""What the service refuses this till with 402 or 403: that kind of act stops, and no other (docs/protocol.md D8)."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from core.clock import Clock
from core.domain.credentials import SCOPES
from core.domain.outcome import Message
from core.domain.reply import Unauthorised
from core.errors import RuleRefused

CREATE, BALANCE, LIST, READ = "create", "balance", "list", "read"
_UNPAID = 402
_AGAIN_S = 60.0


@dataclass(slots=True)
class _Refused:
    answer: Unauthorised
    due: float
    """When the background may try it again (monotonic)."""


class RefusedActs:
    """Thread-safe; in memory only, as the first answer of the next start says it again."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._acts: dict[str, _Refused] = {}

    def refuse(self, act: str, answer: Unauthorised) -> None:
        """Stop this kind of act; who has not paid makes no cards either."""
        with self._lock:
            for each in {act, CREATE} if answer.status == _UNPAID else {act}:
                self._acts[each] = _Refused(answer, self._clock.monotonic() + _AGAIN_S)

    def allow(self, act: str) -> None:
        """Let it go on: it was just done."""
        with self._lock:
            self._acts.pop(act, None)

    def forget(self) -> None:
        """Try everything anew: there is another token, or somebody asks for it."""
        with self._lock:
            self._acts.clear()

    def held(self, act: str) -> Unauthorised | None:
        """Return why the background must not ask for it now; every minute one of it may."""
        with self._lock:
            refused, now = self._acts.get(act), self._clock.monotonic()
            if refused is None or now >= refused.due:
                if refused is not None:
                    refused.due = now + _AGAIN_S
                return None
            return refused.answer

    def check(self, act: str) -> None:
        """Raise RuleRefused: nothing is promised that the service refused when it was asked last."""
        with self._lock:
            refused = self._acts.get(act)
        if refused is not None:
            said = forbidden(refused.answer)
            raise RuleRefused(said.key, **said.values)

    @property
    def problem(self) -> Message | None:
        """Return what is refused now, in the service's words."""
        with self._lock:
            first = next(iter(self._acts.values()), None)
        return None if first is None else forbidden(first.answer)


def forbidden(answer: Unauthorised) -> Message:
    """Return the sentence for a 402 or 403: what this till may not do, where the service names it."""
    if answer.scope in SCOPES:
        return Message(f"service.scope_{answer.scope}")
    return Message("service.forbidden", {"message": answer.message.rstrip(".") or f"status {answer.status}"})
