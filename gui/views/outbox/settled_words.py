"""What came of settling: told at once, and kept with who, when and why."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.domain.money import Money
from core.domain.operation import Kind
from core.domain.outcome import Confirmed, Queued, Refused
from core.rows import OperationRow
from core.usecases.settlements import SettlementResult
from gui.wording import messages, operation_words

translate = QCoreApplication.translate


def ended(row: OperationRow, done: SettlementResult) -> tuple[str, str]:
    """Return sentence and tone for the message bar. It names the card: another one may stand there."""
    text, tone = _follow(done)
    text = f"{operation_words.what(row)} · {text}"
    for what, minor in (("loss", done.settled.loss), ("short", done.settled.short)):
        if minor:
            said = messages.format_sentence(f"settled.{what}", {what: Money(minor, done.settled.currency)})
            text, tone = f"{text} {said}", tone if tone == "bad" else "warn"
    if row.kind is Kind.CASH_OUT and (paid := _taken(done)):
        text += " " + messages.format_sentence("cash_out.settled", {"amount": Money(paid, row.currency)})
    if done.settled.stranded:
        text += " " + messages.format_sentence("settled.stranded", {"count": done.settled.stranded})
        tone = "bad"
    return text, tone


def _taken(done: SettlementResult) -> int:
    """Return what came off the card by it and by what followed, positive minor units."""
    outcome = done.follow.outcome if done.follow is not None else None
    followed = outcome.amount if isinstance(outcome, Confirmed) else 0
    return max(0, -(done.settled.amount + followed))


def _follow(done: SettlementResult) -> tuple[str, str]:
    outcome = done.follow.outcome if done.follow is not None else None
    if outcome is None:
        return translate("Settle", "Settled. Nothing was sent to the card."), "good"
    if isinstance(outcome, Confirmed):
        balance = messages.money(outcome.balance, outcome.currency)
        return translate("Settle", "Settled and confirmed: {balance} on the card.").format(balance=balance), "good"
    if isinstance(outcome, Queued):
        return translate("Settle", "Settled. What follows is accepted and waits for the service."), "warn"
    why = messages.format_message(outcome.message)
    if isinstance(outcome, Refused):
        return translate("Settle", "Settled, but what should follow was refused. {why}").format(why=why), "bad"
    return translate("Settle", "Settled. What follows is not known yet. {why}").format(why=why), "warn"


def settled_text(row: OperationRow) -> str:
    """Tell who said what, when and why; empty for what nobody settled."""
    found = row.settlement
    if found is None:
        return ""
    said = messages.format_sentence(f"settled.{found.how.value}", {"clerk": found.clerk})
    why = messages.format_sentence("settled.why", {"why": found.why})
    lines = [translate("Settle", "{when} · {said}").format(when=_at(found.at), said=said), why]
    if found.loss:
        lines.append(messages.format_sentence("settled.loss", {"loss": Money(found.loss, row.currency)}))
    return "\n".join(lines)


def _at(at: int) -> str:
    """Write the time of day: a decision is looked up to the minute."""
    time = messages.clock(at)
    if messages.is_today(at):
        return translate("Settle", "today {time}").format(time=time)
    return f"{messages.when(at)}, {time}"
