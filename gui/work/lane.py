"""One thread's worth of work: jobs in their order, and for the background lane a round of steps between them.

Everything here runs in the lane's thread, except `take`, `wake`, `go_round` and `stop_rounds`, which only send.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import KnownError

_LONGEST_PAUSE_S = 3600.0
_AFTER_FAULT_S = 30.0


class Stopped(KnownError):
    """A job met a bug; the last-resort hook has told of it, and whoever waits must not wait for ever."""

    def __init__(self) -> None:
        super().__init__("outcome.unknown")


@dataclass(frozen=True, slots=True)
class Job:
    """`receiver` and `failed` are bound methods of QObjects and run in the GUI thread."""

    work: Callable[[Any], Any]
    receiver: Callable[[Any], Any]
    failed: Callable[[KnownError], Any] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a job. `changed`: the status may show something else now."""

    job: Job
    value: Any = None
    error: KnownError | None = None
    changed: bool = False

    def deliver(self) -> bool:
        """False when it is an error that nobody takes."""
        target = self.job.receiver if self.error is None else self.job.failed
        if target is None:
            return isinstance(self.error, Stopped)
        owner = getattr(target, "__self__", None)
        if isinstance(owner, QObject) and not shiboken6.isValid(owner):
            return True
        target(self.value if self.error is None else self.error)
        return True


@dataclass(slots=True)
class Rounds:
    """Steps that each return the seconds until they are worth calling again; never called before that."""

    steps: tuple[Callable[[], float], ...]
    _due: dict[int, float] = field(default_factory=dict)

    def hurry(self) -> None:
        """Everything is due now."""
        self._due.clear()

    def go(self) -> None:
        """Runs what is due, once each."""
        for at, step in enumerate(self.steps):
            if self._due.get(at, 0.0) <= time.monotonic():
                self._due[at] = time.monotonic() + _AFTER_FAULT_S  # unless it tells otherwise
                pause = step()
                self._due[at] = time.monotonic() + min(max(pause, 0.0), _LONGEST_PAUSE_S)

    def pause(self) -> float:
        """Seconds until the next step is due."""
        soonest = min(self._due.get(at, 0.0) for at in range(len(self.steps)))
        return max(0.0, soonest - time.monotonic())


class Lane(QObject):
    """Lives in its own QThread. `core` is set once, before the first job that needs it."""

    answered = Signal(object)
    went_round = Signal()
    hindered = Signal(object)
    """A KnownError that stopped a step: it is tried again after a pause."""
    _taken = Signal(object)
    _rounds_given = Signal(object)
    _woken = Signal()

    def __init__(self, *, tells: bool = False) -> None:
        """`tells`: its jobs may change what the status shows."""
        super().__init__()
        self.core: Any = None
        self._tells = tells
        self._rounds: Rounds | None = None
        self._stopping = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)

        self._taken.connect(self._on_taken)
        self._rounds_given.connect(self._on_rounds_given)
        self._woken.connect(self._on_woken)
        self._timer.timeout.connect(self._on_due)

    def take(self, job: Job) -> None:
        self._taken.emit(job)

    def go_round(self, rounds: Rounds) -> None:
        self._rounds_given.emit(rounds)

    def wake(self) -> None:
        self._woken.emit()

    def stop_rounds(self) -> None:
        """No further step and no further job is begun."""
        self._stopping = True

    def _on_taken(self, job: Job) -> None:
        if self._stopping:
            return
        answer = Answer(job, error=Stopped())
        try:
            answer = Answer(job, value=job.work(self.core), changed=self._tells)
        except KnownError as error:
            answer = Answer(job, error=error)
        finally:
            self.answered.emit(answer)

    def _on_rounds_given(self, rounds: Rounds) -> None:
        self._rounds = rounds
        self._timer.start(0)

    def _on_woken(self) -> None:
        if self._rounds is not None and not self._stopping:
            self._rounds.hurry()
            self._timer.start(0)

    def _on_due(self) -> None:
        if self._rounds is None or self._stopping:
            return
        try:
            self._rounds.go()
        except KnownError as error:
            self.hindered.emit(error)
        finally:
            # A step that met a bug is tried again after a pause; the hook has told of it.
            pause = self._rounds.pause()
            self._timer.start(int(pause * 1000) + (1 if pause else 0))
            self.went_round.emit()
