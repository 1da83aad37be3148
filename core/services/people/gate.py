"""The one gate: who is at the till, and whether they may do what is asked. Every act of a person goes through it.

A transaction that it lets through carries its author; the journal takes no entry of a transaction without one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial

from core.domain import rights
from core.domain.permission import Permission
from core.domain.rights import AS_IT_COMES, RIGHTS, Demand, Level, RoleRights, Who
from core.domain.staff import NO_STAFF, OWNER, Author, Person, Role
from core.services.books.journal import Journal, Permit
from core.store.database import Connection, sign

_approver: ContextVar[Person | None] = ContextVar("approver", default=None)
"""Whose PIN stands behind the one act that this thread is at."""


@dataclass(slots=True)
class Presence:
    """Who is there, and `named`, who says to be it before there is staff."""

    named: str
    person: Person | None = None


_caller: ContextVar[Presence | None] = ContextVar("caller", default=None)
"""Who calls from outside in this thread; None for whoever is at the till itself."""


class Gate:
    """Thread-safe. One process owns the folder, so who is present is its own memory. `named`: before there is staff.

    A caller from outside is somebody else than whoever is at the till: see `called_by`.
    """

    def __init__(self, journal: Journal, named: str, *, staffed: bool) -> None:
        self._journal = journal
        self._at_till = Presence(named)
        self._staffed = staffed
        self.rights: RoleRights = AS_IT_COMES
        """The table as it is stored: whoever changes that says so here (core.services.people.preferences)."""

    @property
    def staffed(self) -> bool:
        """Tell whether there is a manager: from then on people sign in."""
        return self._staffed

    @property
    def present(self) -> Person | None:
        """Return who is signed in."""
        return self._presence.person

    @property
    def _presence(self) -> Presence:
        return _caller.get() or self._at_till

    @property
    def manages(self) -> bool:
        """Tell whether whoever is here may see what is for a manager; where nobody signs in, everybody."""
        present = self.present
        return not self._staffed or (present is not None and present.role is Role.MANAGER)

    @property
    def name(self) -> str:
        """Return who does what is done now; "" when nobody said."""
        presence = self._presence
        if presence.person is not None:
            return presence.person.name
        return "" if self._staffed else presence.named

    @property
    def approver(self) -> str:
        """Return the manager whose PIN stands behind what this thread is at; "" for most."""
        person = _approver.get()
        return person.name if self._staffed and person is not None else ""

    def admit(self, person: Person | None) -> None:
        """Let this person be at the till, whose PIN was right; None: nobody any more."""
        self._presence.person = person

    def change(self, name: str, person: Person | None) -> None:
        """Let whoever is there by this name have another role, or be gone: at the till too, if a caller says so."""
        for presence in (self._at_till, self._presence):
            if presence.person is not None and presence.person.name == name:
                presence.person = person

    @contextmanager
    def called_by(self, named: str) -> Iterator[None]:
        """Let what this thread does inside be done by a caller, who is nobody yet but for a name without a PIN."""
        token = _caller.set(Presence(named))
        try:
            yield
        finally:
            _caller.reset(token)

    def close_to_nobody(self, manager: Person) -> None:
        """Ask everybody for their PIN from now on: there is a first manager, who is at the till."""
        self._staffed, self._presence.person = True, manager

    @contextmanager
    def approved_by(self, manager: Person) -> Iterator[None]:
        """Let what this thread does inside be approved by a manager whose PIN was right."""
        token = _approver.set(manager)
        try:
            yield
        finally:
            _approver.reset(token)

    def enter(self, *permissions: Permission) -> None:
        """Let in whoever the table lets begin this act, or one of these; a manager, if needed, is asked for inside.

        Raises SignInNeeded, or RuleRefused where their role may begin none of them: then nothing was done.
        """
        if not self._staffed:
            return
        present = self.present
        for permission in permissions:
            rights.check_present(permission, present)
        if all(self.refuses(permission) for permission in permissions):
            rights.check_allowed(permissions[0], self.rights, present)

    def adopt(self, table: RoleRights) -> None:
        """Go by this table from now on: it is stored."""
        self.rights = table

    def refuses(self, permission: Permission) -> bool:
        """Tell whether the role of whoever is at the till may not even begin this."""
        present = self.present
        return self._staffed and present is not None and self.rights.level(present.role, permission) is Level.NO

    def may(self, demand: Demand) -> None:
        """Raise SignInNeeded, RuleRefused or ApprovalNeeded unless it is allowed: then nothing was done."""
        if self._staffed:
            rights.check(demand, self.rights, self.present, _approver.get())

    def needs_approval(self, demand: Demand) -> bool:
        """Tell whether another person must approve it for whoever is at the till."""
        present = self.present
        return self._staffed and present is not None and rights.needs_approval(demand, self.rights, present)

    def decider(self, demand: Demand) -> Person | None:
        """Return whose decision it is: whoever is at the till, or the manager whose PIN stands behind it. As `may`."""
        self.may(demand)
        return _approver.get() if self.needs_approval(demand) else self.present

    def permit_for(self, permission: Permission, operation_id: str | None = None) -> Permit:
        """Return what lets this act through, for a service that does not know of people."""
        return partial(self.permit, demand=Demand(permission, operation_id=operation_id))

    def permit(self, conn: Connection, demand: Demand) -> Author:
        """Do as `may`, in the transaction of the act, and sign that with its author.

        An approval stands in the journal beside what it allowed.
        """
        self.may(demand)
        author = self._author(demand)
        sign(conn, author)
        if author.approver:
            values = {"clerk": self.name, "act": demand.permission.value, "by": author.approver}
            self._journal.write(conn, "approved", demand.operation_id, values)
        return author

    def _author(self, demand: Demand) -> Author:
        if RIGHTS[demand.permission].who is Who.OWNER:
            return OWNER
        if not self._staffed:
            return NO_STAFF
        present = self.present
        name = present.name if present is not None else ""
        return Author(name, self.approver if self.needs_approval(demand) else "")
