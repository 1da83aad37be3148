"""Whether the service that answers is the one that this till belongs to (docs/protocol.md D5).

Before the first request of a run, and again after the line or the token failed, one card of the cache is read. Another
service or another shop's token does not have it: then all that is open is left to a person, and nothing is sent.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from core.domain.card import CardIdentity
from core.domain.outcome import Message
from core.domain.reply import AnotherService, CardRead, Failure, Missing, NotSent, Rejected, Unauthorised
from core.domain.staff import ITSELF
from core.log import area
from core.services.books.journal import Journal
from core.services.books.storage import Storage
from core.services.link.connection import ServiceConnection
from core.store import binding, notes, outbox
from core.store.database import Connection

_log = area("remote")

Read = Callable[[int], CardRead | Failure]
Parked = Callable[[Journal, Connection, str, Message], None]


class Bond(StrEnum):
    """What is known of the service that answers."""

    UNPROVED = "unproved"
    PROVED = "proved"
    FOREIGN = "foreign"


def recognise(anchor: tuple[CardIdentity, ...], read: Read) -> Bond | Failure:
    """Ask for the anchor's cards until one is there; a failure is returned, for it says nothing of who answered."""
    if not anchor:
        return Bond.PROVED
    for card in anchor:
        answer = read(card.card_id)
        if isinstance(answer, CardRead) and card.allows(answer.card.identity):
            return Bond.PROVED
        if not isinstance(answer, (CardRead, Missing, Rejected)):
            return answer
    return Bond.FOREIGN


class ServiceBinding:
    """Thread-safe: two threads may ask at once, and come to the same."""

    def __init__(self, storage: Storage, connection: ServiceConnection, parked: Parked) -> None:
        """Use `parked` to journal that an operation was left to a person."""
        self._parked = parked
        self._connection = connection
        self._plugs = connection.plugs
        self._database = storage.database
        self._journal = storage.journal
        self._clock = storage.clock
        self.bond = Bond.UNPROVED

    def check(self, read: Read) -> Failure | None:
        """Return why no request may go out now; None when it may. `read` asks for a card."""
        if self._plugs != self._connection.plugs:
            self._plugs, self.bond = self._connection.plugs, Bond.UNPROVED
        if self.bond is Bond.PROVED:
            return None
        found = recognise(self.anchor(), read)
        if not isinstance(found, Bond):
            return found
        if found is Bond.FOREIGN:
            self._hold_back(every=self.bond is not Bond.FOREIGN)
        if found is not self.bond:
            _log.info("bond", state=found.value)
        self.bond = found
        return AnotherService() if found is Bond.FOREIGN else None

    def heard(self, answer: object) -> None:
        """Doubt whoever answers after a silence, or to another token: it may be somebody else."""
        if self.bond is Bond.PROVED and isinstance(answer, (NotSent, Unauthorised)):
            self.bond = Bond.UNPROVED

    def anchor(self) -> tuple[CardIdentity, ...]:
        """Return the cards by which the service is known again."""
        with self._database.reading() as conn:
            return binding.anchor(conn)

    def accept(self, conn: Connection) -> int:
        """Belong to what answers now, though it has none of our cards: the service was restored, a person says.

        Every card is taken for missing until the service shows it. Return how many that are.
        """
        count = binding.forget_cards(conn, self._clock.wall())
        for name in ("first_pull.cursor", "first_pull.started", "pull.watermark"):
            notes.set_watermark(conn, name, "0" if name == "first_pull.cursor" else "")
        self.bond = Bond.UNPROVED
        return count

    def _hold_back(self, *, every: bool) -> None:
        """Leave what is open to a person. `every`: ours answered a moment ago, so all of it was meant for that one."""
        now, said = self._clock.wall(), Message("park.another_service")
        with self._database.writing(ITSELF) as conn:
            held = [operation for operation in outbox.all_open(conn) if every or operation.offline]
            if every or held:
                self._journal.write(conn, "another-service", values={"parked": len(held)})
            for operation in held:
                outbox.park(conn, operation.operation_id, said, now)
                self._parked(self._journal, conn, operation.operation_id, said)
