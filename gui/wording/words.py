"""Words for states and kinds, with their tones: the same word for the same thing on every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from core.domain.card import Match, Status
from core.domain.operation import Kind, State

if TYPE_CHECKING:
    from core.rows import CardRow


def tr(text: str) -> str:
    """Translate a word of this module."""
    return QCoreApplication.translate("words", text)


def status_word(status: Status) -> str:
    return {
        Status.ACTIVE: tr("Active"),
        Status.EXPIRED: tr("Expired"),
        Status.DISABLED: tr("Disabled"),
        Status.PENDING: tr("Being made"),
        Status.GONE: tr("Gone"),
    }[status]


def status_tone(status: Status) -> str:
    tones = {Status.ACTIVE: "good", Status.EXPIRED: "warn", Status.DISABLED: "bad", Status.PENDING: "warn"}
    return tones.get(status, "bad")


def card_word(card: CardRow) -> str:
    """Return how a card stands at this till: a freeze here counts more than what the service says."""
    return tr("Frozen here") if card.frozen is not None else status_word(card.status)


def card_tone(card: CardRow) -> str:
    return "info" if card.frozen is not None else status_tone(card.status)


def match_word(match: Match) -> str:
    return {
        Match.VERIFIED: tr("Verified"),
        Match.LIKELY: tr("Likely"),
        Match.AMBIGUOUS: tr("Not clear"),
        Match.UNKNOWN: tr("Unknown"),
        Match.FORGED: tr("Forged"),
    }[match]


def kind_word(kind: Kind) -> str:
    return {
        Kind.ISSUE: tr("Sell"),
        Kind.REDEEM: tr("Redeem"),
        Kind.TOP_UP: tr("Top up"),
        Kind.SET_BALANCE: tr("Adjust"),
        Kind.UPDATE: tr("Edit"),
        Kind.DISABLE: tr("Disable"),
        Kind.CASH_OUT: tr("Cash out"),
        Kind.REVERSE: tr("Take back"),
    }[kind]


def state_word(state: State) -> str:
    return {
        State.READY: tr("Sending"),
        State.LEASED: tr("Sending"),
        State.WAITING: tr("Waiting"),
        State.DEFERRED: tr("Waiting"),
        State.DONE: tr("Done"),
        State.DECLINED: tr("Refused"),
        State.PARKED: tr("Needs you"),
        State.CANCELLED: tr("Cancelled"),
        State.INFERRED: tr("Settled"),
    }[state]


def state_tone(state: State) -> str:
    return {
        State.READY: "info",
        State.LEASED: "info",
        State.WAITING: "warn",
        State.DEFERRED: "warn",
        State.DONE: "good",
        State.DECLINED: "bad",
        State.PARKED: "bad",
        State.CANCELLED: "neutral",
        State.INFERRED: "good",
    }[state]
