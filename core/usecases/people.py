"""Who is at the till: people with their PINs, signing in and out, and the approval of a manager."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.domain.permission import Permission
from core.usecases.changes import Changes
from core.usecases.front_door import needs

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.domain.outcome import Message
    from core.domain.staff import Person, Role
    from core.errors import KnownError
    from core.rows import CardRow

IDLE_LOCK = "window.idle_lock"
"""The setting: minutes; 0: never."""


@dataclass(frozen=True, slots=True)
class PersonChanged:
    """Who was added, changed or signed in."""

    person: Person

    @property
    def changes(self) -> Changes:
        return Changes(people=True, status=True)


@dataclass(frozen=True, slots=True)
class SignedOut:
    """Nobody is at the till. `unfinished` is what whoever leaves should hear of; it goes on by itself."""

    unfinished: tuple[Message, ...] = ()

    @property
    def changes(self) -> Changes:
        return Changes(status=True)


@dataclass(frozen=True, slots=True)
class IdleCheck:
    """Whether somebody was signed out for being away."""

    signed_out: bool

    @property
    def changes(self) -> Changes:
        return Changes(status=self.signed_out)


@dataclass(frozen=True, slots=True)
class Approvers:
    """Who there is, and the card that is decided about as it stands; None where it is about none."""

    people: tuple[Person, ...]
    card: CardRow | None = None


@needs(Permission.SIGN)
def read_people(core: Core) -> tuple[Person, ...]:
    """Return who works here."""
    return core.staff.people()


@needs(Permission.STATUS)
def is_staffed(core: Core) -> bool:
    """Tell whether there is a manager: from then on people sign in."""
    return core.gate.staffed


@needs(Permission.STAFF)
def put_person(core: Core, name: str, role: Role, pin: str) -> PersonChanged:
    """Add a person, or give one another role and PIN. Raises BadInput, RuleRefused."""
    return PersonChanged(core.staff.put(name, role, pin))


@needs(Permission.STAFF)
def remove_person(core: Core, name: str) -> Changes:
    """Take a person away. Raises NotFound, and RuleRefused for the last manager."""
    core.staff.remove(name)
    return Changes(people=True, status=True)


@needs(Permission.RESET_PIN)
def reset_pin(core: Core, name: str, pin: str, token: str) -> PersonChanged:
    """Give somebody another PIN; the owner of the shop is known by the service's token. Raises BadInput, NotFound."""
    assert core.access is not None
    return PersonChanged(core.access.reset_pin(name, pin, token))


@needs(Permission.SIGN)
def change_pin(core: Core, name: str, old: str, new: str) -> PersonChanged:
    """Give oneself another PIN, proved by the old one. Raises BadInput, and RuleRefused for a wrong one."""
    return PersonChanged(core.staff.change_pin(name, old, new))


@needs(Permission.SIGN)
def sign_in(core: Core, name: str, pin: str) -> PersonChanged:
    """Sign a person in. Raises RuleRefused for a wrong name or PIN."""
    return PersonChanged(core.staff.sign_in(name, pin))


@needs(Permission.SIGN)
def sign_out(core: Core) -> SignedOut:
    """Leave the till to nobody."""
    core.staff.sign_out()
    return SignedOut(core.replay.unfinished())


@needs(Permission.SIGN)
def sign_out_idle(core: Core, idle_s: float) -> IdleCheck:
    """Sign out whoever was away for as long as the settings say, seconds without a key or a touch."""
    minutes = int(core.preferences.get(IDLE_LOCK))
    if not minutes or idle_s < minutes * 60 or core.gate.present is None:
        return IdleCheck(False)
    core.staff.sign_out()
    return IdleCheck(True)


@needs(Permission.SIGN)
def approving(core: Core, name: str, pin: str) -> AbstractContextManager[None]:
    """Approve what this thread does inside, by this manager. Raises RuleRefused."""
    return core.staff.approving(name, pin)


@needs(Permission.SIGN)
def called_by(core: Core, named: str) -> AbstractContextManager[None]:
    """Let what this thread does inside be done by a caller from outside: nobody, until they sign in.

    `named` is who they say to be; it counts before there is staff. Who is at the till itself stays there.
    """
    return core.gate.called_by(named)


@needs(Permission.SIGN)
def begin(core: Core, permission: Permission) -> None:
    """Raise SignInNeeded unless whoever is at the till may begin such an act."""
    core.gate.enter(permission)


@needs(Permission.SIGN)
def read_approvers(core: Core, error: KnownError | None) -> Approvers:
    """Return who may allow what `error` asks for, and the card that it is about."""
    proposal = error.values.get("proposal") if error is not None else None
    from core.domain.staff import Proposal  # noqa: PLC0415 - the window imports this module before its first frame

    card_id = proposal.card_id if isinstance(proposal, Proposal) else 0
    return Approvers(core.staff.people(), core.queries.card(card_id) if card_id else None)
