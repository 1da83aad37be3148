"""What a trainer can do to the sandbox: pull the plug, spoil the next request, spend in the web shop, make a bad day.

There is one only where the service is the sandbox of this program: a real service is never touched.
"""

from __future__ import annotations

import threading
import time

from core.domain.training import Drill, Lesson
from core.server.embedded import EmbeddedService
from core.server.faults import LOSE_REPLY, Endpoint, Fault, delay, throttle
from core.server.weather import Weather

_SLOW_S = 4.0
_FAULTS: dict[Lesson, Fault] = {
    Lesson.LOSE_ANSWER: LOSE_REPLY,
    Lesson.REFUSE: Fault(
        status=422,
        body=b'{"errors":{"base":["This is a training refusal."]}}',
        media_type="application/json",
        insists=True,
    ),
    Lesson.SLOW: delay(before_s=_SLOW_S),
    Lesson.BUSY: throttle("2.0"),
}


class Training:
    """Thread-safe. Everything ends with the program; the next start is a fair day."""

    def __init__(self, service: EmbeddedService) -> None:
        self._service = service
        self._lock = threading.Lock()
        self._outage = False
        self._weather: int | None = None

    @property
    def drill(self) -> Drill:
        """What is on, and which lessons no request has met yet."""
        lessons = {id(fault): lesson for lesson, fault in _FAULTS.items()}
        waiting = tuple(lessons[id(fault)] for fault in self._service.faults.waiting if id(fault) in lessons)
        return Drill(self._outage, waiting, self._weather)

    def set_outage(self, outage: bool) -> None:
        """Every connection is cut, as when the line of the shop is down."""
        with self._lock:
            self._service.set_outage(outage)
            self._outage = outage

    def teach(self, lesson: Lesson) -> None:
        """The next request that changes something meets it; the till's own reading does not use it up."""
        self._service.faults.next(Endpoint.WRITE, _FAULTS[lesson])

    def spend_elsewhere(self, card_id: int, percent: int = 50) -> None:
        """A customer spends this part of the card in the web shop, now."""
        self._service.spend_elsewhere(card_id, percent)

    def card_to_try(self) -> str:
        """Return the code of a good card with something on it, for who has none in hand; "" where there is none."""
        return self._service.card_to_try()

    def set_weather(self, seed: int | None) -> None:
        """A bad day, the same for the same seed; None is fair weather again."""
        with self._lock:
            draw = None if seed is None else Weather(seed, time.monotonic).draw
            self._service.faults.draw_by(draw)
            self._weather = seed

    def end(self) -> None:
        """A fair day: nothing waits, the line is up."""
        self._service.faults.clear()
        with self._lock:
            self._weather = None
        self.set_outage(False)
