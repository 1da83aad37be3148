"""Commands for a card that is lost or doubted: `freeze` and `unfreeze` on this till, `replace` with a new card."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass
from typing import Any

from core.bootstrap import Core
from core.console.answers import CONFIRMED
from core.console.caller import caller
from core.console.card_commands import PrintCard
from core.console.codes import code_of
from core.console.output import EXITS, NOT_PRINTED, Output, card_fields, card_reference, say
from core.domain.command import Freeze, Replace, Unfreeze
from core.domain.money import wire_text
from core.errors import KnownError
from core.rows import ReplacementRow
from core.sentences import sentence
from core.usecases import cards, lost_cards, sales


@dataclass(frozen=True, slots=True)
class LostCardCommands:
    """Freezing asks no service; replacing moves money and is told by its outcome."""

    core: Core
    output: Output
    print_card: PrintCard | None = None

    def freeze(self, options: Namespace) -> int:
        row = cards.card_for_console(self.core, options.card)
        lost_cards.freeze_card(self.core, Freeze(row.card_id, options.reason))
        return self._shown(row.card_id, "freeze.done")

    def unfreeze(self, options: Namespace) -> int:
        row = cards.card_for_console(self.core, options.card)
        lost_cards.unfreeze_card(self.core, Unfreeze(row.card_id))
        return self._shown(row.card_id, "freeze.lifted")

    def replace(self, options: Namespace) -> int:
        if options.print:
            sales.check_printable(self.core)  # before it begins: its new card could not be printed
        row = cards.card_for_console(self.core, options.card)
        done = lost_cards.replace_card(self.core, Replace(row.card_id, options.reason))
        self.output.note_problem(done.problem)
        assert done.replaced is not None
        return self._told(done.replaced, options.print)

    def _shown(self, card_id: int, key: str) -> int:
        row = cards.read_card(self.core, card_id).card
        assert row is not None
        self.output.answer({"outcome": "confirmed"} | card_fields(row), sentence(key, {}), code=CONFIRMED)
        return 0

    def _told(self, found: ReplacementRow, path: str | None) -> int:
        name = found.outcome
        code = sales.read_code(self.core, found.made) if found.made else None
        printed = self._print(found, path) if path is not None else {}
        fields = replacement_fields(found) | {"outcome": name, "code": code or _code(found)} | printed
        self.output.answer(fields, words_of(found), *((f"Code: {code}",) if code else ()))
        if not printed.get("printed", True):
            self.output.note(str(printed["print_problem"]))
            return EXITS[name] or NOT_PRINTED
        if found.moved and code is not None and self.output.is_heard():
            self._hand_over(found.made)
        return EXITS[name]

    def _hand_over(self, operation_id: str) -> None:
        """Hand the card over. It is told already: what fails now must not change the exit status."""
        try:
            sales.hand_over(self.core, operation_id)
        except KnownError as error:
            self.output.note(error.sentence)

    def _print(self, found: ReplacementRow, path: str) -> dict[str, object]:
        """Print the card. A failed printer loses nothing: the code stays sealed in the outbox."""
        try:
            sold = sales.read_replacing_card(self.core, found.made, found.amount, found.currency)
            if sold is None or self.print_card is None:
                return {"printed": False, "print_problem": sentence("print.not_made", {})}
            self.print_card(sold, str(caller().path(path)))
        except KnownError as error:
            return {"printed": False, "print_problem": error.sentence}
        return {"printed": True, "file": path}


def words_of(found: ReplacementRow) -> str:
    """Return the act in a sentence, and what its last step says of itself."""
    told = say(found.told)
    return told if found.outcome == "confirmed" or found.message is None else f"{told} {say(found.message)}"


def _code(found: ReplacementRow) -> str:
    """Return the stable code of an act that has no new card's code to show."""
    if found.outcome in {"confirmed", "queued"}:
        return found.outcome
    return code_of((found.message or found.told).key)


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
        "reason": say(found.message),
    }
