"""Who may do what: one table for the window, the console and scripts (docs/security.md 5).

Until there is a manager everybody may do everything. What stands here is asked by the gate
(core/services/people/gate.py), and by nobody else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum

from core.domain.permission import OPEN, Permission
from core.domain.staff import NOTHING_SHOWN, Person, Proposal, Role, decides, is_same
from core.errors import ApprovalNeeded, RuleRefused, SignInNeeded

__all__ = [
    "AS_IT_COMES",
    "RIGHTS",
    "WITH_LIMIT",
    "Demand",
    "Editable",
    "Level",
    "Permission",
    "Right",
    "RoleRights",
    "Who",
    "check",
    "check_allowed",
    "check_present",
    "needs_approval",
]


class Who(StrEnum):
    """Who may do it where there is staff; the values are the words of docs/security.md 5."""

    ANYBODY = "anybody"
    """Also while nobody is signed in."""
    SIGNED_IN = "whoever is signed in"
    MANAGER = "a manager"
    OTHER_MANAGER = "a manager who did not make it"
    OWNER = "the owner, by the service's token"
    ITSELF = "the till itself"
    """It runs without anybody: no front end asks for it on behalf of a person."""


class Level(StrEnum):
    """What a role may do of an act; the values are kept in the settings, the least first in `_ORDER`."""

    ALONE = "alone"
    APPROVAL = "approval"
    NO = "no"


_ORDER = (Level.NO, Level.APPROVAL, Level.ALONE)


class Editable(Enum):
    """Which levels a manager may choose: for clerks, and for managers. Without a choice it is fixed."""

    FIXED = ((), ())
    WORK = ((Level.ALONE, Level.APPROVAL, Level.NO), (Level.ALONE, Level.APPROVAL))
    READ = ((Level.ALONE, Level.NO), ())
    """Nobody is asked for a PIN to look at a page."""
    TRUST = ((Level.APPROVAL, Level.NO), (Level.ALONE, Level.APPROVAL))
    """Whoever may do it alone could take what else there is (docs/decisions/0121)."""


@dataclass(frozen=True, slots=True)
class Right:
    """`who` is how it comes, `says` what the act is, `console` the commands that do it."""

    who: Who
    says: str
    console: tuple[str, ...] = ()
    editable: Editable = Editable.FIXED
    can_wait: bool = False
    """A request for approval can be left to a manager who comes later (docs/decisions/0122)."""

    def usual(self, role: Role) -> Level:
        """Return the level of this role until a manager chooses another."""
        if role is Role.CLERK and self.who in {Who.MANAGER, Who.OTHER_MANAGER}:
            return Level.APPROVAL
        return Level.ALONE

    def choices(self, role: Role) -> tuple[Level, ...]:
        """Return what a manager may choose from; nothing where it is fixed."""
        choices: tuple[tuple[Level, ...], tuple[Level, ...]] = self.editable.value
        return choices[0] if role is Role.CLERK else choices[1]


REPORTS = ("activity", "liability", "cards", "exceptions", "tills")
"""The reports that only read, by their words on the console."""
RIGHTS: dict[Permission, Right] = {
    Permission.STATUS: Right(
        Who.ANYBODY,
        "see how the till stands, its settings, who works here and what they may do",
        (
            "backups list",
            "doctor",
            "journal head",
            "journal verify",
            "policy show",
            "records due",
            "rights list",
            "settings get",
            "settings list",
            "shop show",
            "staff list",
        ),
    ),
    Permission.SIGN: Right(Who.ANYBODY, "sign in and out, change one's own PIN", ("staff change-pin",)),
    Permission.RESET_PIN: Right(
        Who.OWNER,
        "give a new PIN for a forgotten one, begin anew for lost books, restore a backup over books",
        ("begin-anew", "restore", "staff reset-pin"),
    ),
    Permission.LOOK_UP: Right(Who.SIGNED_IN, "find a card, see its balance and its past", ("search", "show")),
    Permission.LIST: Right(
        Who.SIGNED_IN,
        "see what was accepted and what waits",
        ("approvals list", "history", "outbox find", "outbox list", "outbox show", "receipts list"),
    ),
    Permission.REPORT: Right(
        Who.SIGNED_IN,
        "see the reports",
        ("outbox report", *map("report {}".format, (*REPORTS, "close"))),
        Editable.READ,
    ),
    Permission.EXPORT: Right(
        Who.SIGNED_IN,
        "write history, the life of a card, reports, settings or the journal into a file",
        (
            *(f"{listed} --{form}" for listed in ("history", "show") for form in ("csv", "xlsx", "pdf")),
            "journal export",
            "journal merge",
            "settings export",
            "diagnostics",
            *(f"report {report} --{form}" for report in REPORTS for form in ("csv", "xlsx", "pdf")),
            *(f"report close --{form}" for form in ("csv", "xlsx", "pdf")),
        ),
        Editable.READ,
    ),
    Permission.SYNC: Right(Who.SIGNED_IN, "send and pull now, work without a connection", ("sync",)),
    Permission.ALERT: Right(Who.SIGNED_IN, "note that an alert was seen; a clerk, one that concerns the counter"),
    Permission.RETRY: Right(Who.SIGNED_IN, "try now what waits", ("outbox retry",)),
    Permission.CANCEL: Right(
        Who.SIGNED_IN, "take back what was never sent", ("outbox cancel",), editable=Editable.WORK
    ),
    Permission.ISSUE: Right(Who.SIGNED_IN, "sell a new card", ("issue",), Editable.WORK, can_wait=True),
    Permission.ORDER: Right(Who.SIGNED_IN, "make an order of several cards", ("issue-many",), editable=Editable.WORK),
    Permission.REDEEM: Right(Who.SIGNED_IN, "take an amount off a card", ("redeem",), editable=Editable.WORK),
    Permission.TOP_UP: Right(Who.SIGNED_IN, "put an amount on a card", ("top-up",), Editable.WORK, can_wait=True),
    Permission.CASH_OUT: Right(Who.SIGNED_IN, "pay out what is on a card", ("cash-out",), editable=Editable.WORK),
    Permission.REVERSE: Right(Who.SIGNED_IN, "take an act back", ("reverse",), Editable.WORK, can_wait=True),
    Permission.UPDATE: Right(
        Who.SIGNED_IN, "change note, expiry or design of a card", ("update",), Editable.WORK, can_wait=True
    ),
    Permission.FREEZE: Right(
        Who.SIGNED_IN, "freeze a card on this till, or unfreeze it", ("freeze", "unfreeze"), editable=Editable.WORK
    ),
    Permission.SET_BALANCE: Right(Who.MANAGER, "correct a balance", ("set-balance",), Editable.WORK, can_wait=True),
    Permission.DISABLE: Right(Who.MANAGER, "disable a card for good", ("disable",), Editable.WORK, can_wait=True),
    Permission.REPLACE: Right(Who.MANAGER, "replace a lost card", ("replace",), editable=Editable.WORK),
    Permission.ASK: Right(
        Who.SIGNED_IN, "ask a manager who comes later for approval, take that back", ("approvals withdraw",)
    ),
    Permission.DECIDE: Right(
        Who.OTHER_MANAGER, "decide about what somebody asked approval for", ("approvals approve", "approvals refuse")
    ),
    Permission.SETTLE: Right(Who.OTHER_MANAGER, "settle what needs a person", ("outbox settle",), Editable.TRUST),
    Permission.CLOSE_DAY: Right(Who.SIGNED_IN, "close the day", ("report close --counted",), editable=Editable.WORK),
    Permission.SHOW_CODE: Right(Who.SIGNED_IN, "see the code of a card that was just sold"),
    Permission.HAND_OVER: Right(Who.SIGNED_IN, "hand a card over; its code is wiped"),
    Permission.PRINT: Right(Who.SIGNED_IN, "print receipts and labels", ("receipts drop", "receipts retry")),
    Permission.DRAWER: Right(Who.SIGNED_IN, "open the cash drawer"),
    Permission.PERSONAL: Right(Who.SIGNED_IN, "choose language, colours and sounds of the window"),
    Permission.SETTINGS: Right(
        Who.MANAGER,
        "change the settings",
        ("policy set", "policy use", "settings import", "settings set"),
        Editable.TRUST,
    ),
    Permission.STAFF: Right(Who.MANAGER, "change who works here", ("staff add", "staff change", "staff remove")),
    Permission.RIGHTS: Right(Who.MANAGER, "change what each role may do", ("policy limits", "rights set")),
    Permission.SERVICE: Right(
        Who.MANAGER,
        "change token or service, try what the service can do",
        ("connect", "doctor --probe", "service move", "service new-shop", "service restored"),
    ),
    Permission.BACKUP: Right(
        Who.MANAGER,
        "make a backup of the till, set the password of the scheduled ones, move it to another machine",
        ("backup", "backups now", "backups password", "move"),
        Editable.TRUST,
    ),
    Permission.SHOP: Right(
        Who.MANAGER,
        "share settings and people with the other tills of the shop",
        ("shop begin", "shop export", "shop import", "shop invite", "shop join"),
    ),
    Permission.RETENTION: Right(Who.MANAGER, "remove old records by the rules of the shop", ("records remove",)),
    Permission.END_ALARM: Right(
        Who.MANAGER, "end the alarm about a journal that was cut off or restored", ("journal end-alarm",)
    ),
    Permission.TRAINING: Right(Who.SIGNED_IN, "put a trainee's sandbox to the test"),
    Permission.ITSELF: Right(
        Who.ITSELF,
        "send what waits, pull what changed, print what waits, make scheduled backups and remove old records",
    ),
}


@dataclass(frozen=True, slots=True)
class RoleRights:
    """The table as a shop has it: what was chosen, by role and act; all else is as it comes."""

    chosen: Mapping[tuple[Role, Permission], Level] = field(default_factory=dict)

    def level(self, role: Role, permission: Permission) -> Level:
        """Return what this role may do of it; a choice that cannot be made counts for nothing."""
        right = RIGHTS[permission]
        chosen = self.chosen.get((role, permission))
        return chosen if chosen in right.choices(role) else right.usual(role)

    def above(self) -> Permission | None:
        """Return an act of which a clerk may do more than a manager; None where there is none."""
        return next(
            (
                each
                for each in RIGHTS
                if _ORDER.index(self.level(Role.CLERK, each)) > _ORDER.index(self.level(Role.MANAGER, each))
            ),
            None,
        )

    def raises(self, before: RoleRights) -> bool:
        """Tell whether managers may do more alone than before."""
        return any(
            self.level(Role.MANAGER, each) is Level.ALONE and before.level(Role.MANAGER, each) is not Level.ALONE
            for each in RIGHTS
        )


AS_IT_COMES = RoleRights()

WITH_LIMIT = frozenset(
    {
        Permission.ISSUE,
        Permission.ORDER,
        Permission.REDEEM,
        Permission.TOP_UP,
        Permission.CASH_OUT,
        Permission.REVERSE,
        Permission.SET_BALANCE,
        Permission.CLOSE_DAY,
        Permission.RIGHTS,
    }
)
"""What somebody may do alone up to a point: the limits are in core.domain.role_limits, and for the table
itself it is a cell of the manager's own column (docs/decisions/0121)."""


