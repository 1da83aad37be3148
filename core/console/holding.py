"""Commands for a card that is lost or doubted: `freeze` and `unfreeze` on this till, `replace` with a new card."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass
from typing import Any

from core.bootstrap import Core
from core.console.acts import PrintCard
from core.console.finding import the_card
from core.console.output import EXITS, NOT_PRINTED, Output, card_fields, card_reference, say
from core.domain.command import Freeze, Replace, Unfreeze
from core.domain.money import wire_text
from core.errors import KnownError, StorageFailed
from core.printing.sale import SoldCard, check_named
from core.rows import ReplacementRow
from core.sentences import sentence


@dataclass(frozen=True, slots=True)
class Holding:
    """Freezing asks no service; replacing moves money and is told by its outcome."""

    core: Core
    output: Output
    print_card: PrintCard | None = None

    def freeze(self, options: Namespace) -> int:
        row = the_card(self.core, options.card)
        self.core.freezes.freeze(Freeze(row.card_id, options.reason))
        return self._shown(row.card_id, "freeze.done")

    def unfreeze(self, options: Namespace) -> int:
        row = the_card(self.core, options.card)
        self.core.freezes.unfreeze(Unfreeze(row.card_id))
        return self._shown(row.card_id, "freeze.lifted")

    def replace(self, options: Namespace) -> int:
        if options.print:
            check_named(self.core.preferences.shop_on_paper())  # before it begins: its new card could not be printed
        row = the_card(self.core, options.card)
        begun = self.core.replacement.start(Replace(row.card_id, options.reason))
        try:
            self.core.replacement.run(begun.operation_id)
        except StorageFailed as error:
            self.output.note(error.sentence)  # accepted it is: a script must not begin it again
        found = self.core.queries.replacement(begun.operation_id)
        assert found is not None
        return self._told(found, options.print)

    def _shown(self, card_id: int, key: str) -> int:
        row = self.core.queries.card(card_id)
        assert row is not None
        self.output.row({"outcome": "confirmed"} | card_fields(row), sentence(key, {}))
        return 0

    def _told(self, found: ReplacementRow, path: str | None) -> int:
        name = found.outcome
        code = self.core.desk.code_of(found.made) if found.made else None
        printed = self._print(found, code, path) if path is not None else {}
        fields = replacement_fields(found) | {"outcome": name, "code": code} | printed
        self.output.row(fields, words_of(found), *((f"Code: {code}",) if code else ()))
        if not printed.get("printed", True):
            self.output.note(str(printed["print_problem"]))
            return EXITS[name] or NOT_PRINTED
        if found.moved and code is not None:
            self._hand_over(found.made)
        return EXITS[name]

    def _hand_over(self, operation_id: str) -> None:
        """It is told already: what fails now must not change the exit status."""
        try:
            self.core.desk.hand_over(operation_id)
        except KnownError as error:
            self.output.note(error.sentence)

    def _print(self, found: ReplacementRow, code: str | None, path: str) -> dict[str, object]:
        """A failed printer loses nothing: the code stays sealed in the outbox."""
        payload = self.core.desk.qr_payload(found.made) if found.made else None
        card = self.core.queries.card(found.new_card_id) if found.new_card_id is not None else None
        if code is None or payload is None or card is None or self.print_card is None:
            return {"printed": False, "print_problem": sentence("print.not_made", {})}
        preferences = self.core.preferences
        shop, barcode = preferences.shop_on_paper(), preferences.get("card.barcode") == "on"
        try:
            sold = SoldCard(shop, found.amount, found.currency, code, payload, card.expires_on, barcode=barcode)
            self.print_card(sold, path)
        except KnownError as error:
            return {"printed": False, "print_problem": error.sentence}
        return {"printed": True, "file": path}


def words_of(found: ReplacementRow) -> str:
    """The act in a sentence, and what its last step says of itself."""
    told = say(found.told)
    return told if found.outcome == "confirmed" or found.said is None else f"{told} {say(found.said)}"


def replacement_fields(found: ReplacementRow) -> dict[str, Any]:
    return {
        "operation_id": found.operation_id,
        "card_id": None if found.new_card_id is None else card_reference(found.new_card_id),
        "amount": wire_text(found.amount, found.currency),
        "currency": found.currency,
        "last_characters": found.new_last_characters,
        "old_card_id": card_reference(found.card_id),
        "old_last_characters": found.last_characters,
        "stage": found.stage.value,
        "step": found.step,
        "reason": say(found.said),
    }
