"""What the pages of an order say: sums, columns, and how it goes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.domain.batch import BatchPlan, Problem, Wanted
from core.rows import BatchCard, BatchRow
from gui.widgets.lists.table_model import Column
from gui.wording import messages

translate = QCoreApplication.translate


def plan_heading(plan: BatchPlan) -> str:
    if plan.problems:
        return translate("Bulk", "Nothing is made yet: {count} to put right").format(count=len(plan.problems))
    if not plan.rows:
        return translate("Bulk", "All of this was ordered before")
    return translate("Bulk", "{count} cards, {sum} in all").format(count=len(plan.rows), sum=messages.sums(plan.totals))


def plan_sentence(plan: BatchPlan) -> str:
    """Return what a person should know before it begins."""
    if plan.problems:
        return translate("Bulk", "Put these right in the file and choose it again. Until then nothing of it is made.")
    sentences = []
    if plan.made:
        sentences.append(
            translate("Bulk", "{count} rows were ordered before and are left out.").format(count=plan.made)
        )
    if plan.waiting:
        text = translate("Bulk", "{count} of them are still to be made: go back, and choose Go on beside that order.")
        sentences.append(text.format(count=plan.waiting))
    if plan.possible is not None and plan.possible < len(plan.rows):
        text = translate("Bulk", "Without a connection the limits allow the first {count} now; the rest waits for it.")
        sentences.append(text.format(count=plan.possible))
    if plan.rows:
        sentences.append(translate("Bulk", "This was only looked through. Nothing is made yet."))
    return " ".join(sentences)


def order_heading(order: BatchRow) -> str:
    name = order.name or translate("Bulk", "Equal cards")
    return translate("Bulk", "{name}: {done} of {count}").format(name=name, done=order.tried, count=order.cards)


def order_sentence(order: BatchRow, *, going: bool, held: str) -> str:
    if going:
        return translate("Bulk", "They are made one after the other. You can go on working elsewhere meanwhile.")
    if held:
        return translate("Bulk", "Stopped: {why} What is made stays.").format(why=held)
    if order.stopped:
        return translate("Bulk", "Stopped for good. What is made stays; the rest of the file can be chosen again.")
    if order.waiting:
        return translate("Bulk", "Paused. {count} cards are still to be made.").format(count=order.waiting)
    if order.failed or order.parked:
        text = translate("Bulk", "Finished. {count} cards were not made or need you; the list says why.")
        return text.format(count=order.failed + order.parked)
    if order.pending:
        return translate("Bulk", "Finished. {count} cards will be made as soon as the service answers.").format(
            count=order.pending
        )
    return translate("Bulk", "Finished. All cards are made and can be used at once.")


def order_line(order: BatchRow) -> str:
    """Return one line of the list of orders that are not finished."""
    if order.waiting:
        text = translate("Bulk", "{name}: {done} of {count} cards made")
        done = order.tried
    else:
        text = translate("Bulk", "{name}: {done} of {count} cards to hand over")
        done = order.codes
    name = order.name or translate("Bulk", "Equal cards")
    line = text.format(name=name, done=done, count=order.cards)
    return " · ".join(filter(None, (line, messages.when(order.created_at), order.clerk)))


def wanted_columns() -> tuple[Column[Wanted], ...]:
    return (
        Column(translate("Bulk", "Row"), lambda row: row.row_id, width=84),
        Column(
            translate("Bulk", "Amount"),
            lambda row: messages.money(row.issue.amount, row.issue.currency),
            lambda row: row.issue.amount,
            right=True,
            width=104,
        ),
        Column(translate("Bulk", "To"), lambda row: row.issue.greeting.recipient, width=150),
        Column(translate("Bulk", "Usable until"), lambda row: messages.day(row.issue.expires_on), width=116),
        Column(translate("Bulk", "Message"), lambda row: row.issue.greeting.message),
    )


def problem_columns() -> tuple[Column[Problem], ...]:
    return (
        Column(translate("Bulk", "Line"), lambda row: str(row.line or ""), lambda row: row.line, right=True, width=90),
        Column(translate("Bulk", "What to put right"), lambda row: messages.format_message(row.message)),
    )


def card_columns() -> tuple[Column[BatchCard], ...]:
    return (
        Column(translate("Bulk", "State"), _state, lambda row: row.stand, _tone, width=124),
        Column(translate("Bulk", "Row"), lambda row: row.row_id, width=84),
        Column(
            translate("Bulk", "Amount"),
            lambda row: messages.money(row.amount, row.currency),
            lambda row: row.amount,
            right=True,
            width=100,
        ),
        Column(translate("Bulk", "Card"), lambda row: row.last_characters.upper(), width=74),
        Column(translate("Bulk", "To"), lambda row: row.recipient, width=124),
        Column(translate("Bulk", "What we know"), lambda row: messages.format_message(row.message)),
    )


def saved(name: str) -> str:
    return translate("Bulk", "Saved as {name}.").format(name=name)


def printed(name: str) -> str:
    return translate("Bulk", "Sent to the printer {name}.").format(name=name)


def nothing_to_print() -> str:
    return translate("Bulk", "no code of these cards is here any more")


def _state(card: BatchCard) -> str:
    return {
        "confirmed": translate("Bulk", "Made"),
        "pending": translate("Bulk", "PENDING"),
        "doubted": translate("Bulk", "On its way"),
        "parked": translate("Bulk", "Needs you"),
        "refused": translate("Bulk", "Not made"),
    }.get(card.stand, translate("Bulk", "To be made"))


def _tone(card: BatchCard) -> str:
    tones = {"confirmed": "good", "pending": "warn", "doubted": "info", "parked": "bad", "refused": "bad"}
    return tones.get(card.stand, "neutral")
