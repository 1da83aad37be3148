"""Keys that the service stores with the write: the answer to a resend is believed (docs/decisions/0050)."""

from __future__ import annotations

import pytest

from core.domain.operation import State
from core.protocol.attempt import Fate
from core.protocol.machine import End, ReadCard
from tests.core.protocol.script import DAY, LOST, NO, SURE_KEYS, adjustment, drive, looked, quarantined, read, written


@pytest.mark.parametrize("amount", [0, -3000])
def test_a_resend_that_was_carried_out_is_the_only_one_where_the_service_vouches_for_its_keys(amount: int) -> None:
    """What moved the card before our look was not our first copy: its reply would be there (docs/decisions/0050)."""
    step = looked(drive(adjustment(-3000, SURE_KEYS), read(10_000), LOST), read(7000, 5001, 5010))
    step = step.machine.after(written(amount, at=5011))
    assert step.machine.known == amount
    assert step.action == (End(State.DONE) if amount else ReadCard())


def test_a_refusal_of_a_resend_is_definite_where_the_service_vouches_for_its_keys() -> None:
    step = looked(drive(adjustment(-3000, SURE_KEYS), read(10_000), LOST), read(7000, 5001, 5010)).machine.after(NO)
    assert step.machine.attempts[-1].fate is Fate.REJECTED
    assert step.action == ReadCard()


def test_a_key_that_may_be_forgotten_by_now_is_not_vouched_for() -> None:
    late = 5001 + DAY
    step = looked(drive(adjustment(-3000, SURE_KEYS), read(10_000), LOST), read(7000, 5001, late))
    assert quarantined(step)
