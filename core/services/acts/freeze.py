"""Freezing a card on this till: a local block that can be lifted again, with or without a connection.

The service is not asked and not told: other tills and the web shop go on taking the card, and every sentence says so.
"""

from __future__ import annotations

from datetime import date

from core.clock import Clock
from core.domain.command import Freeze, Unfreeze
from core.domain.staff import Act
from core.errors import BadInput, NotFound, RuleRefused
from core.services.books.journal import Journal
from core.services.people.preferences import Preferences
from core.services.people.staff import Staff
from core.store import cards, freezes, outbox
from core.store.database import Database, Session
from core.store.freezes import Frozen

_REASON_MOST = 500


class Freezes:
    """Thread-safe. What was accepted before the freeze goes on; it is new money that is refused."""

    def __init__(
        self, database: Database, preferences: Preferences, journal: Journal, clock: Clock, staff: Staff
    ) -> None:
        self._database = database
        self._preferences = preferences
        self._journal = journal
        self._clock = clock
        self._staff = staff

    def freeze(self, command: Freeze) -> None:
        """Raises BadInput without a reason, NotFound, and RuleRefused for a card that is frozen or disabled."""
        reason = command.reason.strip()
        if not reason:
            raise BadInput("reason.missing")
        if len(reason) > _REASON_MOST:
            raise BadInput("text.long", length=len(reason), most=_REASON_MOST)
        names, now = self._preferences.all(), self._clock.wall()
        with self._database.writing() as transaction:
            self._staff.require(transaction, Act.COUNTER)
            card_id, last = _subject(transaction, command.card_id)
            refuse_frozen(transaction, card_id)
            freezes.add(transaction, card_id, (reason, self._by(names), names["till.name"], now))
            self._tell(transaction, "frozen", card_id, last)

    def unfreeze(self, command: Unfreeze) -> None:
        """Raises NotFound, and RuleRefused for a card that is not frozen here."""
        names, now = self._preferences.all(), self._clock.wall()
        with self._database.writing() as transaction:
            self._staff.require(transaction, Act.COUNTER)
            card_id, last = _subject(transaction, command.card_id)
            held = freezes.holding(transaction, card_id)
            if held is None:
                raise RuleRefused("freeze.none")
            freezes.lift(transaction, held.freeze_id, self._by(names), now)
            self._tell(transaction, "unfrozen", card_id, last)

    def _by(self, names: dict[str, str]) -> str:
        return self._staff.name or names["clerk.name"]

    def _tell(self, transaction: Session, what: str, card_id: int, last: str) -> None:
        clerk = self._by(self._preferences.all())
        self._journal.write(transaction, what, None, {"card": card_id, "last_characters": last, "clerk": clerk})


def refuse_frozen(transaction: Session, card_id: int) -> None:
    """Raises RuleRefused naming who froze the card, when and why."""
    held = freezes.holding(transaction, card_id)
    if held is not None:
        raise RuleRefused("card.frozen", **said_of(held))


def said_of(held: Frozen) -> dict[str, object]:
    """The values of the sentences about a freeze."""
    return {"who": held.clerk or held.till, "day": date.fromtimestamp(held.at), "why": held.reason}


def _subject(transaction: Session, card_id: int) -> tuple[int, str]:
    """The card as it is known by now, and its last four. A card that can never be used needs no freeze."""
    card = cards.get(transaction, card_id)
    if card is not None:
        if card.disabled_at is not None:
            raise RuleRefused("card.disabled")
        return card_id, card.last_characters
    local = outbox.making(transaction, card_id)
    if local is None:
        raise NotFound("card.unknown")
    if local.card_id != card_id:
        return _subject(transaction, local.card_id)
    if not local.open:
        raise RuleRefused("outcome.card_not_made")
    return card_id, local.last_characters
