"""Who may do what: one table for the window, the console and scripts (docs/security.md 5).

Until there is a manager everybody may do everything. What stands here is asked by the gate
(core/services/people/gate.py), and by nobody else.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.domain.permission import OPEN, Permission
from core.domain.staff import NOTHING_SHOWN, Person, Proposal, Role, decides
from core.errors import ApprovalNeeded, SignInNeeded

__all__ = ["RIGHTS", "Demand", "Permission", "Right", "Who", "check", "check_present", "needs_manager"]


class Who(StrEnum):
    """Who may do it where there is staff; the values are the words of docs/security.md 5."""

    ANYBODY = "anybody"
    """Also while nobody is signed in."""
    SIGNED_IN = "whoever is signed in"
    LIMITED = "a clerk up to a limit, a manager beyond it"
    LIMITED_OTHER = "whoever is signed in up to a limit, another manager beyond it"
    MANAGER = "a manager"
    OTHER_MANAGER = "a manager who did not make it"
    OWNER = "the owner, by the service's token"
    ITSELF = "the till itself"
    """It runs without anybody: no front end asks for it on behalf of a person."""


_OTHER = frozenset({Who.OTHER_MANAGER, Who.LIMITED_OTHER})
"""Never whoever made it."""
_LIMITED = frozenset({Who.LIMITED, Who.LIMITED_OTHER})


@dataclass(frozen=True, slots=True)
class Right:
    """`says` is what the act is, `console` the commands that do it."""

    who: Who
    says: str
    console: tuple[str, ...] = ()


RIGHTS: dict[Permission, Right] = {
    Permission.STATUS: Right(
        Who.ANYBODY,
        "see how the till stands, its settings and who works here",
        ("doctor", "journal head", "journal verify", "settings get", "settings list", "staff list"),
    ),
    Permission.SIGN: Right(Who.ANYBODY, "sign in and out"),
    Permission.RESET_PIN: Right(
        Who.OWNER,
        "give a new PIN for a forgotten one, begin anew for lost books, restore a backup over books",
        ("begin-anew", "restore", "staff reset-pin"),
    ),
    Permission.LOOK_UP: Right(Who.SIGNED_IN, "find a card, see its balance and its past", ("search", "show")),
    Permission.LIST: Right(
        Who.SIGNED_IN,
        "see what was accepted and what waits",
        ("history", "outbox list", "outbox show", "receipts list"),
    ),
    Permission.REPORT: Right(
        Who.SIGNED_IN,
        "see the reports",
        ("outbox report", *map("report {}".format, ("activity", "liability", "cards", "exceptions", "close"))),
    ),
    Permission.EXPORT: Right(
        Who.SIGNED_IN,
        "write history, reports, settings or the journal into a file",
        (
            *(f"history --{form}" for form in ("csv", "xlsx", "pdf")),
            "journal export",
            "settings export",
            "diagnostics",
            *(
                f"report {report} --{form}"
                for report in ("activity", "liability", "cards", "exceptions")
                for form in ("csv", "xlsx", "pdf")
            ),
            "report close --pdf",
        ),
    ),
    Permission.SYNC: Right(Who.SIGNED_IN, "send and pull now, work without a connection", ("sync",)),
    Permission.RETRY: Right(Who.SIGNED_IN, "try now what waits", ("outbox retry",)),
    Permission.CANCEL: Right(Who.SIGNED_IN, "take back what was never sent", ("outbox cancel",)),
    Permission.ISSUE: Right(Who.LIMITED, "sell a new card", ("issue",)),
    Permission.ORDER: Right(Who.LIMITED, "make an order of several cards", ("issue-many",)),
    Permission.REDEEM: Right(Who.SIGNED_IN, "take an amount off a card", ("redeem",)),
    Permission.TOP_UP: Right(Who.LIMITED, "put an amount on a card", ("top-up",)),
    Permission.CASH_OUT: Right(Who.LIMITED, "pay out what is on a card", ("cash-out",)),
    Permission.REVERSE: Right(Who.LIMITED, "take an act back", ("reverse",)),
    Permission.UPDATE: Right(Who.SIGNED_IN, "change note, expiry or design of a card", ("update",)),
    Permission.FREEZE: Right(Who.SIGNED_IN, "freeze a card on this till, or unfreeze it", ("freeze", "unfreeze")),
    Permission.SET_BALANCE: Right(Who.MANAGER, "correct a balance", ("set-balance",)),
    Permission.DISABLE: Right(Who.MANAGER, "disable a card for good", ("disable",)),
    Permission.REPLACE: Right(Who.MANAGER, "replace a lost card", ("replace",)),
    Permission.SETTLE: Right(Who.OTHER_MANAGER, "settle what needs a person", ("outbox settle",)),
    Permission.CLOSE_DAY: Right(Who.LIMITED_OTHER, "close the day", ("report close --counted",)),
    Permission.SHOW_CODE: Right(Who.SIGNED_IN, "see the code of a card that was just sold"),
    Permission.HAND_OVER: Right(Who.SIGNED_IN, "hand a card over; its code is wiped"),
    Permission.PRINT: Right(Who.SIGNED_IN, "print receipts and labels", ("receipts drop", "receipts retry")),
    Permission.DRAWER: Right(Who.SIGNED_IN, "open the cash drawer"),
    Permission.PERSONAL: Right(Who.SIGNED_IN, "choose language, colours and sounds of the window"),
    Permission.SETTINGS: Right(Who.MANAGER, "change the settings", ("settings import", "settings set")),
    Permission.STAFF: Right(Who.MANAGER, "change who works here", ("staff add", "staff change", "staff remove")),
    Permission.SERVICE: Right(
        Who.MANAGER,
        "change token or service, try what the service can do",
        ("connect", "doctor --probe", "service move", "service new-shop", "service restored"),
    ),
    Permission.BACKUP: Right(Who.MANAGER, "make a backup of the till, move it to another machine", ("backup", "move")),
    Permission.END_ALARM: Right(
        Who.MANAGER, "end the alarm about a journal that was cut off or restored", ("journal end-alarm",)
    ),
    Permission.TRAINING: Right(Who.SIGNED_IN, "put a trainee's sandbox to the test"),
    Permission.ITSELF: Right(Who.ITSELF, "send what waits, pull what changed, print what waits"),
}


@dataclass(frozen=True, slots=True)
class Demand:
    """One act, asked of the gate.

    `beyond`: it goes beyond what a clerk may do alone, which is said of acts with a limit. `made_by`: who did what is
    decided about. `operation_id`: what it is about or becomes in the outbox. `proposal`: what a manager is shown.
    """

    permission: Permission
    beyond: bool = True
    made_by: str = ""
    operation_id: str | None = None
    proposal: Proposal = NOTHING_SHOWN


def check_present(permission: Permission, present: Person | None) -> None:
    """Raise SignInNeeded where somebody must be there even to begin."""
    if present is None and permission not in OPEN:
        raise SignInNeeded("staff.sign_in", act=permission.value)


def check(demand: Demand, present: Person | None, approver: Person | None) -> None:
    """Raise SignInNeeded or ApprovalNeeded unless the table allows it, where there is staff."""
    who = RIGHTS[demand.permission].who
    check_present(demand.permission, present)
    if present is None or not needs_manager(demand):
        return
    decider = approver or present
    if decides(decider, demand.made_by if who in _OTHER else ""):
        return
    own = decider.role is Role.MANAGER
    key = "staff.own" if own else "staff.manager"
    raise ApprovalNeeded(key, act=demand.permission.value, proposal=demand.proposal)


def needs_manager(demand: Demand) -> bool:
    """Tell whether it takes a manager, at the till or by PIN."""
    who = RIGHTS[demand.permission].who
    return who in {Who.MANAGER, Who.OTHER_MANAGER} or (who in _LIMITED and demand.beyond)
