"""Replacing a lost card: `start` accepts the whole act in one transaction, `run` drives it as far as it goes now.

The background goes on with what is left; core.services.outbox.replacing says what follows what.
"""

from __future__ import annotations

from typing import Any

from core.clock import Clock
from core.domain import mark
from core.domain.code import draw
from core.domain.command import Replace
from core.domain.identity import uuid7
from core.domain.operation import OPEN
from core.domain.outcome import Accepted
from core.errors import NotFound
from core.services.acts.desk import Desk
from core.services.acts.lookup import Lookup
from core.services.outbox.codes import Codes, Marked
from core.services.outbox.replacing import PREPARED
from core.services.outbox.replay import Replay
from core.store import acts, cards, terms
from core.store.database import Database


class Replacement:
    """Online only: the old card's balance is read first, and all of it is moved."""

    def __init__(
        self, database: Database, desk: Desk, codes: Codes, lookup: Lookup, replay: Replay, clock: Clock
    ) -> None:
        self._database = database
        self._desk = desk
        self._codes = codes
        self._lookup = lookup
        self._replay = replay
        self._clock = clock

    def start(self, command: Replace) -> Accepted:
        """Raises BadInput, NotFound, RuleRefused, StorageFailed: nothing is written then.

        The operation that comes back is the act's first step, and names the act.
        """
        self._lookup.refresh(command.card_id)
        made_id = uuid7(self._clock.wall())
        marked = self._codes.prepare(draw(), made_id)
        return self._desk.take_all(
            command.card_id, command.reason, {PREPARED: self._prepared(command, marked, made_id)}
        )

    def run(self, act: str) -> None:
        """One step after the other until the act has ended, waits, or needs a person.

        Raises ServiceFailed, StorageFailed: the background goes on with it.
        """
        step = self._open_step(act)
        while step is not None:
            self._replay.run(step)
            before, step = step, self._open_step(act)
            if step == before:
                return

    def _open_step(self, act: str) -> str | None:
        """Raises NotFound for what is no operation."""
        with self._database.reading() as transaction:
            steps = acts.steps(transaction, act)
        if not steps:
            raise NotFound("operation.unknown")
        return steps[-1].operation_id if steps[-1].state in OPEN else None

    def _prepared(self, command: Replace, marked: Marked, made_id: str) -> dict[str, Any]:
        """The new card is as the old one was: its note, its last day, its design."""
        with self._database.reading() as transaction:
            old = cards.get(transaction, command.card_id)
            takes_currency = terms.card_currencies(transaction).takes
        return {
            "row": {"operation_id": made_id, "last_characters": marked.last_characters},
            "sealed": marked.sealed.hex(),
            "fingerprints": [each for each in (marked.fingerprint, marked.quick) if each is not None],
            "payload": {
                "note": mark.join(mark.split(old.note)[0] if old else None, marked.mark),
                "expires_on": old.expires_on if old else None,
                "template_suffix": old.template_suffix if old else None,
                "sold_as": "replacement",
                "mark": marked.mark,
                "own_code": True,
                "currency_sent": takes_currency,
                "handed_over": False,
            },
        }
