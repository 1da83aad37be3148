"""The one gate: who is at the till, and whether they may do what is asked. Every act of a person goes through it.

A transaction that it lets through carries its author; the journal takes no entry of a transaction without one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial

from core.domain import rights
from core.domain.permission import Permission
from core.domain.rights import AS_IT_COMES, RIGHTS, Demand, Level, RoleRights, Who
from core.domain.staff import NO_STAFF, OWNER, Author, Person, Role
from core.services.books.journal import Journal, Permit
from core.store.database import Connection, sign

_approver: ContextVar[Person | None] = ContextVar("approver", default=None)
"""Whose PIN stands behind the one act that this thread is at."""


class Gate:
    """Thread-safe. One process owns the folder, so who is present is its own memory. `named`: before there is staff."""

    def __init__(self, journal: Journal, named: str, *, staffed: bool) -> None:
        self._journal = journal
        self._named = named
        self._present: Person | None = None
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
        return self._present

    @property
    def manages(self) -> bool:
        """Tell whether whoever is here may see what is for a manager; where nobody signs in, everybody."""
        return not self._staffed or (self._present is not None and self._present.role is Role.MANAGER)

    @property
    def name(self) -> str:
        """Return who does what is done now; "" when nobody said."""
        if self._present is not None:
            return self._present.name
        return "" if self._staffed else self._named

    @property
    def approver(self) -> str:
        """Return the manager whose PIN stands behind what this thread is at; "" for most."""
        person = _approver.get()
        return person.name if self._staffed and person is not None else ""

    def admit(self, person: Person | None) -> None:
        """Let this person be at the till, whose PIN was right; None: nobody any more."""
        self._present = person

    def close_to_nobody(self, manager: Person) -> None:
        """Ask everybody for their PIN from now on: there is a first manager, who is at the till."""
        self._staffed, self._present = True, manager

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
        present = self._present
        for permission in permissions:
            rights.check_present(permission, present)
        if all(self.refuses(permission) for permission in permissions):
            rights.check_allowed(permissions[0], self.rights, present)

    def adopt(self, table: RoleRights) -> None:
        """Go by this table from now on: it is stored."""
        self.rights = table

    def refuses(self, permission: Permission) -> bool:
        """Tell whether the role of whoever is at the till may not even begin this."""
        present = self._present
        return self._staffed and present is not None and self.rights.level(present.role, permission) is Level.NO

    def may(self, demand: Demand) -> None:
        """Raise SignInNeeded, RuleRefused or ApprovalNeeded unless it is allowed: then nothing was done."""
        if self._staffed:
            rights.check(demand, self.rights, self._present, _approver.get())

    def needs_approval(self, demand: Demand) -> bool:
        """Tell whether another person must approve it for whoever is at the till."""
        present = self._present
        return self._staffed and present is not None and rights.needs_approval(demand, self.rights, present)

    def decider(self, demand: Demand) -> Person | None:
        """Return whose decision it is: whoever is at the till, or the manager whose PIN stands behind it. As `may`."""
        self.may(demand)
        return _approver.get() if self.needs_approval(demand) else self._present

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
        name = self._present.name if self._present is not None else ""
        return Author(name, self.approver if self.needs_approval(demand) else "")
