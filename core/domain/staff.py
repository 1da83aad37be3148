"""Who works at the till, what each may do, and how long a wrong PIN makes them wait (docs/security.md 1 and 3)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from core.domain.digits import plain_digits
from core.domain.money import Money
from core.errors import BadInput

if TYPE_CHECKING:
    from core.domain.command import Command

FREE_TRIES = 5
"""So many wrong PINs cost nothing."""
_FIRST_WAIT_S = 60
_LONGEST_WAIT_S = 24 * 3600
_MOST_DOUBLINGS = 11
_PIN_MOST = 64
_NAME_MOST = 60


class Role(StrEnum):
    CLERK = "clerk"
    MANAGER = "manager"


PIN_LEAST = {Role.CLERK: 4, Role.MANAGER: 6}
"""Four digits fall to one machine in an hour if database and pepper are both stolen, six in four days."""
PIN_LENGTH = {role: f"pin.{role.value}" for role in Role}
"""The settings of how many signs a new PIN has at least."""
PIN_DAYS = "pin.days"
"""The setting of how old a PIN may be; 0: of any age."""
_DAY_S = 24 * 3600


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a manager is asked to approve, as they are shown it: on which card, how much, why. Empty where it has none.

    `amount` is the change of the card's balance, signed; `detail` says what else would change. `later` is the act
    itself, where it can wait for a manager who comes later.
    """

    card_id: int = 0
    last_characters: str = ""
    amount: Money | None = None
    reason: str = ""
    detail: str = ""
    later: Command | None = field(default=None, compare=False, repr=False)


NOTHING_SHOWN = Proposal()


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Author:
    """Who stands behind a transaction, as the journal names them, and the manager who approved it, if one did."""

    name: str
    approver: str = ""


ITSELF = Author("the till itself")
"""Sync, replay and the start run without anybody."""
NO_STAFF = Author("nobody: no staff yet")
OWNER = Author("the owner, by the service's token")
_RESERVED = frozenset({ITSELF.name, NO_STAFF.name, OWNER.name})


def is_same(one: str, other: str) -> bool:
    """Return whether two names are the same, without regard to case and blanks around them."""
    return one.strip().casefold() == other.strip().casefold()


def checked_name(text: str) -> str:
    """Return the name as it is kept. Raises BadInput."""
    name = " ".join(text.split())
    if not name or len(name) > _NAME_MOST or not name.isprintable():
        raise BadInput("staff.name", most=_NAME_MOST)
    if any(is_same(name, reserved) for reserved in _RESERVED):
        raise BadInput("staff.name_reserved", name=name)
    return name


def check_pin(pin: str, role: Role, least: int = 0) -> None:
    """Check a PIN. Raises BadInput: too short for the role, too long, or too easy to guess.

    `least` is what the shop asks for; a role has a least length of its own, which no shop goes below.
    """
    pin, least = plain_digits(pin), max(PIN_LEAST[role], least)
    if not least <= len(pin) <= _PIN_MOST or not pin.isprintable():
        raise BadInput("staff.pin_short", least=least)
    if len(set(pin)) == 1:
        raise BadInput("staff.pin_plain")
    if _is_row(pin) or _is_repeated(pin):
        raise BadInput("staff.pin_simple")


def is_old(since: float, now: float, days: int) -> bool:
    """Tell whether a PIN is older than the shop lets it be; both times are seconds since 1970 UTC."""
    return bool(days) and now - since >= days * _DAY_S


def _is_row(pin: str) -> bool:
    """Tell whether its signs follow each other up or down, as 1234, 890123 and 6543 do."""
    if not pin.isdecimal():
        steps = {ord(one) - ord(other) for one, other in zip(pin[1:], pin, strict=False)}
        return steps in ({1}, {-1})
    return {(int(one) - int(other)) % 10 for one, other in zip(pin[1:], pin, strict=False)} in ({1}, {9})


def _is_repeated(pin: str) -> bool:
    """Tell whether it is a shorter part over and over, as 1212 and 123123 are."""
    return any(len(pin) % length == 0 and pin == pin[:length] * (len(pin) // length) for length in range(1, len(pin)))


def wait_s(tries: int) -> int:
    """Return the seconds to wait after so many wrong tries in a row: 0, then a minute, doubling."""
    if tries < FREE_TRIES:
        return 0
    return min(_LONGEST_WAIT_S, _FIRST_WAIT_S << min(tries - FREE_TRIES, _MOST_DOUBLINGS))


def remaining_s(tries: int, tried_at: float, now: float) -> float:
    """Return how much of that is left; both times are seconds since the computer started.

    Where the computer was restarted since, the time since then counts: that is never more than has passed.
    """
    passed = now - tried_at if now >= tried_at else now
    return max(0.0, wait_s(tries) - passed)


def decides(decider: Person, made_by: str) -> bool:
    """Return whether this person may decide about what `made_by` did: a manager, and never the maker."""
    return decider.role is Role.MANAGER and not (made_by and is_same(decider.name, made_by))
