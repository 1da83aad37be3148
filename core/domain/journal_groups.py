"""Which entries of the journal are listed for a person, by groups; the values are the console's words.

What an operation shows already is in no group: its acceptance, its requests and its end, its code handed over, and the
approval that stands on it. Nor is what the till does without anybody and without need for one: a start, a card found
gone.
"""

from __future__ import annotations

from enum import StrEnum


class JournalGroup(StrEnum):
    """What a history can be narrowed to besides operations."""

    SIGN_INS = "sign-ins"
    STAFF = "staff"
    SETTINGS = "settings"
    FREEZES = "freezes"
    LOOK_UPS = "look-ups"
    PRINTS = "prints"
    FILES = "files"
    ORDERS = "orders"
    DECISIONS = "decisions"
    CLOSINGS = "closings"
    TILL = "till"


GROUPS = {
    "signed-in": JournalGroup.SIGN_INS,
    "signed-out": JournalGroup.SIGN_INS,
    "wrong-pin": JournalGroup.SIGN_INS,
    "staff": JournalGroup.STAFF,
    "pin-reset": JournalGroup.STAFF,
    "pin-changed": JournalGroup.STAFF,
    "setting": JournalGroup.SETTINGS,
    "set-up": JournalGroup.SETTINGS,
    "shop-file": JournalGroup.SETTINGS,
    "frozen": JournalGroup.FREEZES,
    "unfrozen": JournalGroup.FREEZES,
    "looked-up": JournalGroup.LOOK_UPS,
    "printed": JournalGroup.PRINTS,
    "file-saved": JournalGroup.FILES,
    "exported": JournalGroup.FILES,
    "backed-up": JournalGroup.FILES,
    "backup-failed": JournalGroup.FILES,
    "backups-removed": JournalGroup.FILES,
    "records-removed": JournalGroup.FILES,
    "backup-password": JournalGroup.SETTINGS,
    "backup-restored": JournalGroup.FILES,
    "moved-away": JournalGroup.FILES,
    "order": JournalGroup.ORDERS,
    "order-paused": JournalGroup.ORDERS,
    "order-resumed": JournalGroup.ORDERS,
    "order-stopped": JournalGroup.ORDERS,
    "settled": JournalGroup.DECISIONS,
    "retried": JournalGroup.DECISIONS,
    "approval-asked": JournalGroup.DECISIONS,
    "approval-given": JournalGroup.DECISIONS,
    "approval-refused": JournalGroup.DECISIONS,
    "approval-withdrawn": JournalGroup.DECISIONS,
    "approval-impossible": JournalGroup.DECISIONS,
    "approval-expired": JournalGroup.DECISIONS,
    "day-closed": JournalGroup.CLOSINGS,
    "token": JournalGroup.TILL,
    "connected": JournalGroup.TILL,
    "moved": JournalGroup.TILL,
    "new-shop": JournalGroup.TILL,
    "service-restored": JournalGroup.TILL,
    "another-service": JournalGroup.TILL,
    "begun-anew": JournalGroup.TILL,
    "alarm-ended": JournalGroup.TILL,
    "alert-seen": JournalGroup.TILL,
    "key": JournalGroup.TILL,
    "changed": JournalGroup.TILL,
    "restored": JournalGroup.TILL,
    "copied": JournalGroup.TILL,
}
"""The group of what an entry is about."""
