"""What is asked of the gate, one word an act; core.domain.rights says of whom. Loaded before the first frame."""

from __future__ import annotations

from enum import StrEnum


class Permission(StrEnum):
    """What is asked of the gate. The values are kept in the journal."""

    STATUS = "status"
    SIGN = "sign"
    RESET_PIN = "reset-pin"
    LOOK_UP = "look-up"
    LIST = "list"
    REPORT = "report"
    EXPORT = "export"
    SYNC = "sync"
    ALERT = "alert"
    RETRY = "retry"
    CANCEL = "cancel"
    ISSUE = "issue"
    ORDER = "order"
    REDEEM = "redeem"
    TOP_UP = "top-up"
    CASH_OUT = "cash-out"
    REVERSE = "reverse"
    UPDATE = "update"
    FREEZE = "freeze"
    SET_BALANCE = "set-balance"
    DISABLE = "disable"
    REPLACE = "replace"
    ASK = "ask"
    DECIDE = "decide"
    SETTLE = "settle"
    CLOSE_DAY = "close-day"
    SHOW_CODE = "show-code"
    HAND_OVER = "hand-over"
    PRINT = "print"
    DRAWER = "drawer"
    PERSONAL = "personal"
    SETTINGS = "settings"
    STAFF = "staff"
    RIGHTS = "rights"
    SERVICE = "service"
    BACKUP = "backup"
    SHOP = "shop"
    RETENTION = "retention"
    END_ALARM = "end-alarm"
    TRAINING = "training"
    ITSELF = "itself"


COMMANDS = (
    Permission.ISSUE,
    Permission.REDEEM,
    Permission.TOP_UP,
    Permission.CASH_OUT,
    Permission.REVERSE,
    Permission.UPDATE,
    Permission.SET_BALANCE,
    Permission.DISABLE,
)
"""What is done to a card by a command of the counter."""

OPEN = frozenset({Permission.STATUS, Permission.SIGN, Permission.RESET_PIN, Permission.ITSELF})
"""What needs nobody at the till."""

READS = frozenset({Permission.LOOK_UP, Permission.LIST, Permission.REPORT, Permission.SHOW_CODE})
"""What only shows something, and needs somebody all the same."""
