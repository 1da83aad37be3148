"""Who is at the till, and what needs a manager. Until the first manager is set up everything is allowed.

A PIN is checked only after the try was counted on the disk: cutting the power buys no free guess.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from core.domain.permission import Permission
from core.domain.rights import Demand
from core.domain.role_limits import rights_of
from core.domain.staff import (
    ITSELF,
    OWNER,
    PIN_DAYS,
    PIN_LENGTH,
    Author,
    Person,
    Proposal,
    Role,
    check_pin,
    checked_name,
    is_old,
    is_same,
    remaining_s,
)
from core.errors import BadInput, NotFound, RuleRefused
from core.services.books.storage import Storage
from core.services.people.gate import Gate
from core.services.people.pins import Pins
from core.store import notes, staff
from core.store.database import Connection


class Staff:
    """Thread-safe. `named` is who was named at the start: it counts before there is staff."""

    def __init__(self, storage: Storage, pins: Pins, named: str) -> None:
        self._database = storage.database
        self._pins = pins
        self._journal = storage.journal
        self._clock = storage.clock
        self.gate = Gate(storage.journal, named, staffed=any(person.role is Role.MANAGER for person in self.people()))
        with self._database.reading() as conn:
            self.gate.rights = rights_of(notes.preferences(conn))

    def people(self) -> tuple[Person, ...]:
        with self._database.reading() as conn:
            return tuple(entry.person for entry in staff.people(conn))

    def put(self, name: str, role: Role, pin: str) -> Person:
        """Add a person, or give one another role and PIN. The first manager is at the till at once.

        Raises BadInput, and RuleRefused when nobody would be left to manage.
        """
        person = Person(checked_name(name), role)
        check_pin(pin, role, self._least(role))
        demand = Demand(Permission.STAFF, proposal=Proposal(detail=f"{person.name}: {role.value}"))
        self.gate.may(demand)
        kept = self._pins.hashed(pin)
        with self._database.writing() as conn:
            self.gate.permit(conn, demand)
            known = staff.find(conn, person.name)
            if known is not None:
                person = Person(known.person.name, role)
                _someone_stays(conn, person)
            staff.put(conn, person, kept, self._clock.wall())
            if known is not None and not is_same(self.gate.name, person.name):
                staff.demand_pin(conn, person.name)  # somebody else knows it
            self._told(conn, "staff", {"act": "put", "name": person.name, "role": role.value})
        if role is Role.MANAGER and not self.gate.staffed:
            self.gate.close_to_nobody(person)
        else:
            self.gate.change(person.name, person)  # in the new role at once
        return person

    def remove(self, name: str) -> None:
        """Remove a person. Raises NotFound, and RuleRefused for the last manager."""
        demand = Demand(Permission.STAFF, proposal=Proposal(detail=name))
        self.gate.may(demand)
        with self._database.writing() as conn:
            self.gate.permit(conn, demand)
            known = staff.find(conn, name)
            if known is None:
                raise NotFound("staff.unknown", name=name)
            _someone_stays(conn, Person(known.person.name, Role.CLERK))
            staff.remove(conn, known.person.name)
            self._told(conn, "staff", {"act": "removed", "name": known.person.name})
        self.gate.change(known.person.name, None)

    def reset_pin(self, name: str, pin: str) -> Person:
        """Set another PIN for somebody of the till, and no wait for wrong ones any more. Raises BadInput and NotFound.

        It asks for nobody's approval: core.services.people.access calls it for who has proved to be the owner.
        """
        with self._database.reading() as conn:
            known = staff.find(conn, name)
        if known is None:
            raise NotFound("staff.unknown", name=name)
        check_pin(pin, known.person.role, self._least(known.person.role))
        kept = self._pins.hashed(pin)
        with self._database.writing(OWNER) as conn:
            staff.put(conn, known.person, kept, self._clock.wall())
            self._told(conn, "pin-reset", {"name": known.person.name, "role": known.person.role.value})
        return known.person

    def change_pin(self, name: str, old: str, new: str) -> Person:
        """Set another PIN for whoever proves by the old one that it is theirs; it signs nobody in.

        Raises RuleRefused for a wrong name or PIN, and BadInput for a new one that is too easy or the same.
        """
        entry = self._matched(name, old)
        person = entry.person
        check_pin(new, person.role, self._least(person.role))
        if self._pins.matches(entry.pin, new):
            raise BadInput("staff.pin_same")
        kept = self._pins.hashed(new)
        with self._database.writing(Author(person.name)) as conn:
            known = staff.find(conn, person.name)
            if known is None or known.pin != entry.pin:
                raise RuleRefused("staff.wrong_pin")
            staff.put(conn, known.person, kept, self._clock.wall())
            self._told(conn, "pin-changed", {"name": person.name, "role": person.role.value})
        return person

    def sign_in(self, name: str, pin: str) -> Person:
        """Sign a person in. Raises RuleRefused for a wrong name or PIN, in the same words and the same time.

        It does so too where the PIN was right, and another one has to be chosen first.
        """
        person = self._proved(name, pin)
        with self._database.writing(Author(person.name)) as conn:
            self._told(conn, "signed-in", {"name": person.name, "role": person.role.value})
        self.gate.admit(person)
        return person

    def sign_out(self) -> None:
        """Leave the till to nobody."""
        present = self.gate.present
        with self._database.writing(ITSELF if present is None else Author(present.name)) as conn:
            self._told(conn, "signed-out", {})
        self.gate.admit(None)

    @contextmanager
    def approving(self, name: str, pin: str) -> Iterator[None]:
        """Let a manager approve what this thread does inside, who is not the one at the till. Raises RuleRefused."""
        person = self._proved(name, pin)
        if person.role is not Role.MANAGER:
            raise RuleRefused("staff.not_manager", name=person.name)
        present = self.gate.present
        if present is not None and is_same(person.name, present.name):
            raise RuleRefused("staff.same_person")
        with self.gate.approved_by(person):
            yield

    def _least(self, role: Role) -> int:
        """Return how many signs the shop asks of a new PIN; 0 where it has set nothing that can be read."""
        return self._number(PIN_LENGTH[role])

    def _number(self, setting: str) -> int:
        with self._database.reading() as conn:
            text = notes.preferences(conn).get(setting, "")
        return int(text) if text.isdecimal() else 0

    def _proved(self, name: str, pin: str) -> Person:
        """Return whose PIN this is. Raises RuleRefused, also for one that has to be changed first."""
        entry = self._matched(name, pin)
        if entry.pin_due or is_old(entry.since, self._clock.wall(), self._number(PIN_DAYS)):
            raise RuleRefused("staff.pin_due", name=entry.person.name)
        return entry.person

    def _matched(self, name: str, pin: str) -> staff.StaffEntry:
        with self._database.writing(ITSELF) as conn:
            entry = staff.find(conn, name)
            if entry is not None:
                self._count(conn, entry)
        if entry is None:
            self._pins.spend_time(pin)
            raise RuleRefused("staff.wrong_pin")
        if not self._pins.matches(entry.pin, pin):
            with self._database.writing(ITSELF) as conn:
                self._told(conn, "wrong-pin", {"name": entry.person.name, "tries": entry.tries + 1})
            raise RuleRefused("staff.wrong_pin")
        with self._database.writing(ITSELF) as conn:
            staff.tried(conn, entry.person.name, 0, 0.0)
        return entry

    def _count(self, conn: Connection, entry: staff.StaffEntry) -> None:
        """Store the try on the disk before it is judged (docs/security.md 1)."""
        now = self._clock.boottime()
        wait = remaining_s(entry.tries, entry.tried_at, now)
        if wait > 0:
            raise RuleRefused("staff.wait", seconds=round(wait) or 1)
        staff.tried(conn, entry.person.name, entry.tries + 1, now)

    def _told(self, conn: Connection, what: str, values: dict[str, object]) -> None:
        self._journal.write(conn, what, values={"clerk": self.gate.name, **values})


def _someone_stays(conn: Connection, changed: Person) -> None:
    """Check that somebody can still manage, with `changed` as it is now."""
    entries = staff.people(conn)
    managers = [entry.person for entry in entries if entry.person.role is Role.MANAGER]
    others = [person for person in managers if person.name != changed.name]
    if managers and not others and changed.role is not Role.MANAGER:
        raise RuleRefused("staff.last_manager")
