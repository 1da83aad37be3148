"""Who works at the till, what each may do, and how long a wrong PIN makes them wait (SECURITY.md sections 1 and 3)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.domain.digits import plain_digits
from core.domain.money import Money
from core.errors import BadInput

FREE_TRIES = 5
"""So many wrong PINs cost nothing."""
_FIRST_WAIT_S = 60
_LONGEST_WAIT_S = 24 * 3600
_MOST_DOUBLINGS = 11
_PIN_LEAST = {"clerk": 4, "manager": 6}
"""Four digits fall to one machine in an hour if database and pepper are both stolen, six in four days."""
_PIN_MOST = 64
_NAME_MOST = 60


class Role(StrEnum):
    CLERK = "clerk"
    MANAGER = "manager"


class Act(StrEnum):
    """What is asked of staff. COUNTER is a clerk's daily work; all the others are a manager's."""

    COUNTER = "counter"
    SETTINGS = "settings"
    SETTLE = "settle"
    SET_BALANCE = "set-balance"
    DISABLE = "disable"
    REPLACE = "replace"
    TOP_UP = "top-up"
    CASH_OUT = "cash-out"
    REVERSE = "reverse"
    STAFF = "staff"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a manager is asked to approve, as they are shown it: on which card, how much, why. Empty where it has none.

    `amount` is the change of the card's balance, signed; `detail` says what else would change.
    """

    card_id: int = 0
    last_characters: str = ""
    amount: Money | None = None
    reason: str = ""
    detail: str = ""


NOTHING_SHOWN = Proposal()


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    role: Role


def is_same(one: str, other: str) -> bool:
    """Names are told apart without regard to case and blanks around them."""
    return one.strip().casefold() == other.strip().casefold()


def checked_name(text: str) -> str:
    """The name as it is kept. Raises BadInput."""
    name = " ".join(text.split())
    if not name or len(name) > _NAME_MOST or not name.isprintable():
        raise BadInput("staff.name", most=_NAME_MOST)
    return name


def check_pin(pin: str, role: Role) -> None:
    """Raises BadInput: too short for the role, too long, or one sign over and over."""
    pin, least = plain_digits(pin), _PIN_LEAST[role.value]
    if not least <= len(pin) <= _PIN_MOST or not pin.isprintable():
        raise BadInput("staff.pin_short", least=least)
    if len(set(pin)) == 1:
        raise BadInput("staff.pin_plain")


def wait_s(tries: int) -> int:
    """Seconds after the last of so many wrong tries in a row before the next: 0, then a minute, doubling."""
    if tries < FREE_TRIES:
        return 0
    return min(_LONGEST_WAIT_S, _FIRST_WAIT_S << min(tries - FREE_TRIES, _MOST_DOUBLINGS))


def remaining_s(tries: int, tried_at: float, now: float) -> float:
    """How much of that is left. A clock that was set back makes nobody wait longer than the whole of it."""
    whole = wait_s(tries)
    return max(0.0, min(float(whole), tried_at + whole - now))


def decides(decider: Person, made_by: str) -> bool:
    """Whether this person may decide about what `made_by` did: a manager, and never the maker."""
    return decider.role is Role.MANAGER and not (made_by and is_same(decider.name, made_by))
