"""PROTOCOL.md section 2: the guards before a write, what is believed after it, and how soon a repair follows."""

from __future__ import annotations

from typing import Any

import pytest

from core.protocol.attempt import Fate
from core.protocol.ledger import ISSUE_LIMIT
from core.protocol.machine import ReadCard, SetBalance, Wait
from tests.core.protocol.script import BEFORE, adjustment, drive, ended, read, written


@pytest.mark.parametrize("card", [{"disabled_at": 4000}, {"expires_on": "1969-12-30"}, {"currency": "EUR"}])
@pytest.mark.parametrize("offline", [False, True])
def test_g1_a_card_that_cannot_be_charged(card: dict[str, Any], offline: bool) -> None:
    """Untouched it is refused, or left to a person where the goods are gone; half done it is always a person's."""
    step = drive(adjustment(-3000, offline_accepted=offline), read(10_000, **card))
    assert ended(step) == (("parked", "park.blocked") if offline else ("declined", "outcome.declined.blocked"))
    step = drive(adjustment(-3000, offline_accepted=offline), read(10_000), written(-1000), read(9000, **card))
    assert ended(step) == ("parked", "park.blocked")
    assert str(step.action.said.values["residual"]) == "20.00 USD"  # type: ignore[union-attr]


@pytest.mark.parametrize(("puts", "longest"), [(1, 0.8), (2, 1.6), (3, 3.2)])
def test_a_repair_that_raises_the_card_waits_a_random_part_of_a_doubling_time(puts: int, longest: float) -> None:
    for chance in (0.0, 0.25, 1.0):
        step = adjustment(-3000, chance=lambda chance=chance: chance).begin()
        for number in range(1, puts + 1):
            amount = -4000 if number == puts else 0
            step = step.machine.after(read(10_000)).machine.after(written(amount, number))
        assert step.action == Wait(chance * longest, step.action.said, settled_soon=True)  # type: ignore[union-attr]


def test_a_repair_that_lowers_the_card_runs_at_once() -> None:
    """Money that should not be there can be spent; and our own write of this second is no reason to wait (G2)."""
    step = drive(adjustment(-3000), read(10_000), written(-1000))
    assert step.action == ReadCard()
    assert step.machine.after(read(9000, BEFORE, BEFORE)).action == SetBalance(7000)


@pytest.mark.parametrize(("amount", "fate"), [(-2 * ISSUE_LIMIT, Fate.OK), (-2 * ISSUE_LIMIT - 1, Fate.UNKNOWN)])
def test_nothing_beyond_twice_the_issue_limit_is_believed(amount: int, fate: Fate) -> None:
    for signed in (amount, -amount):
        step = drive(adjustment(-3000), read(10_000), written(signed))
        assert step.machine.attempts[-1].fate is fate
        assert step.machine.known == (signed if fate is Fate.OK else 0)


def test_an_answer_that_was_booked_once_is_no_answer_to_the_next_write() -> None:
    step = drive(adjustment(-3000), read(10_000), written(-1000, 1), read(9000), written(-1000, 1))
    assert step.machine.attempts[-1].fate is Fate.UNKNOWN
    assert step.machine.known == -1000
