"""Scripted faults between a till and the service: losses, wrong answers, delays.

They are taken first come, first served, by endpoint. Thread-safe.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum


class Endpoint(StrEnum):
    """Which requests a fault waits for."""

    LIST = "list"
    SEARCH = "search"
    READ = "read"
    CREATE = "create"
    UPDATE = "update"
    BALANCE = "balance"
    DISABLE = "disable"
    WRITE = "write"
    """All endpoints that change something; no request is for this itself."""
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Fault:
    """`executed`: whether the service carries the request out. `status` None: the connection is cut instead of a reply.

    `truncate` sends half of the real reply and cuts. `before_s` and `after_s` are delays around the execution.
    `real_reply`: the client gets the service's own reply. `hold` waits for `Faults.release()`.
    `web_shop_percent` of the card is spent by a web shop just before the execution; 0 is none.
    """

    executed: bool = False
    status: int | None = None
    body: bytes = b""
    media_type: str = "text/html"
    retry_after: str | None = None
    real_reply: bool = False
    truncate: bool = False
    before_s: float = 0.0
    after_s: float = 0.0
    hold: bool = False
    web_shop_percent: int = 0
    twice: bool = False
    """A proxy sends it again: it is carried out once before all else, and the reply is that of the second."""
    repeats_once: bool = False
    """A balance write meets it twice: a till reads a card that was refused and asks once more."""


LOSE_REQUEST = Fault()
"""The service never sees it; the connection is cut."""
LOSE_REPLY = Fault(executed=True)
"""The service does it; the connection is cut before the answer."""
SEND_TWICE = Fault(executed=True, real_reply=True, twice=True)
"""The service does it twice, as a proxy with its defaults has it; the client gets the second reply."""
TRUNCATE_REPLY = Fault(executed=True, truncate=True)
"""The service does it; half of the body arrives."""
HTML_PAGE = Fault(status=200, body=b"<html><body>Welcome to the guest network</body></html>")
"""Not the service at all answers 200."""
HOLD = Fault(executed=True, real_reply=True, hold=True)
"""Waits for `Faults.release()`, is then carried out and answered: a late request, when the till has gone."""


def answer(status: int, *, executed: bool = False, body: bytes = b"", media_type: str = "text/html") -> Fault:
    """Return a fault that answers with this status, before (`executed` False) or after the request was carried out."""
    return Fault(executed=executed, status=status, body=body, media_type=media_type)


def throttle(retry_after: str | None = "2.0") -> Fault:
    """Return a fault that answers 429, not executed."""
    return Fault(status=429, body=b'{"errors":"slow down"}', media_type="application/json", retry_after=retry_after)


def delay(before_s: float = 0.0, after_s: float = 0.0) -> Fault:
    """Return a fault that delays the real reply, before or after the execution."""
    return Fault(executed=True, real_reply=True, before_s=before_s, after_s=after_s)


@dataclass(frozen=True, slots=True)
class ReceivedRequest:
    """A request that arrived. `status` is what the service itself answered, None when it never got it."""

    endpoint: Endpoint
    path: str
    status: int | None


class Faults:
    """The script of one service. `seen` is what arrived so far, oldest first, at most 10,000."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[tuple[Endpoint, Fault]] = []
        self._always: dict[Endpoint, Fault] = {}
        self._draw: Callable[[Endpoint], Fault | None] | None = None
        self._seen: deque[ReceivedRequest] = deque(maxlen=10_000)
        self._released = threading.Event()

    def next(self, endpoint: Endpoint, *faults: Fault | None) -> None:
        """Let the next requests to `endpoint` meet these, one each; None lets one through."""
        with self._lock:
            self._waiting.extend((endpoint, fault or _NONE) for fault in faults)

    def always(self, endpoint: Endpoint, fault: Fault) -> None:
        """Let every request to `endpoint` meet this, until `clear()`."""
        with self._lock:
            self._always[endpoint] = fault

    def draw_by(self, draw: Callable[[Endpoint], Fault | None] | None) -> None:
        """Let `draw(endpoint)` decide for every request that no scripted fault is waiting for."""
        with self._lock:
            self._draw = draw

    def clear(self) -> None:
        """Drop all faults, and release what is held."""
        with self._lock:
            self._waiting.clear()
            self._always.clear()
            self._draw = None
        self.release()

    def release(self) -> None:
        """Let the requests go on that HOLD keeps."""
        with self._lock:
            self._released.set()
            self._released = threading.Event()

    @property
    def seen(self) -> tuple[ReceivedRequest, ...]:
        """Return what arrived so far."""
        with self._lock:
            return tuple(self._seen)

    @property
    def unmet(self) -> int:
        """Return how many scripted faults no request has met yet."""
        with self._lock:
            return len(self._waiting)

    @property
    def waiting(self) -> tuple[Fault, ...]:
        """Return the scripted faults that no request has met yet, in their order."""
        with self._lock:
            return tuple(fault for _, fault in self._waiting)

    def take(self, endpoint: Endpoint) -> tuple[Fault, threading.Event]:
        """Return the fault of the request that has just come, and the event that releases it if it is held."""
        with self._lock:
            for at, (wanted, fault) in enumerate(self._waiting):
                if wanted in (endpoint, Endpoint.ANY) or (wanted is Endpoint.WRITE and endpoint in _WRITES):
                    del self._waiting[at]
                    if fault.repeats_once and endpoint is Endpoint.BALANCE:
                        self._waiting.insert(at, (endpoint, replace(fault, repeats_once=False)))
                    return fault, self._released
            always = self._always.get(endpoint) or self._always.get(Endpoint.ANY)
            drawn = self._draw(endpoint) if self._draw is not None and always is None else always
            return drawn or _NONE, self._released

    def note(self, seen: ReceivedRequest) -> None:
        """Add a request to `seen`."""
        with self._lock:
            self._seen.append(seen)


_WRITES = frozenset({Endpoint.CREATE, Endpoint.UPDATE, Endpoint.BALANCE, Endpoint.DISABLE})
_NONE = Fault(executed=True, real_reply=True)
"""No fault at all."""
