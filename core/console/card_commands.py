"""Commands that change something: submit, wait for the outcome, print it, exit by it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass

from core.bootstrap import Core
from core.console.approval_commands import ApprovalCommands
from core.console.caller import caller
from core.console.codes import code_of
from core.console.output import NOT_PRINTED, Output, say
from core.domain.command import CashOut, Command, Disable, Issue, Redeem, Reverse, SetBalance, TopUp, Update
from core.domain.greeting import Greeting
from core.domain.money import Money, parse_currency, parse_typed
from core.domain.outcome import Confirmed, Message, Queued
from core.domain.reversal import come_to
from core.errors import BadInput, KnownError, RuleRefused
from core.printing.card import CardWords
from core.printing.sale import SoldCard
from core.sentences import sentence
from core.usecases import cards, commands, operations, receipts, sales
from core.usecases.commands import CommandResult

PrintCard = Callable[[SoldCard, str], None]
"""Paints a sold card into a PDF; given by main.py, because painting needs Qt and the core has none."""


@dataclass(frozen=True, slots=True)
class CardCommands:
    """What every act needs."""

    core: Core
    output: Output
    print_card: PrintCard | None = None
    asks: bool = False
    """Ask for approval and do nothing, where a command can wait for a manager."""

    def issue(self, options: Namespace) -> int:
        named = parse_currency(options.currency) if options.currency else ""
        currency = sales.learn_currency(self.core, named)
        if options.print:
            sales.check_printable(self.core)  # before the sale: its card could not be printed
        command = Issue(
            amount=parse_typed(options.amount, currency),
            currency=currency,
            code=options.code,
            note=options.note or None,
            expires_on=_date_or_none(options.expires_on),
            template_suffix=options.template,
            greeting=Greeting(options.to, options.sender, options.message),
        )
        result = self._carried_out(command, options.reference)
        outcome, advised = result.outcome, _told_beside(result, options)
        code = sales.read_code(self.core, outcome.operation_id)
        last = (code or "")[-4:].lower() if result.first is None else result.first.last_characters
        if not isinstance(outcome, (Confirmed, Queued)) or (result.first is not None and code is None):
            return self.output.outcome(outcome, last, **advised)
        printed = self._print(options.print, outcome.operation_id, command)
        printed |= self._label(outcome.operation_id, command) if options.label else {}
        status = self.output.outcome(outcome, last, code=code, **advised, **printed)
        problems = [str(printed[name]) for name in ("print_problem", "label_problem") if name in printed]
        for problem in problems:
            self.output.note(problem)
        if problems:
            return status or NOT_PRINTED
        if self.output.is_heard():
            self._hand_over(outcome.operation_id)
        return status

    def _hand_over(self, operation_id: str) -> None:
        """Hand the card over. What fails now must not change the exit status, or the sale is made again."""
        try:
            sales.hand_over(self.core, operation_id)
        except KnownError as error:
            self.output.note(error.sentence)

    def adjust(self, options: Namespace) -> int:
        row = cards.card_for_console(self.core, options.card)
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
        return self._run(command, options, row.last_characters)

    def cash_out(self, options: Namespace) -> int:
        """Cash out; without an amount, all that is on the card."""
        row = cards.card_for_console(self.core, options.card)
        first = commands.read_first_amount(self.core, options.reference) if options.amount is None else None
        amount = row.balance if options.amount is None else parse_typed(options.amount, row.currency)
        amount = amount if first is None else first
        if row.unsettled:
            self.output.note(sentence("card.doubtful", {}))
        if amount <= 0 and options.amount is None:
            raise RuleRefused("card.empty")
        then = Message("cash_out.done", {"amount": Money(amount, row.currency)})
        return self._run(CashOut(row.card_id, amount, options.reason), options, row.last_characters, then)

    def reverse(self, options: Namespace) -> int:
        """Take back, and tell what was taken back, on which card."""
        row = operations.operation_for_console(self.core, options.operation)
        if row.card_id > 0:
            cards.refresh_card(self.core, row.card_id)
        if self._asks_for_approval(options):
            return ApprovalCommands(self.core, self.output).ask(Reverse(row.operation_id, options.reason))
        result = self._carried_out(Reverse(row.operation_id, options.reason), options.reference)
        outcome, more = result.outcome, _told_beside(result, options)
        more |= {"reverses": row.operation_id, "reversed_kind": row.kind.value}
        self._open_drawer(result)
        moved = outcome.amount if isinstance(outcome, Confirmed) else 0
        then = come_to(row.kind, moved, row.currency) if moved else ()
        return self.output.outcome(outcome, row.last_characters, *then, **more)

    def update(self, options: Namespace) -> int:
        row = cards.card_for_console(self.core, options.card)
        given = (("note", options.note), ("expires_on", options.expires_on), ("template_suffix", options.template))
        changes = tuple((name, _cleared(name, value)) for name, value in given if value is not None)
        if not changes:
            raise BadInput("update.nothing")
        return self._run(Update(row.card_id, changes), options, row.last_characters)

    def disable(self, options: Namespace) -> int:
        missing = [] if options.reason.strip() else ["--reason"]
        missing += [] if options.yes else ["--yes"]
        if missing:
            raise BadInput("disable.missing", missing=" and ".join(missing))
        row = cards.card_for_console(self.core, options.card)
        done = Message("card.disabled", {})
        return self._run(Disable(row.card_id, options.reason), options, row.last_characters, done)

    def _run(self, command: Command, options: Namespace, last_characters: str, *then: Message) -> int:
        if self._asks_for_approval(options):
            return ApprovalCommands(self.core, self.output).ask(command)
        result = self._carried_out(command, _reference(options))
        self._open_drawer(result)
        return self.output.outcome(result.outcome, last_characters, *then, **_told_beside(result, options))

    def _asks_for_approval(self, options: Namespace) -> bool:
        """Tell whether nothing is done now. Raises BadInput for an act that has a reference: that one is done now."""
        if self.asks and _reference(options):
            raise BadInput("reference.asked")
        return self.asks

    def _open_drawer(self, result: CommandResult) -> None:
        """Open the drawer for what moved cash: that is done, so a drawer that stays shut changes only what is said."""
        outcome = result.outcome
        if isinstance(outcome, Confirmed) and result.first is None:
            try:
                receipts.open_drawer_for(self.core, outcome.operation_id)
            except KnownError as error:
                self.output.note(error.sentence)

    def _carried_out(self, command: Command, reference: str) -> CommandResult:
        result = commands.submit_and_run(self.core, command, reference)
        self.output.note_problem(result.problem)
        if result.advice is not None:
            self.output.note(say(result.advice))
        return result

    def _print(self, path: str | None, operation_id: str, command: Issue) -> dict[str, object]:
        """Print the card. A failed printer never loses the sale: it is said, and the code stays sealed here too."""
        if path is None:
            return {}
        try:
            sold = sales.read_sold_card(self.core, operation_id, command)
            if sold is None or self.print_card is None:
                return _not_printed(sentence("print.not_made", {}))
            self.print_card(sold, str(caller().path(path)))
            sales.note_cards_printed(self.core, (operation_id,))
        except KnownError as error:
            return _not_printed(error.sentence)
        return {"printed": True, "file": path}

    def _label(self, operation_id: str, command: Issue) -> dict[str, object]:
        """Do as `_print` does, on the label printer."""
        try:
            sold = sales.read_sold_card(self.core, operation_id, command)
            if sold is None:
                return {"label": False, "label_problem": sentence("print.not_made", {})}
            until = "no expiry date" if sold.expires_on is None else f"until {sold.expires_on}"
            words = CardWords(sold.shop, "", str(Money(sold.amount, sold.currency)), until, "", "")
            where = sales.print_label(self.core, operation_id, words, sold)
        except KnownError as error:
            return {"label": False, "label_problem": error.sentence}
        return {"label": True, "label_printer": where}


def _told_beside(result: CommandResult, options: Namespace) -> dict[str, object]:
    """Return the code of what the policy of the shop has to say, and the caller's reference; none for most."""
    advice: dict[str, object] = {} if result.advice is None else {"advice": code_of(result.advice.key)}
    reference = _reference(options)
    return advice | {"reference": reference} if reference else advice


def _reference(options: Namespace) -> str:
    """Return the caller's own name of the act; "" for none, and for what takes none."""
    return str(getattr(options, "reference", ""))


def _not_printed(why: str) -> dict[str, object]:
    return {"printed": False, "print_problem": why}


def _date_or_none(text: str | None) -> str | None:
    return None if text in (None, "none") else text


def _cleared(field: str, value: str) -> str | None:
    """Return what clears a field as None: `none` for a date or a template, an empty text for a note."""
    if value == "" or (field != "note" and value == "none"):
        return None
    return value
