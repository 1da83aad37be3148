"""What the checks of the doctor are called in the window, and what they found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from gui.wording import messages

if TYPE_CHECKING:
    from core.rows import Finding


def tr(text: str) -> str:
    """Translate a name of this module."""
    return QCoreApplication.translate("CheckPanel", text)


def name(check: str) -> str:
    """Return what a check is called; one without a word, as the console calls it."""
    names = {
        "folder": tr("Folder"),
        "disk": tr("Space on the disk"),
        "database": tr("Database"),
        "schema": tr("Tables"),
        "keys": tr("Keys"),
        "service": tr("Service"),
        "token": tr("Token of the service"),
        "account": tr("Account at the service"),
        "outbox": tr("Outbox"),
        "approvals": tr("Approvals"),
        "receipts": tr("Receipts"),
        "journal": tr("Journal"),
        "copies": tr("Copies of this till"),
        "head": tr("Journal, remembered outside"),
        "environment": tr("Way to the service"),
        "queue": tr("What waits"),
        "closing": tr("Close of day"),
        "backups": tr("Scheduled backups"),
        "liability": tr("Owed on cards"),
        "clock": tr("Clock"),
        "scopes": tr("What this till's key may do"),
        "abilities": tr("What the service can do"),
        "unreadable": tr("Cards that cannot be read"),
        "shop": tr("Other tills"),
        "cards": tr("Cards"),
        "offline": tr("Without a connection"),
    }
    return names.get(check, check)


def text(finding: Finding) -> str:
    """Return it in the language of the window; what the service or the system said stays as it is."""
    if finding.said is None:
        return finding.text
    said = messages.format_message(finding.said)
    return f"{said}: {messages.format_message(finding.because)}" if finding.because is not None else said
