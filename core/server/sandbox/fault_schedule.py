"""Draw faults from a seed: the same seed gives the same bad day.

For training and tests only: `serve` refuses it for anything but a sandbox on loopback.
"""

from __future__ import annotations

import random
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from core.server.sandbox.faults import (
    HTML_PAGE,
    LOSE_REPLY,
    LOSE_REQUEST,
    TRUNCATE_REPLY,
    Endpoint,
    Fault,
    answer,
    throttle,
)


@dataclass(frozen=True, slots=True)
class FaultRates:
    """How often each fault happens, in requests out of a thousand; and the outages, in seconds."""

    lose_request: int = 20
    lose_reply: int = 20
    truncate: int = 10
    html: int = 10
    server_error: int = 20
    throttle: int = 20
    delay: int = 80
    web_shop: int = 30
    outage_every_s: int = 900
    """In each period of this length there is one outage; 0 is never."""
    outage_most_s: int = 60


NO_FAULTS = FaultRates(0, 0, 0, 0, 0, 0, 0, 0, outage_every_s=0)


_CALM_S = 120.0
"""No outage begins earlier: whoever tries a bad day sees the service before it is away."""


class FaultSchedule:
    """Draws the fault of each request by seed, endpoint and number of requests to it before. Thread-safe."""

    def __init__(self, seed: int, clock: Callable[[], float], rates: FaultRates | None = None) -> None:
        self._seed = seed
        self._clock = clock
        self._rates = rates or FaultRates()
        self._began = clock()
        self._counts: Counter[str] = Counter()
        self._lock = threading.Lock()

    def draw(self, endpoint: Endpoint) -> Fault | None:
        """Return the fault of the request that has just come, None for none."""
        with self._lock:
            self._counts[endpoint] += 1
            number = self._counts[endpoint]
        if self.is_out(self._clock() - self._began):
            return LOSE_REQUEST
        return self._fault(endpoint, random.Random(f"{self._seed}/{endpoint}/{number}"))

    def is_out(self, since_s: float) -> bool:
        """Return whether there is an outage, this many seconds after the start."""
        every = self._rates.outage_every_s
        if not every:
            return False
        period, into = divmod(since_s, every)
        draw = random.Random(f"{self._seed}/outage/{int(period)}")
        lasts = draw.uniform(min(5, self._rates.outage_most_s), self._rates.outage_most_s)
        begins = draw.uniform(0 if period else min(_CALM_S, every - lasts), every - lasts)
        return begins <= into < begins + lasts

    def _fault(self, endpoint: Endpoint, draw: random.Random) -> Fault | None:
        rates, drawn = self._rates, draw.randrange(1000)
        choices = (
            (rates.lose_request, LOSE_REQUEST),
            (rates.lose_reply, LOSE_REPLY),
            (rates.truncate, TRUNCATE_REPLY),
            (rates.html, HTML_PAGE),
            (rates.server_error, answer(draw.choice((500, 502, 503, 504)), executed=draw.random() < 0.5)),
            (rates.throttle, throttle(draw.choice(("2.0", "0.5", None)))),
            (rates.delay, Fault(executed=True, real_reply=True, before_s=round(draw.expovariate(2), 3))),
            (rates.web_shop if endpoint is Endpoint.BALANCE else 0, web_shop(draw.randint(1, 100))),
        )
        for weight, fault in choices:
            if drawn < weight:
                return fault
            drawn -= weight
        return None


def web_shop(percent: int) -> Fault:
    """Return the fault that this part of the card is spent in the web shop just before the execution."""
    return Fault(executed=True, real_reply=True, web_shop_percent=percent)
