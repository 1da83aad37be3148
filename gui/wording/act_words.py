"""What a manager is asked to approve, in words: a PIN is given for one act, and its giver must know which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from core.domain.staff import Act, Proposal
from gui.wording import kept_words, messages

if TYPE_CHECKING:
    from core.rows import CardRow

translate = QCoreApplication.translate


def approved(act: Act) -> str:
    """One sentence for each act that takes a manager."""
    return {
        Act.COUNTER: translate("Acts", "To be approved: work at the counter."),
        Act.SETTINGS: translate("Acts", "To be approved: a change in the settings."),
        Act.SETTLE: translate("Acts", "To be approved: how this is settled."),
        Act.SET_BALANCE: translate("Acts", "To be approved: the correction of a balance."),
        Act.DISABLE: translate("Acts", "To be approved: disabling a card for good."),
        Act.REPLACE: translate(
            "Acts",
            "To be approved: replacing a lost card. Its money moves to a new card, and the lost one is disabled.",
        ),
        Act.TOP_UP: translate("Acts", "To be approved: a top-up above what a clerk may do alone."),
        Act.CASH_OUT: translate("Acts", "To be approved: a cash-out above what a clerk may do alone."),
        Act.REVERSE: translate("Acts", "To be approved: taking an act back, above or later than a clerk may do alone."),
        Act.STAFF: translate("Acts", "To be approved: a change of who works here, or of a PIN."),
        Act.SERVICE: translate("Acts", "To be approved: another token or service, or a trial of the service."),
    }[act]


def facts(proposal: object, card: CardRow | None) -> tuple[tuple[str, str], ...]:
    """What is decided about, as names and values: which card, how much, why. `card` as it stands now."""
    if not isinstance(proposal, Proposal):
        return ()
    amount = proposal.amount
    found = (
        (
            translate("Acts", "Card"),
            f"\u2022\u2022\u2022\u2022 {proposal.last_characters.upper()}" if proposal.last_characters else "",
        ),
        (translate("Acts", "On it now"), messages.money(card.balance, card.currency) if card else ""),
        (translate("Acts", "Amount"), messages.money(amount.minor, amount.currency, sign=True) if amount else ""),
        (translate("Acts", "Reason"), kept_words.reason_word(proposal.reason)),
        (translate("Acts", "Change"), proposal.detail),
    )
    return tuple((name, value) for name, value in found if value)
