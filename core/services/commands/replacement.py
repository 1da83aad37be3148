"""Replacing a lost card: `start` accepts the whole of it in one transaction, `run` drives it as far as it goes now.

The background goes on with what is left; core.services.outbox.replacement_steps says what follows what.
"""

from __future__ import annotations

from typing import Any

from core.domain import note_tag
from core.domain.code import draw
from core.domain.command import Replace
from core.domain.identity import uuid7
from core.domain.operation import OPEN
from core.domain.outcome import Accepted
from core.errors import NotFound
from core.services.books.storage import Storage
from core.services.commands.desk import Desk
from core.services.commands.lookup import Lookup
from core.services.outbox.codes import Marked
from core.services.outbox.outbox import Outbox
from core.services.outbox.replacement_steps import PREPARED
from core.store import cards, replacements, terms


class Replacement:
    """Online only: the old card's balance is read first, and all of it is moved."""

    def __init__(self, storage: Storage, desk: Desk, outbox: Outbox, lookup: Lookup) -> None:
        self._database = storage.database
        self._desk = desk
        self._codes = outbox.codes
        self._lookup = lookup
        self._replay = outbox.replay
        self._clock = storage.clock

    def start(self, command: Replace) -> Accepted:
        """Accept the replacement. Raises BadInput, NotFound, RuleRefused, StorageFailed: nothing is written then.

        The operation that comes back is its first step, and names it.
        """
        self._lookup.refresh(command.card_id)
        self._lookup.check_key("issue", "redeem", "manage")
        made_id = uuid7(self._clock.wall())
        marked = self._codes.prepare(draw(), made_id)
        return self._desk.take_all(
            command.card_id, command.reason, {PREPARED: self._prepared(command, marked, made_id)}
        )

    def run(self, first: str) -> None:
        """Run one step after the other until the replacement has ended, waits, or needs a person.

        Raises ServiceFailed, StorageFailed: the background goes on with it.
        """
        step = self._open_step(first)
        while step is not None:
            self._replay.run(step)
            before, step = step, self._open_step(first)
            if step == before:
                return

    def _open_step(self, first: str) -> str | None:
        """Return the open step of the replacement; None for none. Raises NotFound for what is no operation."""
        with self._database.reading() as conn:
            steps = replacements.steps(conn, first)
        if not steps:
            raise NotFound("operation.unknown")
        return steps[-1].operation_id if steps[-1].state in OPEN else None

    def _prepared(self, command: Replace, marked: Marked, made_id: str) -> dict[str, Any]:
        """Return the new card's details, which are the old one's: its note, its last day, its design."""
        with self._database.reading() as conn:
            old = cards.get(conn, command.card_id)
            takes_currency = terms.card_currencies(conn).takes
            note = self._codes.note(conn, note_tag.split(old.note)[0] if old else None, marked)
        return {
            "row": {"operation_id": made_id, "last_characters": marked.last_characters},
            "sealed": marked.sealed.hex(),
            "fingerprints": [each for each in (marked.fingerprint, marked.quick) if each is not None],
            "payload": {
                "note": note,
                "expires_on": old.expires_on if old else None,
                "template_suffix": old.template_suffix if old else None,
                "sold_as": "replacement",
                "mark": marked.mark,
                "own_code": True,
                "currency_sent": takes_currency,
                "handed_over": False,
            },
        }
