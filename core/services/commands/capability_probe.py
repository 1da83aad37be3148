"""Asks the service on one card what it does beyond the plain API, and keeps the answers (docs/protocol.md 1).

The trials that touch the card are one operation of the outbox, which ends with the balance it began with; the rest are
reads. Questions that cannot be asked safely are not asked (docs/decisions).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from core.domain.outcome import Confirmed, Outcome
from core.domain.reply import CardPage, CardRead, Described, ServerCard
from core.domain.staff import ITSELF
from core.errors import ServiceFailed
from core.protocol.probe import findings, of_list
from core.remote.gateway import Gateway
from core.services.commands.desk import Desk
from core.services.outbox.machine_store import MachineStore
from core.services.outbox.replay import Replay
from core.store import outbox
from core.store.database import Database

_SOME = 5


@dataclass(frozen=True, slots=True)
class Probed:
    """`answers` is empty unless the trials were confirmed: what was known before is then kept."""

    outcome: Outcome
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CapabilityProbe:
    """One probe at a time; a manager names a card of the smallest value that nobody uses meanwhile."""

    database: Database
    gateway: Gateway
    desk: Desk
    replay: Replay
    machines: MachineStore

    def probe(self, card_id: int) -> Probed:
        """Try what the service can do. Raises NotFound, RuleRefused or ServiceFailed: the card is untouched then."""
        operation_id = self.desk.probe(card_id).operation_id
        outcome = self.replay.run(operation_id)
        if not isinstance(outcome, Confirmed):
            return Probed(outcome, {})
        answers = self._tried(operation_id, card_id, outcome.currency) | self._read(card_id)
        with self.database.writing(ITSELF) as conn:
            self.machines.capability_store.keep(conn, answers)
        return Probed(outcome, answers)

    def _tried(self, operation_id: str, card_id: int, currency: str) -> dict[str, str]:
        with self.database.reading() as conn:
            operation = outbox.get(conn, operation_id)
            assert operation is not None
            attempts = self.machines.attempts(conn, operation)
        listed = of_list(attempts, self.gateway.list_transactions(card_id, currency))
        return findings(attempts) | listed | self._retention()

    def _retention(self) -> dict[str, str]:
        """Return how long keys are kept, and with what, by the service's word alone: it cannot be tried in a minute."""
        said = self.gateway.describe()
        if not isinstance(said, Described) or said.key_retention_s is None:
            return {}
        return {
            "key_retention_s": str(said.key_retention_s),
            "keys_with_write": "yes" if said.keys_with_write else "no",
        }

    def _read(self, card_id: int) -> dict[str, str]:
        """Try what lists and searches can do (C10), with the card's own neighbours."""
        read = self.gateway.read_card(card_id)
        if not isinstance(read, CardRead):
            raise ServiceFailed("service.unanswered")
        return self._since_id(card_id) | self._range(read.card)

    def _since_id(self, card_id: int) -> dict[str, str]:
        page = self.gateway.list_cards(card_id - 1, _SOME)
        if not isinstance(page, CardPage):
            return {}
        ids = [card.card_id for card in page.cards]
        return {"since_id": _word(ids[:1] == [card_id] and ids == sorted(ids))}

    def _range(self, card: ServerCard) -> dict[str, str]:
        """Try whether a search honours a range and its order. An index may lag, so an empty page is no answer."""
        since = datetime.fromtimestamp(card.created_at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        page = self.gateway.search_cards(f'updated_at:>="{since}"', "updated_at DESC", _SOME)
        if not isinstance(page, CardPage) or not page.cards:
            return {}
        times = [found.updated_at for found in page.cards]
        return {"range": _word(times == sorted(times, reverse=True) and times[-1] >= card.created_at)}


def _word(yes: bool) -> str:
    return "yes" if yes else "no"
