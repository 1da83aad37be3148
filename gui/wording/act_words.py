"""What a manager is asked to approve, in words: a PIN is given for one act, and its giver must know which."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.domain.staff import Act

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
