"""The background's rounds: save what was answered, and send what is due, many lanes at once.

A lane that waits, fails or meets a bug never holds up another. One thread at a time leads; a clerk is served by
`Replay.run`.
"""

from __future__ import annotations

import sys
import threading
from collections import deque
from collections.abc import Callable

from core.domain.priority import Priority
from core.errors import KnownError
from core.services.link.limiter import Limiter
from core.services.outbox.request_pool import CompletedRequest, RequestPool
from core.services.outbox.runner import OperationRunner
from core.services.outbox.schedule import DueOperation
from core.store import outbox

LEASED_S = 0.02
"""How soon to look again at a lane that another thread has."""
_IDLE_S = 5.0
_LOOK_S = 0.25
"""How long `round` waits for an answer before it looks around."""


def report_bug(bug: BaseException) -> None:
    """Hand a bug to the hook of the front end, which logs it and tells a person."""
    sys.excepthook(type(bug), bug, bug.__traceback__)


class Dispatcher:
    """`report` hears of each bug once for its operation."""

    def __init__(
        self, runner: OperationRunner, limiter: Limiter, report: Callable[[BaseException], None] = report_bug
    ) -> None:
        self.pool = RequestPool(runner, limiter.lanes)
        self.report = report
        self.runner = runner
        self._limiter = limiter
        self._database = runner.storage.database
        self._connection = runner.link.connection
        self._next: deque[str] = deque()
        self._returns_seen = 0
        self._turn = threading.Lock()

    def step(self) -> float:
        """Run one action that is due. Return the seconds until another step is worth while, 0 for at once."""
        rest = self._rest()
        if rest > 0:
            return rest
        soonest = _IDLE_S
        for operation_id in self._heads():
            wait = self.runner.schedule.wait(operation_id)
            if wait <= 0:
                if self._advance(operation_id):
                    return 0.0
                wait = LEASED_S
            soonest = min(soonest, wait)
        return soonest

    def round(self) -> float:
        """Save what was answered in many lanes, and send what is due. Return as `step` does; a second thread waits.

        Raises StorageFailed when the disk refuses an answer, which is kept and saved later.
        """
        with self._turn:
            try:
                self._take_in(self.pool.gather(_LOOK_S if self.pool.busy else 0.0))
            finally:
                pause = self._send_due()
            return 0.0 if self.pool.busy else pause

    def stop(self) -> None:
        """Send no more; what is still answered within a moment is saved."""
        self._take_in(self.pool.stop())

    def give_back(self, operation_id: str) -> bool:
        """Let go of what was prepared and has not left, for whoever serves the card; False: there is no such thing."""
        return self.pool.give_back(operation_id)

    def _rest(self) -> float:
        """Return the seconds for which the whole queue pauses: no connection, token refused, or the service is full."""
        if self._connection.condition.state not in {"starting", "online"}:
            return _IDLE_S
        if self._connection.returns != self._returns_seen:
            self._returns_seen = self._connection.returns
            self.runner.schedule.hurry()
        return min(self._limiter.pause(Priority.REPLAY), _IDLE_S)

    def _heads(self) -> list[str]:
        with self._database.reading() as conn:
            return outbox.heads(conn)

    def _advance(self, operation_id: str) -> bool:
        """Return False when another thread works on it, or it met a bug: that is reported, its lane waits."""
        try:
            return self.runner.advance(operation_id, queued=True) is not None
        except KnownError:
            self.runner.schedule.set_back(operation_id)
            raise
        except Exception as bug:  # noqa: BLE001 - this is the door to the last resort
            self._set_back(operation_id, bug)
            return False

    def _set_back(self, operation_id: str, bug: Exception) -> None:
        """Report once for each operation; after that it only waits longer and longer."""
        if self.runner.schedule.set_back(operation_id):
            self.report(bug)

    def _take_in(self, completed: list[CompletedRequest]) -> None:
        """Save all answers in one commit; the lanes of those that still want something go on at once."""
        answered = [(each.due, each.answer) for each in completed if each.answer is not None]
        for each in completed:
            if each.bug is not None:
                self._set_back(each.due.operation.operation_id, each.bug)
        try:
            for due, bug in self.runner.take_in(answered) if answered else ():
                self._set_back(due.operation.operation_id, bug)
        finally:
            for each in completed:
                self.runner.schedule.release(each.due.operation.operation_id)
        for due, _ in answered:
            if self.runner.schedule.running(due.operation.operation_id) is not None:
                self._start(due.operation.operation_id, first=True)

    def _send_due(self) -> float:
        """Send what is due while the pool has room. Return the seconds until a lane is due."""
        rest, soonest = self._rest(), _IDLE_S
        if rest > 0:
            return rest
        room = self.pool.room
        if room and not self._next:
            self._next.extend(self._heads())
        while room and self._next:
            operation_id = self._next.popleft()
            wait = self.runner.schedule.wait(operation_id)
            if wait <= 0 and self._start(operation_id):
                room -= 1
            else:
                soonest = min(soonest, wait or LEASED_S)
        return soonest

    def _start(self, operation_id: str, *, first: bool = False) -> bool:
        """Return False when another thread works on it, or nothing is to be done for it now."""
        if self.runner.schedule.wait(operation_id) > 0 or not self.runner.schedule.lease(operation_id):
            return False
        due: DueOperation | float = 0.0
        try:
            due = self.runner.due(operation_id)
            if isinstance(due, DueOperation):
                self.pool.send(due, first=first)
        except KnownError:
            self.runner.schedule.set_back(operation_id)
            raise
        except Exception as bug:  # noqa: BLE001 - this is the door to the last resort
            self._set_back(operation_id, bug)
        finally:
            if not isinstance(due, DueOperation):
                self.runner.schedule.release(operation_id)
        return isinstance(due, DueOperation)
