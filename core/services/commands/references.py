"""A caller's own name for an act: given again, it leads to what became of the first, and nothing is done twice."""

from __future__ import annotations

from functools import partial

from core.domain import note_tag
from core.domain.command import CashOut, Command, Disable, Issue, Redeem, Reverse, SetBalance, TopUp, Update
from core.domain.operation import Kind
from core.domain.outcome import Accepted
from core.domain.reference import checked_reference
from core.errors import BadInput, KnownError
from core.security.vault import Vault
from core.services.books.storage import Storage
from core.services.commands.desk import Desk
from core.store import references
from core.store.database import Connection
from core.store.outbox import Operation
from core.store.references import ReferencedOperation

_KINDS: dict[type[Command], Kind] = {
    Issue: Kind.ISSUE,
    Redeem: Kind.REDEEM,
    TopUp: Kind.TOP_UP,
    SetBalance: Kind.SET_BALANCE,
    CashOut: Kind.CASH_OUT,
    Reverse: Kind.REVERSE,
}


class _TakenReference(Exception):
    """Another thread has given the same reference a moment ago; the transaction is taken back."""


class References:
    """Thread-safe: whichever of two callers comes first to the transaction does the act."""

    def __init__(self, storage: Storage, desk: Desk, vault: Vault) -> None:
        self._database = storage.database
        self._desk = desk
        self._vault = vault

    def submit(self, command: Command, reference: str) -> tuple[Accepted, Operation | None]:
        """Accept the command once under this name; return also what was accepted before, None where it is new.

        Raises what Desk.submit does, and BadInput for a name that stands for another act.
        """
        name = checked_reference(reference)
        if type(command) not in _KINDS:
            raise BadInput("reference.without")
        first = self.find(name)
        if first is None:
            try:
                return self._desk.submit(command, partial(self._keep, name, command)), None
            except (_TakenReference, KnownError):  # the first may have taken what this one would need
                first = self.find(name)
                if first is None:
                    raise
        if not self._is_same(first, command):
            raise BadInput("reference.other", reference=name)
        made = first.operation
        return Accepted(made.operation_id, made.card_id, made.offline), made

    def find(self, reference: str) -> ReferencedOperation | None:
        """Return what the reference was first given for; None where it is new."""
        with self._database.reading() as conn:
            return references.find(conn, reference)

    def _keep(self, name: str, command: Command, conn: Connection, accepted: Accepted) -> None:
        if references.find(conn, name) is not None:
            raise _TakenReference
        references.add(conn, name, accepted.operation_id, _amount(command))

    def _is_same(self, first: ReferencedOperation, command: Command) -> bool:
        """Compare kind, card and amount: what else was given does not make another act of it."""
        made = first.operation
        if made.kind is not _KINDS[type(command)] or first.amount != _amount(command):
            return False
        match command:
            case Issue():
                return made.currency == command.currency and self._has_code(made, command.code)
            case Reverse():
                return made.reverses == command.operation_id
            case _:
                return made.card_id == command.card_id

    def _has_code(self, made: Operation, code: str | None) -> bool:
        """Tell whether a sale was of this code, None for a drawn one, by what is kept of it: its fingerprint."""
        if code is None or made.payload["own_code"]:
            return code is None and bool(made.payload["own_code"])
        return note_tag.fingerprint_of(made.payload["mark"]) == self._vault.code_fingerprint(code)


def _amount(command: Command) -> int | None:
    match command:
        case SetBalance():
            return command.balance
        case Update() | Disable():
            return None
        case _:
            return command.amount
