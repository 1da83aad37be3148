"""A thread of the window: tasks in their order, and in some threads background steps between them.

Everything here runs in the thread itself, except `take`, `wake`, `go_on_with` and `stop_steps`, which only send.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from core.errors import KnownError
from core.usecases.changes import EVERYTHING, NOTHING, Changes

if TYPE_CHECKING:
    from core.usecases.background import StepDone

_LONGEST_PAUSE_S = 3600.0
_AFTER_FAULT_S = 30.0


class Stopped(KnownError):
    """A task met a bug; the last-resort hook has told of it, and whoever waits must not wait for ever."""

    def __init__(self) -> None:
        super().__init__("outcome.unknown")


@dataclass(frozen=True, slots=True)
class Task:
    """`receiver` and `failed` run in the GUI thread: bound methods of QObjects, or partials of such.

    `writes`: its result tells what it changed. Raises TypeError for the `emit` of a signal: that does not tell whether
    its object is still there when the answer comes.
    """

    work: Callable[[Any], Any]
    receiver: Callable[[Any], Any]
    failed: Callable[[KnownError], Any] | None = None
    writes: bool = False

    def __post_init__(self) -> None:
        if any(isinstance(_owner(target), SignalInstance) for target in (self.receiver, self.failed) if target):
            raise TypeError("give a task a method of the object, not the emit of its signal")

    def result(self, core: Any) -> TaskResult:
        """Do it. A bug is raised; a KnownError is a result."""
        try:
            return TaskResult(self, value=self.work(core))
        except KnownError as error:
            return TaskResult(self, error=error)


@dataclass(frozen=True, slots=True)
class TaskResult:
    """What came of a task."""

    task: Task
    value: Any = None
    error: KnownError | None = None

    @property
    def changes(self) -> Changes:
        """Of a task that was refused only the connection may be another one; after a bug nobody knows."""
        if not self.task.writes:
            return NOTHING
        if self.error is None:
            changes: Changes = self.value.changes
            return changes
        return EVERYTHING if isinstance(self.error, Stopped) else Changes(status=True)

    def deliver(self) -> bool:
        """Give it to whoever wanted it. False when it is an error that nobody takes."""
        target = self.task.receiver if self.error is None else self.task.failed
        if target is None:
            return isinstance(self.error, Stopped)
        owner = _owner(target)
        if isinstance(owner, QObject) and not shiboken6.isValid(owner):
            return True
        target(self.value if self.error is None else self.error)
        return True


@dataclass(slots=True)
class BackgroundSteps:
    """Steps that each return the seconds until they are worth calling again; never called before that."""

    steps: tuple[Callable[[], StepDone], ...]
    _due: dict[int, float] = field(default_factory=dict)

    def hurry(self) -> None:
        """Make everything due now."""
        self._due.clear()

    def go(self) -> Changes:
        """Run what is due, once each; return what that changed."""
        changes = NOTHING
        for at, step in enumerate(self.steps):
            if self._due.get(at, 0.0) <= time.monotonic():
                self._due[at] = time.monotonic() + _AFTER_FAULT_S  # unless it tells otherwise
                done = step()
                self._due[at] = time.monotonic() + min(max(done.pause_s, 0.0), _LONGEST_PAUSE_S)
                changes |= done.changes
        return changes

    def pause(self) -> float:
        """Return the seconds until the next step is due."""
        soonest = min(self._due.get(at, 0.0) for at in range(len(self.steps)))
        return max(0.0, soonest - time.monotonic())


class TaskThread(QObject):
    """Lives in its own QThread. `core` is set once, before the first task that needs it."""

    answered = Signal(object)
    went_round = Signal(object)
    """What the background steps changed, Changes; seldom nothing."""
    hindered = Signal(object)
    """A KnownError that stopped a step: it is tried again after a pause."""
    _taken = Signal(object)
    _steps_given = Signal(object)
    _woken = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.core: Any = None
        self._steps: BackgroundSteps | None = None
        self._stopping = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)

        self._taken.connect(self._on_taken)
        self._steps_given.connect(self._on_steps_given)
        self._woken.connect(self._on_woken)
        self._timer.timeout.connect(self._on_due)

    def take(self, task: Task) -> None:
        self._taken.emit(task)

    def go_on_with(self, steps: BackgroundSteps) -> None:
        self._steps_given.emit(steps)

    def wake(self) -> None:
        self._woken.emit()

    def stop_steps(self) -> None:
        """Begin no further step and no further task."""
        self._stopping = True

    def _on_taken(self, task: Task) -> None:
        if self._stopping:
            return
        result = TaskResult(task, error=Stopped())
        try:
            result = task.result(self.core)
        finally:
            self.answered.emit(result)

    def _on_steps_given(self, steps: BackgroundSteps) -> None:
        self._steps = steps
        self._timer.start(0)

    def _on_woken(self) -> None:
        if self._steps is not None and not self._stopping:
            self._steps.hurry()
            self._timer.start(0)

    def _on_due(self) -> None:
        if self._steps is None or self._stopping:
            return
        changes = EVERYTHING
        try:
            changes = self._steps.go()
        except KnownError as error:
            self.hindered.emit(error)
        finally:
            # A step that met a bug is tried again after a pause; the hook has told of it.
            pause = self._steps.pause()
            self._timer.start(int(pause * 1000) + (1 if pause else 0))
            if changes:
                self.went_round.emit(changes)


def _owner(target: Callable[..., Any]) -> object:
    bound = target.func if isinstance(target, partial) else target
    return getattr(bound, "__self__", None)
