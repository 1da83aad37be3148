"""The background's rounds: takes in what was answered, and gives out what is due, many lanes at once.

A lane that waits, fails or meets a bug never holds up another. One thread leads; a clerk is served by `Replay.run`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from core.domain.priority import Priority
from core.errors import KnownError
from core.services.link.connection import Connection
from core.services.link.limiter import Limiter
from core.services.outbox.agenda import Errand
from core.services.outbox.crew import Crew, Returned
from core.services.outbox.lanes import Lanes
from core.store import outbox
from core.store.database import Database

LEASED_S = 0.02
"""How soon to look again at a lane that another thread has."""
_IDLE_S = 5.0
_LOOK_S = 0.25
"""How long `round` waits for an answer before it looks around."""


class Rounds:
    """`tell` hears of each bug once for its operation: the last resort, that a person sees."""

    def __init__(
        self,
        database: Database,
        lanes: Lanes,
        connection: Connection,
        limiter: Limiter,
        tell: Callable[[BaseException], None],
    ) -> None:
        self._database = database
        self._lanes = lanes
        self._connection = connection
        self._limiter = limiter
        self._tell = tell
        self._crew = Crew(lanes, limiter.lanes)
        self._line: deque[str] = deque()
        self._returns_seen = 0

    def step(self) -> float:
        """One action of a lane that is due. Returns the seconds until another step is worth while, 0 for at once."""
        rest = self._rest()
        if rest > 0:
            return rest
        soonest = _IDLE_S
        for operation_id in self._heads():
            wait = self._lanes.agenda.wait(operation_id)
            if wait <= 0:
                if self._advanced(operation_id):
                    return 0.0
                wait = LEASED_S
            soonest = min(soonest, wait)
        return soonest

    def round(self) -> float:
        """Many lanes at once: takes in what was answered, sends what is due. Returns like `step`; one thread calls it.

        Raises StorageFailed when the disk refuses an answer, which is kept and saved later.
        """
        try:
            self._take_in(self._crew.gather(_LOOK_S if self._crew.busy else 0.0))
        finally:
            pause = self._send_due()
        return 0.0 if self._crew.busy else pause

    def stop(self) -> None:
        """No more requests of rounds; what is still answered within a moment is taken in."""
        self._take_in(self._crew.stop())

    def give_back(self, operation_id: str) -> bool:
        """Lets go of what was prepared and has not left, for whoever serves the card; False: there is no such thing."""
        return self._crew.give_back(operation_id)

    def _rest(self) -> float:
        """Seconds for which the whole queue pauses: the line is down, the token refused, or the service full."""
        if self._connection.condition.state not in {"starting", "online"}:
            return _IDLE_S
        if self._connection.returns != self._returns_seen:
            self._returns_seen = self._connection.returns
            self._lanes.agenda.hurry()
        return min(self._limiter.pause(Priority.REPLAY), _IDLE_S)

    def _heads(self) -> list[str]:
        with self._database.reading() as transaction:
            return outbox.heads(transaction)

    def _advanced(self, operation_id: str) -> bool:
        """False: somebody else works on it, or it met a bug: that is told, its lane waits, and the others go on."""
        try:
            return self._lanes.advance(operation_id, queued=True) is not None
        except KnownError:
            self._lanes.agenda.set_back(operation_id)
            raise
        except Exception as bug:  # noqa: BLE001 - this is the door to the last resort
            self._met(operation_id, bug)
            return False

    def _met(self, operation_id: str, bug: Exception) -> None:
        """Told once for each operation; after that it only waits longer and longer."""
        if self._lanes.agenda.set_back(operation_id):
            self._tell(bug)

    def _take_in(self, returned: list[Returned]) -> None:
        """All answers in one commit; the lanes of those that still want something go on at once."""
        answered = [(each.errand, each.answer) for each in returned if each.answer is not None]
        for each in returned:
            if each.bug is not None:
                self._met(each.errand.operation.operation_id, each.bug)
        try:
            for errand, bug in self._lanes.take_in(answered) if answered else ():
                self._met(errand.operation.operation_id, bug)
        finally:
            for each in returned:
                self._lanes.agenda.release(each.errand.operation.operation_id)
        for errand, _ in answered:
            if self._lanes.agenda.live(errand.operation.operation_id) is not None:
                self._start(errand.operation.operation_id, first=True)

    def _send_due(self) -> float:
        """Gives out errands while the crew has room. Returns the seconds until a lane is due."""
        rest, soonest = self._rest(), _IDLE_S
        if rest > 0:
            return rest
        room = self._crew.room
        if room and not self._line:
            self._line.extend(self._heads())
        while room and self._line:
            operation_id = self._line.popleft()
            wait = self._lanes.agenda.wait(operation_id)
            if wait <= 0 and self._start(operation_id):
                room -= 1
            else:
                soonest = min(soonest, wait or LEASED_S)
        return soonest

    def _start(self, operation_id: str, *, first: bool = False) -> bool:
        """False: leased by somebody else, or nothing is to be done for it now."""
        if self._lanes.agenda.wait(operation_id) > 0 or not self._lanes.agenda.lease(operation_id):
            return False
        errand: Errand | float = 0.0
        try:
            errand = self._lanes.errand(operation_id)
            if isinstance(errand, Errand):
                self._crew.send(errand, first=first)
        except KnownError:
            self._lanes.agenda.set_back(operation_id)
            raise
        except Exception as bug:  # noqa: BLE001 - this is the door to the last resort
            self._met(operation_id, bug)
        finally:
            if not isinstance(errand, Errand):
                self._lanes.agenda.release(operation_id)
        return isinstance(errand, Errand)
