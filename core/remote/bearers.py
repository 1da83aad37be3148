"""Bearers of a client: asked for before they run out, one request at a time for all threads (RFC 6749 4.4).

A write is never sent a second time here. One that met a bearer which was no longer taken was not carried out (RFC
9110), and is answered as one that is to wait for no time: whoever sent it sends it again in its own way, if it should.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import NamedTuple

from core.domain.credentials import Client
from core.domain.reply import Failure, Lost, NotSent, Throttled, Unauthorised
from core.errors import CannotStart
from core.log import area
from core.remote.address import check_token
from core.remote.answers import date_of
from core.remote.fields import parse_object
from core.remote.headers import parse_retry_after
from core.remote.transport import Received, Transport

TOKEN_PATH = "/oauth/token"
_EARLY_S = 60.0
_EARLY_SHARE = 0.2
_AGAIN_S = 10.0
"""Until a renewal that failed is tried again while the present bearer still lives."""
_REFUSED = 401
_DENIED = frozenset({400, 401, 403})
_THROTTLED = 429

_log = area("remote")


class _Held(NamedTuple):
    """The present bearer. `due`: when it is to be renewed; `until`: when it runs out; infinite where nobody said."""

    due: float
    until: float


class Bearers:
    """Gives a transport the bearer that it sends. Thread-safe; the bearer is in memory alone."""

    def __init__(self, transport: Transport, client: Client, clock: Callable[[], float] = time.monotonic) -> None:
        self._transport = transport
        self._client = client
        self._clock = clock
        self._lock = threading.Lock()
        self._held: _Held | None = None
        self._asked = 0
        """How often one was asked for; whoever waited compares."""
        self._missing: Failure | None = None
        """Why the last request for one gave none."""
        self._number = 0
        """Of the present bearer."""
        self._worked = False
        """Whether the present bearer was taken: one that never was is no reason to ask for another."""

    def exchange(self, send: Callable[[], Received | NotSent | Lost], *, again: bool) -> Received | Failure:
        """Send a request under a bearer that lives. `again`: it only reads, and may be sent with the next bearer."""
        missing = self._prepare()
        if missing is not None:
            return missing
        number = self._number
        reply = self._heard(send())
        if not isinstance(reply, Received) or reply.status != _REFUSED or not self._give_up(number):
            return reply
        missing = self._prepare()
        if missing is not None:
            return missing
        return self._heard(send()) if again else Throttled(0.0, renewed=True)

    def _heard(self, reply: Received | NotSent | Lost) -> Received | NotSent | Lost:
        self._worked = self._worked or (isinstance(reply, Received) and reply.status != _REFUSED)
        return reply

    def _prepare(self) -> Failure | None:
        """Renew the bearer if it is time; return why there is none. While one still lives nobody waits for the next.

        Who waited for another thread's request hears what that one heard.
        """
        held, asked, now = self._held, self._asked, self._clock()
        if held is not None and now < held.due:
            return None
        lives = held is not None and now < held.until
        if not self._lock.acquire(blocking=not lives):
            return None
        try:
            if self._asked == asked:
                self._asked, self._missing = asked + 1, self._renew()
            return self._missing
        finally:
            self._lock.release()

    def _renew(self) -> Failure | None:
        began, held = self._clock(), self._held
        answer = self._ask()
        if isinstance(answer, tuple):
            token, lasts_s = answer
            self._transport.use_token(token)
            self._number, self._worked = self._number + 1, False
            early = min(_EARLY_S, lasts_s * _EARLY_SHARE)
            self._held = _Held(began + lasts_s - early, began + lasts_s)
            return None
        if held is not None and began < held.until:
            self._held = held._replace(due=began + _AGAIN_S)
            return None
        self._held = None
        return answer

    def _give_up(self, number: int) -> bool:
        """Take note that a bearer was refused; return whether another one may help."""
        with self._lock:
            if number != self._number:
                return True
            worked, self._held = self._worked, None
            return worked

    def _ask(self) -> tuple[str, float] | Failure:
        """Ask for a bearer; return it and for how many seconds it lives."""
        form = {"grant_type": "client_credentials"}
        reply = self._transport.post_form(TOKEN_PATH, form, self._client)
        _log.info("bearer", status=getattr(reply, "status", None), outcome=type(reply).__name__)
        if isinstance(reply, Lost):
            return NotSent("no bearer came", cause=reply)
        if isinstance(reply, NotSent):
            return reply
        if reply.status == _THROTTLED:
            return Throttled(parse_retry_after(reply.headers.get("retry-after"), date_of(reply)))
        if reply.status in _DENIED:
            return Unauthorised(_REFUSED, "the client ID or its secret is not accepted")
        try:
            return _bearer(reply)
        except (ValueError, CannotStart):
            return NotSent("no bearer came", cause=Lost(f"status {reply.status}", reply.status))


def _bearer(reply: Received) -> tuple[str, float]:
    """Read the reply. Raises ValueError or CannotStart for what is none."""
    if reply.status not in (200, 201):
        raise ValueError
    fields = parse_object(reply.body)
    token, kind, lasts = (fields.get(name) for name in ("access_token", "token_type", "expires_in"))
    if not isinstance(token, str) or not isinstance(kind, str) or kind.lower() != "bearer":
        raise ValueError
    if lasts is None:
        return check_token(token, "the service"), float("inf")
    if type(lasts) is not int or lasts <= 0:
        raise ValueError
    return check_token(token, "the service"), float(lasts)
