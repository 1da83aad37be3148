"""What a manager is asked to approve, in words: a PIN is given for one act, and its giver must know which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from core.domain.permission import Permission
from core.domain.staff import Proposal
from gui.wording import kept_words, messages

if TYPE_CHECKING:
    from core.rows import CardRow

translate = QCoreApplication.translate


def approved(permission: Permission) -> str:
    """Return the sentence that asks a manager for this permission."""
    return {
        Permission.ISSUE: translate(
            "Permissions", "To be approved: a new card, which is more than the role may do alone."
        ),
        Permission.ORDER: translate(
            "Permissions", "To be approved: an order, which is more than the role may do alone."
        ),
        Permission.REDEEM: translate("Permissions", "To be approved: taking an amount off a card."),
        Permission.UPDATE: translate("Permissions", "To be approved: a change of a card's note, expiry or design."),
        Permission.FREEZE: translate("Permissions", "To be approved: freezing a card, or unfreezing it."),
        Permission.CANCEL: translate("Permissions", "To be approved: taking back what was never sent."),
        Permission.RIGHTS: translate("Permissions", "To be approved: a change of what a role may do."),
        Permission.SETTINGS: translate("Permissions", "To be approved: a change in the settings."),
        Permission.DECIDE: translate("Permissions", "To be approved: what was asked for earlier."),
        Permission.SETTLE: translate("Permissions", "To be approved: how this is settled."),
        Permission.SET_BALANCE: translate("Permissions", "To be approved: the correction of a balance."),
        Permission.DISABLE: translate("Permissions", "To be approved: disabling a card for good."),
        Permission.REPLACE: translate(
            "Permissions",
            "To be approved: replacing a lost card. Its money moves to a new card, and the lost one is disabled.",
        ),
        Permission.TOP_UP: translate(
            "Permissions", "To be approved: a top-up, which is more than the role may do alone."
        ),
        Permission.CASH_OUT: translate(
            "Permissions", "To be approved: a cash-out, which is more than the role may do alone."
        ),
        Permission.REVERSE: translate(
            "Permissions", "To be approved: taking an act back, above or later than the role may do alone."
        ),
        Permission.CLOSE_DAY: translate("Permissions", "To be approved: closing the day."),
        Permission.BACKUP: translate("Permissions", "To be approved: a backup of the till."),
        Permission.SHOP: translate("Permissions", "To be approved: sharing settings and people with the other tills."),
        Permission.RETENTION: translate("Permissions", "To be approved: removing old records for good."),
        Permission.END_ALARM: translate("Permissions", "To be approved: ending the alarm about the journal."),
        Permission.STAFF: translate("Permissions", "To be approved: a change of who works here, or of a PIN."),
        Permission.SERVICE: translate(
            "Permissions", "To be approved: another token or service, or a trial of the service."
        ),
    }[permission]


def facts(proposal: object, card: CardRow | None) -> tuple[tuple[str, str], ...]:
    """Return what is decided about, as names and values: which card, how much, why. `card` as it stands now."""
    if not isinstance(proposal, Proposal):
        return ()
    amount = proposal.amount
    found = (
        (
            translate("Permissions", "Card"),
            f"\u2022\u2022\u2022\u2022 {proposal.last_characters.upper()}" if proposal.last_characters else "",
        ),
        (translate("Permissions", "On it now"), messages.money(card.balance, card.currency) if card else ""),
        (
            translate("Permissions", "Amount"),
            messages.money(amount.minor, amount.currency, sign=True) if amount else "",
        ),
        (translate("Permissions", "Reason"), kept_words.reason_word(proposal.reason)),
        (translate("Permissions", "Change"), proposal.detail),
    )
    return tuple((name, value) for name, value in found if value)
