"""`issue-many`: the cards of a CSV file as one order, by the rules of the window. A row is never made twice."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from core.bootstrap import Core
from core.console.answers import DONE, ORDER_ATTENTION, ORDER_REFUSED, ORDER_WAITING
from core.console.caller import user_path
from core.console.codes import code_of
from core.console.output import EXITS, Output, card_reference, failure_fields, say
from core.domain.batch import BatchPlan
from core.domain.money import wire_text
from core.domain.outcome import Message
from core.errors import BadInput, KnownError, RuleRefused
from core.rows import BatchCard, BatchRow
from core.usecases import background, orders, sales


@dataclass(frozen=True, slots=True)
class OrderCommands:
    """Orders of one core. Whoever stops a command half-way goes on with `--resume`, here or in the window."""

    core: Core
    output: Output

    def issue_many(self, options: Namespace) -> int:
        if (options.file is None) is (options.resume is None):
            raise BadInput("batch.which")
        if options.resume is not None:
            orders.resume_order(self.core, options.resume)
            return self._made(options.resume)
        plan = orders.plan_file(self.core, user_path(options.file))
        if plan.problems:
            return self._not_usable(plan)
        if plan.advice is not None:
            self.output.note(say(plan.advice))
        advised = {} if plan.advice is None else {"advice": code_of(plan.advice.key)}
        if options.dry_run:
            self.output.answer(_planned(plan) | advised, *_plan_words(plan))
            return 0
        if not plan.rows:
            raise RuleRefused("batch.all_made", count=plan.made)
        return self._made(orders.begin_order(self.core, plan).batch_id, **advised)

    def _not_usable(self, plan: BatchPlan) -> int:
        problems = [{"line": each.line} | failure_fields(each.message) for each in plan.problems]
        fields = failure_fields(Message("batch.problems")) | {"problems": problems}
        self.output.answer(fields, *(f"{each.line:>6}  {say(each.message)}" for each in plan.problems))
        self.output.note(str(fields["message"]))
        return BadInput.exit_status

    def _made(self, batch_id: str, **more: object) -> int:
        """Make what is left of the order, then print each card and what the order came to, with these fields."""
        while not background.run_orders(self.core).pause_s:
            pass
        status = orders.read_order(self.core, batch_id)
        for card in status.cards:
            code = self._code(card)
            fields = _card_fields(card) | ({"code": code} if code else {})
            self.output.row(fields, _card_words(card, code))
        ended, code = _come_to(status.order)
        fields = _order_fields(status.order) | ({"reason": say(status.held)} if status.held else {})
        self.output.answer(fields | more, _order_words(status.order), code=code)
        if status.held is not None:
            self.output.note(say(status.held))
        if self.output.is_heard():
            self._hand_over(batch_id, status.cards)
        return ended

    def _code(self, card: BatchCard) -> str | None:
        shown = card.has_code and card.operation_id and card.stand in orders.READY
        return sales.read_code(self.core, card.operation_id) if shown and card.operation_id else None

    def _hand_over(self, batch_id: str, cards: Sequence[BatchCard]) -> None:
        """Wipe the codes that were printed. What fails now must not change the exit status, or it is sold again."""
        try:
            orders.hand_over_order(self.core, batch_id, orders.printable_sales(cards))
        except KnownError as error:
            self.output.note(error.sentence)


def _come_to(order: BatchRow) -> tuple[int, str]:
    """Return exit status and code, by what a script must know first."""
    if order.parked:
        return EXITS["unknown"], ORDER_ATTENTION
    if order.waiting or order.pending:
        return EXITS["queued"], ORDER_WAITING
    return (EXITS["refused"], ORDER_REFUSED) if order.failed else (0, DONE)


def _planned(plan: BatchPlan) -> dict[str, Any]:
    totals = {currency: wire_text(minor, currency) for currency, minor in plan.totals.items()}
    return {"cards": len(plan.rows), "totals": totals, "made_before": plan.made, "possible": plan.possible}


def _plan_words(plan: BatchPlan) -> tuple[str, ...]:
    sums = [f"{wire_text(minor, currency)} {currency}" for currency, minor in plan.totals.items()]
    before = f" {plan.made} were ordered before." if plan.made else ""
    return (f"{len(plan.rows)} cards would be made: {', '.join(sums) or 'nothing'}.{before}",)


def _card_fields(card: BatchCard) -> dict[str, Any]:
    return {
        "number": card.number,
        "row_id": card.row_id,
        "amount": wire_text(card.amount, card.currency),
        "currency": card.currency,
        "stand": card.stand,
        "card_id": None if card.card_id is None else card_reference(card.card_id),
        "last_characters": card.last_characters,
        "operation_id": card.operation_id,
        "recipient": card.recipient,
        "reason": say(card.message),
    }


def _card_words(card: BatchCard, code: str | None) -> str:
    money = f"{wire_text(card.amount, card.currency):>10} {card.currency}"
    return f"{card.number:>6}  {money}  {card.stand:<9}  {code or say(card.message)}".rstrip()


def _order_fields(order: BatchRow) -> dict[str, Any]:
    return {
        "order": order.batch_id,
        "cards": order.cards,
        "confirmed": order.confirmed,
        "pending": order.pending,
        "needs_attention": order.parked,
        "refused": order.failed,
        "waiting": order.waiting,
    }


def _order_words(order: BatchRow) -> str:
    return (
        f"Order {order.batch_id}: {order.confirmed} of {order.cards} cards are made, {order.pending} pending, "
        f"{order.parked} need you, {order.failed} refused, {order.waiting} not tried."
    )
