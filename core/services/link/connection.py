"""Whether the service answers, as the last request showed it, and the switch that pulls the plug."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace

from core.clock import Clock
from core.domain.outcome import Said
from core.domain.reply import Failure, Lost, NotSent, Unauthorised


@dataclass(frozen=True, slots=True)
class Condition:
    """`state` is starting, online, offline, switched_off or unauthorised; `since` is till time of the last change."""

    state: str
    since: float | None = None
    problem: Said | None = None

    @property
    def usable(self) -> bool:
        """Worth trying now for a clerk's command."""
        return self.state in {"starting", "online", "unauthorised"}


class Connection:
    """Thread-safe. Everybody who asks the service tells here how it went."""

    def __init__(self, url: str, clock: Clock, *, switched_off: bool) -> None:
        self.url = url
        self._clock = clock
        self._lock = threading.Lock()
        self._heard = Condition("starting")
        self._off_since = clock.wall() if switched_off else None
        self.returns = 0
        """How often the service came back; whoever waits for it compares."""

    @property
    def condition(self) -> Condition:
        with self._lock:
            if self._off_since is not None:
                return Condition("switched_off", self._off_since)
            return self._heard

    def switch(self, offline: bool) -> None:
        """Pulls or plugs the line; what is queued goes out by itself once it is back."""
        with self._lock:
            self._off_since = (self._off_since or self._clock.wall()) if offline else None
            if not offline:
                self._heard = Condition("starting")
                self.returns += 1

    def try_again(self) -> None:
        """Forget that the service was silent; the next request tells."""
        with self._lock:
            if self._heard.state != "online":
                self._heard = Condition("starting")
                self.returns += 1

    def answered(self) -> None:
        """The service gave an answer that it alone can give."""
        self._hear(Condition("online"))

    def failed(self, failure: Failure) -> None:
        """A refusal is an answer too; only silence and a refused token change the condition."""
        if isinstance(failure, Unauthorised):
            self._hear(Condition("unauthorised", problem=Said("service.unauthorised")))
        elif isinstance(failure, (NotSent, Lost)):
            self._hear(Condition("offline", problem=self._problem(failure)))
        else:
            self._hear(Condition("online"))

    def _problem(self, failure: NotSent | Lost) -> Said:
        status = getattr(failure, "status", None)
        if status is not None and status >= 500:
            return Said("service.error", {"status": status})
        if status is not None:
            return Said("service.not_json", {"url": self.url})
        return Said("service.unreachable", {"url": self.url})

    def _hear(self, condition: Condition) -> None:
        with self._lock:
            same = self._heard.state == condition.state
            self.returns += condition.state == "online" and not same
            since = self._heard.since if same else self._clock.wall()
            self._heard = replace(condition, since=since)
