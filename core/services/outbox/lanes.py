"""Takes operations one action further: journal, then send, then take the answer in. Nothing is sent unjournalled.

An operation is worked on by one thread at a time; what it waits for is measured by a clock that only goes forward.
Answers that came together are taken in together: one commit makes all of them durable.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.clock import Clock
from core.domain.code import draw
from core.domain.operation import State
from core.domain.outcome import Said
from core.domain.reply import Failure, Lost, NotSent
from core.errors import KnownError, NotFound
from core.protocol.creation import Creation
from core.protocol.machine import Answer, Elapsed, End, NoService, PostCard, ReadCard, Step, Wait
from core.services.books.journal import Journal
from core.services.link.calls import Calls
from core.services.link.connection import Connection
from core.services.link.touches import Touches
from core.services.outbox import audit
from core.services.outbox.acceptance import Acceptance
from core.services.outbox.agenda import Agenda, Errand, Live, Turn
from core.services.outbox.codes import Codes
from core.services.outbox.records import AnyMachine, Records
from core.services.outbox.saving import Saving
from core.services.outbox.setbacks import may_park, parked_for
from core.store import outbox, terms
from core.store.database import Database
from core.store.outbox import Operation

_FRESH_S = 15.0


class Lanes:
    """The only place that performs actions."""

    def __init__(
        self,
        database: Database,
        calls: Calls,
        queue_calls: Calls,
        codes: Codes,
        records: Records,
        acceptance: Acceptance,
        connection: Connection,
        touches: Touches,
        journal: Journal,
        clock: Clock,
    ) -> None:
        self._database = database
        self._calls = calls
        self._queue_calls = queue_calls
        self._codes = codes
        self._records = records
        self._acceptance = acceptance
        self._connection = connection
        self._clock = clock
        self._saving = Saving(database, records, touches, journal, clock)
        self.agenda = Agenda(clock)

    def advance(self, operation_id: str, *, queued: bool = False) -> float | None:
        """Performs the next action if it is due. Returns the seconds until there is more; None: leased.

        `queued`: for the background, which lets others go first.
        """
        if not self.agenda.lease(operation_id):
            return None
        try:
            errand = self.errand(operation_id)
            if isinstance(errand, Errand):
                self._take_together([(errand, self.ask(errand, queued=queued))])
            return self.agenda.wait(operation_id)
        finally:
            self.agenda.release(operation_id)

    def errand(self, operation_id: str) -> Errand | float:
        """What a leased operation wants done now, or the seconds until it wants something."""
        operation = self.operation(operation_id)
        if not operation.open:
            self.agenda.forget(operation_id)
            return 0.0
        live = self.agenda.live(operation_id)
        if live is None or live.offline != operation.offline:
            live = self._begin(operation)
        wait = live.due - self._clock.monotonic()
        if wait > 0 or isinstance(live.action, End):
            return max(0.0, wait)
        if isinstance(live.action, PostCard) and (why := self._unmakeable(operation)) is not None:
            self._save([Turn(operation, Step(live.machine, End(State.PARKED, why)))])
            return 0.0
        return Errand(operation, live)

    def _unmakeable(self, operation: Operation) -> Said | None:
        """Return why a new card must not be asked for now; None when it may."""
        if self._codes.code_of(operation.operation_id) is None:
            return Said("park.sealed")
        if operation.touched or operation.currency_sent:
            return None
        with self._database.reading() as transaction:  # sold by an older version, or before the service was heard
            makes = terms.card_currencies(transaction)
        usual = not makes.usual or makes.usual == operation.currency
        return None if usual else Said("park.no_currency", {"currency": operation.currency})

    def ask(self, errand: Errand, *, queued: bool = False) -> Answer:
        """The one request of the errand; touches no database. What was asked once is not asked again."""
        operation, live = errand.operation, errand.live
        if live.unsaved is not None:
            return live.unsaved
        if isinstance(live.action, (Wait, NoService)):
            return Elapsed()
        if isinstance(live.action, audit.WRITES) and self._stale(live):
            return NotSent("it was held back for too long")
        try:
            answer = (self._queue_calls if queued else self._calls).perform(operation, live.action)
        except BaseException:
            self.agenda.forget(operation.operation_id)  # from the disk it comes back as a write with a lost answer
            raise
        if isinstance(live.action, audit.WRITES):
            live.unsaved = answer
        self._hear(answer)
        return answer

    def take_in(self, answered: Sequence[tuple[Errand, Answer]]) -> list[tuple[Errand, Exception]]:
        """All of it in one commit; if one cannot be taken in, each by itself. Returns those that met a bug.

        Raises StorageFailed, or another KnownError: what could not be saved is kept and saved before anything is sent.
        """
        bugs: list[tuple[Errand, Exception]] = []
        try:
            self._take_together(answered)
        except KnownError:
            for errand, _ in answered:
                self.agenda.set_back(errand.operation.operation_id)
            raise
        except Exception as bug:  # noqa: BLE001 - told by whoever asked
            if len(answered) == 1:
                return [(answered[0][0], bug)]
            for each in answered:
                bugs += self.take_in([each])
        return bugs

    def _take_together(self, answered: Sequence[tuple[Errand, Answer]]) -> None:
        heard = self._saving.counted_once(answered)
        self._save([self._turn(errand, answer) for errand, answer in heard])

    def _stale(self, live: Live) -> bool:
        """What was read before it is too old to write upon; not sent, it is read again."""
        return self._clock.monotonic() - live.since > _FRESH_S

    def _turn(self, errand: Errand, answer: Answer) -> Turn:
        """The step that the answer leads to; what fails by itself again and again is left to a person instead."""
        live = errand.live
        now = self._clock.monotonic()
        live.trouble = live.trouble.after(answer, now)
        step: Step[AnyMachine] = self._records.aged(errand.operation, live.machine).after(answer)
        if live.trouble.hopeless(now, self.agenda.last_written) and may_park(step):
            step = parked_for(live.machine, step, live.trouble)
        return Turn(errand.operation, self._redrawn(errand.operation, step), live, answer)

    def _begin(self, operation: Operation) -> Live:
        with self._database.reading() as transaction:
            machine = self._records.load(transaction, operation)
        step: Step[AnyMachine] = machine.begin()
        if isinstance(step.action, ReadCard) and step.machine == machine and not step.evidence:
            return self.agenda.remember(Turn(operation, step))  # a read leaves nothing that a crash could lose
        return self._save([Turn(operation, step)])[0]

    def _redrawn(self, operation: Operation, step: Step[AnyMachine]) -> Step[AnyMachine]:
        """A stranger has the code we drew: the order gets another before anything else is sent."""
        if isinstance(step.machine, Creation) and step.machine.redraw:
            mark = self._codes.replace(operation.operation_id, operation.card_id, draw())
            return replace(step, machine=replace(step.machine, mark=mark))
        return step

    def _hear(self, answer: Answer) -> None:
        """A lane's own 5xx says nothing about the service as a whole; silence does."""
        if isinstance(answer, Elapsed):
            return
        if isinstance(answer, Failure):
            if not (isinstance(answer, Lost) and answer.status is not None):
                self._connection.failed(answer)
            return
        self._connection.answered()
        self._acceptance.meet()

    def _save(self, turns: Sequence[Turn]) -> list[Live]:
        """Saves the steps in one transaction and only then remembers what is to be done."""
        saved = self._saving.save(turns)
        return [
            self.agenda.remember(turn) if each else self.agenda.begin_anew(turn)
            for turn, each in zip(turns, saved, strict=True)
        ]

    def operation(self, operation_id: str) -> Operation:
        """Raises NotFound."""
        with self._database.reading() as transaction:
            operation = outbox.get(transaction, operation_id)
        if operation is None:
            raise NotFound("operation.unknown")
        return operation
