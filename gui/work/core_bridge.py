"""The one bridge between window and core: eight threads, and answers that come back in the GUI thread.

`ask` only reads. `run` may write: what it changed is told to every page once its receiver has the result.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QDeadlineTimer, QObject, QThread, QTimer, Signal

from core.domain.permission import READS
from core.errors import KnownError, SignInNeeded, StaffNeeded

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.rows import DeskStatus
    from core.usecases.background import StepDone
    from core.usecases.changes import Changes, Result
    from gui.work.task_thread import Task, TaskResult, TaskThread

    Steps = dict[str, tuple[Callable[[Core], StepDone], ...]]

T = TypeVar("T")
R = TypeVar("R", bound="Result")

THREADS = ("read", "counter", "queue", "background", "paper", "batch", "files", "reports")
_WITH_STEPS = ("queue", "background", "batch", "files")
_STOP_MS = 2000
_MINUTE_HAND_MS = 5000
_NO_CARD = 0
"""No card has this id: the next status is told, though it be of the same card as the last."""


class CoreBridge(QObject):
    """Used in the GUI thread only; what is asked before the core is open waits for it."""

    opened = Signal(object)
    could_not_open = Signal(str, dict)
    status_changed = Signal(object)
    changed = Signal(object, object)
    """Changes, and the result that told of them; None for the background's. Who shows that result has them already."""
    trouble = Signal(object)
    """A KnownError that nobody else takes: for the message bar."""
    staff_needed = Signal(object)
    """A TaskResult that somebody must sign in for, or approve: `repeat`, `approve` or `deliver` it."""

    def __init__(self, open_core: Callable[[], Core], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open_core = open_core
        self._steps: Steps = {}
        self._core: Core | None = None
        self._opened: Core | None = None
        self._early: list[tuple[str, Task]] = []
        self._threads: dict[str, TaskThread] = {}
        self._qthreads: list[QThread] = []
        self._serving: int | None = None
        self._told_of: int | None = None
        self._status: DeskStatus | None = None
        self._status_asked = self._status_stale = False
        self._unseen = False
        """Something could not be read because nobody was signed in."""
        self._minute_hand = QTimer(self)
        self._minute_hand.setInterval(_MINUTE_HAND_MS)

        self._minute_hand.timeout.connect(self.renew_status)

    @property
    def status(self) -> DeskStatus | None:
        """The last status heard; None until the core is open."""
        return self._status

    @property
    def is_open(self) -> bool:
        """The core is there and answers."""
        return self._core is not None

    @property
    def serving(self) -> int | None:
        """The card at the counter."""
        return self._serving

    def start(self) -> None:
        """Start the threads and open the core; `opened` or `could_not_open` follows. Once is enough."""
        if self._threads:
            return
        for name in THREADS:
            self._threads[name] = self._make_thread(name)
        opening = _task(self._open, self._on_core_open, self._on_core_failed)
        self._threads["counter"].take(opening)

    def take(self, core: Core) -> None:
        """Begin with a core that is open already, as after a restore, and close it at the end."""
        self._opened, self._open_core = core, lambda: core
        self.start()

    def add_step(self, thread: str, step: Callable[[Core], StepDone]) -> None:
        """Add one more thing to do again and again, from the opening of the core on."""
        self._steps[thread] = (*self._steps.get(thread, ()), step)
        if self._core is not None:
            self._begin_steps(thread, self._core)

    def ask(
        self,
        work: Callable[[Core], T],
        receiver: Callable[[T], Any],
        *,
        thread: str = "read",
        failed: Callable[[KnownError], Any] | None = None,
    ) -> None:
        """Read something and give it to `receiver`; a KnownError goes to `failed` or `trouble`.

        What may not be seen while nobody is signed in is not answered: no PIN is asked for what nobody's hand wanted.
        Whoever signs in then hears that everything may have changed.
        """
        self._take(_task(work, receiver, failed), thread)

    def run(
        self,
        work: Callable[[Core], R],
        receiver: Callable[[R], Any],
        *,
        thread: str = "counter",
        failed: Callable[[KnownError], Any] | None = None,
    ) -> None:
        """Do something that may write; who is missing for it is asked for (`staff_needed`), and it goes on."""
        self._take(_task(work, receiver, failed, writes=True), thread)

    def repeat(self, result: TaskResult) -> None:
        """Do once more what was refused for want of a person."""
        self._threads["counter"].take(result.task)

    def approve(
        self,
        result: TaskResult,
        name: str,
        pin: str,
        receiver: Callable[[TaskResult], Any],
        wrong: Callable[[KnownError], Any],
    ) -> None:
        """Run the same with a manager's approval. `wrong`: it was not given, and nothing was done."""

        def work(core: Core) -> TaskResult:
            from core.usecases import people  # noqa: PLC0415 - as in _steps

            with people.approving(core, name, pin):
                return result.task.result(core)

        self.ask(work, receiver, thread="counter", failed=wrong)

    def deliver(self, result: TaskResult) -> None:
        """Give it to whoever asked, then tell all what it changed; an error that nobody takes is told."""
        if not result.deliver():
            self.trouble.emit(result.error)
        self.announce(result.changes, result.value)

    def announce(self, changes: Changes, result: object = None) -> None:
        """Tell all pages what changed, and read the status again."""
        if changes and self._core is not None:
            self.changed.emit(changes, result)
            self.renew_status()

    def serve(self, card_id: int | None) -> None:
        """Tell which card is at the counter: its allowance is in the status."""
        if card_id != self._serving:
            self._serving, self._told_of = card_id, _NO_CARD
            self.renew_status()

    def wake(self) -> None:
        """Wake what works in the background: something was queued, so it need not wait out its pause."""
        if self._core is not None and self._threads:
            for name in _WITH_STEPS:
                self._threads[name].wake()

    def renew_status(self) -> None:
        """Read the status; while one is read already, once more after it. Every few seconds too: time changes it."""
        if self._core is None:
            return
        self._status_stale = self._status_asked
        if not self._status_asked:
            self._status_asked = True
            serving = self._serving
            from core.usecases import till  # noqa: PLC0415 - as in _steps

            work = partial(till.read_status, card_id=serving)
            self.ask(work, partial(self._on_status, serving), failed=self._on_no_status)

    def close(self, patience_ms: int = _STOP_MS) -> bool:
        """Stop the threads, then the core. False when one was still waiting for the network after `patience_ms`."""
        self._minute_hand.stop()
        self._core = None
        for thread in self._threads.values():
            thread.stop_steps()
        for each in self._qthreads:
            each.quit()
        deadline = QDeadlineTimer(patience_ms)
        stopped = all(each.wait(deadline) for each in self._qthreads)
        self._threads.clear()
        if stopped and self._opened is not None:
            self._opened.close()
            self._opened = None
        return stopped

    def _take(self, task: Task, thread: str) -> None:
        if self._core is None:
            self._early.append((thread, task))
        else:
            self._threads[thread].take(task)

    def _open(self, _no_core: None) -> Core:
        """Open the core in a thread. It is remembered at once, so that closing finds it even unannounced."""
        self._opened = self._open_core()
        return self._opened

    def _make_thread(self, name: str) -> TaskThread:
        from gui.work.task_thread import TaskThread  # noqa: PLC0415 - behind the first frame

        qthread = QThread(self)
        qthread.setObjectName(name)
        thread = TaskThread()
        thread.moveToThread(qthread)
        qthread.finished.connect(thread.deleteLater)  # in its own thread, where its timer lives
        thread.answered.connect(self._on_answered)
        thread.went_round.connect(self.announce)
        thread.hindered.connect(self.trouble)
        qthread.start()
        self._qthreads.append(qthread)
        return thread

    def _on_core_open(self, core: Core) -> None:
        from core.usecases import till  # noqa: PLC0415 - as in _steps

        if not self._threads:
            return
        self._core = core
        for thread in self._threads.values():
            thread.core = core
        self.ask(till.read_status, self._on_first_status)
        early, self._early = self._early, []
        for name, task in early:
            self._threads[name].take(task)
        self._steps = _steps(self._steps)
        for name in self._steps:
            self._begin_steps(name, core)
        self._minute_hand.start()

    def _begin_steps(self, name: str, core: Core) -> None:
        from gui.work.task_thread import BackgroundSteps  # noqa: PLC0415 - as in _make_thread

        steps = tuple(partial(step, core) for step in self._steps[name])
        self._threads[name].go_on_with(BackgroundSteps(steps))

    def _on_core_failed(self, error: KnownError) -> None:
        from gui.work.task_thread import Stopped  # noqa: PLC0415 - as in _make_thread

        self.could_not_open.emit("" if isinstance(error, Stopped) else error.key, error.values)

    def _on_first_status(self, status: DeskStatus) -> None:
        self._status = status
        self.opened.emit(status)
        self.status_changed.emit(status)

    def _on_answered(self, result: TaskResult) -> None:
        if _is_covered(result):
            self._unseen = True
        elif isinstance(result.error, StaffNeeded):
            self.staff_needed.emit(result)
        else:
            self.deliver(result)

    def _on_status(self, serving: int | None, status: DeskStatus) -> None:
        before, self._status = self._status, status
        told_of, self._told_of = self._told_of, serving
        if status != before or serving != told_of:  # the same figures mean another card
            self.status_changed.emit(status)
        if self._unseen and not status.locked:
            self._unseen = False
            self.changed.emit(_everything(), None)
        self._status_read()

    def _on_no_status(self, error: KnownError) -> None:
        self.trouble.emit(error)
        self._status_read()

    def _status_read(self) -> None:
        self._status_asked = False
        if self._status_stale:
            self.renew_status()


def _everything() -> Changes:
    from core.usecases.changes import EVERYTHING  # noqa: PLC0415 - as in _steps

    return EVERYTHING


def _is_covered(result: TaskResult) -> bool:
    """Tell whether this was only to be shown, and nobody is signed in: the guard covers the page by then."""
    error = result.error
    return not result.task.writes and isinstance(error, SignInNeeded) and error.values.get("act") in READS


def _task(
    work: Callable[[Any], Any],
    receiver: Callable[[Any], Any],
    failed: Callable[[KnownError], Any] | None,
    *,
    writes: bool = False,
) -> Task:
    from gui.work.task_thread import Task  # noqa: PLC0415 - behind the first frame

    return Task(work, receiver, failed, writes)


def _steps(added: Steps) -> Steps:
    """Return what each thread does again and again: the core's own steps, and those that were added."""
    from core.usecases import background, backups, retention  # noqa: PLC0415 - 20 ms that the first frame must not pay

    own = {
        "queue": (background.run_queue,),
        "background": (
            background.run_sync,
            background.run_terms,
            background.run_sharing,
            background.end_expired_requests,
            background.keep_journal_head,
        ),
        "batch": (background.run_orders,),
        "files": (backups.run_backups, retention.run_retention),
    }
    return {name: (*own.get(name, ()), *added.get(name, ())) for name in {**own, **added}}
