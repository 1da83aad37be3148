"""What a trainer can do to the sandbox: cut the connection, inject a fault, spend in the web shop, make a bad day.

It exists only where the service is the sandbox of this program: a real service is never touched.
"""

from __future__ import annotations

import threading
import time

from core.domain.training import Drill, Lesson
from core.server.sandbox.embedded import EmbeddedService
from core.server.sandbox.fault_schedule import FaultSchedule
from core.server.sandbox.faults import LOSE_REPLY, Endpoint, Fault, delay, throttle

_SLOW_S = 4.0
_FAULTS: dict[Lesson, Fault] = {
    Lesson.LOSE_ANSWER: LOSE_REPLY,
    Lesson.REFUSE: Fault(
        status=422,
        body=b'{"errors":{"base":["This is a training refusal."]}}',
        media_type="application/json",
        repeats_once=True,
    ),
    Lesson.SLOW: delay(before_s=_SLOW_S),
    Lesson.BUSY: throttle("2.0"),
}


class Training:
    """Controls the sandbox. Thread-safe. Nothing of it outlasts the program."""

    def __init__(self, service: EmbeddedService) -> None:
        self._service = service
        self._lock = threading.Lock()
        self._outage = False
        self._fault_seed: int | None = None

    @property
    def drill(self) -> Drill:
        """Return what is on, and which lessons no request has met yet."""
        lessons = {id(fault): lesson for lesson, fault in _FAULTS.items()}
        waiting = tuple(lessons[id(fault)] for fault in self._service.faults.waiting if id(fault) in lessons)
        return Drill(self._outage, waiting, self._fault_seed)

    def set_outage(self, outage: bool) -> None:
        """Cut every connection and refuse new ones, or end that."""
        with self._lock:
            self._service.set_outage(outage)
            self._outage = outage

    def teach(self, lesson: Lesson) -> None:
        """Let the next request that changes something meet the lesson; reads do not use it up."""
        self._service.faults.next(Endpoint.WRITE, _FAULTS[lesson])

    def spend_elsewhere(self, card_id: int, percent: int = 50) -> None:
        """Spend this part of the card in the web shop, now."""
        self._service.spend_elsewhere(card_id, percent)

    def card_to_try(self) -> str:
        """Return the code of a good card with something on it, for who has none in hand; "" where there is none."""
        return self._service.card_to_try()

    def set_weather(self, seed: int | None) -> None:
        """Begin a bad day, the same for the same seed; None ends it."""
        with self._lock:
            draw = None if seed is None else FaultSchedule(seed, time.monotonic).draw
            self._service.faults.draw_by(draw)
            self._fault_seed = seed

    def end(self) -> None:
        """End all of it: no faults wait, the connection is back."""
        self._service.faults.clear()
        with self._lock:
            self._fault_seed = None
        self.set_outage(False)
