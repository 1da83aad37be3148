"""Who is at the till, and what needs a manager. Until the first manager is set up everything is allowed.

A PIN is checked only after the try was counted on the disk: cutting the power buys no free guess.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from core.clock import Clock
from core.domain.staff import (
    NOTHING_SHOWN,
    Act,
    Person,
    Proposal,
    Role,
    check_pin,
    checked_name,
    decides,
    is_same,
    remaining_s,
)
from core.errors import ApprovalNeeded, NotFound, RuleRefused, SignInNeeded
from core.services.books.journal import Journal
from core.services.people.pins import Pins
from core.store import staff
from core.store.database import Database, Session

_approver: ContextVar[Person | None] = ContextVar("approver", default=None)
"""Whose PIN stands behind the one act that this thread is at."""


class Staff:
    """Thread-safe. One process owns the folder, so who is present is its own memory. `named`: before there is staff."""

    def __init__(self, database: Database, pins: Pins, journal: Journal, clock: Clock, named: str) -> None:
        self._database = database
        self._pins = pins
        self._journal = journal
        self._clock = clock
        self._named = named
        self._present: Person | None = None
        self._staffed = any(person.role is Role.MANAGER for person in self.people())

    @property
    def staffed(self) -> bool:
        """There is a manager: from then on people sign in."""
        return self._staffed

    @property
    def present(self) -> Person | None:
        return self._present

    @property
    def name(self) -> str:
        """Who does what is done now; empty when nobody said."""
        if self._present is not None:
            return self._present.name
        return "" if self._staffed else self._named

    @property
    def approver(self) -> str:
        """The manager whose PIN stands behind what this thread is at; empty for most."""
        person = _approver.get()
        return person.name if self._staffed and person is not None else ""

    def people(self) -> tuple[Person, ...]:
        with self._database.reading() as transaction:
            return tuple(entry.person for entry in staff.people(transaction))

    def put(self, name: str, role: Role, pin: str) -> Person:
        """Adds a person, or gives one another role and PIN. The first manager is at the till at once.

        Raises BadInput, and RuleRefused when nobody would be left to manage.
        """
        person = Person(checked_name(name), role)
        check_pin(pin, role)
        self.may(Act.STAFF, proposal=Proposal(detail=f"{person.name}: {role.value}"))
        kept = self._pins.hashed(pin)
        with self._database.writing() as transaction:
            self.require(transaction, Act.STAFF)
            known = staff.find(transaction, person.name)
            if known is not None:
                person = Person(known.person.name, role)
                _someone_stays(transaction, person)
            staff.put(transaction, person, kept, self._clock.wall())
            self._told(transaction, "staff", {"act": "put", "name": person.name, "role": role.value})
        if role is Role.MANAGER and not self._staffed:
            self._staffed, self._present = True, person
        return person

    def remove(self, name: str) -> None:
        """Raises NotFound, and RuleRefused for the last manager."""
        self.may(Act.STAFF, proposal=Proposal(detail=name))
        with self._database.writing() as transaction:
            self.require(transaction, Act.STAFF)
            known = staff.find(transaction, name)
            if known is None:
                raise NotFound("staff.unknown", name=name)
            _someone_stays(transaction, Person(known.person.name, Role.CLERK))
            staff.remove(transaction, known.person.name)
            self._told(transaction, "staff", {"act": "removed", "name": known.person.name})
        if self._present == known.person:
            self._present = None

    def reset_pin(self, name: str, pin: str) -> Person:
        """Another PIN for somebody of the till, and no wait for wrong ones any more. Raises BadInput and NotFound.

        It asks for nobody's approval: core.services.people.access calls it for who has proved to be the owner.
        """
        with self._database.reading() as transaction:
            known = staff.find(transaction, name)
        if known is None:
            raise NotFound("staff.unknown", name=name)
        check_pin(pin, known.person.role)
        kept = self._pins.hashed(pin)
        with self._database.writing() as transaction:
            staff.put(transaction, known.person, kept, self._clock.wall())
            self._told(transaction, "pin-reset", {"name": known.person.name, "role": known.person.role.value})
        return known.person

    def sign_in(self, name: str, pin: str) -> Person:
        """Raises RuleRefused for a wrong name or PIN, in the same words and the same time."""
        person = self._proved(name, pin)
        with self._database.writing() as transaction:
            self._told(transaction, "signed-in", {"name": person.name, "role": person.role.value})
        self._present = person
        return person

    def sign_out(self) -> None:
        with self._database.writing() as transaction:
            self._told(transaction, "signed-out", {})
        self._present = None

    @contextmanager
    def approving(self, name: str, pin: str) -> Iterator[None]:
        """What this thread does inside is approved by a manager who is not the one at the till. Raises RuleRefused."""
        person = self._proved(name, pin)
        if person.role is not Role.MANAGER:
            raise RuleRefused("staff.not_manager", name=person.name)
        if self._present is not None and is_same(person.name, self._present.name):
            raise RuleRefused("staff.same_person")
        token = _approver.set(person)
        try:
            yield
        finally:
            _approver.reset(token)

    def may(self, act: Act, made_by: str = "", proposal: Proposal = NOTHING_SHOWN) -> None:
        """Raises SignInNeeded or ApprovalNeeded: then nothing was done. `made_by` did what is decided about.

        `proposal` goes with the error, for who approves.
        """
        if not self._staffed:
            return
        if self._present is None:
            raise SignInNeeded("staff.sign_in")
        decider = _approver.get() or self._present
        if act is Act.COUNTER or decides(decider, made_by):
            return
        own = decider.role is Role.MANAGER
        raise ApprovalNeeded("staff.own" if own else "staff.manager", act=act.value, proposal=proposal)

    def require(
        self,
        transaction: Session,
        act: Act,
        made_by: str = "",
        *,
        operation_id: str | None = None,
        proposal: Proposal = NOTHING_SHOWN,
    ) -> str:
        """As `may`, in the transaction that does it: an approval stands in the journal beside what it allowed.

        `operation_id` is what that is. Returns whose approval it took, for the act's own entry; empty for most.
        """
        self.may(act, made_by, proposal)
        approver = _approver.get()
        if not self._staffed or approver is None or act is Act.COUNTER:
            return ""
        values = {"clerk": self.name, "act": act.value, "by": approver.name}
        self._journal.write(transaction, "approved", operation_id, values)
        return approver.name

    def _proved(self, name: str, pin: str) -> Person:
        with self._database.writing() as transaction:
            entry = staff.find(transaction, name)
            if entry is not None:
                self._count(transaction, entry)
        if entry is None:
            self._pins.spend_time(pin)
            raise RuleRefused("staff.wrong_pin")
        if not self._pins.matches(entry.pin, pin):
            with self._database.writing() as transaction:
                self._told(transaction, "wrong-pin", {"name": entry.person.name, "tries": entry.tries + 1})
            raise RuleRefused("staff.wrong_pin")
        with self._database.writing() as transaction:
            staff.tried(transaction, entry.person.name, 0, 0.0)
        return entry.person

    def _count(self, transaction: Session, entry: staff.Entry) -> None:
        """The try is on the disk before it is judged (SECURITY.md section 1)."""
        now = self._clock.wall()
        wait = remaining_s(entry.tries, entry.tried_at, now)
        if wait > 0:
            raise RuleRefused("staff.wait", seconds=round(wait) or 1)
        staff.tried(transaction, entry.person.name, entry.tries + 1, now)

    def _told(self, transaction: Session, what: str, values: dict[str, object]) -> None:
        approved = {"approver": self.approver} if self.approver else {}
        self._journal.write(transaction, what, values={"clerk": self.name, **approved, **values})


def _someone_stays(transaction: Session, changed: Person) -> None:
    """With `changed` as it is now."""
    entries = staff.people(transaction)
    managers = [entry.person for entry in entries if entry.person.role is Role.MANAGER]
    others = [person for person in managers if person.name != changed.name]
    if managers and not others and changed.role is not Role.MANAGER:
        raise RuleRefused("staff.last_manager")
