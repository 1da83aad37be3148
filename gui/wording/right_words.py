"""What roles may do, in words: the acts of the table, the levels, and a cell as one line."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.domain.money import parse_typed
from core.domain.permission import Permission
from core.domain.rights import Level
from core.domain.role_limits import CELLS, CREATING, RIGHT_SETTINGS, Span
from core.domain.staff import Role
from core.rows.role_rights import RightRow, RoleCell
from gui.wording import messages

translate = QCoreApplication.translate


def act(permission: Permission) -> str:
    """Return what an act of the table is called."""
    return {
        Permission.REPORT: translate("Rights", "See the reports"),
        Permission.EXPORT: translate("Rights", "Save reports and history as files"),
        Permission.CANCEL: translate("Rights", "Take back what was never sent"),
        Permission.ISSUE: translate("Rights", "Sell a new card"),
        Permission.ORDER: translate("Rights", "Order several cards"),
        Permission.REDEEM: translate("Rights", "Redeem"),
        Permission.TOP_UP: translate("Rights", "Top up"),
        Permission.CASH_OUT: translate("Rights", "Cash out"),
        Permission.REVERSE: translate("Rights", "Take an act back"),
        Permission.UPDATE: translate("Rights", "Change note, last day or design"),
        Permission.FREEZE: translate("Rights", "Freeze a card, take it back into use"),
        Permission.SET_BALANCE: translate("Rights", "Correct a balance"),
        Permission.DISABLE: translate("Rights", "Disable a card for good"),
        Permission.REPLACE: translate("Rights", "Replace a lost card"),
        Permission.DECIDE: translate("Rights", "Decide about requests for approval"),
        Permission.SETTLE: translate("Rights", "Settle what needs a person"),
        Permission.CLOSE_DAY: translate("Rights", "Close the day"),
        Permission.SETTINGS: translate("Rights", "Change the settings"),
        Permission.STAFF: translate("Rights", "Change who works here"),
        Permission.RIGHTS: translate("Rights", "Change this table"),
        Permission.SERVICE: translate("Rights", "Change token or service"),
        Permission.BACKUP: translate("Rights", "Make a backup, move the till"),
        Permission.SHOP: translate("Rights", "Share with the other tills"),
        Permission.RETENTION: translate("Rights", "Remove old records"),
        Permission.END_ALARM: translate("Rights", "End an alarm about the journal"),
    }[permission]


def level(found: Level) -> str:
    """Return what a level is called."""
    return {
        Level.ALONE: translate("Rights", "Alone"),
        Level.APPROVAL: translate("Rights", "With approval"),
        Level.NO: translate("Rights", "No"),
    }[found]


def role(found: Role) -> str:
    """Return what a role is called."""
    return translate("Rights", "Clerk") if found is Role.CLERK else translate("Rights", "Manager")


def cell(row: RightRow, found: Role, currency: str) -> str:
    """Return what one role may do of it: the level, or its limits where it is alone."""
    what = row.of(found)
    if what.level is not Level.ALONE:
        return level(what.level)
    if row.own_apart:
        return translate("Rights", "Alone, never their own")
    return ", ".join(_limits(what, currency)) or level(what.level)


def setting_names() -> dict[str, str]:
    """Return what the cells are called as settings, by key."""
    names = {key: f"{role(whose)}: {act(permission)}" for key, (whose, permission) in RIGHT_SETTINGS.items()}
    spans = {Span.ACT: translate("Rights", "At most, for one act"), Span.DAY: translate("Rights", "At most, in a day")}
    together = translate("Rights", "New cards, orders and top-ups")
    for each, key in CELLS.items():
        shared = each.span is Span.DAY and each.permission in CREATING
        what = together if shared else act(each.permission)
        names[key] = f"{role(each.role)}: {what}. {spans[each.span]}"
    return names


def most_hint(permission: Permission, found: Role) -> str:
    """Return what a limit at a time is of, where that is not the amount, and what else holds."""
    if permission is Permission.CLOSE_DAY:
        return translate("Rights", "Of the difference in the drawer. Above it another manager approves.")
    if permission is Permission.REVERSE and found is Role.CLERK:
        return translate("Rights", "A clerk takes back only their own act, within 15 minutes. 0 always asks.")
    return translate("Rights", "Above it another person approves. Empty: no limit. 0 always asks.")


def day_hint(permission: Permission) -> str:
    """Return what a limit of the day is of: new cards, orders and top-ups share one."""
    if permission in CREATING:
        return translate("Rights", "New cards, orders and top-ups together. Empty: no limit.")
    return translate("Rights", "What was approved does not count. Empty: no limit.")


def _limits(what: RoleCell, currency: str) -> tuple[str, ...]:
    texts = (
        (what.most, translate("Rights", "Up to {amount}")),
        (what.day, translate("Rights", "{amount} a day")),
    )
    return tuple(
        text.format(amount=messages.money(parse_typed(limit, currency), currency)) for limit, text in texts if limit
    )
