"""Codes of new cards: sealed from the sale until the customer has the card, then wiped. Fingerprints stay."""

from __future__ import annotations

from dataclasses import dataclass

from core.clock import Clock
from core.domain import mark
from core.domain.code import check_holds, normalise
from core.domain.greeting import Greeting
from core.domain.operation import State
from core.domain.payload import build
from core.errors import NotFound, RuleRefused
from core.services.books.journal import Journal
from core.store import fingerprints, outbox
from core.store.database import Database, Session
from core.vault import Vault

FINGERPRINT_SHOP = "counterfoil"
"""Part of the salt; the key is the till's own, so the name only keeps it apart from other uses."""


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

    def __init__(self, database: Database, vault: Vault, journal: Journal, clock: Clock) -> None:
        self._database = database
        self._vault = vault
        self._journal = journal
        self._clock = clock

    def fingerprint(self, code: str) -> str:
        return self._vault.fingerprint(normalise(code), FINGERPRINT_SHOP)

    def quick(self, code: str) -> str | None:
        """The fast fingerprint of a code that can be one of ours; None for a foreign one, which may be short."""
        return self._vault.quick_fingerprint(normalise(code)) if check_holds(code) else None

    def prepare(self, code: str, operation_id: str) -> Marked:
        fingerprint = self.fingerprint(code)
        sealed = self._vault.seal(code, operation_id)
        note_mark = mark.make(mark.draw_tag(), fingerprint)
        return Marked(sealed, fingerprint, self.quick(code), note_mark, normalise(code)[-4:])

    def replace(self, operation_id: str, card_id: int, code: str) -> str:
        """Another code for the same order, allowed only while none can have been used. Returns its mark."""
        fresh = self.prepare(code, operation_id)
        with self._database.writing() as transaction:
            operation = outbox.get(transaction, operation_id)
            if operation is None or operation.ever_doubted:
                raise RuleRefused("cancel.too_late")
            fingerprints.unbind(transaction, card_id)
            self.store(transaction, fresh, card_id)
            human = mark.split(operation.payload["note"])[0]
            payload = operation.payload | {"mark": fresh.mark, "note": mark.join(human, fresh.mark)}
            outbox.change(
                transaction,
                operation_id,
                sealed_code=fresh.sealed,
                payload=payload,
                last_characters=fresh.last_characters,
            )
            self._journal.write(transaction, "redrawn", operation_id, {"last_characters": fresh.last_characters})
        return fresh.mark

    def store(self, transaction: Session, marked: Marked, card_id: int) -> None:
        now = self._clock.wall()
        fingerprints.bind(transaction, marked.fingerprint, card_id, "issued", now)
        if marked.quick is not None:
            fingerprints.bind(transaction, marked.quick, card_id, "issued", now)

    def code_of(self, operation_id: str) -> str | None:
        """The new card's code while it is still kept; None afterwards. Raises NotFound."""
        with self._database.reading() as transaction:
            operation = outbox.get(transaction, operation_id)
        if operation is None:
            raise NotFound("operation.unknown")
        if operation.sealed_code is None:
            return None
        return self._vault.unseal(operation.sealed_code, operation_id)

    def qr_payload(self, operation_id: str) -> str | None:
        """What the QR on the card says, signed by this till; None once the code is wiped."""
        code = self.code_of(operation_id)
        return None if code is None else build(code, self._vault.qr_key_id, self._vault.qr_key)

    def greeting_of(self, operation_id: str) -> Greeting:
        """What is printed for the one who gets the card; empty once it was handed over. Raises NotFound."""
        with self._database.reading() as transaction:
            operation = outbox.get(transaction, operation_id)
        if operation is None:
            raise NotFound("operation.unknown")
        return Greeting(**operation.payload.get("greeting", {}))

    def hand_over(self, operation_id: str) -> None:
        """The customer has the card. A card that is not made yet keeps its code: it is needed to make it."""
        with self._database.writing() as transaction:
            operation = outbox.get(transaction, operation_id)
            if operation is None:
                raise NotFound("operation.unknown")
            handed = operation.payload | {"handed_over": True, "greeting": {}}
            wiped = {"sealed_code": None} if operation.state in {State.DONE, State.INFERRED} else {}
            outbox.change(transaction, operation_id, payload=handed, **wiped)
            self._journal.write(transaction, "handed-over", operation_id, {"wiped": bool(wiped)})
