"""A day's weather for the sandbox: what goes wrong is drawn from a seed, so the same seed gives the same day.

For training and tests only: `serve` refuses it for anything but a sandbox on loopback.
"""

from __future__ import annotations

import random
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from core.server.faults import HTML_PAGE, LOSE_REPLY, LOSE_REQUEST, TRUNCATE_REPLY, Endpoint, Fault, answer, throttle


@dataclass(frozen=True, slots=True)
class Climate:
    """How often, in requests out of a thousand; and the timer of outages, in seconds."""

    lose_request: int = 20
    lose_reply: int = 20
    truncate: int = 10
    html: int = 10
    server_error: int = 20
    throttle: int = 20
    delay: int = 80
    web_shop: int = 30
    outage_every_s: int = 900
    """In each stretch of this length there is one outage, somewhere; 0 is never."""
    outage_most_s: int = 60


CALM = Climate(0, 0, 0, 0, 0, 0, 0, 0, outage_every_s=0)


class Weather:
    """Draws the fault of each request: by seed, endpoint and how many came to that endpoint before. Thread-safe."""

    def __init__(self, seed: int, clock: Callable[[], float], climate: Climate | None = None) -> None:
        self._seed = seed
        self._clock = clock
        self._climate = climate or Climate()
        self._began = clock()
        self._counts: Counter[str] = Counter()
        self._lock = threading.Lock()

    def draw(self, endpoint: Endpoint) -> Fault | None:
        """What the request that has just come meets; None is fair weather."""
        with self._lock:
            self._counts[endpoint] += 1
            number = self._counts[endpoint]
        if self.is_out(self._clock() - self._began):
            return LOSE_REQUEST
        return self._fault(endpoint, random.Random(f"{self._seed}/{endpoint}/{number}"))

    def is_out(self, since_s: float) -> bool:
        """Whether the line is down, this many seconds after the start."""
        every = self._climate.outage_every_s
        if not every:
            return False
        stretch, into = divmod(since_s, every)
        draw = random.Random(f"{self._seed}/outage/{int(stretch)}")
        lasts = draw.uniform(min(5, self._climate.outage_most_s), self._climate.outage_most_s)
        begins = draw.uniform(0, every - lasts)
        return begins <= into < begins + lasts

    def _fault(self, endpoint: Endpoint, draw: random.Random) -> Fault | None:
        climate, lot = self._climate, draw.randrange(1000)
        choices = (
            (climate.lose_request, LOSE_REQUEST),
            (climate.lose_reply, LOSE_REPLY),
            (climate.truncate, TRUNCATE_REPLY),
            (climate.html, HTML_PAGE),
            (climate.server_error, answer(draw.choice((500, 502, 503, 504)), executed=draw.random() < 0.5)),
            (climate.throttle, throttle(draw.choice(("2.0", "0.5", None)))),
            (climate.delay, Fault(executed=True, truthful=True, before_s=round(draw.expovariate(2), 3))),
            (climate.web_shop if endpoint is Endpoint.BALANCE else 0, web_shop(draw.randint(1, 100))),
        )
        for weight, fault in choices:
            if lot < weight:
                return fault
            lot -= weight
        return None


def web_shop(percent: int) -> Fault:
    """A customer spends this part of the card in the web shop, just before the request is carried out."""
    return Fault(executed=True, truthful=True, web_shop_percent=percent)
