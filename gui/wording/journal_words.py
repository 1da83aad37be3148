"""The words of the journal's entries in the history: one for each in the column, and one for each group to choose."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.domain.journal_groups import JournalGroup


def tr(text: str) -> str:
    """Translate a word of this module."""
    return QCoreApplication.translate("words", text)


def group_word(group: JournalGroup) -> str:
    return {
        JournalGroup.SIGN_INS: tr("Sign-ins"),
        JournalGroup.STAFF: tr("Staff"),
        JournalGroup.SETTINGS: tr("Settings"),
        JournalGroup.FREEZES: tr("Freezes"),
        JournalGroup.LOOK_UPS: tr("Look-ups"),
        JournalGroup.PRINTS: tr("Prints"),
        JournalGroup.FILES: tr("Files and backups"),
        JournalGroup.ORDERS: tr("Orders"),
        JournalGroup.DECISIONS: tr("Decisions"),
        JournalGroup.CLOSINGS: tr("Close of day"),
        JournalGroup.TILL: tr("Till and service"),
    }[group]


def entry_words() -> dict[str, str]:
    """Return a short word for what each entry is about, by the word of the journal."""
    return {
        "signed-in": tr("Sign in"),
        "signed-out": tr("Sign out"),
        "wrong-pin": tr("Wrong PIN"),
        "staff": tr("Staff"),
        "pin-reset": tr("New PIN"),
        "setting": tr("Setting"),
        "set-up": tr("Set-up"),
        "shop-file": tr("Shop file"),
        "frozen": tr("Freeze"),
        "unfrozen": tr("Unfreeze"),
        "looked-up": tr("Look-up"),
        "printed": tr("Print"),
        "file-saved": tr("File"),
        "exported": tr("File"),
        "backed-up": tr("Backup"),
        "backup-failed": tr("Backup"),
        "backups-removed": tr("Backup"),
        "records-removed": tr("Old records"),
        "backup-password": tr("Backup"),
        "backup-restored": tr("Restore"),
        "moved-away": tr("Move"),
        "order": tr("Order"),
        "order-paused": tr("Order"),
        "order-resumed": tr("Order"),
        "order-stopped": tr("Order"),
        "settled": tr("Settle"),
        "retried": tr("Try again"),
        "day-closed": tr("Close of day"),
        "token": tr("Token"),
        "connected": tr("Service"),
        "moved": tr("Service"),
        "new-shop": tr("Service"),
        "service-restored": tr("Service"),
        "another-service": tr("Service"),
        "begun-anew": tr("Books"),
        "alarm-ended": tr("Journal"),
        "alert-seen": tr("Alert"),
        "key": tr("Key"),
        "changed": tr("Books"),
        "restored": tr("Books"),
        "copied": tr("Books"),
    }


def entries_with(part: str) -> tuple[str, ...]:
    """Return the words of the journal that are read with `part` at their beginning, whatever its case."""
    return tuple(what for what, word in entry_words().items() if word.casefold().startswith(part.casefold()))
