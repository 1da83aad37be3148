"""Freezing a card on this till: a local block that can be lifted again, with or without a connection.

The service is not asked and not told: other tills and the web shop go on taking the card, and every sentence says so.
"""

from __future__ import annotations

from datetime import datetime

from core.domain.code import without_codes
from core.domain.command import Freeze, Unfreeze
from core.domain.permission import Permission
from core.domain.rights import Demand
from core.errors import BadInput, NotFound, RuleRefused
from core.services.books.storage import Storage
from core.services.people.shop import Shop
from core.store import cards, freezes, outbox
from core.store.database import Connection
from core.store.freezes import Frozen

_REASON_MOST = 500


class Freezes:
    """Thread-safe. What was accepted before the freeze goes on; it is new money that is refused."""

    def __init__(self, storage: Storage, shop: Shop) -> None:
        self._database = storage.database
        self._preferences = shop.preferences
        self._journal = storage.journal
        self._clock = storage.clock
        self._gate = shop.gate

    def freeze(self, command: Freeze) -> None:
        """Freeze a card. Raises BadInput without a reason, NotFound, and RuleRefused if it is frozen or disabled.

        And at a desk, where nothing is sold: a freeze there would keep no till from taking the card.
        """
        reason = without_codes(command.reason.strip())
        if not reason:
            raise BadInput("reason.missing")
        if len(reason) > _REASON_MOST:
            raise BadInput("text.long", length=len(reason), most=_REASON_MOST)
        names, now = self._preferences.all(), self._clock.wall()
        if names["till.desk"] == "on":
            raise RuleRefused("desk.reads_only")
        with self._database.writing() as conn:
            self._gate.permit(conn, Demand(Permission.FREEZE))
            card_id, last = _subject(conn, command.card_id)
            refuse_frozen(conn, card_id)
            freezes.add(conn, card_id, (reason, self._by(names), names["till.name"], now))
            self._tell(conn, "frozen", card_id, last)

    def unfreeze(self, command: Unfreeze) -> None:
        """Unfreeze a card. Raises NotFound, and RuleRefused for a card that is not frozen here."""
        names, now = self._preferences.all(), self._clock.wall()
        with self._database.writing() as conn:
            self._gate.permit(conn, Demand(Permission.FREEZE))
            card_id, last = _subject(conn, command.card_id)
            held = freezes.holding(conn, card_id)
            if held is None:
                raise RuleRefused("freeze.none")
            freezes.lift(conn, held.freeze_id, self._by(names), now)
            self._tell(conn, "unfrozen", card_id, last)

    def _by(self, names: dict[str, str]) -> str:
        return self._gate.name or names["clerk.name"]

    def _tell(self, conn: Connection, what: str, card_id: int, last: str) -> None:
        clerk = self._by(self._preferences.all())
        self._journal.write(conn, what, None, {"card": card_id, "last_characters": last, "clerk": clerk})


def refuse_frozen(conn: Connection, card_id: int) -> None:
    """Refuse a frozen card. Raises RuleRefused naming who froze it, when and why."""
    held = freezes.holding(conn, card_id)
    if held is not None:
        raise RuleRefused("card.frozen", **said_of(held))


def said_of(held: Frozen) -> dict[str, object]:
    """Return the values of the sentences about a freeze."""
    return {
        "who": held.clerk or held.till,
        "day": datetime.fromtimestamp(held.at).astimezone().date(),
        "why": held.reason,
    }


def _subject(conn: Connection, card_id: int) -> tuple[int, str]:
    """Return the card as it is known by now, and its last four. A card that can never be used needs no freeze."""
    card = cards.get(conn, card_id)
    if card is not None:
        if card.disabled_at is not None:
            raise RuleRefused("card.disabled")
        return card_id, card.last_characters
    local = outbox.making(conn, card_id)
    if local is None:
        raise NotFound("card.unknown")
    if local.card_id != card_id:
        return _subject(conn, local.card_id)
    if not local.open:
        raise RuleRefused("outcome.card_not_made")
    return card_id, local.last_characters
