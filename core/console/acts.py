"""Commands that change something: submit, wait for the outcome, print it, exit by it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass

from core.bootstrap import Core
from core.console.finding import the_card, the_operation
from core.console.output import NOT_PRINTED, Output
from core.domain.command import CashOut, Command, Disable, Issue, Redeem, Reverse, SetBalance, TopUp, Update
from core.domain.design import of_suffix
from core.domain.money import Money, parse_currency, parse_typed
from core.domain.outcome import Accepted, Confirmed, Outcome, Queued, Said, Unknown
from core.domain.reversal import come_to
from core.errors import BadInput, KnownError, RuleRefused, StorageFailed
from core.printing.card import CardWords
from core.printing.sale import SoldCard, check_named
from core.sentences import sentence

PrintCard = Callable[[SoldCard, str], None]
"""Paints a sold card into a PDF; given by main.py, because painting needs Qt and the core has none."""


@dataclass(frozen=True, slots=True)
class Counter:
    """What every act needs."""

    core: Core
    output: Output
    print_card: PrintCard | None = None

    def issue(self, options: Namespace) -> int:
        currency = parse_currency(options.currency or self.core.preferences.get("currency"))
        self.core.terms.look_up(currency)
        if options.print:
            check_named(self.core.preferences.shop_on_paper())  # before the sale: its card could not be printed
        command = Issue(
            amount=parse_typed(options.amount, currency),
            currency=currency,
            code=options.code,
            note=options.note or None,
            expires_on=_date_or_none(options.expires_on),
            template_suffix=options.template,
        )
        accepted = self.core.desk.submit(command)
        outcome = self._outcome(accepted)
        code = self.core.desk.code_of(accepted.operation_id)
        last = (code or "")[-4:].lower()
        if not isinstance(outcome, (Confirmed, Queued)):
            return self.output.outcome(outcome, last)
        printed = self._print(options.print, accepted.operation_id, command)
        printed |= self._label(accepted.operation_id, command) if options.label else {}
        status = self.output.outcome(outcome, last, code=code, **printed)
        problems = [str(printed[name]) for name in ("print_problem", "label_problem") if name in printed]
        for problem in problems:
            self.output.note(problem)
        if problems:
            return status or NOT_PRINTED
        self._hand_over(accepted.operation_id)
        return status

    def _hand_over(self, operation_id: str) -> None:
        """The outcome is told already: what fails now must not change the exit status, or the sale is made again."""
        try:
            self.core.desk.hand_over(operation_id)
        except KnownError as error:
            self.output.note(error.sentence)

    def adjust(self, options: Namespace) -> int:
        row = the_card(self.core, options.card)
        amount = parse_typed(options.amount, row.currency)
        command: Command
        if options.command == "redeem":
            command = Redeem(row.card_id, amount, options.reason)
        elif options.command == "top-up":
            command = TopUp(row.card_id, amount, options.reason)
        else:
            command = SetBalance(row.card_id, amount, options.reason)
        if row.unsettled:
            self.output.note(sentence("card.doubtful", {}))
        return self._run(command, row.last_characters)

    def cash_out(self, options: Namespace) -> int:
        """Without an amount all that is on the card."""
        row = the_card(self.core, options.card)
        amount = row.balance if options.amount is None else parse_typed(options.amount, row.currency)
        if row.unsettled:
            self.output.note(sentence("card.doubtful", {}))
        if amount <= 0 and options.amount is None:
            raise RuleRefused("card.empty")
        then = Said("cash_out.done", {"amount": Money(amount, row.currency)})
        return self._run(CashOut(row.card_id, amount, options.reason), row.last_characters, then)

    def reverse(self, options: Namespace) -> int:
        """What was taken back, on which card."""
        row = the_operation(self.core, options.operation)
        if row.card_id > 0:
            self.core.lookup.refresh(row.card_id)
        accepted = self.core.desk.submit(Reverse(row.operation_id, options.reason))
        more = {"reverses": row.operation_id, "reversed_kind": row.kind.value}
        outcome = self._outcome(accepted)
        self._open_drawer(outcome)
        moved = outcome.amount if isinstance(outcome, Confirmed) else 0
        then = come_to(row.kind, moved, row.currency) if moved else ()
        return self.output.outcome(outcome, row.last_characters, *then, **more)

    def update(self, options: Namespace) -> int:
        row = the_card(self.core, options.card)
        given = (("note", options.note), ("expires_on", options.expires_on), ("template_suffix", options.template))
        changes = tuple((name, _cleared(name, value)) for name, value in given if value is not None)
        if not changes:
            raise BadInput("update.nothing")
        return self._run(Update(row.card_id, changes), row.last_characters)

    def disable(self, options: Namespace) -> int:
        missing = [] if options.reason.strip() else ["--reason"]
        missing += [] if options.yes else ["--yes"]
        if missing:
            raise BadInput("disable.missing", missing=" and ".join(missing))
        row = the_card(self.core, options.card)
        return self._run(Disable(row.card_id, options.reason), row.last_characters, Said("card.disabled", {}))

    def _run(self, command: Command, last_characters: str, *then: Said) -> int:
        accepted = self.core.desk.submit(command)
        outcome = self._outcome(accepted)
        self._open_drawer(outcome)
        return self.output.outcome(outcome, last_characters, *then)

    def _open_drawer(self, outcome: Outcome) -> None:
        """For what moved cash: it is done already, so a drawer that stays shut changes nothing but what is said."""
        row = self.core.queries.operation(outcome.operation_id) if isinstance(outcome, Confirmed) else None
        if row is not None and row.cash:
            try:
                self.core.receipts.kick()
            except KnownError as error:
                self.output.note(error.sentence)

    def _outcome(self, accepted: Accepted) -> Outcome:
        """Once accepted, a disk that fails makes it unknown, not undone: a script must not do it again."""
        try:
            return self.core.replay.run(accepted.operation_id)
        except StorageFailed as error:
            self.output.note(error.sentence)
            return Unknown(accepted.operation_id, accepted.card_id, Said("outcome.unknown"))

    def _print(self, path: str | None, operation_id: str, command: Issue) -> dict[str, object]:
        """A failed printer never loses the sale: it is said, and the code stays sealed in the outbox as well."""
        if path is None:
            return {}
        try:
            sold = self._sold(operation_id, command)
            if sold is None or self.print_card is None:
                return _not_printed(sentence("print.not_made", {}))
            self.print_card(sold, path)
        except KnownError as error:
            return _not_printed(error.sentence)
        return {"printed": True, "file": path}

    def _label(self, operation_id: str, command: Issue) -> dict[str, object]:
        """As `_print`, on the label printer."""
        try:
            sold = self._sold(operation_id, command)
            if sold is None:
                return {"label": False, "label_problem": sentence("print.not_made", {})}
            until = "no expiry date" if sold.expires_on is None else f"until {sold.expires_on}"
            words = CardWords(sold.shop, "", str(Money(sold.amount, sold.currency)), until, "", "")
            where = self.core.labels.print(words, sold.code, sold.payload)
        except KnownError as error:
            return {"label": False, "label_problem": error.sentence}
        return {"label": True, "label_printer": where}

    def _sold(self, operation_id: str, command: Issue) -> SoldCard | None:
        """What is painted; None when the code cannot be opened any more."""
        payload = self.core.desk.qr_payload(operation_id)
        code = self.core.desk.code_of(operation_id)
        if payload is None or code is None:
            return None
        return SoldCard(
            shop=self.core.preferences.shop_on_paper(),
            amount=command.amount,
            currency=command.currency,
            code=code,
            payload=payload,
            expires_on=command.expires_on,
            colours=of_suffix(self.core.preferences.designs(), command.template_suffix).colours,
            barcode=self.core.preferences.get("card.barcode") == "on",
        )


def _not_printed(why: str) -> dict[str, object]:
    return {"printed": False, "print_problem": why}


def _date_or_none(text: str | None) -> str | None:
    return None if text in (None, "none") else text


def _cleared(field: str, value: str) -> str | None:
    """`none` clears a date or a template, an empty text clears a note."""
    if value == "" or (field != "note" and value == "none"):
        return None
    return value
