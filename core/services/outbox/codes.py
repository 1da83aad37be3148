"""Codes of new cards: sealed from the sale until the customer has the card, then wiped. Fingerprints stay."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain import note_tag
from core.domain.code import normalise
from core.domain.greeting import Greeting
from core.domain.operation import State
from core.domain.payload import build
from core.security.vault import Vault
from core.services.books.journal import Permit
from core.services.books.storage import Storage
from core.services.people.preferences import Preferences
from core.store import fingerprints, outbox
from core.store.database import Connection


@dataclass(frozen=True, slots=True)
class Marked:
    """A code made ready for the outbox: its sealed form, fingerprint and the tail for the note."""

    sealed: bytes
    fingerprint: str
    quick: str | None
    mark: str
    last_characters: str


class Codes:
    """The vault's work around the outbox. Slow (scrypt): never called inside a transaction except to store."""

    def __init__(self, storage: Storage, vault: Vault, preferences: Preferences) -> None:
        self._database = storage.database
        self.vault = vault
        self._journal = storage.journal
        self._clock = storage.clock
        self._preferences = preferences

    def prepare(self, code: str, operation_id: str) -> Marked:
        fingerprint = self.vault.code_fingerprint(code)
        sealed = self.vault.seal(code, operation_id)
        note_mark = note_tag.make(note_tag.draw_tag(), fingerprint)
        return Marked(sealed, fingerprint, self.vault.own_fingerprint(code), note_mark, normalise(code)[-4:])

    def note(self, conn: Connection, human: str | None, marked: Marked) -> str | None:
        """Return the note of a new card: what a person wrote, and our mark unless the shop sends none."""
        marks = self._preferences.all(conn)["card.mark"] == "on"
        return note_tag.join(human, marked.mark if marks else "")

    def store(self, conn: Connection, marked: Marked, card_id: int) -> None:
        now = self._clock.wall()
        fingerprints.bind(conn, marked.fingerprint, card_id, "issued", now)
        if marked.quick is not None:
            fingerprints.bind(conn, marked.quick, card_id, "issued", now)

    def code_of(self, operation_id: str) -> str | None:
        """Return the new card's code while it is still kept; None afterwards. Raises NotFound."""
        with self._database.reading() as conn:
            operation = outbox.require(conn, operation_id)
        if operation.sealed_code is None:
            return None
        return self.vault.unseal(operation.sealed_code, operation_id)

    def qr_payload(self, operation_id: str) -> str | None:
        """Return what the QR on the card says, signed by this till; None once the code is wiped."""
        code = self.code_of(operation_id)
        return None if code is None else build(code, self.vault.qr_key_id, self.vault.qr_key)

    def greeting_of(self, operation_id: str) -> Greeting:
        """Return what is printed for the one who gets the card; empty once it was handed over. Raises NotFound."""
        with self._database.reading() as conn:
            operation = outbox.require(conn, operation_id)
        return Greeting(**operation.payload.get("greeting", {}))

    def hand_over(self, operation_id: str, permit: Permit) -> None:
        """Wipe the code: the customer has the card. A card that is not made yet keeps it: it is needed to make it."""
        with self._database.writing() as conn:
            permit(conn)
            operation = outbox.require(conn, operation_id)
            handed = operation.payload | {"handed_over": True, "greeting": {}}
            wiped = {"sealed_code": None} if operation.state in {State.DONE, State.INFERRED} else {}
            outbox.change(conn, operation_id, payload=handed, **wiped)
            self._journal.write(conn, "handed-over", operation_id, {"wiped": bool(wiped)})
