"""docs/protocol.md 2 at its corners: short cards, lost cards, six writes, refusals that come again."""

from __future__ import annotations

import pytest

from core.domain.capabilities import Capabilities
from core.domain.money import Money
from core.domain.operation import State
from core.domain.outcome import Message
from core.domain.reply import Lost, Missing, Rejected, Throttled
from core.protocol.attempt import Fate
from core.protocol.machine import Answer, Elapsed, End, PutBalance, ReadCard, Wait
from tests.core.protocol.script import BEFORE, LOST, adjustment, drive, ended, read, sent, written

NO = Rejected(422, "no")
LATER = BEFORE + 90


def test_a_card_that_looks_too_low_is_read_again_before_it_is_declined() -> None:
    """R4: another till may be mending it."""
    step = drive(adjustment(-3000), read(1000))
    assert isinstance(step.action, Wait)
    assert (step.action.seconds, step.action.settled_soon) == (2, True)
    step = step.machine.after(Elapsed()).machine.after(read(10_000))
    assert step.action == PutBalance(7000)


def test_it_is_read_again_once_and_then_declined() -> None:
    assert ended(drive(adjustment(-3000), read(1000), Elapsed(), read(1000))) == ("declined", "outcome.declined.short")


def test_money_that_we_displaced_is_put_back_without_waiting() -> None:
    """Our write took 100 too much from a card that another till had just emptied."""
    step = drive(adjustment(-3000), read(10_000), written(+2000), read(1000, 5000, 5010))
    assert step.action == PutBalance(0)
    assert step.machine.ledger.aborted


def test_what_was_missing_is_told_of_the_moment_when_it_was() -> None:
    """While we put back what we had displaced, somebody filled the card: it has enough by now, and had too little."""
    short = drive(adjustment(-2185, offline_accepted=True), read(4760), written(+519), read(2575))
    assert short.action == PutBalance(2056)
    step = short.machine.after(written(-1211, 2)).machine.after(Elapsed()).machine.after(read(2056))
    assert step.action == PutBalance(2748)
    end = step.machine.after(written(+692, 3)).action
    assert isinstance(end, End)
    assert end.message == Message("park.short", {"available": Money(2056, "USD"), "residual": Money(129, "USD")})


def test_a_card_that_cannot_be_read_any_more_leaves_a_lost_answer_to_a_person() -> None:
    for gone in (Missing("Not Found"), NO):
        step = drive(adjustment(-3000), read(10_000), LOST, read(10_000), Elapsed(), gone)
        assert ended(step) == ("parked", "park.ambiguous")


def test_nothing_wanted_is_done_without_a_request() -> None:
    assert ended(drive(adjustment(0))) == ("done", None)


def raced(number: int) -> int:
    """What a race leaves of a write: one undoes the other."""
    return 100 if number % 2 == 0 else -100


def contested(idle: int) -> tuple[int, list[int]]:
    """The PUTs until the debt is paid when the first `idle` of them come to nothing, and when it was deferred."""
    step, puts = adjustment(-3000).begin(), 0
    deferred: list[int] = []
    while not (isinstance(step.action, PutBalance) and puts == idle):
        if isinstance(step.action, PutBalance):
            puts += 1
            step = step.machine.after(written(raced(puts), puts))
        elif isinstance(step.action, ReadCard):
            step = step.machine.after(read(10_000))
        else:
            assert isinstance(step.action, Wait)
            if step.action.state is State.DEFERRED:
                deferred.append(puts)
            step = step.machine.after(Elapsed())
    step = step.machine.after(written(-3000, puts + 1))
    assert ended(step) == ("done", None)
    return puts + 1, deferred


def test_a_contested_card_is_left_alone_after_every_six_writes_and_then_taken_up_again() -> None:
    assert contested(20) == (21, [6, 12, 18])