@dataclass(frozen=True, slots=True)
class Demand:
    """One act, asked of the gate.

    `beyond`: it goes beyond what whoever is at the till may do alone, which is said of acts with a limit. `made_by`:
    who did what is decided about. `operation_id`: what it is about or becomes in the outbox. `proposal`: what a
    manager is shown. `begun`: it goes on with, or ends, what was let through before.
    """

    permission: Permission
    beyond: bool = True
    made_by: str = ""
    operation_id: str | None = None
    proposal: Proposal = NOTHING_SHOWN
    begun: bool = False


def check_present(permission: Permission, present: Person | None) -> None:
    """Raise SignInNeeded where somebody must be there even to begin."""
    if present is None and permission not in OPEN:
        raise SignInNeeded("staff.sign_in", act=permission.value)


def check_allowed(permission: Permission, table: RoleRights, present: Person | None) -> None:
    """Raise RuleRefused for what the role of whoever is at the till may not even begin."""
    if present is not None and table.level(present.role, permission) is Level.NO:
        raise RuleRefused("staff.not_allowed", act=permission.value)


def check(demand: Demand, table: RoleRights, present: Person | None, approver: Person | None) -> None:
    """Raise SignInNeeded, RuleRefused or ApprovalNeeded unless the table allows it, where there is staff."""
    check_present(demand.permission, present)
    check_allowed(demand.permission, table, present)
    if present is None or not needs_approval(demand, table, present):
        return
    made_by = demand.made_by if RIGHTS[demand.permission].who is Who.OTHER_MANAGER else ""
    if approver is not None and decides(approver, made_by) and not is_same(approver.name, present.name):
        return
    raise ApprovalNeeded(_refusal(present, approver, made_by), act=demand.permission.value, proposal=demand.proposal)


def _refusal(present: Person, approver: Person | None, made_by: str) -> str:
    """Return the sentence for whoever is refused."""
    if made_by and is_same((approver or present).name, made_by):
        return "staff.own"
    return "staff.other" if present.role is Role.MANAGER else "staff.manager"


def needs_approval(demand: Demand, table: RoleRights, present: Person) -> bool:
    """Tell whether another person must approve it; what nobody may approve either is `check_allowed`'s."""
    if demand.begun:
        return False
    if table.level(present.role, demand.permission) is not Level.ALONE:
        return True
    if RIGHTS[demand.permission].who is Who.OTHER_MANAGER:
        return is_same(present.name, demand.made_by)
    return demand.permission in WITH_LIMIT and demand.beyond
