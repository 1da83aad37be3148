"""Single steps of a money command: what each answer leads to. The worlds beside go through all of them together."""

from __future__ import annotations

from dataclasses import replace

from core.domain.operation import State
from core.domain.reply import BalanceWritten, CardRead, Lost, NotSent, ServerCard, Throttled, Transaction
from core.protocol import adjustment as adjustment_module
from core.protocol.adjustment import Adjustment
from core.protocol.attempt import Fate
from core.protocol.doubt import DoubtResolver
from core.protocol.ledger import AttemptLedger
from core.protocol.machine import Answer, Elapsed, End, NoService, PutBalance, ReadCard, Step, Wait

QUARANTINE_S = 90.0
CARD = ServerCard(7, 10_000, "USD", 10_000, 1000, 1000, None, None, None, None, "7k2m")


def middle() -> float:
    return 0.5


def adjustment(want: int, *, offline: bool = False) -> Adjustment:
    return Adjustment(AttemptLedger(7, "USD", want), DoubtResolver(QUARANTINE_S, chance=middle), offline)


def drive(machine: Adjustment, *answers: Answer) -> Step[Adjustment]:
    step = machine.begin()
    for answer in answers:
        step = step.machine.after(answer)
    return step


def read(balance: int, updated: int = 1000, now: int | None = 5000) -> CardRead:
    return CardRead(replace(CARD, balance=balance, updated_at=updated), now)


LATER = 5000 + 90
LATE = read(10_000, now=LATER)


def test_a_quiet_card_proves_that_a_lost_request_was_not_applied() -> None:
    step = drive(adjustment(-3000), read(10_000), Lost("time-out"))
    assert step.action == ReadCard()
    step = step.machine.after(read(10_000))
    assert isinstance(step.action, Wait)
    assert step.action.seconds == QUARANTINE_S
    step = step.machine.after(Elapsed()).machine.after(read(10_000, now=LATER))
    assert step.machine.last is not None
    assert step.machine.last.fate is Fate.DISPROVED
    assert step.machine.after(read(10_000)).action == PutBalance(7000)


def test_a_retry_after_doubt_parks_when_the_card_moved_meanwhile() -> None:
    step = drive(adjustment(-3000), read(10_000), Lost("x"), read(10_000), Elapsed(), LATE, read(9000, 4999))
    # the read is fresh, so the till looks a second time before it decides
    step = step.machine.after(Elapsed()).machine.after(read(9000, 4999))
    assert isinstance(step.action, End)
    assert step.action.state is State.PARKED


def test_a_change_in_the_same_second_as_the_base_read_proves_nothing() -> None:
    step = drive(adjustment(-3000), read(10_000, 4999), Elapsed(), read(10_000, 4999), Lost("x"), read(10_000, 4999))
    step = step.machine.after(Elapsed()).machine.after(read(10_000, 4999, LATER))
    assert isinstance(step.action, End)
    assert step.action.state is State.PARKED


def test_a_throttled_or_unsent_put_is_no_attempt() -> None:
    step = drive(adjustment(-3000), read(10_000), Throttled(2.0))
    assert step.action == Wait(2.0, step.action.message, settled_soon=True)  # type: ignore[arg-type, union-attr]
    step = step.machine.after(Elapsed()).machine.after(read(10_000)).machine.after(NotSent("refused"))
    assert isinstance(step.action, NoService)
    assert {a.fate for a in step.machine.attempts} == {Fate.UNSENT}


def test_a_short_card_declines_online_and_parks_what_was_accepted_offline() -> None:
    declined = drive(adjustment(-3000), read(1000), Elapsed(), read(1000)).action
    assert isinstance(declined, End)
    assert declined.state is State.DECLINED
    parked = drive(adjustment(-3000, offline=True), read(1000), Elapsed(), read(1000)).action
    assert isinstance(parked, End)
    assert parked.state is State.PARKED
    assert parked.message is not None
    assert str(parked.message.values["residual"]) == "20.00 USD"


def test_an_amount_beyond_belief_is_an_unknown_reply() -> None:
    absurd = BalanceWritten(Transaction(1, 7, 1, -(10**10), 5000), 5000)
    step = drive(adjustment(-3000), read(10_000), absurd)
    assert step.machine.last is not None
    assert step.machine.last.fate is Fate.UNKNOWN


def test_a_reply_for_another_card_is_not_booked() -> None:
    other = BalanceWritten(Transaction(1, 8, 1, -3000, 5000), 5000)
    step = drive(adjustment(-3000), read(10_000), other)
    assert step.machine.known == 0
    assert step.machine.last is not None
    assert step.machine.last.fate is Fate.UNKNOWN


def test_a_doubt_after_the_last_write_of_a_round_is_deferred_too() -> None:
    """S again after G4: six writes are six writes, whatever became of the last one."""
    step = adjustment(-3000).begin()
    for number in range(1, adjustment_module.MOST_PUTS):
        step = step.machine.after(read(10_000))
        step = step.machine.after(BalanceWritten(Transaction(number, 7, number, (-1) ** number * 100, 5000), 5000))
        while isinstance(step.action, Wait):
            step = step.machine.after(Elapsed())
    step = step.machine.after(read(10_000)).machine.after(Lost("x")).machine.after(read(10_000))
    step = step.machine.after(Elapsed()).machine.after(LATE)
    assert isinstance(step.action, Wait)
    assert step.action.state is State.DEFERRED


def test_the_read_that_contradicts_a_disproof_is_kept_as_evidence() -> None:
    step = drive(adjustment(-3000), read(10_000), Lost("x"), read(10_000), Elapsed(), LATE)
    step = step.machine.after(read(9000, 1001))
    assert isinstance(step.action, End)
    assert [(what, str(said.values["balance"])) for what, said in step.evidence] == [("reread", "90.00 USD")]
