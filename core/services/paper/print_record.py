"""What goes on paper is journalled: which receipt, card or label, by whom, and whether it is a duplicate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.domain.permission import Permission
from core.domain.rights import Demand
from core.errors import StorageFailed
from core.log import area
from core.services.books.storage import Storage
from core.services.people.gate import Gate
from core.store.database import Connection

_log = area("printing")


class PrintRecord:
    """Lets somebody print, and writes it down.

    What is noted is on paper already: a disk that does not take it stops nobody. Each note raises SignInNeeded.
    """

    def __init__(self, storage: Storage, gate: Gate) -> None:
        self._database = storage.database
        self._journal = storage.journal
        self._gate = gate

    def permit(self, conn: Connection) -> None:
        """Let whoever is at the till print. Raises SignInNeeded."""
        self._gate.permit(conn, Demand(Permission.PRINT))

    def receipt(self, conn: Connection, operation_id: str, *, again: bool) -> None:
        """Write down a receipt in the transaction that keeps it; `operation_id` is the first of the sale."""
        self._journal.write(conn, "printed", operation_id, _receipt(again=again))

    def note_receipt(self, operation_id: str, *, again: bool) -> None:
        """Write down a receipt; `again`: it is a duplicate."""
        self._note(operation_id, _receipt(again=again))

    def note_cards(self, operation_ids: Sequence[str]) -> None:
        """Write down the cards of these sales, several of them in one entry."""
        if len(operation_ids) == 1:
            self._note(operation_ids[0], {"paper": "card"})
        else:
            self._note(None, {"paper": "cards", "count": len(operation_ids)})

    def note_label(self, operation_id: str) -> None:
        """Write down the label of the card of a sale."""
        self._note(operation_id, {"paper": "label"})

    def _note(self, operation_id: str | None, values: Mapping[str, object]) -> None:
        try:
            with self._database.writing() as conn:
                self.permit(conn)
                self._journal.write(conn, "printed", operation_id, values)
        except StorageFailed as error:
            _log.warning("print not journalled", key=error.key)


def _receipt(*, again: bool) -> dict[str, object]:
    return {"paper": "receipt"} | ({"again": True} if again else {})
