"""Guessing a PIN: five guesses a minute at most, whatever is killed or restarted in between (figure S3)."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from core.domain.staff import Role
from core.errors import RuleRefused
from core.services.books.journal import Journal
from core.services.books.storage import Storage
from core.services.people.pins import Pins
from core.services.people.staff import Staff
from core.store.database import Database
from tests.builders import StoppedClock

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PIN = "7294"
GUESSES, MINUTE_S, MOST = 500, 60.0, 5


class Killed(BaseException):
    """The program ends here."""


class WatchedPins(Pins):
    """The till's own; notes each guess that was compared, and is killed before some answer."""

    def __init__(self, chance: random.Random, compared: Callable[[], None]) -> None:
        super().__init__(b"pepper", QUICK)
        self._chance, self._compared = chance, compared

    def matches(self, kept: str, pin: str) -> bool:
        self._compared()
        fits = super().matches(kept, pin)
        if self._chance.random() < 0.3:
            raise Killed
        return fits


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(tmp_path / "till.db")
    yield made
    made.close()


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_no_minute_has_more_than_five_guesses(database: Database, seed: int) -> None:
    chance, clock = random.Random(seed), StoppedClock()
    compared: list[float] = []
    passed = 0.0

    def opened() -> Staff:
        pins = WatchedPins(chance, lambda: compared.append(passed))
        return Staff(Storage(database, Journal(b"k" * 32, clock), clock), pins, "")

    Staff(Storage(database, Journal(b"k" * 32, clock), clock), Pins(b"pepper", QUICK), "").put("Cleo", Role.CLERK, PIN)
    people, tries = opened(), 0
    while len(compared) < GUESSES:
        tries += 1
        guess = f"{chance.randrange(10_000):04}"
        try:
            with pytest.raises(RuleRefused):
                people.sign_in("Cleo", guess if guess != PIN else "0000")
        except Killed:
            people = opened()
        pause = chance.choice((0.0, 1.0, 11.9, 59.0, 61.0, 3 * 3600.0, 25 * 3600.0))
        passed += pause
        clock.now += chance.choice((pause, 0.0, -3600.0, 365 * 86400.0))  # the wall clock is set at will
        clock.running += pause
        if chance.random() < 0.2:  # the computer starts anew
            people, clock.running = opened(), 0.0
    assert tries > GUESSES, "some were refused unread"
    most = max(sum(at <= other < at + MINUTE_S for other in compared) for at in compared)
    assert most <= MOST
