"""Every door of the core, tried by everybody: role by act by use case (attack 14).

What the table of docs/security.md 5 allows is done; what it does not is refused in a sentence, and nothing is written.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from core.bootstrap import Core
from core.domain.permission import OPEN, Permission
from core.domain.rights import RIGHTS, Who
from core.errors import ApprovalNeeded, KnownError, RuleRefused, SignInNeeded, StaffNeeded
from core.usecases import people
from core.usecases.front_door import NEEDS
from tests.core.usecases.door_ways import ways
from tests.core.usecases.doors import PINS, Act, DoorShop, Way
from tests.core.usecases.edited_rights import EDITED, TABLES, RightsOfShop
from tests.e2e.conftest import OpenTill

ENTRANCE = {
    "people.approving": "gives the PIN that is tried here",
    "people.begin": "asks the gate and does nothing",
    "people.called_by": "makes whoever calls nobody",
    "people.sign_in": "signs in, which is tried here",
    "people.sign_out": "signs out, which is tried here",
}
"""Use cases that are the gate itself."""


def test_every_use_case_is_tried() -> None:
    """A new one without a way through it fails here; so does one whose right is not the one of its way."""
    tried = {way.name: set[Permission]() for way in ways()}
    for way in ways():
        tried[way.name].add(way.permission)
        assert way.permission in NEEDS[way.name], way
    itself = {name for name, needed in NEEDS.items() if needed == (Permission.ITSELF,)}
    assert set(NEEDS) - set(tried) == set(ENTRANCE) | itself
    assert {each for one in tried.values() for each in one} == set(Permission) - {Permission.ITSELF}


CLOSED_BEFORE = "day_closings.close_day"
"""Once a day: where the difference was approved, the way without one finds the day closed before the gate is asked."""


@pytest.fixture
def shop(open_till: OpenTill, tmp_path: Path) -> DoorShop:
    return DoorShop(open_till("one"), tmp_path)


@pytest.mark.slow
@pytest.mark.fault("attack 14")
@pytest.mark.parametrize("name", ["", "Cleo", "Mia"])
def test_each_door_lets_in_whom_the_table_lets_in(shop: DoorShop, name: str) -> None:
    assert _wrong_doors(shop, TABLES[0], name) == {}


@pytest.mark.slow
@pytest.mark.fault("attack 14")
@pytest.mark.parametrize("name", ["Cleo", "Mia"])
@pytest.mark.parametrize("table", EDITED, ids=str)
def test_each_door_goes_by_a_table_that_was_edited(shop: DoorShop, table: RightsOfShop, name: str) -> None:
    assert _wrong_doors(shop, table, name) == {}


def _wrong_doors(shop: DoorShop, table: RightsOfShop, name: str) -> dict[tuple[str, str, bool], str]:
    doors = [way for way in ways() if table is TABLES[0] or way.name != CLOSED_BEFORE or way.beyond]
    found = {(way.name, way.permission.value, way.beyond): _tried(shop, way, table, name) for way in doors}
    return {door: wrong for door, wrong in found.items() if wrong}


def _tried(shop: DoorShop, way: Way, table: RightsOfShop, name: str) -> str:
    """Return what is wrong at this door for this person; "" where it is as the table says."""
    shop.go_by({})
    shop.be("Mia")
    act = way.ready(shop)
    shop.be(name)
    shop.go_by(table.settings)
    before = _written(shop.core)
    refused = _refusal(act, shop.core)
    wanted = _wanted(way, table, name)
    if (None if refused is None else type(refused)) is not wanted:
        return f"{refused!r} in the place of {wanted}"
    if refused is None:
        return ""
    if _written(shop.core) != before:
        return "refused, and written all the same"
    if not refused.sentence or "{" in refused.sentence:
        return f"said: {refused.sentence!r}"
    return _approved(shop, act) if wanted is ApprovalNeeded and name == "Cleo" else ""


def _approved(shop: DoorShop, act: Act) -> str:
    """Return what is wrong when a manager who had no part in it gives their PIN."""
    with people.approving(shop.core, "Max", PINS["Max"]):
        refused = _refusal(act, shop.core)
    return "" if refused is None else f"approved, and refused all the same: {refused!r}"


def _wanted(way: Way, table: RightsOfShop, name: str) -> type[RuleRefused] | None:
    if not name:
        return None if way.permission in OPEN else SignInNeeded
    level = table.level(name, way.permission)
    if level == "no" and all(table.level(name, each) == "no" for each in NEEDS[way.name]):
        return RuleRefused  # at the door
    if way.only_looks or way.begun:
        return None
    if level == "no":
        return RuleRefused
    beyond = way.beyond and (name == "Cleo" or way.for_all)
    own = RIGHTS[way.permission].who is Who.OTHER_MANAGER and name == "Mia"  # Mia made it ready
    return ApprovalNeeded if level == "approval" or beyond or own else None


def _refusal(act: Act, core: Core) -> RuleRefused | None:
    """Go through; what else stands in the way, such as a service that is not there, comes after the gate."""
    try:
        act(core)
    except StaffNeeded as refused:
        return refused
    except RuleRefused as refused:
        return refused if refused.key == "staff.not_allowed" else None
    except (KnownError, AttributeError):
        return None
    return None


def _written(core: Core) -> int:
    with core.probing.database.reading() as conn:
        return int(conn.exec_driver_sql("SELECT COUNT(*) FROM journal WHERE what <> 'looked-up'").scalar_one())
