"""Who may do what: until the first manager everything; then PINs, counted before they are judged, and approvals."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from core.domain.permission import Permission
from core.domain.rights import RIGHTS, WITH_LIMIT, Demand, Who
from core.domain.staff import OWNER, Person, Role, remaining_s, wait_s
from core.errors import ApprovalNeeded, BadInput, KnownError, NotFound, RuleRefused, SignInNeeded
from core.services.books.journal import Journal
from core.services.books.storage import Storage
from core.services.people.pins import Pins
from core.services.people.staff import Staff
from core.store import journal, notes, staff
from core.store.database import Database
from tests.builders import StoppedClock

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
MANAGER, CLERK = "482913", "7294"


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(tmp_path / "till.db")
    yield made
    made.close()


@pytest.fixture
def open_staff(database: Database, clock: StoppedClock) -> Callable[[], Staff]:
    """The same people again, as after a restart."""

    def opened() -> Staff:
        return Staff(Storage(database, Journal(b"k" * 32, clock), clock), Pins(b"pepper", QUICK), "named")

    return opened


@pytest.fixture
def crew(open_staff: Callable[[], Staff]) -> Staff:
    """Mia and Max manage, Cleo is at the till."""
    made = open_staff()
    made.put("Mia", Role.MANAGER, MANAGER)
    made.put("Max", Role.MANAGER, "918273")
    made.put("Cleo", Role.CLERK, CLERK)
    made.sign_in("Cleo", CLERK)
    return made


def test_a_pin_is_its_digits_on_every_keyboard(crew: Staff, open_staff: Callable[[], Staff]) -> None:
    assert crew.sign_in("Cleo", "٧٢٩٤").name == "Cleo"
    crew.sign_in("Mia", MANAGER)
    crew.put("Omid", Role.CLERK, "۶۱۴۳")
    for typed in ("6143", "६१४३", "６１４３", "۶1٤３"):
        assert open_staff().sign_in("Omid", typed).name == "Omid"
    with pytest.raises(RuleRefused):
        crew.sign_in("Omid", "۶۱۴۴")


def test_one_digit_in_two_scripts_is_still_one_digit(crew: Staff) -> None:
    crew.sign_in("Mia", MANAGER)
    with pytest.raises(BadInput) as caught:
        crew.put("Omid", Role.CLERK, "1۱١1")
    assert caught.value.key == "staff.pin_plain"


def told(database: Database) -> list[tuple[str, dict[str, object]]]:
    with database.reading() as conn:
        return [(entry.what, json.loads(entry.text)) for entry in journal.entries(conn)]


def refused(work: Callable[[], object]) -> KnownError:
    with pytest.raises(KnownError) as caught:
        work()
    return caught.value


def test_until_the_first_manager_everything_is_allowed(open_staff: Callable[[], Staff]) -> None:
    people = open_staff()
    people.put("Cleo", Role.CLERK, CLERK)
    for act in Permission:
        people.gate.may(Demand(act, made_by="named"))
    assert (people.gate.staffed, people.gate.name) == (False, "named")
    people.put("Mia", Role.MANAGER, MANAGER)
    assert (people.gate.staffed, people.gate.present) == (True, Person("Mia", Role.MANAGER))
    assert isinstance(refused(lambda: open_staff().gate.may(Demand(Permission.REDEEM))), SignInNeeded)


def test_a_clerk_works_and_does_not_manage(crew: Staff) -> None:
    managed = {act for act in Permission if RIGHTS[act].who in {Who.MANAGER, Who.OTHER_MANAGER}}
    for act in set(Permission) - managed:
        crew.gate.may(Demand(act, beyond=False))
    for act in managed | (WITH_LIMIT - managed):
        error = refused(lambda act=act: crew.gate.may(Demand(act)))
        assert (type(error), error.values["act"]) == (ApprovalNeeded, act.value)  # for whoever is asked to approve it
    assert isinstance(refused(lambda: crew.put("Eve", Role.MANAGER, "192837")), ApprovalNeeded)
    crew.sign_in(" mia ", MANAGER)
    for act in Permission:
        crew.gate.may(Demand(act, beyond=False))
    for act in WITH_LIMIT:
        assert refused(lambda act=act: crew.gate.may(Demand(act))).key == "staff.other"


def test_another_role_counts_at_once(crew: Staff) -> None:
    """Who makes a clerk of themselves is one from then on, not from the next sign-in."""
    crew.sign_in("Mia", MANAGER)
    crew.put("Mia", Role.CLERK, CLERK)
    assert isinstance(refused(lambda: crew.put("Eve", Role.MANAGER, "192837")), ApprovalNeeded)


def test_a_manager_approves_one_act_and_the_journal_names_both(crew: Staff, database: Database) -> None:
    with crew.approving("Mia", MANAGER), database.writing() as conn:
        crew.gate.permit(conn, Demand(Permission.DISABLE))
    assert told(database)[-1] == (
        "approved",
        {"act": "disable", "by": "Mia", "clerk": "Cleo", "who": "Cleo", "approver": "Mia"},
    )
    assert isinstance(refused(lambda: crew.gate.may(Demand(Permission.DISABLE))), ApprovalNeeded)


def test_nobody_approves_for_himself(crew: Staff) -> None:
    def approve(name: str, pin: str) -> None:
        with crew.approving(name, pin):
            raise AssertionError

    assert refused(lambda: approve("Cleo", CLERK)).key == "staff.not_manager"
    assert refused(lambda: approve("Mia", "000111")).key == "staff.wrong_pin"
    crew.sign_in("Mia", MANAGER)
    assert refused(lambda: approve("MIA", MANAGER)).key == "staff.same_person"


def test_an_approval_counts_for_nothing_once_its_giver_is_at_the_till(crew: Staff) -> None:
    """Somebody may sign in while an act is under way: then it would be their own."""
    with crew.approving("Mia", MANAGER):
        crew.gate.may(Demand(Permission.TOP_UP))
        crew.gate.admit(Person("Mia", Role.MANAGER))
        assert refused(lambda: crew.gate.may(Demand(Permission.TOP_UP))).key == "staff.other"


def test_who_made_it_may_not_settle_it(crew: Staff) -> None:
    crew.sign_in("Mia", MANAGER)
    assert refused(lambda: crew.gate.may(Demand(Permission.SETTLE, made_by="mia"))).key == "staff.own"
    crew.gate.may(Demand(Permission.SETTLE, made_by="Cleo"))
    with crew.approving("Max", "918273"):
        crew.gate.may(Demand(Permission.SETTLE, made_by="Mia"))
    crew.sign_in("Cleo", CLERK)
    with crew.approving("Mia", MANAGER):
        assert refused(lambda: crew.gate.may(Demand(Permission.SETTLE, made_by="Mia"))).key == "staff.own"
        crew.gate.may(Demand(Permission.SETTLE, made_by="Cleo"))


def test_a_forgotten_pin_is_given_anew_and_the_journal_tells(crew: Staff, database: Database) -> None:
    for _ in range(5):
        refused(lambda: crew.sign_in("Mia", "000001"))
    assert refused(lambda: crew.sign_in("Mia", MANAGER)).key == "staff.wait"
    assert isinstance(refused(lambda: crew.reset_pin("Nobody", "135792")), NotFound)
    assert isinstance(refused(lambda: crew.reset_pin("Mia", "1357")), BadInput)  # a manager has six signs
    assert crew.reset_pin(" mia ", "135792").role is Role.MANAGER
    assert told(database)[-1] == ("pin-reset", {"clerk": "Cleo", "name": "Mia", "role": "manager", "who": OWNER.name})
    assert "135792" not in str(told(database))
    assert refused(lambda: crew.sign_in("Mia", MANAGER)).key == "staff.wrong_pin"
    assert crew.sign_in("Mia", "135792").name == "Mia"  # the wait for wrong ones is over too


def test_five_tries_then_a_minute_doubling(crew: Staff, clock: StoppedClock, open_staff: Callable[[], Staff]) -> None:
    keys = [refused(lambda: crew.sign_in("Mia", "000001")).key for _ in range(5)]
    assert keys == ["staff.wrong_pin"] * 5
    waiting = refused(lambda: crew.sign_in("Mia", MANAGER))
    assert (waiting.key, waiting.values["seconds"]) == ("staff.wait", 60)
    assert refused(lambda: open_staff().sign_in("Mia", MANAGER)).key == "staff.wait"
    clock.running += 60
    assert refused(lambda: crew.sign_in("Mia", "000001")).key == "staff.wrong_pin"
    clock.running += 119
    assert refused(lambda: crew.sign_in("Mia", MANAGER)).key == "staff.wait"
    clock.running += 1
    assert crew.sign_in("Mia", MANAGER).name == "Mia"
    assert refused(lambda: crew.sign_in("Mia", "000001")).key == "staff.wrong_pin"


@pytest.mark.fault("attack 15")
def test_a_clock_that_is_set_forward_ends_no_wait(crew: Staff, clock: StoppedClock) -> None:
    for _ in range(5):  # attack 15
        refused(lambda: crew.sign_in("Mia", "000001"))
    clock.now += 7 * 24 * 3600
    assert refused(lambda: crew.sign_in("Mia", MANAGER)).key == "staff.wait"
    clock.running += 60
    assert crew.sign_in("Mia", MANAGER).name == "Mia"


class PowerCut(Exception):
    """The machine went dark in the middle of the check."""


class CutPins(Pins):
    def matches(self, kept: str, pin: str) -> bool:
        raise PowerCut


def test_a_try_is_on_the_disk_before_it_is_judged(crew: Staff, database: Database, clock: StoppedClock) -> None:
    cut = Staff(Storage(database, Journal(b"k" * 32, clock), clock), CutPins(b"pepper", QUICK), "")
    for _ in range(5):
        with pytest.raises(PowerCut):
            cut.sign_in("Mia", "000001")
    assert refused(lambda: crew.sign_in("Mia", MANAGER)).key == "staff.wait"


def test_a_stranger_hears_what_a_wrong_pin_hears(crew: Staff) -> None:
    assert (
        refused(lambda: crew.sign_in("Nobody", CLERK)).sentence
        == refused(lambda: crew.sign_in("Cleo", "0001")).sentence
    )


@pytest.mark.fault("attack 15")
def test_the_wait_has_a_bound_and_a_restart_of_the_computer_does_not_end_it() -> None:
    assert [wait_s(tries) for tries in (0, 4, 5, 6, 7)] == [0, 0, 60, 120, 240]
    assert wait_s(10**6) == 24 * 3600
    assert remaining_s(5, tried_at=5000.0, now=5061.0) == 0
    assert remaining_s(5, tried_at=5000.0, now=20.0) == 40  # the computer was restarted 20 s ago
    assert remaining_s(5, tried_at=5000.0, now=5020.0) == 40


@pytest.mark.parametrize(
    ("role", "pin"),
    [
        (Role.CLERK, "123"),
        (Role.MANAGER, "12345"),
        (Role.CLERK, "7777"),
        (Role.CLERK, "1" * 65),
        (Role.CLERK, "12\n45"),
    ],
)
def test_a_pin_that_is_no_secret_is_refused(open_staff: Callable[[], Staff], role: Role, pin: str) -> None:
    with pytest.raises(BadInput):
        open_staff().put("Cleo", role, pin)


@pytest.mark.slow
@pytest.mark.parametrize("pin", ["123456", "654321", "890123", "121212", "482482", "abcdef", "۱۲۳۴۵۶"])
def test_a_row_or_a_part_over_and_over_is_no_secret(open_staff: Callable[[], Staff], pin: str) -> None:
    with pytest.raises(BadInput) as caught:
        open_staff().put("Mia", Role.MANAGER, pin)
    assert caught.value.key == "staff.pin_simple"
    open_staff().put("Mia", Role.MANAGER, pin[:3] + "7" + pin[3:])


def test_a_shop_asks_for_longer_pins_and_never_for_shorter_ones(crew: Staff, database: Database) -> None:
    with database.writing(OWNER) as conn:
        notes.set_preference(conn, "pin.clerk", "6")
        notes.set_preference(conn, "pin.manager", "4")  # as another version may have stored it
    crew.sign_in("Cleo", CLERK)  # what people have stays
    crew.sign_in("Mia", MANAGER)
    too_short = [refused(lambda r=role, p=pin: crew.put("Eve", r, p)) for role, pin in _SHORT]
    assert [(error.key, error.values["least"]) for error in too_short] == [("staff.pin_short", 6)] * 2
    assert refused(lambda: crew.reset_pin("Cleo", "5061")).values["least"] == 6
    crew.put("Eve", Role.CLERK, "506194")


_SHORT = ((Role.CLERK, "50619"), (Role.MANAGER, "50619"))


@pytest.mark.slow
def test_a_pin_costs_what_the_page_on_security_says(real_pins: None) -> None:
    pins = Pins(b"pepper")
    kept = pins.hashed(MANAGER)
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert pins.matches(kept, MANAGER)
    assert not pins.matches(kept, CLERK)
    assert not pins.matches("damaged", MANAGER)


def test_one_manager_stays(crew: Staff) -> None:
    crew.sign_in("Mia", MANAGER)
    crew.remove("max")
    for work in (lambda: crew.remove("Mia"), lambda: crew.put("Mia", Role.CLERK, CLERK)):
        with pytest.raises(RuleRefused) as caught:
            work()
        assert caught.value.key == "staff.last_manager"
    with pytest.raises(NotFound):
        crew.remove("Max")


def test_a_new_pin_takes_the_place_of_the_old_one(crew: Staff) -> None:
    crew.sign_in("Mia", MANAGER)
    assert crew.put("cleo", Role.CLERK, "5061").name == "Cleo"
    assert refused(lambda: crew.sign_in("Cleo", CLERK)).key == "staff.wrong_pin"
    assert refused(lambda: crew.sign_in("Cleo", "5061")).key == "staff.pin_due"  # Mia knows it
    assert len(crew.people()) == 3


def test_no_pin_is_kept_and_each_act_is_told(crew: Staff, database: Database, tmp_path: Path) -> None:
    crew.sign_out()
    with pytest.raises(KnownError):
        crew.sign_in("Mia", "314159")
    assert [what for what, _ in told(database)] == [*["staff"] * 3, "signed-in", "signed-out", "wrong-pin"]
    content = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert not any(pin.encode() in content for pin in (MANAGER, "314159"))
    with database.reading() as conn:
        assert all(entry.pin.startswith("$argon2id$") for entry in staff.people(conn))
    other = Pins(b"another pepper", QUICK)
    with database.reading() as conn:
        assert not other.matches(staff.people(conn)[0].pin, CLERK)
