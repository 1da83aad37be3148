"""Whether the service answers, as the last request showed it, and the switch that pulls the plug."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace

from core.clock import Clock
from core.domain.outcome import Message
from core.domain.reply import AnotherService, Failure, Lost, NotSent, Unauthorised, is_not_there
from core.log import area
from core.services.link.refused_acts import READ, RefusedActs, forbidden

_log = area("remote")


NO_PROMISE = frozenset({"unauthorised", "unreadable"})
"""The service is there, and says no or what cannot be read: what is asked of it now is tried, or not accepted."""
_TOKEN, _TIMED_OUT = 401, 408


@dataclass(frozen=True, slots=True)
class Condition:
    """`state` is starting, online, offline, switched_off, unauthorised or unreadable; `since`: till time of the change.

    Offline means silence. A reply that cannot be read is none, and nothing is promised on it (docs/protocol.md D7).
    """

    state: str
    since: float | None = None
    problem: Message | None = None

    @property
    def usable(self) -> bool:
        """Worth trying now for a clerk's command."""
        return self.state in {"starting", "online", *NO_PROMISE}


class ServiceConnection:
    """Thread-safe. Everybody who asks the service tells here how it went.

    `why`: the reason that it is switched off, where nobody did that on purpose.
    """

    def __init__(self, url: str, clock: Clock, *, switched_off: bool, why: Message | None = None) -> None:
        self.url = url
        self._why = why
        self._clock = clock
        self._lock = threading.Lock()
        self._heard = Condition("starting")
        self._off_since = clock.wall() if switched_off else None
        self.refused = RefusedActs(clock)
        self.readable = False
        """Something of it was read in this process."""
        self.returns = 0
        """How often the service came back; whoever waits for it compares."""
        self.plugs = 0
        """How often the line was plugged in by hand; whoever answers then may be somebody else."""

    @property
    def condition(self) -> Condition:
        with self._lock:
            if self._off_since is not None:
                return Condition("switched_off", self._off_since, self._why)
            heard = self._heard
        problem = self.refused.problem if heard.state == "online" else None
        return heard if problem is None else replace(heard, problem=problem)

    def switch(self, offline: bool) -> None:
        """Pull or plug the line; what is queued is sent automatically once it is back."""
        with self._lock:
            self._off_since = (self._off_since or self._clock.wall()) if offline else None
            if not offline:
                self._heard = Condition("starting")
                self.returns += 1
                self.plugs += 1
        _log.info("connection", state="switched_off" if offline else "starting")

    def try_again(self) -> None:
        """Forget that the service was silent or refused something; the next request tells."""
        self.refused.forget()
        with self._lock:
            if self._heard.state != "online":
                self._heard = Condition("starting")
                self.returns += 1

    def answered(self, act: str = "") -> None:
        """Note that the service gave an answer that it alone can give; `act`: what was done by it."""
        self.readable = True
        self.refused.allow(act)
        self._hear(Condition("online"))

    def failed(self, failure: Failure, act: str = READ) -> None:
        """Note a failure of this kind of act. A refusal is an answer too: it changes the condition only for a token."""
        if isinstance(failure, Unauthorised) and failure.status != _TOKEN:
            self.refused.refuse(act, failure)
            self._hear(Condition("online"))
        elif isinstance(failure, (Unauthorised, NotSent, Lost)):
            self._hear(Condition(_state_of(failure), problem=self.problem_of(failure)))
        else:
            self._hear(Condition("online"))

    def problem_of(self, failure: Failure) -> Message:
        """Return the sentence for a failure that nobody at the till can help."""
        if isinstance(failure, AnotherService):
            return Message("service.another")
        if isinstance(failure, NotSent) and isinstance(failure.cause, Lost) and not is_outage(failure):
            return self.problem_of(failure.cause)
        if isinstance(failure, Unauthorised):
            return Message("service.unauthorised") if failure.status == _TOKEN else forbidden(failure)
        if isinstance(failure, NotSent) and failure.certificate is not None:
            shown = failure.certificate
            return Message(f"service.certificate_{shown.fault}", {"url": self.url, "issuer": shown.issuer or "?"})
        status = failure.status if isinstance(failure, Lost) else None
        if isinstance(failure, Lost) and failure.place:
            return Message("service.unreadable", {"field": failure.place})
        if status is None:
            return Message("service.unreachable", {"url": self.url})
        if is_outage(failure):
            return Message("service.error", {"status": status})
        return Message("service.not_there" if is_not_there(failure) else "service.not_json", {"url": self.url})

    def _hear(self, condition: Condition) -> None:
        with self._lock:
            if condition.state == "offline" and self._heard.state == "unauthorised":
                return  # silence gives no token back
            same = self._heard.state == condition.state
            self.returns += condition.state == "online" and not same
            since = self._heard.since if same else self._clock.wall()
            self._heard = replace(condition, since=since)
        if not same:
            _log.info("connection", state=condition.state)


def is_outage(failure: Failure) -> bool:
    """Tell whether it is silence, or the word of somebody on the way that the service does not answer."""
    if isinstance(failure, NotSent):
        return failure.cause is None or is_outage(failure.cause)
    if not isinstance(failure, Lost):
        return False
    return failure.status is None or failure.status >= 500 or failure.status == _TIMED_OUT


def _state_of(failure: Failure) -> str:
    if isinstance(failure, Unauthorised):
        return "unauthorised"
    return "offline" if is_outage(failure) else "unreadable"
