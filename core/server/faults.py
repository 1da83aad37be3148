"""What goes wrong between a till and the service, scripted by tests: losses, wrong answers, delays.

Faults are taken first come, first served, by endpoint. Thread-safe.
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
    """Whatever changes something; no request is for this itself."""
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Fault:
    """`executed`: whether the service carries the request out. `status` None: the connection is cut instead of a reply.

    `truncate` sends half of the real reply and cuts. `before_s` and `after_s` are delays around the execution.
    `web_shop_percent`: so much of the card a web shop spends just before the execution; 0 is none.
    """

    executed: bool = False
    status: int | None = None
    body: bytes = b""
    media_type: str = "text/html"
    retry_after: str | None = None
    truthful: bool = False
    truncate: bool = False
    before_s: float = 0.0
    after_s: float = 0.0
    hold: bool = False
    web_shop_percent: int = 0
    insists: bool = False
    """A balance write meets it a second time: a till reads a card that was refused and asks once more."""


LOSE_REQUEST = Fault()
"""The service never sees it; the connection is cut."""
LOSE_REPLY = Fault(executed=True)
"""The service does it; the connection is cut before the answer."""
TRUNCATE_REPLY = Fault(executed=True, truncate=True)
"""The service does it; half of the body arrives."""
HTML_PAGE = Fault(status=200, body=b"<html><body>Welcome to the guest network</body></html>")
"""Not the service at all answers 200."""
HOLD = Fault(executed=True, truthful=True, hold=True)
"""Waits for `Faults.release()`, is then carried out and answered: a late request, when the till has gone."""


def answer(status: int, *, executed: bool = False, body: bytes = b"", media_type: str = "text/html") -> Fault:
    """A status the service did not mean, before (`executed` False) or after the request was carried out."""
    return Fault(executed=executed, status=status, body=body, media_type=media_type)


def throttle(retry_after: str | None = "2.0") -> Fault:
    """429, not executed."""
    return Fault(status=429, body=b'{"errors":"slow down"}', media_type="application/json", retry_after=retry_after)


def delay(before_s: float = 0.0, after_s: float = 0.0) -> Fault:
    """The real answer, late: before or after the execution."""
    return Fault(executed=True, truthful=True, before_s=before_s, after_s=after_s)


@dataclass(frozen=True, slots=True)
class Seen:
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
        self._seen: deque[Seen] = deque(maxlen=10_000)
        self._released = threading.Event()

    def next(self, endpoint: Endpoint, *faults: Fault | None) -> None:
        """The next requests to `endpoint` meet these, one each; None lets one through."""
        with self._lock:
            self._waiting.extend((endpoint, fault or _NONE) for fault in faults)

    def always(self, endpoint: Endpoint, fault: Fault) -> None:
        """Every request to `endpoint` meets this, until `clear()`."""
        with self._lock:
            self._always[endpoint] = fault

    def draw_by(self, draw: Callable[[Endpoint], Fault | None] | None) -> None:
        """`draw(endpoint)` decides for every request that no script is waiting for: weather for long tests."""
        with self._lock:
            self._draw = draw

    def clear(self) -> None:
        """Everything goes well again; what is held is let go."""
        with self._lock:
            self._waiting.clear()
            self._always.clear()
            self._draw = None
        self.release()

    def release(self) -> None:
        """Lets the requests go that HOLD keeps."""
        with self._lock:
            self._released.set()
            self._released = threading.Event()

    @property
    def seen(self) -> tuple[Seen, ...]:
        with self._lock:
            return tuple(self._seen)

    @property
    def unmet(self) -> int:
        """How many scripted faults no request has met yet."""
        with self._lock:
            return len(self._waiting)

    @property
    def waiting(self) -> tuple[Fault, ...]:
        """The scripted faults that no request has met yet, in their order."""
        with self._lock:
            return tuple(fault for _, fault in self._waiting)

    def take(self, endpoint: Endpoint) -> tuple[Fault, threading.Event]:
        """What the request that has just come meets, and what lets it go if it is held."""
        with self._lock:
            for at, (wanted, fault) in enumerate(self._waiting):
                if wanted in (endpoint, Endpoint.ANY) or (wanted is Endpoint.WRITE and endpoint in _WRITES):
                    del self._waiting[at]
                    if fault.insists and endpoint is Endpoint.BALANCE:
                        self._waiting.insert(at, (endpoint, replace(fault, insists=False)))
                    return fault, self._released
            always = self._always.get(endpoint) or self._always.get(Endpoint.ANY)
            drawn = self._draw(endpoint) if self._draw is not None and always is None else always
            return drawn or _NONE, self._released

    def note(self, seen: Seen) -> None:
        with self._lock:
            self._seen.append(seen)


_WRITES = frozenset({Endpoint.CREATE, Endpoint.UPDATE, Endpoint.BALANCE, Endpoint.DISABLE})
_NONE = Fault(executed=True, truthful=True)
"""No fault at all."""
