"""The one bridge between window and core: six lanes, each a thread, and answers that come back in the GUI thread.

Core returns, Desk announces. A receiver is a bound method of a QObject; when that is gone, the answer is dropped.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QDeadlineTimer, QObject, QThread, QTimer, Signal

from core.errors import KnownError, StaffNeeded
from gui.work.lane import Answer, Job, Lane, Rounds, Stopped

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.errors import KnownError
    from core.rows import CardRow, DeskStatus

T = TypeVar("T")

LANES = ("read", "counter", "queue", "background", "paper", "batch")
_ROUNDS = ("queue", "background", "batch")
_STOP_MS = 2000
_GLANCE_MS = 250
_MINUTE_HAND_MS = 5000
_NO_CARD = 0
"""No card has this id: the next status is told, though it be of the same card as the last."""


class Desk(QObject):
    """`ask` from anywhere in the GUI thread; what is asked before the core is open waits for it."""

    opened = Signal(object)
    could_not_open = Signal(str, dict)
    status_changed = Signal(object)
    card_changed = Signal(object)
    """A card_id; service ids are longer than Qt's int."""
    outbox_changed = Signal()
    trouble = Signal(object)
    """A KnownError that nobody else takes: for the message bar."""
    staff_needed = Signal(object)
    """An Answer that somebody must sign in for, or approve: `repeat`, `approve` or `deliver` it."""

    def __init__(self, open_core: Callable[[], Core], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open_core = open_core
        self._core: Core | None = None
        self._opened: Core | None = None
        self._early: list[tuple[str, Job]] = []
        self._lanes: dict[str, Lane] = {}
        self._threads: list[QThread] = []
        self._serving: int | None = None
        self._status: DeskStatus | None = None
        self._card: CardRow | None = None
        self._counter_acted = False
        self._told_of: int | None = None
        self._glance_timer = QTimer(self)
        self._glance_timer.setSingleShot(True)
        self._glance_timer.setInterval(_GLANCE_MS)
        self._minute_hand = QTimer(self)
        self._minute_hand.setInterval(_MINUTE_HAND_MS)

        self._glance_timer.timeout.connect(self._on_glance_due)
        self._minute_hand.timeout.connect(self.look_again)

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
        """Starts the lanes and opens the core; `opened` or `could_not_open` follows. Once is enough."""
        if self._lanes:
            return
        for name in LANES:
            self._lanes[name] = self._make_lane(name)
        opening = Job(self._open, self._on_core_open, self._on_core_failed)
        self._lanes["counter"].take(opening)

    def ask(
        self,
        work: Callable[[Core], T],
        receiver: Callable[[T], Any],
        *,
        lane: str = "read",
        failed: Callable[[KnownError], Any] | None = None,
    ) -> None:
        """Does `work` in a lane and gives what it returns to `receiver`; a KnownError goes to `failed` or `trouble`."""
        job = Job(work, receiver, failed)
        if self._core is None:
            self._early.append((lane, job))
        else:
            self._lanes[lane].take(job)

    def repeat(self, answer: Answer) -> None:
        """Does once more what was refused for want of a person."""
        self._lanes["counter"].take(answer.job)

    def approve(
        self,
        answer: Answer,
        name: str,
        pin: str,
        receiver: Callable[[Answer], Any],
        wrong: Callable[[KnownError], Any],
    ) -> None:
        """The same with a manager's approval. `wrong`: it was not given, and nothing was done."""
        job = answer.job

        def work(core: Core) -> Answer:
            with core.staff.approving(name, pin):
                try:
                    return Answer(job, value=job.work(core), changed=True)
                except KnownError as error:
                    return Answer(job, error=error)

        self.ask(work, receiver, lane="counter", failed=wrong)

    def deliver(self, answer: Answer) -> None:
        """To whoever asked; an error that nobody takes is told."""
        if not answer.deliver():
            self.trouble.emit(answer.error)

    def serve(self, card_id: int | None) -> None:
        """Which card is at the counter: its allowance is in the status and its changes are told."""
        if card_id != self._serving:
            self._serving, self._card, self._told_of = card_id, None, _NO_CARD
            self.look_again()

    def wake(self) -> None:
        """Something was queued: what works by itself need not wait out its pause."""
        if self._core is not None and self._lanes:
            for name in _ROUNDS:
                self._lanes[name].wake()

    def look_again(self) -> None:
        """Reads the status soon; many calls make one reading."""
        if self._core is not None and not self._glance_timer.isActive():
            self._glance_timer.start()

    def close(self, patience_ms: int = _STOP_MS) -> bool:
        """Stops the lanes, then the core. False when a lane was still waiting for the network after `patience_ms`."""
        self._minute_hand.stop()
        self._glance_timer.stop()
        self._core = None
        for lane in self._lanes.values():
            lane.stop_rounds()
        for thread in self._threads:
            thread.quit()
        deadline = QDeadlineTimer(patience_ms)
        stopped = all(thread.wait(deadline) for thread in self._threads)
        self._lanes.clear()
        if stopped and self._opened is not None:
            self._opened.close()
            self._opened = None
        return stopped

    def _open(self, _no_core: None) -> Core:
        """Runs in a lane. What it opened is remembered at once, so that closing finds it even unannounced."""
        self._opened = self._open_core()
        return self._opened

    def _make_lane(self, name: str) -> Lane:
        thread = QThread(self)
        thread.setObjectName(name)
        lane = Lane(tells=name == "counter")
        lane.moveToThread(thread)
        thread.finished.connect(lane.deleteLater)  # in its own thread, where its timer lives
        lane.answered.connect(self._on_answered)
        lane.went_round.connect(self.look_again)
        lane.hindered.connect(self.trouble)
        thread.finished.connect(lane.deleteLater)
        thread.start()
        self._threads.append(thread)
        return lane

    def _on_core_open(self, core: Core) -> None:
        if not self._lanes:
            return
        self._core = core
        for lane in self._lanes.values():
            lane.core = core
        self.ask(lambda ready: ready.queries.status(None), self._on_first_status)
        early, self._early = self._early, []
        for lane_name, job in early:
            self._lanes[lane_name].take(job)
        self._lanes["queue"].go_round(Rounds((core.replay.round,)))
        self._lanes["background"].go_round(Rounds((core.sync.step, core.terms.step)))
        self._lanes["batch"].go_round(Rounds((core.batch_run.step,)))
        self._lanes["paper"].go_round(Rounds((lambda: _print_waiting(core),)))
        self._minute_hand.start()

    def _on_core_failed(self, error: KnownError) -> None:
        self.could_not_open.emit("" if isinstance(error, Stopped) else error.key, error.values)

    def _on_first_status(self, status: DeskStatus) -> None:
        self._status = status
        self.opened.emit(status)
        self.status_changed.emit(status)

    def _on_answered(self, answer: Answer) -> None:
        if answer.changed:
            self._counter_acted = True  # what is queued and booked between two glances leaves the counts as they were
            self.look_again()
        if isinstance(answer.error, StaffNeeded):
            self.staff_needed.emit(answer)
        else:
            self.deliver(answer)

    def _on_glance_due(self) -> None:
        serving = self._serving
        self.ask(
            lambda core: (
                core.queries.status(serving),
                core.queries.card(serving) if serving is not None else None,
                serving,
            ),
            self._on_glance,
        )

    def _on_glance(self, seen: tuple[DeskStatus, CardRow | None, int | None]) -> None:
        status, card, serving = seen
        before, self._status = self._status, status
        told_of, self._told_of = self._told_of, serving
        if status != before or serving != told_of:  # the same figures mean another card
            self.status_changed.emit(status)
        acted, self._counter_acted = self._counter_acted, False
        if acted or before is None or _outbox(before) != _outbox(status):
            self.outbox_changed.emit()
        if serving == self._serving and serving is not None:
            known, self._card = self._card, card
            if known is not None and card != known:
                self.card_changed.emit(serving)


def _print_waiting(core: Core) -> float:
    """A step of the receipts that wait, in the lane of the paper."""
    from gui.printing.raster import draw  # noqa: PLC0415 - the first frame draws no receipt

    return core.receipts.step(draw)


def _outbox(status: DeskStatus) -> tuple[int, int]:
    return status.pending, status.needs_attention