def test_a_restart_does_not_shorten_the_deferral() -> None:
    machine = adjustment(-3000)
    answers: list[Answer] = []
    for number in range(1, 7):
        answers += [read(10_000), written(raced(number), number)]
    step = drive(machine, *answers)
    assert isinstance(step.action, Wait)
    assert step.action.state is State.DEFERRED
    again = step.machine.begin()
    assert isinstance(again.action, Wait)
    assert again.action.state is State.DEFERRED
    assert again.machine.after(Elapsed()).machine.after(read(10_000)).action == PutBalance(7000)


def test_a_proof_on_the_sixth_write_defers_like_any_other() -> None:
    step = adjustment(-3000).begin()
    for number in range(1, 6):
        step = step.machine.after(read(10_000)).machine.after(written(raced(number), number))
    for answer in (read(10_000), LOST, read(10_000), Elapsed(), read(10_000, date=LATER)):
        step = step.machine.after(answer)
    assert isinstance(step.action, Wait)
    assert step.action.state is State.DEFERRED
    assert step.machine.disproof == (10_000, 1000)


def test_waits_that_are_no_attempts_do_not_make_the_pause_after_a_race_longer() -> None:
    step = adjustment(-3000).begin()
    step = step.machine.after(read(10_000))
    for _ in range(50):
        step = step.machine.after(Throttled(1.0)).machine.after(Elapsed()).machine.after(read(10_000))
    step = step.machine.after(written(-4000))
    assert step.action == Wait(0.5 * 0.4 * 2, step.action.message, settled_soon=True)  # type: ignore[arg-type, union-attr]


@pytest.mark.parametrize(("hint", "pause"), [(None, 2.0), (0.5, 0.5), (300.0, 300.0), (3600.0, 3600.0)])
def test_a_service_that_asks_us_to_wait_is_given_all_of_that_time(hint: float | None, pause: float) -> None:
    """Before a read and after a write alike; without a hint two seconds."""
    for answers in ((), (read(10_000),)):
        step = drive(adjustment(-3000), *answers, Throttled(hint))
        assert isinstance(step.action, Wait)
        assert step.action.seconds == pause
        assert step.machine.after(Elapsed()).action == ReadCard()


def test_a_refusal_repeats_even_with_a_wait_in_between() -> None:
    answers: list[Answer] = [read(10_000), NO, read(10_000), Throttled(1.0), Elapsed(), read(10_000), NO, read(10_000)]
    assert ended(drive(adjustment(-3000), *answers)) == ("declined", "outcome.refused.service")


def test_a_409_is_no_refusal() -> None:
    step = drive(adjustment(-3000), read(10_000), Lost("status 409", 409))
    assert step.machine.last is not None
    assert step.machine.last.fate is Fate.UNKNOWN


@pytest.mark.parametrize(("moves", "end"), [(True, "disproved"), (False, "park.ambiguous")])
def test_g4_is_switched_off_where_balance_writes_leave_updated_at_alone(moves: bool, end: str) -> None:
    able = Capabilities(updated_at_moves=moves)
    step = drive(adjustment(-3000, able), read(10_000), LOST, read(10_000), Elapsed(), read(10_000, date=LATER))
    if moves:
        assert step.machine.last is not None
        assert step.machine.last.fate.value == end
    else:
        assert ended(step) == ("parked", end)


def test_without_g4_a_fresh_card_is_not_waited_for() -> None:
    able = Capabilities(updated_at_moves=False)
    assert drive(adjustment(-3000, able), read(10_000, 5000, 5000)).action == PutBalance(7000, sent(1))


@pytest.mark.parametrize(("epsilon", "waits"), [(2, False), (9, True)])
def test_the_measured_margin_decides_what_is_fresh(epsilon: int, waits: bool) -> None:
    step = drive(adjustment(-3000, Capabilities(epsilon_s=epsilon)), read(10_000, 4995, 5000))
    assert isinstance(step.action, Wait) is waits
    assert not waits or step.action.seconds == epsilon  # type: ignore[union-attr]
