"""Words for requests for approval: what was asked for, how it stands, and what came of a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from core.domain.approval import ApprovalRequest, ApprovalState
from core.domain.outcome import Confirmed, Queued
from core.domain.permission import Permission
from gui.wording import kept_words, messages, right_words

if TYPE_CHECKING:
    from core.usecases.approvals import Decided

translate = QCoreApplication.translate
_TONES = {ApprovalState.WAITING: "warn", ApprovalState.APPROVED: "good"}
_ENDED = {ApprovalState.REFUSED, ApprovalState.IMPOSSIBLE}


def state(request: ApprovalRequest) -> str:
    return {
        ApprovalState.WAITING: translate("Approvals", "Waits"),
        ApprovalState.APPROVED: translate("Approvals", "Approved"),
        ApprovalState.REFUSED: translate("Approvals", "Refused"),
        ApprovalState.IMPOSSIBLE: translate("Approvals", "Not possible"),
        ApprovalState.WITHDRAWN: translate("Approvals", "Withdrawn"),
        ApprovalState.EXPIRED: translate("Approvals", "Expired"),
    }[request.state]


def tone(request: ApprovalRequest) -> str:
    return _TONES.get(request.state, "bad" if request.state in _ENDED else "info")


def what(request: ApprovalRequest) -> str:
    """Return the act, how much, and on which card."""
    shown = request.proposal
    last = f"\u2022\u2022\u2022\u2022\u00a0{shown.last_characters.upper()}" if shown.last_characters else ""
    given = request.permission is Permission.ISSUE  # one that is sold does not wait
    act = translate("Approvals", "Give a new card") if given else right_words.act(request.permission)
    return "  ".join(filter(None, (act, amount(request), last)))


def amount(request: ApprovalRequest) -> str:
    """Return the change of the balance, with its sign; "" for an act without an amount."""
    found = request.proposal.amount
    return messages.money(found.minor, found.currency, sign=True) if found is not None else ""


def because(request: ApprovalRequest) -> str:
    """Return the reason that was given with the act."""
    return kept_words.reason_word(request.proposal.reason)


def asked(request: ApprovalRequest) -> str:
    """Return who asked, and when."""
    return f"{request.clerk}, {messages.when(request.asked_at)}"


def story(request: ApprovalRequest) -> str:
    """Return what is to be known of a request beside its line: until when it waits, or who decided and why."""
    if request.waits:
        until = translate("Approvals", "Waits until {moment} at the latest.")
        return "  ".join(filter(None, (until.format(moment=messages.moment(request.expires_at)), because(request))))
    if request.state is ApprovalState.EXPIRED:
        return messages.format_sentence("approval.is_expired", {"number": request.number})
    why = request.reason or messages.format_message(request.problem)
    at = messages.moment(request.decided_at) if request.decided_at is not None else ""
    return "  ".join(filter(None, (", ".join(filter(None, (state(request), request.decided_by, at))) + ".", why)))


def decided(found: Decided) -> str:
    """Return what came of a decision about one request."""
    if found.problem is not None:
        return messages.format_error(found.problem)
    if found.request is None:
        return ""
    told = {"number": found.request.number, "clerk": found.request.clerk}
    said = messages.format_sentence(f"approval.{found.request.state.value}", told)
    return f"{said} {_came_to(found)}".strip()


def _came_to(found: Decided) -> str:
    if found.result is None:
        return ""
    outcome = found.result.outcome
    if isinstance(outcome, Confirmed):
        return translate("Approvals", "It is done: {balance} on the card.").format(
            balance=messages.money(outcome.balance, outcome.currency)
        )
    if isinstance(outcome, Queued):
        return translate("Approvals", "It waits in the outbox.")
    return messages.format_message(outcome.message)
