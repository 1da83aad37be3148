"""What came of settling: told at once, and kept with who, when and why."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from core.domain.money import Money
from core.domain.operation import Kind
from core.domain.outcome import Confirmed, Queued, Refused
from core.rows import OperationRow
from gui.views.outbox import operation_words
from gui.wording import messages
from gui.work.acts import SettleEnded

translate = QCoreApplication.translate


def ended(row: OperationRow, done: SettleEnded) -> tuple[str, str]:
    """Sentence and tone for the message bar. It names the card: it may still stand there beside another one."""
    text, tone = _follow(done)
    text = f"{operation_words.what(row)} · {text}"
    for what, minor in (("loss", done.settled.loss), ("short", done.settled.short)):
        if minor:
            said = messages.say(f"settled.{what}", {what: Money(minor, done.settled.currency)})
            text, tone = f"{text} {said}", tone if tone == "bad" else "warn"
    if row.kind is Kind.CASH_OUT and (paid := _taken(done)):
        text += " " + messages.say("cash_out.settled", {"amount": Money(paid, row.currency)})
    if done.settled.stranded:
        text += " " + messages.say("settled.stranded", {"count": done.settled.stranded})
        tone = "bad"
    return text, tone


def _taken(done: SettleEnded) -> int:
    """What came off the card by it and by what followed, positive minor units."""
    followed = done.outcome.amount if isinstance(done.outcome, Confirmed) else 0
    return max(0, -(done.settled.amount + followed))


def _follow(done: SettleEnded) -> tuple[str, str]:
    outcome = done.outcome
    if outcome is None:
        return translate("Settle", "Settled. Nothing was sent to the card."), "good"
    if isinstance(outcome, Confirmed):
        balance = messages.money(outcome.balance, outcome.currency)
        return translate("Settle", "Settled and confirmed: {balance} on the card.").format(balance=balance), "good"
    if isinstance(outcome, Queued):
        return translate("Settle", "Settled. What follows is accepted and waits for the service."), "warn"
    why = messages.say_said(outcome.said)
    if isinstance(outcome, Refused):
        return translate("Settle", "Settled, but what should follow was refused. {why}").format(why=why), "bad"
    return translate("Settle", "Settled. What follows is not known yet. {why}").format(why=why), "warn"


def settled_text(row: OperationRow) -> str:
    """Who said what, when and why; empty for what nobody settled."""
    found = row.settlement
    if found is None:
        return ""
    said = messages.say(f"settled.{found.how.value}", {"clerk": found.clerk})
    why = messages.say("settled.why", {"why": found.why})
    lines = [translate("Settle", "{when} · {said}").format(when=_at(found.at), said=said), why]
    if found.loss:
        lines.append(messages.say("settled.loss", {"loss": Money(found.loss, row.currency)}))
    return "\n".join(lines)


def _at(at: int) -> str:
    """With the time of day: a decision is looked up to the minute."""
    time = messages.clock(at)
    if date.fromtimestamp(at) == date.today():
        return translate("Settle", "today {time}").format(time=time)
    return f"{messages.when(at)}, {time}"
