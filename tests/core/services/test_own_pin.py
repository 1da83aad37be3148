"""A PIN of one's own: changed by who knows it; due once it is old, or where somebody else gave it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from core.domain.staff import Role
from core.errors import BadInput, KnownError, RuleRefused
from core.services.people.staff import Staff
from core.store import journal, notes
from core.store.database import Database
from tests.builders import StoppedClock
from tests.core.services.test_staff import CLERK, MANAGER, clock, crew, database, open_staff

__all__ = ["clock", "crew", "database", "open_staff"]

DAY_S = 24 * 3600


def refused(work: Callable[[], object]) -> KnownError:
    with pytest.raises((RuleRefused, BadInput)) as caught:
        work()
    return caught.value


def test_who_knows_the_old_one_changes_it(crew: Staff, database: Database) -> None:
    assert crew.change_pin("cleo", CLERK, "5073").name == "Cleo"
    assert refused(lambda: crew.sign_in("Cleo", CLERK)).key == "staff.wrong_pin"
    assert crew.sign_in("Cleo", "5073").role is Role.CLERK
    with database.reading() as conn:
        told = [entry for entry in journal.entries(conn) if entry.what == "pin-changed"]
    assert [(each.values["name"], each.values["who"]) for each in told] == [("Cleo", "Cleo")]
    assert not any("5073" in each.text or CLERK in each.text for each in told)


@pytest.mark.parametrize(
    ("new", "key"),
    [("123", "pin_short"), ("1234", "pin_simple"), ("1212", "pin_simple"), ("7777", "pin_plain"), (CLERK, "pin_same")],
)
def test_an_easy_one_or_the_same_is_not_taken(crew: Staff, new: str, key: str) -> None:
    assert refused(lambda: crew.change_pin("Cleo", CLERK, new)).key == f"staff.{key}"
    crew.sign_in("Cleo", CLERK)


def test_the_length_that_the_shop_asks_for_counts(crew: Staff, database: Database) -> None:
    with database.writing() as conn:
        notes.set_preference(conn, "pin.clerk", "6")
    assert refused(lambda: crew.change_pin("Cleo", CLERK, "5073")).key == "staff.pin_short"
    crew.change_pin("Cleo", CLERK, "507318")


def test_a_wrong_old_one_is_counted_like_at_a_sign_in(crew: Staff) -> None:
    for _ in range(5):
        assert refused(lambda: crew.change_pin("Cleo", "0001", "5073")).key == "staff.wrong_pin"
    assert refused(lambda: crew.change_pin("Cleo", CLERK, "5073")).key == "staff.wait"
    assert refused(lambda: crew.sign_in("Cleo", CLERK)).key == "staff.wait"
    assert refused(lambda: crew.change_pin("Nobody", "0001", "5073")).key == "staff.wrong_pin"


def test_one_that_a_manager_gave_is_changed_before_anything_else(crew: Staff) -> None:
    crew.sign_in("Mia", MANAGER)
    crew.put("Max", Role.MANAGER, "640917")
    due = refused(lambda: crew.sign_in("Max", "640917"))
    assert (due.key, due.values["name"]) == ("staff.pin_due", "Max")
    assert crew.gate.name == "Mia"
    crew.sign_in("Cleo", CLERK)

    def approve() -> None:
        with crew.approving("Max", "640917"):
            pass

    assert refused(approve).key == "staff.pin_due"
    assert refused(lambda: crew.sign_in("Max", "640918")).key == "staff.wrong_pin"  # only who knows it hears of it
    crew.change_pin("Max", "640917", "275806")
    assert crew.sign_in("Max", "275806").role is Role.MANAGER


def test_one_that_somebody_gives_to_themselves_or_begins_with_is_not_due(crew: Staff) -> None:
    crew.sign_in("Mia", MANAGER)
    crew.put("Mia", Role.MANAGER, "640917")
    crew.put("Nia", Role.CLERK, "5073")
    for name, pin in (("Mia", "640917"), ("Nia", "5073")):
        crew.sign_in(name, pin)


def test_an_old_one_is_changed_at_the_next_sign_in(crew: Staff, clock: StoppedClock, database: Database) -> None:
    clock.now += 40 * DAY_S
    crew.sign_in("Cleo", CLERK)  # of any age, until the shop says otherwise
    with database.writing() as conn:
        notes.set_preference(conn, "pin.days", "90")
    clock.now += 49 * DAY_S
    crew.sign_in("Cleo", CLERK)
    clock.now += DAY_S
    assert refused(lambda: crew.sign_in("Cleo", CLERK)).key == "staff.pin_due"
    crew.change_pin("Cleo", CLERK, "5073")
    crew.sign_in("Cleo", "5073")
    clock.now += 90 * DAY_S
    assert refused(lambda: crew.sign_in("Cleo", "5073")).key == "staff.pin_due"
